"""Paragraphs that come, go and move: which of them the figures call for, and in which order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from juesuan.drafts import InsertParagraph, MoveParagraph, Note, RemoveParagraph
from juesuan.findings import Finding
from juesuan.matching.diff import edits
from juesuan.matching.slots import answered
from juesuan.matching.standing import Standing
from juesuan.matching.tokens import document_tokens, generated_tokens
from juesuan.merge.case import Case, Outcome
from juesuan.merge.paragraphs import revived
from juesuan.merge.spans import slots_of
from juesuan.merge.words import retired_note
from juesuan.narrative import Paragraph, Slot


def vanished(case: Case) -> Outcome:
    """Paragraphs that the figures no longer call for: removed where staff added nothing to them."""
    outcome = Outcome()
    going, kept_before = _going(case)
    for key, staff in going.items():
        slots = slots_of(case.base[key])
        said = [
            (slots[slot], text) for slot, each in staff.slots.items() if (text := answered(slots[slot], each))
        ]
        outcome.retired |= {slot.key: text for slot, text in said}
        place = case.draft.place(staff.index, key=key)
        if _untouched(case, staff):
            at = kept_before[staff.index]
            outcome.actions.append(RemoveParagraph(staff.index))
            outcome.notes += [_retired(case, at, *each) for each in said]
            outcome.kept.append(case.base[key])  # who rejects a tracked removal has it again
            text = f"按现在的数据不再需要这一段，已删去：{staff.text[:30]}…"
            outcome.findings.append(Finding("paragraph-removed", "info", text, place=place))
        elif f"paragraph:{key}" not in case.draft.settled:
            text = "按现在的数据不再需要这一段；其中有人工修改，已保留，请决定去留"
            outcome.notes.append(Note(staff.index, 0, len(staff.parts[0].text), text, f"paragraph:{key}"))
            outcome.kept.append(case.base[key])
            told = f"“{staff.text[:20]}…”：{text}"
            outcome.findings.append(Finding("paragraph-kept", "warning", told, place=place))
    return outcome


def _retired(case: Case, at: int, slot: Slot, words: str) -> Note:
    return Note(at, 0, len(case.draft.paragraphs[at].text), retired_note(slot, words), f"retired:{slot.key}")


def still_retired(case: Case, standing: Mapping[str, str], told: Collection[str]) -> Outcome:
    """The comments that hold words of slots gone in earlier rounds: they stay until a person deletes them.

    Or until those very words stand in their slot again (``standing``: key → words): of one slot several may
    have gone, one after the other. ``told`` are the texts of the comments written now.
    """
    _, kept_before = _going(case)
    outcome = Outcome()
    notes = case.snapshot.notes if case.snapshot else {}
    for comment in case.draft.comments:
        for about in notes.get(comment.digest, ()):
            kind, _, key = about.partition(":")
            back = standing.get(key, "")
            if kind != "retired" or comment.digest in case.draft.filed or comment.text in told:
                continue
            if back and comment.text.endswith(f"：{back}"):
                continue
            at = comment.paragraph or 0
            at = kept_before.get(at, at)
            length = len(case.draft.paragraphs[at].text)
            outcome.notes.append(Note(at, 0, length, comment.text, about))
    return outcome


def _going(case: Case) -> tuple[dict[str, Standing], dict[int, int]]:
    """The paragraphs for which the figures do not call, and for each that goes one for its notes."""
    going = {key: staff for key, staff in case.found.standing.items() if key not in case.now}
    return going, _kept_before(case, {staff.index for staff in going.values()})


def _untouched(case: Case, staff: Standing) -> bool:
    """Whether nothing stands there but what was generated, slots aside."""
    if not case.alone(staff) or any(part.objects for part in staff.parts):
        return False
    there = document_tokens(staff.parts, list(staff.slots.values()))
    return not edits(generated_tokens(case.base[staff.key]), there)


def _kept_before(case: Case, going: set[int]) -> dict[int, int]:
    """For each paragraph that goes one for its note: the nearest before it that stays, else the first."""
    staying = [each.index for each in case.draft.paragraphs if each.index not in going]
    last = staying[0] if staying else 0
    found = {}
    for each in case.draft.paragraphs:
        if each.index in going:
            found[each.index] = last
        elif not each.in_table:
            last = each.index
    return found


def taken_out(case: Case) -> tuple[tuple[str, ...], Outcome]:
    """The keys of paragraphs that staff took out and that stay out; and what there is to say of new ones."""
    outcome = Outcome()
    if case.snapshot is None:
        return (), outcome
    known = case.snapshot.removed
    missing = [key for key in case.base if key not in case.found.standing and key not in case.kept]
    new = [key for key in missing if key in case.now and key not in known]
    for key in new:
        text = f"人工删去的一段没有恢复：{case.now[key].text[:40]}…"
        outcome.findings.append(Finding("paragraph-deleted", "info", text, expected=case.now[key].text))
    outcome.retired = {
        slot.key: slot.text
        for key in missing
        for slot in slots_of(case.base[key]).values()
        if slot.state == "filled"
    }
    # As they were last written: who rejects a tracked deletion, or undoes it, has these words again.
    outcome.paragraphs = {key: case.base[key] for key in missing if key in case.now}
    still = [key for key in known if key in case.now and key not in case.found.standing]
    return (*still, *new), outcome


def appeared(case: Case, removed: Sequence[str]) -> Outcome:
    """Paragraphs that the figures newly call for, after the nearest one before them."""
    outcome = Outcome()
    out = set(removed)
    last = _begin(case)
    for paragraph in case.fresh.paragraphs:
        if paragraph.key in case.found.standing:
            last = case.found.standing[paragraph.key].parts[-1].index
        elif case.snapshot is None:
            if paragraph.style == "body":
                text = f"文稿里没有找到这一段，没有加上：{paragraph.text[:40]}…"
                found = Finding("paragraph-missing", "warning", text, expected=paragraph.text)
                outcome.findings.append(found)
        elif paragraph.key not in out:
            new = _revived(case, paragraph)
            outcome.paragraphs[paragraph.key] = new
            outcome.actions.append(InsertParagraph(last, new))
            text = f"按现在的数据新增了一段：{paragraph.text[:40]}…"
            outcome.findings.append(Finding("paragraph-added", "info", text))
    return outcome


def _begin(case: Case) -> int:
    """The paragraph behind which the narrative begins (-1: with the document)."""
    return min((each.index for each in case.found.standing.values()), default=0) - 1


def _revived(case: Case, paragraph: Paragraph) -> Paragraph:
    """A paragraph that comes, with the words its slots had when it went."""
    spans = (revived(span, case.snapshot) if isinstance(span, Slot) else span for span in paragraph.spans)
    return replace(paragraph, spans=tuple(spans))


def reordered(case: Case) -> Outcome:
    """Paragraphs whose order changed with the figures; staff's own order is left alone."""
    outcome = Outcome()
    if case.snapshot is None:
        return outcome
    found = case.found.standing
    before = [key for key in case.base if key in case.now and key in found]
    after = [key for key in case.now if key in case.base and key in found]
    ahead = dict(zip(after[1:], after, strict=False))
    for key in out_of_order(before, after):
        if case.alone(found[key]):
            there = found[ahead[key]].parts[-1].index if key in ahead else _begin(case)
            outcome.actions.append(MoveParagraph(found[key].index, there))
    return outcome


def out_of_order(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The fewest keys to move so that ``before`` becomes ``after``, in the order of ``after``.

    The others are a longest row of keys that follow one another in both.
    """
    places = {key: at for at, key in enumerate(before)}
    ends: list[int] = []  # for every length the lowest place in which such a row can end …
    rows: list[str] = []  # … and its last key
    ahead: dict[str, str] = {}
    for key in after:
        at = bisect_left(ends, places[key])
        if at:
            ahead[key] = rows[at - 1]
        ends[at : at + 1], rows[at : at + 1] = [places[key]], [key]
    still = set()
    key = rows[-1] if rows else ""
    while key:
        still.add(key)
        key = ahead.get(key, "")
    return [each for each in after if each not in still]
