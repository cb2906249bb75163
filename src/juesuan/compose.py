"""Comparison and edition → narrative: which paragraphs there are, numbered, worded, with their slots."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from juesuan.comparison import Comparison
from juesuan.errors import EditionError, FigureMissing, JuesuanError
from juesuan.findings import Finding
from juesuan.names import LineGroup, group
from juesuan.narrative import Choices, Narrative, Paragraph, Slot, Statement, Text, WrittenFor
from juesuan.phrasebook import Edition, ParagraphRule, SlotRule
from juesuan.places import EditionPlace, Place
from juesuan.prompts import without_prompt
from juesuan.quantities import Change, Line, QuantityMissing
from juesuan.sentences import Asked, Sentences, Stated
from juesuan.syntax import stray_braces
from juesuan.text import one_line

LABEL_LENGTH = 64  # what Word shows of a content control's title


@lru_cache(maxsize=8)
def sentences_of(edition: Edition) -> Sentences:
    """The edition's compiled sentences, compiled once a process. Raises ``EditionError``: words with braces."""
    for words, place in edition.words():
        for fault in stray_braces(words):
            raise EditionError(fault.message, place=place, remedy=fault.remedy)
    return Sentences(edition)


def compose(
    comparison: Comparison,
    edition: Edition,
    reasons: Mapping[str, str] | None = None,
    choices: Choices | None = None,
) -> tuple[Narrative, tuple[Finding, ...]]:
    """The narrative, with ``reasons`` (slot key → words) filled in.

    ``choices`` is carried along in the narrative (it travels in the draft's record). Raises
    ``FigureMissing`` naming every sentence whose figure is not there, and ``EditionError``.
    """
    composer = _Composer(comparison, edition, reasons or {})
    paragraphs = tuple(composer.paragraphs())
    if composer.missing:
        raise _missing(composer.missing)
    narrative = Narrative(
        department=comparison.department,
        year=comparison.year,
        edition=edition.identity,
        blocks=paragraphs,
        choices=choices or Choices(),
    )
    return narrative, tuple(composer.unused_reasons())


def rehearse(comparison: Comparison, edition: Edition) -> Iterator[tuple[ParagraphRule, JuesuanError]]:
    """What hinders the narrative of these figures, rule by rule: an ``EditionError``, or ``QuantityMissing``."""
    composer = _Composer(comparison, edition, {})
    for rule in edition.paragraphs:
        try:
            for _ in composer.written(rule):
                pass
        except (EditionError, QuantityMissing) as error:
            yield rule, error
        yield from ((rule, error) for _, error in composer.missing)
        composer.missing.clear()


def _missing(missing: list[tuple[str, QuantityMissing]]) -> FigureMissing:
    parts = [
        FigureMissing(f"{sentence}需要{error.quantity.label}", place=error.place)
        for sentence, error in dict(missing).items()
    ]
    lines = (f"{each.message}（找过 {each.place}）" if str(each.place) else each.message for each in parts)
    return FigureMissing(
        "有句子缺少数字：\n  " + "\n  ".join(lines),
        remedy="请在决算表或补充资料中补上，确实没有的请填 0；补充资料用 juesuan new 写出一份，填好后用 -s 给出",
        parts=parts,
    )


@dataclass
class _Composer:
    comparison: Comparison
    edition: Edition
    reasons: Mapping[str, str]
    missing: list[tuple[str, QuantityMissing]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    counters: dict[str, int] = field(default_factory=dict)
    heading: str = ""

    def __post_init__(self) -> None:
        edition, comparison = self.edition, self.comparison
        self.sentences = sentences_of(edition)
        self.names: dict[str, Any] = {
            **comparison.names,
            "year": comparison.year,
            "prior_year": comparison.year - 1,
            "department": comparison.department,
            "we": comparison.settings.get("self_reference") or comparison.department,
            "first_year": comparison.first_year,
            "setting": group("setting", comparison.settings),
            "lists": group("lists", edition.manifest.lists),
        }

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph that the figures call for, in the order of the edition."""
        for rule in self.edition.paragraphs:
            yield from self.written(rule)

    def written(self, rule: ParagraphRule) -> Iterator[Paragraph]:
        """The paragraphs of one rule: one, none, or one for each of a list."""
        place = EditionPlace(f"{self.edition.name}/{rule.file}", rule.line, rule.key)
        for key, names in self.occasions(rule, place):
            paragraph = self.paragraph(rule, key, names, place)
            if paragraph:
                yield paragraph

    def occasions(self, rule: ParagraphRule, place: Place) -> Iterator[tuple[str, dict[str, Any]]]:
        """The key and the names of every paragraph that a rule may write."""
        if not rule.each:
            yield rule.key, self.names
            return
        elements = self.sentences.value(rule.each, self.names, place)
        if isinstance(elements, str) or not isinstance(elements, Iterable):
            raise EditionError(f"each 要一个名单，“{rule.each}”不是", place=place)
        for index, element in enumerate(elements, 1):
            name = getattr(element, "code", "") or str(index)
            yield f"{rule.key}.{name}", {**self.names, rule.as_: element, "index": index}

    def paragraph(
        self, rule: ParagraphRule, key: str, names: dict[str, Any], place: EditionPlace
    ) -> Paragraph | None:
        """One paragraph, or nothing where its condition does not hold or a figure is missing."""
        slots = _Slots(self, names)
        names = {**names, "reason": slots, "purpose": slots, "text": slots}
        try:
            if rule.when and not self.sentences.value(rule.when, names, place):
                return None
            number = self.ordinal(rule)
            sentence = next(
                (
                    case
                    for case in rule.sentences
                    if not case.when or self.sentences.value(case.when, names, place)
                ),
                None,
            )
            if sentence is None:
                return None
            names["number"] = number
            place = replace(place, line=sentence.lines.get("text", place.line))
            spans, statements = self.sentences.spans(sentence.text, names, place)
        except QuantityMissing as error:
            self.missing.append((f"“{self.heading}”一节的句子“{key}”", error))
            return None
        if number:
            spans = (Text(number), *spans)
            statements = _numbered(number, statements)
        paragraph = Paragraph(key, rule.style, _merged(spans), statements)
        if rule.style.startswith("heading"):
            self.heading = paragraph.text
        return paragraph

    def ordinal(self, rule: ParagraphRule) -> str:
        """The next ordinal of the paragraph's numbering; series within it start anew."""
        if not rule.number:
            return ""
        numbering = self.edition.manifest.numbering
        own = numbering[rule.number]
        self.counters[rule.number] = n = self.counters.get(rule.number, 0) + 1
        inner = [rule.number]
        while inner:
            outer = inner.pop()
            for name, series in numbering.items():
                if series.within == outer:
                    self.counters[name] = 0
                    inner.append(name)
        return self.sentences.plain(own.pattern, {"n": n}, own.where("pattern"))

    def slot_rule(self, key: str) -> SlotRule:
        """The edition's rule for a slot: its own key, else with codes replaced by ``*``."""
        rules = self.edition.slots
        rule = rules.get(key) or rules.get(re.sub(r"\.\d+(?=\.|$)", ".*", key))
        if rule is None:
            raise EditionError(f"slots.yaml 里没有“{key}”", remedy=f"已有：{'、'.join(rules)}")
        return rule

    def slot(self, key: str, names: Mapping[str, Any]) -> tuple[Slot | None, str]:
        """The slot with that key, filled if possible; ``None`` where nothing is to be explained.

        Beside it the key of the change that it explains.
        """
        rule = self.slot_rule(key)
        place = EditionPlace(f"{self.edition.name}/{rule.file}", rule.line, key)
        change = self.explained(rule, names, place)
        self.used.add(key)
        about = change.key if change else ""
        unexplained = change and (change.case == "first_year" or (change.is_level and rule.level == "omit"))
        if unexplained:
            return None, about
        names = {**names, "change": change, "case": change.case if change else "none"}
        fitting = [
            (suggestion, self.sentences.plain(suggestion.text, names, place))
            for suggestion in rule.suggestions
            if not suggestion.when or self.sentences.value(suggestion.when, names, place)
        ]
        label = self.sentences.plain(rule.label, names, place)[:LABEL_LENGTH]
        slot = Slot(
            key,
            rule.kind,
            label,
            self.sentences.plain(rule.prompt, names, place),
            tuple(text for _, text in fitting),
            about=_written_for(change),
        )
        text, state = without_prompt(self.reasons.get(key, ""), slot.prompt), "filled"
        prefilled = [(rule, words) for rule, words in fitting if rule.prefill]
        if not text and prefilled:
            text, state = prefilled[0][1], "confirmed" if prefilled[0][0].confirmed else "suggested"
        return (_filled(slot, text, state) if text else slot), about

    def explained(self, rule: SlotRule, names: Mapping[str, Any], place: Place) -> Change | None:
        if not rule.about:
            return None
        about = self.sentences.value(rule.about, names, place)
        if isinstance(about, LineGroup):
            about = about.line
        if isinstance(about, Line):
            return about.change
        if not isinstance(about, Change):
            raise EditionError(f"about“{rule.about}”不是一行决算数或一个变动", place=place)
        return about

    def unused_reasons(self) -> Iterator[Finding]:
        """Reasons whose slot the narrative does not have: said, so that nothing is lost unseen."""
        standing = self.used
        for key in self.reasons:
            if key not in standing:
                yield Finding(
                    "reason-without-slot",
                    "warning",
                    f"原因“{key}”在情况说明里没有对应的位置，没有采用",
                    "请核对键名",
                    found=self.reasons[key],
                )


class _Slots:
    """``reason('key', '主要原因是')`` in a sentence: lead, slot and tail, or ``otherwise``."""

    def __init__(self, composer: _Composer, names: Mapping[str, Any]) -> None:
        self._composer, self._names = composer, names

    def __call__(self, key: str, lead: str = "", tail: str = "。", otherwise: str = "") -> Asked | str:
        slot, about = self._composer.slot(key, self._names)
        if slot is None:
            return Stated.of(otherwise, "slot", key, about)
        return Asked(lead, slot, tail, about)


def _numbered(number: str, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements behind an ordinal, which is one itself."""
    moved = (replace(each, start=each.start + len(number), end=each.end + len(number)) for each in statements)
    return (Statement("ordinal", "ordinal", 0, len(number)), *moved)


def _merged(spans: tuple[Any, ...]) -> tuple[Any, ...]:
    merged: list[Any] = []
    for span in spans:
        if isinstance(span, Text) and merged and isinstance(merged[-1], Text):
            merged[-1] = Text(merged[-1].text + span.text)
        else:
            merged.append(span)
    return tuple(merged)


def _filled(slot: Slot, text: str, state: Any) -> Slot:
    text = _one_sentence(text)
    return Slot(slot.key, slot.kind, slot.label, slot.prompt, slot.suggestions, text, state, slot.about)


def _one_sentence(text: str) -> str:
    """Words for a slot: on one line, without the full stop that the sentence brings itself."""
    return one_line(text).rstrip("。；; ")


def _written_for(change: Change | None) -> WrittenFor | None:
    if change is None:
        return None
    if change.case == "first_year":
        return WrittenFor("first_year", str(change.current))
    return WrittenFor(
        change.case, str(change.current), str(change.base), str(change.difference), str(change.percent)
    )
