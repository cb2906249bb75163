"""Jinja for sentences that anybody may have written: nothing to reach, and no more room or time than a
sentence needs.

Jinja's sandbox keeps a template from reaching anything. It does not keep ``{{ 'x' * 10**9 }}`` from filling
the memory, nor a loop in a loop in a loop from running for days; an edition may have come by mail.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import StrictUndefined, nodes, pass_context, pass_environment
from jinja2.filters import do_round, make_attrgetter
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from juesuan.errors import EditionError

LONGEST = 200_000
"""Characters of anything a sentence makes; a list of all of 1,400 items has 30,000."""
STEPS = 200_000
"""Turns of all loops of one sentence; a loop over 1,400 items has 1,400."""
DEEPEST = 100
"""Levels of a sentence's syntax; the shipped editions' deepest has 8."""

_DECIMALS = 12

BUDGET = "_budget"
_REMEDY = "请改用 docs/短语库.md 里写明的写法"
_WIDE = ("batch", "center", "filesizeformat", "format", "indent", "pprint", "slice", "tojson", "wordwrap")
"""Filters that make much of little by a number, or print what is no text."""
_GROWING = frozenset({"center", "expandtabs", "format", "format_map", "ljust", "rjust", "zfill"})
"""Methods of text that do the same."""
_NO_WORDS: Any = object.__str__  # of what shows its insides when it is made a text
_LONG = (str, list, tuple, dict)
_NO_SENTENCE = (
    nodes.Block,
    nodes.CallBlock,
    nodes.Extends,
    nodes.FromImport,
    nodes.Import,
    nodes.Include,
    nodes.Macro,
)


class Budget:
    """The turns that the loops of one sentence may still take."""

    def __init__(self, steps: int = STEPS) -> None:
        self.steps = steps

    def spend(self, steps: int) -> None:
        """Take some of them. Raises ``EditionError`` where none are left."""
        self.steps -= steps
        if self.steps < 0:
            raise EditionError("句子里的循环太多", remedy=_REMEDY)


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment; ``plain`` are classes of values with nothing but names and figures to ask for."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, plain: tuple[type, ...], finalize: Callable[..., str]) -> None:
        super().__init__(undefined=StrictUndefined, finalize=finalize, autoescape=False, cache_size=0)
        self._plain = plain
        self.globals = {}  # each context would copy them
        kept = {name: function for name, function in self.filters.items() if name not in _WIDE}
        own = {"replace": _replace, "join": _join, "round": _round, "_turns": _turns, "_strung": _strung}
        self.filters = {name: _bounded(function) for name, function in {**kept, **own}.items()}

    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """What a template prints, put together while it is short enough."""
        return _strung(parts)

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        """The template, its loops counted. Raises ``EditionError`` for what is no part of a sentence."""
        try:
            tree = super().parse(source, name, filename)
        except RecursionError:
            raise too_deep() from None
        judge_depth(tree)
        if next(tree.find_all(_NO_SENTENCE), None) or any(
            loop.recursive for loop in tree.find_all(nodes.For)
        ):
            raise EditionError("句子里用了不许用的写法", remedy=_REMEDY)
        return tree

    def bounded(self, tree: nodes.Template) -> nodes.Template:
        """The template with every loop counted and every ``~`` measured."""
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "_turns", [], [], None, None, lineno=loop.lineno)
        bounded: nodes.Template = _without_tildes(tree)
        return bounded

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """``+`` makes nothing that is too long; the other signs are for numbers."""
        if operator == "**" or (operator != "+" and isinstance(left, _LONG) | isinstance(right, _LONG)):
            raise EditionError(f"这里不能用 {operator}", remedy=_REMEDY)
        return _weighed(super().call_binop(context, operator, left, right))

    def call(self, context: Context, function: Any, *arguments: Any, **named: Any) -> Any:
        """A method of text makes nothing that is too long."""
        owner, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
        if not isinstance(owner, str):
            return super().call(context, function, *arguments, **named)
        if name in _GROWING:
            raise EditionError(f"文字不能用 {name}", remedy=_REMEDY)
        if name == "replace":
            return _replace(owner, *arguments)
        if name == "join":
            return _strung(arguments[0], owner)
        return _weighed(super().call(context, function, *arguments, **named))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may ask a value for this."""
        if isinstance(obj, self._plain):
            return not attr.startswith("_")
        return super().is_safe_attribute(obj, attr, value)


def _without_tildes(tree: Any) -> Any:
    """Every ``a ~ b`` as a filter that looks at the length."""
    for field, value in tree.iter_fields():
        if isinstance(value, nodes.Node):
            setattr(tree, field, _without_tildes(value))
        elif isinstance(value, list):
            setattr(
                tree,
                field,
                [_without_tildes(each) if isinstance(each, nodes.Node) else each for each in value],
            )
    if isinstance(tree, nodes.Concat):
        return nodes.Filter(nodes.List(tree.nodes), "_strung", [], [], None, None, lineno=tree.lineno)
    return tree


def judge_depth(tree: nodes.Node) -> None:
    """Refuse what is nested deeper than those who walk through it can go. Raises ``EditionError``."""
    level = [tree]
    for _ in range(DEEPEST):
        level = [child for node in level for child in node.iter_child_nodes()]
    if level:
        raise too_deep()


def too_deep() -> EditionError:
    """The error for a sentence or expression nested too deep."""
    return EditionError("句子里一层套一层，太深了", remedy="请改短，或分成几句")


def _too_long() -> EditionError:
    return EditionError(f"句子太长，超过{LONGEST}字", remedy="请改短")


def _weighed(value: Any) -> Any:
    """The value itself. Raises ``EditionError`` where there is too much in it, whatever it is nested in."""
    room, waiting = LONGEST, [value]
    while waiting:
        each = waiting.pop()
        room -= len(each) if isinstance(each, _LONG) else 1
        if room < 0:
            raise _too_long()
        if isinstance(each, list | tuple):
            waiting += each
        elif isinstance(each, dict):
            waiting += each.values()
    return value


def _bounded(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose arguments and result are weighed."""

    @functools.wraps(function)  # which keeps what Jinja is to pass first
    def bounded(*arguments: Any, **named: Any) -> Any:
        _weighed(arguments)
        return _weighed(function(*arguments, **named))

    return bounded


def _strung(parts: Iterable[Any], separator: str = "") -> str:
    """The parts as one text, put together while it is short enough."""
    pieces: list[str] = []
    room = LONGEST
    for part in parts:
        if not isinstance(part, str | int) and type(part).__str__ is _NO_WORDS:
            raise EditionError(
                f"“{type(part).__name__}”不能连成文字", remedy="请单独写在 {{ }} 里，或写到具体的数"
            )
        piece = part if isinstance(part, str) else str(_weighed(part))
        room -= len(piece) + len(separator)
        if room < 0:
            raise _too_long()
        pieces.append(piece)
    return separator.join(pieces)


@pass_environment
def _join(environment: Any, values: Iterable[Any], separator: str = "", attribute: Any = None) -> str:
    """Jinja's ``join``."""
    if attribute is not None:
        values = map(make_attrgetter(environment, attribute), values)
    return _strung(values, separator)


def _replace(text: Any, old: str, new: str, count: int | None = None) -> str:
    """Jinja's ``replace``."""
    whole, times = str(text), -1 if count is None else count
    found = whole.count(old) if times < 0 else min(times, whole.count(old))
    if len(whole) + found * max(0, len(new) - len(old)) > LONGEST:
        raise _too_long()
    return whole.replace(old, new, times)


def _round(value: Any, precision: int = 0, method: Any = "common") -> Any:
    """Jinja's ``round``."""
    if abs(precision) > _DECIMALS:
        raise EditionError(f"round 最多{_DECIMALS}位小数", remedy=_REMEDY)
    return do_round(value, precision, method)


@pass_context
def _turns(context: Context, values: Iterable[Any]) -> tuple[Any, ...]:
    """What a loop runs over, paid for."""
    turns = tuple(values)
    context[BUDGET].spend(len(turns))
    return turns
