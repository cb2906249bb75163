"""What becomes of a paragraph's words, slots apart: fresh where nobody touched them, else statement by statement."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from juesuan.drafts import Note, Pending
from juesuan.findings import Finding
from juesuan.matching.diff import edits
from juesuan.matching.slots import answered
from juesuan.matching.standing import Standing
from juesuan.matching.texts import same_words
from juesuan.matching.tokens import document_tokens, generated_tokens
from juesuan.merge.case import Case, Outcome
from juesuan.merge.slots import COMMENT_GONE
from juesuan.merge.spans import cut, replaced, slots_of, written_over
from juesuan.narrative import Paragraph, Slot
from juesuan.statements.merging import merge
from juesuan.statements.sides import Staff
from juesuan.statements.telling import Held
from juesuan.statements.tokens import SlotRange


def merge_words(
    case: Case, was: Paragraph, staff: Standing, now: Paragraph, held: Collection[str]
) -> Outcome:
    """The paragraph's words merged; ``now`` has the words that its slots hold.

    ``held`` are the keys of changes whose comparison is held in a paragraph before.
    """
    if same_words(was, now):
        return Outcome({now.key: now})
    waits = any(each.about in held for each in now.statements)
    if not waits and _untouched(was, staff):
        return _rewritten(was, staff, now)
    merged = merge(
        was,
        Staff(staff.text, tuple(_slot_ranges(staff))),
        now,
        case.lexer,
        case.names,
        held=held,
        settled=case.settled.get(now.key),
    )
    outcome = Outcome({now.key: merged.record})
    for edit in merged.edits:
        outcome.actions += written_over(staff, edit.start, edit.end, edit.spans)
    _retire(outcome, was, staff, merged.retired)
    for each in merged.held:
        _hold(outcome, case, staff, now, each)
    return outcome


def _slot_ranges(staff: Standing) -> Iterator[SlotRange]:
    """Where the slots' words stand in all its words."""
    at = 0
    for part in staff.parts:
        for words in staff.within(part.index):
            yield SlotRange(words.key, at + words.start, at + words.end)
        at += len(part.text)


def _untouched(was: Paragraph, staff: Standing) -> bool:
    """Whether nothing stands there but what was generated, slots aside, to the letter."""
    if len(staff.parts) > 1 or staff.slots.keys() != slots_of(was).keys():
        return False
    shown = "".join(staff.slots[span.key].text if isinstance(span, Slot) else span.text for span in was.spans)
    return shown == staff.text


def _rewritten(was: Paragraph, staff: Standing, now: Paragraph) -> Outcome:
    """Every word that differs becomes fresh: there is nothing of staff's to judge."""
    outcome = Outcome({now.key: now})
    there = document_tokens(staff.parts, list(staff.slots.values()))
    wanted = generated_tokens(now)
    for i1, i2, j1, j2 in edits(generated_tokens(was), wanted, exact=True):
        start = wanted[j1].start if j1 < len(wanted) else len(now.text)
        spans = cut(now, start, wanted[j2 - 1].end) if j1 < j2 else ()
        outcome.actions.append(replaced(staff, there, i1, i2, spans))
    _retire(outcome, was, staff, slots_of(was).keys() - slots_of(now).keys())
    return outcome


def _retire(outcome: Outcome, was: Paragraph, staff: Standing, gone: Collection[str]) -> None:
    """Slots that are no longer asked for: their words stay in a comment and in the record."""
    for key in gone:
        words, slot = staff.slots.get(key), slots_of(was)[key]
        if words and (text := answered(slot, words)):
            outcome.retired[key] = text
            place = (words.paragraph, words.start, words.end)
            outcome.notes.append(Note(*place, retired_note(slot, text), f"retired:{key}"))


def retired_note(slot: Slot, text: str) -> str:
    """What a comment says of words whose slot is gone."""
    return f"现在的数据不再需要“{slot.label}”，原来填写的是：{text}"


def _hold(outcome: Outcome, case: Case, staff: Standing, now: Paragraph, held: Held) -> None:
    """A statement that stays as staff typed it, with one comment that says what the figures say."""
    typed = staff.text[held.start : held.end]
    pending = Pending(now.key, typed, held.sentence, held.key, held.words)
    outcome.pending.append(pending)
    outcome.held |= {held.about, held.key} - {""}
    paragraph, start, length = staff.place(held.start)
    again = f"（{COMMENT_GONE}）" if pending.about in case.draft.silenced else ""
    note = f"这里保留了人工修改的文字。按现在的数据应为：{held.sentence}{again}"
    outcome.notes.append(Note(paragraph, start, min(start + len(typed), length), note, pending.about))
    place = case.draft.place(paragraph, start, start + len(typed), key=now.key)
    text = f"这里保留了人工修改的文字，按数据应为：{held.sentence.removesuffix('。')}"
    remedy = "请决定用哪一种说法，并改好"
    outcome.findings.append(
        Finding("statement-held", "warning", text, remedy, place=place, found=typed, expected=held.sentence)
    )
