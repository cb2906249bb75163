"""One generated paragraph that stands in the document: words, slots, conflicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from juesuan.drafts import (
    Anchor,
    FigureChange,
    Note,
    Pending,
    Replace,
    Snapshot,
)
from juesuan.matching.diff import edits
from juesuan.matching.slots import answered
from juesuan.matching.standing import Standing
from juesuan.matching.texts import same_words
from juesuan.matching.tokens import Token, document_tokens, generated_tokens
from juesuan.matching.words import Words
from juesuan.merge.case import Outcome
from juesuan.merge.slots import Footing, Settled, settle
from juesuan.merge.three_way import three_way
from juesuan.narrative import Figure, Paragraph, Slot, Span, Text


def merge_paragraph(was: Paragraph, staff: Standing, fresh: Paragraph, footing: Footing) -> Outcome:
    """Three-way merge of a paragraph that is in base, document and fresh narrative."""
    base_slots, fresh_slots, snapshot = slots_of(was), slots_of(fresh), footing.snapshot
    settled = {
        key: settle(words, base_slots.get(key), fresh_slots[key], footing, _given(fresh_slots[key]))
        for key, words in staff.slots.items()
        if key in fresh_slots
    }
    now = _with_slots(fresh, settled, snapshot, set(base_slots) - set(staff.slots))
    outcome = Outcome({fresh.key: now})
    for key, each in settled.items():
        _settled(outcome, staff.slots[key], each)
    _merge_words(outcome, was, staff, now, footing)
    outcome.changes = list(figure_changes(was, fresh))
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


def _merge_words(
    result: Outcome, was: Paragraph, staff: Standing, fresh: Paragraph, footing: Footing
) -> None:
    """Words outside slots: fresh ones, conflicts with staff's, and those that were there before."""
    if not same_words(was, fresh):
        _merge_changed(result, was, staff, fresh)
    for each in footing.pending.get(fresh.key, ()):
        known = any(each.staff == other.staff for other in result.pending)
        if not known and each.staff in staff.text and each.staff:
            result.pending.append(each)
    for each in result.pending:
        paragraph, start, length = staff.place(max(staff.text.find(each.staff), 0))
        end = min(start + len(each.staff), length)
        result.notes.append(Note(paragraph, start, end, conflict_note(each.fresh), f"paragraph:{fresh.key}"))


def _merge_changed(result: Outcome, was: Paragraph, staff: Standing, fresh: Paragraph) -> None:
    """A paragraph that the figures word otherwise; one that they do not is not taken apart."""
    there = document_tokens(staff.parts, list(staff.slots.values()))
    wanted = generated_tokens(fresh)
    changes, conflicts = three_way(generated_tokens(was), there, wanted)
    gone = slots_of(was).keys() - slots_of(fresh).keys()
    for change in changes:
        for token in there[change.start : change.end]:
            if token.slot in gone:
                _retire(result, was, staff.slots[token.slot])
        spans = cut(fresh, *_written(wanted, change.low, change.high, fresh))
        result.actions.append(replaced(staff, there, change.start, change.end, spans))
    for conflict in conflicts:
        low, high = _written(wanted, conflict.low, conflict.high, fresh)
        typed = _typed(staff, there, conflict.start, conflict.end)
        result.pending.append(Pending(fresh.key, typed, fresh.text[low:high]))


def replaced(
    staff: Standing, there: Sequence[Token], start: int, end: int, spans: tuple[Span, ...]
) -> Replace:
    """Spans in the place of ``there[start:end]``; words behind a figure that stand there already stay."""
    paragraph, low, high = _place(staff, there, start, end)
    text = next(part.text for part in staff.parts if part.index == paragraph)
    while len(spans) > 1 and isinstance(spans[-1], Text) and text[low:high].endswith(spans[-1].text):
        high -= len(spans[-1].text)
        spans = spans[:-1]
    return Replace(paragraph, low, high, spans)


def _place(staff: Standing, there: Sequence[Token], start: int, end: int) -> tuple[int, int, int]:
    """Paragraph and offsets of ``there[start:end]``, which lies in one of the parts."""
    if start < len(there):
        first = there[start]
        return first.paragraph, first.start, there[end - 1].end if end > start else first.start
    last = staff.parts[-1]
    return last.index, len(last.text), len(last.text)


def _typed(staff: Standing, there: Sequence[Token], start: int, end: int) -> str:
    """The words of ``there[start:end]``, breaks left out."""
    if end <= start:
        return ""
    first, last = there[start], there[end - 1]
    text = ""
    for part in staff.parts:
        if first.paragraph <= part.index <= last.paragraph:
            low = first.start if part.index == first.paragraph else 0
            high = last.end if part.index == last.paragraph else len(part.text)
            text += part.text[low:high]
    return text


def _written(tokens: Sequence[Token], low: int, high: int, paragraph: Paragraph) -> tuple[int, int]:
    """Tokens of a generated paragraph → offsets in its text."""
    start = tokens[low].start if low < len(tokens) else len(paragraph.text)
    return start, tokens[high - 1].end if high > low else start


def cut(paragraph: Paragraph, start: int, end: int) -> tuple[Span, ...]:
    """The spans of a generated paragraph between two offsets of its shown text; slots stay whole."""
    spans: list[Span] = []
    at = 0
    for span in paragraph.spans:
        shown = span.shown if isinstance(span, Slot) else span.text
        low, high = max(start, at), min(end, at + len(shown))
        at += len(shown)
        if high <= low:
            continue
        if isinstance(span, Slot) or high - low == len(shown):
            spans.append(span)
        else:
            piece = shown[low - at + len(shown) : high - at + len(shown)]
            spans.append(Text(piece) if isinstance(span, Text) else replace(span, text=piece))
    return tuple(spans)


def conflict_note(fresh: str) -> str:
    """What a comment beside staff's words says."""
    return (
        f"这里保留了人工修改的文字。按现在的数据应为：{fresh}"
        if fresh
        else "这里保留了人工修改的文字。按现在的数据这里没有内容"
    )


def _retire(result: Outcome, was: Paragraph, words: Words) -> None:
    """A slot that is no longer asked for: its words stay in a comment and in the record."""
    slot = slots_of(was)[words.key]
    if text := answered(slot, words):
        result.retired[words.key] = text
        result.notes.append(
            Note(words.paragraph, words.start, words.end, retired_note(slot, text), f"retired:{slot.key}")
        )


def retired_note(slot: Slot, text: str) -> str:
    """What a comment says of words whose slot is gone."""
    return f"现在的数据不再需要“{slot.label}”，原来填写的是：{text}"


def figure_changes(was: Paragraph, fresh: Paragraph) -> list[FigureChange]:
    """Figures printed differently now, with the reasons that stand in the same paragraph."""
    before = {span.key: span.text for span in was.spans if isinstance(span, Figure)}
    keys = tuple(slots_of(fresh))
    return [
        FigureChange(fresh.key, span.key, before.get(span.key, ""), span.text, keys)
        for span in fresh.spans
        if isinstance(span, Figure) and before.get(span.key, span.text) != span.text
    ]


def stale_figures(staff: Standing, fresh: Paragraph) -> tuple[list[Replace], bool]:
    """With no record of what was written: figures in an unchanged context become the fresh ones.

    Returns the replacements, and whether other words differ too (those are left as they are).
    """
    there = document_tokens(staff.parts, list(staff.slots.values()))
    wanted = generated_tokens(fresh)
    found: list[Replace] = []
    differs = False
    for i1, i2, j1, j2 in edits(wanted, there):
        ours, theirs = wanted[i1:i2], there[j1:j2]
        if len(ours) == len(theirs) == 1 and _same_unit(ours[0], theirs[0]):
            spans = cut(fresh, ours[0].start, ours[0].end)
            found.append(replaced(staff, there, j1, j2, spans))
        else:
            differs = True
    return found, differs


def _same_unit(ours: Token, theirs: Token) -> bool:
    both = ours.kind == theirs.kind == "quantity"
    return both and ours.quantity.unit == theirs.quantity.unit
