"""One generated paragraph that stands in the document: words, slots, conflicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from juesuan.alignment import Located, Words, answered
from juesuan.drafts import (
    Action,
    Anchor,
    Cause,
    DraftParagraph,
    FigureChange,
    Note,
    Pending,
    Replace,
    Snapshot,
)
from juesuan.merge.slots import Settled, settle
from juesuan.merge.tokens import Token, cut, generated_tokens, staff_tokens
from juesuan.merge.words import edits, three_way
from juesuan.narrative import Figure, Paragraph, Slot, WrittenFor


@dataclass
class Merged:
    """What a refresh does to one paragraph."""

    paragraph: Paragraph
    actions: list[Action] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    anchor: Anchor | None = None
    pending: list[Pending] = field(default_factory=list)
    retired: dict[str, str] = field(default_factory=dict)
    written_for: dict[str, WrittenFor] = field(default_factory=dict)
    changes: list[FigureChange] = field(default_factory=list)


def merge_paragraph(
    was: Paragraph,
    staff: DraftParagraph,
    located: Located,
    fresh: Paragraph,
    snapshot: Snapshot | None,
    cause: Cause,
) -> Merged:
    """Three-way merge of a paragraph that is in base, document and fresh narrative."""
    base_slots, fresh_slots = slots_of(was), slots_of(fresh)
    settled = {
        key: settle(words, base_slots.get(key), fresh_slots[key], snapshot, _given(fresh_slots[key]))
        for key, words in located.slots.items()
        if key in fresh_slots
    }
    result = Merged(_with_slots(fresh, settled, snapshot, set(base_slots) - set(located.slots)))
    for key, each in settled.items():
        _settled(result, staff, located.slots[key], each, key)
    _merge_words(result, was, staff, located, snapshot, cause)
    result.changes = list(figure_changes(was, fresh))
    words = [
        (each.start, each.end, settled[key].slot) for key, each in located.slots.items() if key in settled
    ]
    result.anchor = Anchor(staff.index, fresh.key, tuple(words))
    return result


def slots_of(paragraph: Paragraph) -> dict[str, Slot]:
    """The paragraph's slots by key."""
    return {span.key: span for span in paragraph.spans if isinstance(span, Slot)}


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


def _settled(result: Merged, staff: DraftParagraph, words: Words, each: Settled, key: str) -> None:
    if each.rewrite:
        result.actions.append(Replace(staff.index, words.start, words.end, (each.slot,), "slot"))
    if each.rival:
        text = f"另有一种填写：{each.rival}"
        result.notes.append(Note(staff.index, words.start, words.end, text))
    if each.written_for and each.slot.state == "filled":
        result.written_for[key] = each.written_for


def _merge_words(
    result: Merged,
    was: Paragraph,
    staff: DraftParagraph,
    located: Located,
    snapshot: Snapshot | None,
    cause: Cause,
) -> None:
    fresh = result.paragraph
    there = staff_tokens(staff.text, list(located.slots.values()))
    wanted = generated_tokens(fresh)
    changes, conflicts = three_way(generated_tokens(was), there, wanted)
    gone = slots_of(was).keys() - slots_of(fresh).keys()
    for change in changes:
        start, end = _range(there, change.start, change.end, len(staff.text))
        low, high = _range(wanted, change.low, change.high, len(fresh.text))
        spans = cut(fresh, low, high)
        for token in there[change.start : change.end]:
            if token.slot in gone:
                _retire(result, was, staff, located.slots[token.slot])
        result.actions.append(Replace(staff.index, start, end, spans, cause))
    for conflict in conflicts:
        start, end = _range(there, conflict.start, conflict.end, len(staff.text))
        low, high = _range(wanted, conflict.low, conflict.high, len(fresh.text))
        result.pending.append(Pending(fresh.key, staff.text[start:end], fresh.text[low:high]))
    for each in snapshot.pending if snapshot else ():
        known = any(each.staff == other.staff for other in result.pending)
        if each.paragraph == fresh.key and not known and each.staff in staff.text and each.staff:
            result.pending.append(each)
    for each in result.pending:
        start = max(staff.text.find(each.staff), 0)
        result.notes.append(Note(staff.index, start, start + len(each.staff), conflict_note(each.fresh)))


def conflict_note(fresh: str) -> str:
    """What a comment beside staff's words says."""
    return (
        f"这里保留了人工修改的文字。按现在的数据应为：{fresh}"
        if fresh
        else "这里保留了人工修改的文字。按现在的数据这里没有内容"
    )


def _retire(result: Merged, was: Paragraph, staff: DraftParagraph, words: Words) -> None:
    """A slot that is no longer asked for: its words stay in a comment and in the record."""
    text = answered(slots_of(was)[words.key], words)
    if text:
        result.retired[words.key] = text
        result.notes.append(
            Note(staff.index, words.start, words.end, retired_note(slots_of(was)[words.key], text))
        )


def retired_note(slot: Slot, text: str) -> str:
    """What a comment says of words whose slot is gone."""
    return f"现在的数据不再需要“{slot.label}”，原来填写的是：{text}"


def _range(tokens: Sequence[Token], low: int, high: int, length: int) -> tuple[int, int]:
    """Token positions → character offsets."""
    start = tokens[low].start if low < len(tokens) else length
    return start, tokens[high - 1].end if high > low else start


def figure_changes(was: Paragraph, fresh: Paragraph) -> list[FigureChange]:
    """Figures printed differently now, with the reasons that stand in the same paragraph."""
    before = {span.key: span.text for span in was.spans if isinstance(span, Figure)}
    keys = tuple(slots_of(fresh))
    return [
        FigureChange(fresh.key, span.key, before.get(span.key, ""), span.text, keys)
        for span in fresh.spans
        if isinstance(span, Figure) and before.get(span.key, span.text) != span.text
    ]


def stale_figures(staff: DraftParagraph, located: Located, fresh: Paragraph) -> tuple[list[Replace], bool]:
    """With no record of what was written: figures in an unchanged context become the fresh ones.

    Returns the replacements, and whether other words differ too (those are left as they are).
    """
    there = staff_tokens(staff.text, list(located.slots.values()))
    wanted = generated_tokens(fresh)
    replaced: list[Replace] = []
    differs = False
    for i1, i2, j1, j2 in edits(wanted, there):
        ours, theirs = wanted[i1:i2], there[j1:j2]
        if len(ours) == len(theirs) == 1 and ours[0].number and theirs[0].number:
            spans = cut(fresh, ours[0].start, ours[0].end)
            replaced.append(Replace(staff.index, theirs[0].start, theirs[0].end, spans))
        else:
            differs = True
    return replaced, differs
