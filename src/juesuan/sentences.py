"""An edition's sentences as Jinja templates that yield spans: words, figures with sources, slots.

While a template renders, every quantity and slot leaves a mark in the text; afterwards the text is
split at the marks. So a figure keeps its source, however deep in a phrase it was printed.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, Undefined, UndefinedError, pass_context
from jinja2.runtime import Context

from juesuan.errors import EditionError
from juesuan.mistakes import explained, missing_word, refuse
from juesuan.names import Group, LineGroup
from juesuan.narrative import Figure, Slot, Source, Span, Statement, StatementKind, Text
from juesuan.numerals import chinese_numeral
from juesuan.phrasebook import Edition, Phrase
from juesuan.places import Place
from juesuan.quantities import Change, Line, Measured, Quantity, QuantityMissing, percent_of, total_of
from juesuan.sandbox import BUDGET, Budget, Sandbox
from juesuan.syntax import printed_braces, stray_braces
from juesuan.text import one_line

if TYPE_CHECKING:
    from jinja2 import Template

# Of this process alone: what a workbook or an edition says never looks like a mark.
_SECRET = f"{secrets.randbelow(10**18):018}"
_SPAN, _BEGIN, _FINISH, _END = (f"{sign}{_SECRET}" for sign in "\ue000\ue001\ue002\ue003")
_MARK = re.compile(f"({_SPAN}|{_BEGIN}|{_FINISH})(\\d+){_END}")
_SESSION = "_session"


class Stated(str):
    """Words that a statement consists of; compares as text, and is marked where it is printed by itself.

    ``about`` is the key of the change that it words, or that the reason it stands for would explain.
    """

    kind: StatementKind
    key: str
    about: str

    @classmethod
    def of(cls, text: str, kind: StatementKind, key: str, about: str) -> Stated:
        """The text as a statement with that key."""
        stated = cls(text)
        stated.kind, stated.key, stated.about = kind, key, about
        return stated


class Session:
    """The spans marked while one text renders; with ``plain`` quantities print as text."""

    def __init__(self, *, plain: bool = False) -> None:
        self.plain = plain
        self._spans: list[Figure | Slot] = []
        self._statements: list[tuple[StatementKind, str, str]] = []

    def mark(self, span: Figure | Slot) -> str:
        """A mark that stands for the span until the text is split."""
        if self.plain:
            return span.shown if isinstance(span, Slot) else span.text
        self._spans.append(span)
        return f"{_SPAN}{len(self._spans) - 1}{_END}"

    def enclose(self, text: str, kind: StatementKind, key: str, about: str) -> str:
        """The text between marks that make it one statement."""
        if self.plain or not text:
            return text
        self._statements.append((kind, key, about))
        number = len(self._statements) - 1
        return f"{_BEGIN}{number}{_END}{text}{_FINISH}{number}{_END}"

    def split(self, text: str) -> tuple[tuple[Span, ...], tuple[Statement, ...]]:
        """The rendered text as spans, and where its statements stand.

        Line breaks of the edition's file are no part of a sentence.
        """
        spans: list[Span] = []
        statements: list[Statement] = []
        begun: dict[int, int] = {}
        at = 0
        words, *marks = _MARK.split(_unwrapped(text))
        for sign, number, after in [("", "0", words), *zip(*[iter(marks)] * 3, strict=True)]:
            which = int(number)
            if sign == _SPAN:
                span = self._spans[which]
                spans.append(span)
                at += 1 if isinstance(span, Slot) else len(span.text)
            elif sign == _BEGIN:
                begun[which] = at
            elif sign == _FINISH:
                kind, key, about = self._statements[which]
                statements.append(Statement(key, kind, begun[which], at, about))
            if after and spans and isinstance(spans[-1], Text):
                spans[-1] = Text(spans[-1].text + after)
            elif after:
                spans.append(Text(after))
            at += len(after)
        return tuple(spans), tuple(statements)


def _unwrapped(text: str) -> str:
    return one_line(text.strip())


@dataclass(frozen=True, slots=True)
class Asked:
    """A slot between its lead-in and what follows it; ``about``: the key of the change it explains."""

    lead: str
    slot: Slot
    tail: str
    about: str = ""


class Printed:
    """A quantity printed in another form than the edition's usual one."""

    def __init__(self, quantity: Quantity, text: str) -> None:
        self.quantity, self.text = quantity, text

    def __str__(self) -> str:
        return self.text


def _quantity(value: Any) -> Quantity:
    if isinstance(value, Quantity):
        return value
    if isinstance(value, Line):
        return value.current
    if isinstance(value, LineGroup):
        return value.line.current
    raise EditionError(f"这里要一个数，得到的却是“{value}”")


def _change(value: Any, of: str) -> Change:
    if isinstance(value, Change):
        return value
    line = value.line if isinstance(value, LineGroup) else value
    if not isinstance(line, Line):
        raise EditionError(f"这里要一行决算数，得到的却是“{value}”")
    return line.versus_budget if of == "budget" else line.change


def _figure(quantity: Quantity, text: str) -> Figure:
    exact = quantity.exact if quantity.exact is not None else quantity.number
    signed = -exact if quantity.falling else exact
    return Figure(quantity.key, text, Source(format(signed, "f"), quantity.formula, quantity.places))


@pass_context
def _finalize(context: Context, value: Any) -> str:
    session: Session = context[_SESSION]
    if isinstance(value, Quantity):
        return session.mark(_figure(value, str(value)))
    if isinstance(value, Line | LineGroup):
        quantity = _quantity(value)
        return session.mark(_figure(quantity, str(quantity)))
    if isinstance(value, Printed):
        return session.mark(_figure(value.quantity, value.text))
    if isinstance(value, Asked):
        words = f"{value.lead}{session.mark(value.slot)}{value.tail}"
        return session.enclose(words, "slot", value.slot.key, value.about)
    if isinstance(value, Stated):
        return session.enclose(value, value.kind, value.key, value.about)
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Undefined):
        str(value)  # raises UndefinedError, which names what is unknown
    raise EditionError(f"“{type(value).__name__}”不能直接写进句子")


def _trimmed(value: Any) -> Printed:
    """29.60 → 29.6, 0.00 → 0."""
    quantity = _quantity(value)
    text = str(quantity)
    return Printed(quantity, text.rstrip("0").rstrip(".") if "." in text else text)


def _typed(value: Any) -> Printed:
    """As it was typed in the supplement: 142 stays 142."""
    quantity = _quantity(value)
    return Printed(quantity, quantity.typed or str(quantity))


def _zero_as(value: Any, zero: str) -> Printed:
    """Zero as the given text; other figures as usual."""
    quantity = _quantity(value)
    return Printed(quantity, zero if quantity.is_zero else str(quantity))


def _percent(value: Any) -> Quantity:
    """A number of the supplement that is a percentage: 100 → 100.00%."""
    quantity = _quantity(value)
    return replace(quantity, kind="percent", exact=quantity.number)


def _numeral(value: Any) -> str:
    return chinese_numeral(int(_quantity(value).number) if isinstance(value, Quantity | Line) else int(value))


def _joined(values: Any, separator: str = "、") -> str:
    """Names of lines, or texts, joined."""
    return separator.join(value.name if isinstance(value, Line) else str(value) for value in values)


def _no_figures(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of Jinja's that takes what is no plain number for zero: a figure would be printed as 0."""

    def refusing(value: Any, *arguments: Any, **named: Any) -> Any:
        if isinstance(value, Measured):
            raise EditionError(f"决算数不能用 {name}", remedy="小数位数在 edition.yaml 的 numbers 里写")
        return function(value, *arguments, **named)

    return refusing


def _sum_of(*values: Any) -> Quantity:
    quantities = tuple(_quantity(value) for value in values)
    if not quantities:
        raise EditionError("sum_of 里一个数也没有", remedy="名单可能是空的，请先用 if 判断")
    return total_of("+".join(quantity.key for quantity in quantities), "合计", quantities)


def _percent_of(part: Any, whole: Any) -> Quantity:
    part, whole = _quantity(part), _quantity(whole)
    return percent_of(f"{part.key}/{whole.key}", f"{part.label}占比", part, whole)


CALLABLES: Mapping[str, Callable[..., Any]] = {"sum_of": _sum_of, "percent_of": _percent_of}
"""Functions that every sentence may call; the other functions belong to a paragraph."""

FILTERS: Mapping[str, str] = {
    "chinese": "中文数字：{{ n | chinese }} → 十四",
    "joined": "把名称用顿号连起来：{{ basic_expenditure.public_items | joined }}",
    "trimmed": "去掉末尾的零：29.60 → 29.6",
    "typed": "照补充资料里填写的样子：142",
    "zero_as": "零写作指定的样子，其余照常：{{ procurement.works | zero_as('0') }}",
    "percent": "把补充资料里的数写成百分比：100 → 100.00%",
}
"""Filters usable in a sentence, besides Jinja's own and the edition's phrases."""

FUNCTIONS: Mapping[str, str] = {
    "reason": "留空由人填写：reason('键', lead='主要原因是', tail='。', otherwise='')",
    "purpose": "同 reason，用于用途：purpose('键', lead='主要用于：')",
    "text": "同 reason，用于其他要人填写的文字",
    "sum_of": "几个数之和：sum_of(procurement.goods, procurement.works)",
    "percent_of": "占比：percent_of(部分, 整体)",
}
"""Functions usable in a sentence."""


class Sentences:
    """The compiled sentences of one edition; render any with a context of names."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        environment = Sandbox((Group, Line, Quantity, Change), _finalize)
        environment.filters |= {
            "chinese": _numeral,
            "joined": _joined,
            "trimmed": _trimmed,
            "typed": _typed,
            "zero_as": _zero_as,
            "percent": _percent,
            **{name: _no_figures(name, environment.filters[name]) for name in ("int", "float")},
        }
        self.environment = environment
        self._templates: dict[str, Template] = {}
        for name, phrase in edition.manifest.phrases.items():
            environment.filters[name] = self._phrase_filter(name, phrase)

    def spans(
        self, sentence: str, names: Mapping[str, Any], place: Place
    ) -> tuple[tuple[Span, ...], tuple[Statement, ...]]:
        """The sentence as spans, and its statements. Raises ``EditionError`` at ``place``, or ``QuantityMissing``."""
        session = Session()
        return session.split(self._rendered(sentence, names, session, place))

    def plain(self, sentence: str, names: Mapping[str, Any], place: Place) -> str:
        """The sentence as plain text (labels, prompts, suggestions)."""
        return _unwrapped(self._rendered(sentence, names, Session(plain=True), place))

    def value(self, expression: str, names: Mapping[str, Any], place: Place) -> Any:
        """What an expression (``when``, ``each``, ``about``) stands for."""
        try:
            context = self._run(self._compiled(f"{{% set value = {expression} %}}", prints=False), names)[0]
            result = context.vars["value"]
            if isinstance(result, StrictUndefined):
                str(result)
        except QuantityMissing:
            raise
        except Exception as error:
            raise explained(error, expression, names, place) from error
        return result

    def _rendered(self, sentence: str, names: Mapping[str, Any], session: Session, place: Place) -> str:
        try:
            return self._said(sentence, {**names, _SESSION: session})
        except QuantityMissing:
            raise
        except Exception as error:  # an edition may make Jinja, and the values, do anything
            raise explained(error, sentence, names, place) from error

    def _said(self, sentence: str, names: Mapping[str, Any]) -> str:
        if "{" in sentence:
            return self._run(self._compiled(sentence), names)[1]
        refuse(stray_braces(sentence))
        return sentence

    def _compiled(self, text: str, *, prints: bool = True) -> Template:
        template = self._templates.get(text)
        if template is None:
            tree = self.environment.parse(text)
            # Words of the edition are looked at here, so what braces a figure's name has are printed.
            refuse(printed_braces(tree) if prints else ())
            template = self._templates[text] = self.environment.from_string(self.environment.bounded(tree))
        return template

    def _run(self, template: Template, names: Mapping[str, Any]) -> tuple[Context, str]:
        """What a template leaves: its context, and its words."""
        # Not Template.render: it copies all names once more.
        context = template.new_context({BUDGET: Budget(), **CALLABLES, **names}, shared=True)
        return context, self.environment.concat(template.root_render_func(context))

    def _phrase_filter(self, name: str, phrase: Phrase) -> Callable[..., str]:
        @pass_context
        def say(context: Context, value: Any, **words: Any) -> str:
            change = _change(value, phrase.of)
            sentence: str = getattr(phrase, change.case)
            names = {**context.parent, **words, "current": change.current, "base": change.base}
            if change.case != "first_year":
                names |= {"difference": change.difference, "percent": change.percent, "ratio": change.ratio}
            try:
                said = self._said(sentence, names)
                return Stated.of(said, "comparison", change.key, change.key)
            except QuantityMissing:
                raise
            except UndefinedError as error:
                raise missing_word(error, name) from error
            except Exception as error:
                raise explained(error, sentence, names, phrase.where(change.case)) from error

        say.__name__ = name
        return say
