"""One generated paragraph that stands in the document: its slots, then its words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from juesuan.drafts import Anchor, FigureChange, Note, Replace, Snapshot
from juesuan.matching.standing import Standing
from juesuan.matching.words import Words
from juesuan.merge.case import Case, Outcome
from juesuan.merge.slots import Settled, settle
from juesuan.merge.spans import slots_of
from juesuan.merge.words import merge_words
from juesuan.narrative import Figure, Paragraph, Slot


def merge_paragraph(
    case: Case, was: Paragraph, staff: Standing, fresh: Paragraph, held: Collection[str] = ()
) -> Outcome:
    """Merge a paragraph that is in base, document and fresh narrative.

    ``held`` are the keys of changes whose comparison is held in a paragraph before.
    """
    base_slots, fresh_slots = slots_of(was), slots_of(fresh)
    settled = {
        key: settle(words, base_slots.get(key), fresh_slots[key], case.footing, _given(fresh_slots[key]))
        for key, words in staff.slots.items()
        if key in fresh_slots
    }
    now = _with_slots(fresh, settled, case.snapshot, set(base_slots) - set(staff.slots))
    outcome = Outcome()
    for key, each in settled.items():
        _settled(outcome, staff.slots[key], each)
    words = merge_words(case, was, staff, now, held)
    told_before = {each.fresh for each in case.footing.pending.get(fresh.key, ())}
    if not {each.fresh for each in words.pending} & told_before:
        outcome.changes = list(figure_changes(was, fresh))
    outcome.add(words)
    outcome.anchors = list(_anchors(staff, settled))
    return outcome


def _anchors(staff: Standing, settled: Mapping[str, Settled]) -> Iterator[Anchor]:
    """The paragraph's anchor where it begins; the further parts' slots with them."""
    for part in staff.parts:
        slots = tuple(
            (words.start, words.end, settled[words.key].slot)
            for words in staff.within(part.index)
            if words.key in settled
        )
        if slots or part is staff.parts[0]:
            outrun = frozenset(key for key, each in settled.items() if each.outrun)
            yield Anchor(part.index, staff.key, slots, outrun)


def _given(slot: Slot) -> Mapping[str, str]:
    return {slot.key: slot.text} if slot.state == "filled" else {}


def _with_slots(
    fresh: Paragraph, settled: Mapping[str, Settled], snapshot: Snapshot | None, lost: set[str]
) -> Paragraph:
    """The fresh paragraph with the words its slots now hold; a slot that comes back brings its words."""
    spans = []
    for span in fresh.spans:
        if isinstance(span, Slot) and span.key in settled:
            span = settled[span.key].slot
        elif isinstance(span, Slot) and span.key not in lost:
            span = revived(span, snapshot)
        spans.append(span)
    return replace(fresh, spans=tuple(spans))


def revived(slot: Slot, snapshot: Snapshot | None) -> Slot:
    """A slot that was gone and is back, with the words it had."""
    words = snapshot.retired.get(slot.key, "") if snapshot else ""
    return replace(slot, text=words, state="filled") if words and slot.state != "filled" else slot


def _settled(result: Outcome, words: Words, each: Settled) -> None:
    place = (words.paragraph, words.start, words.end)
    if each.rewrite:
        result.actions.append(Replace(*place, (each.slot,)))
        if each.slot.state == "filled":
            result.filled.append(words.key)
    if each.rival:
        result.notes.append(Note(*place, f"另有一种填写：{each.rival}", f"rival:{words.key}"))
    if each.outrun:
        result.notes.append(Note(*place, each.outrun, f"slot:{words.key}"))
        result.outrun.append(words.key)
    if each.cites:
        result.cites[words.key] = each.cites
    if each.written_for and each.slot.state == "filled":
        result.written_for[words.key] = each.written_for


def figure_changes(was: Paragraph, fresh: Paragraph) -> list[FigureChange]:
    """Figures printed differently now, with the reasons that stand in the same paragraph."""
    before = {span.key: span.text for span in was.spans if isinstance(span, Figure)}
    keys = tuple(slots_of(fresh))
    return [
        FigureChange(fresh.key, span.key, before.get(span.key, ""), span.text, keys)
        for span in fresh.spans
        if isinstance(span, Figure) and before.get(span.key, span.text) != span.text
    ]
