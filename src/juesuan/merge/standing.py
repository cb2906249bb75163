"""Paragraphs that stand in the document and that the figures call for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from juesuan.drafts import Anchor, Note
from juesuan.findings import Finding
from juesuan.matching.diff import edits
from juesuan.matching.slots import answered
from juesuan.matching.standing import Standing
from juesuan.matching.texts import same_words
from juesuan.matching.tokens import generated_tokens
from juesuan.merge.case import Case, Outcome
from juesuan.merge.paragraphs import merge_paragraph
from juesuan.merge.spans import slots_of
from juesuan.merge.undone import undone
from juesuan.merge.unrecorded import stale_figures
from juesuan.narrative import Paragraph

_REMEMBERED = 2  # two tracked refreshes may be waiting when somebody rejects them


def standing(case: Case) -> Outcome:
    """Every paragraph that is in the base, in the document and in the fresh narrative."""
    outcome = Outcome()
    joined: set[int] = set()
    for key, staff in case.found.standing.items():
        if key not in case.now or staff.index in joined:
            continue
        if not case.alone(staff):
            joined.add(staff.index)
            outcome.add(_joined(case, case.found.sharing(staff.index)))
        elif case.snapshot is None:
            outcome.add(_without_record(case, staff))
        else:
            outcome.add(_merged(case, key, staff, outcome.held))
    return outcome


def _merged(case: Case, key: str, staff: Standing, held: Collection[str]) -> Outcome:
    """One paragraph with what it will be remembered by, should this refresh be rejected.

    ``held``: as for ``merge_paragraph``.
    """
    base, now = case.base[key], case.now[key]
    before = undone(case.before.get(key, ()), base, staff)
    if before is None:
        outcome = merge_paragraph(case, base, staff, now, held)
    else:
        outcome = _again(case, staff, before, held)
        base = before
    if f"paragraph:{key}" in case.draft.settled:
        return outcome
    known = case.before.get(key, ())
    if same_words(base, now):
        outcome.before = list(known)
    else:
        other = (each for each in known if not same_words(each, base) and not same_words(each, now))
        outcome.before = [base, *other][:_REMEMBERED]
    return outcome


def _again(case: Case, staff: Standing, before: Paragraph, held: Collection[str]) -> Outcome:
    """The last refresh's changes are not there: they are made again, or a single one is held.

    Nobody types several figures back by chance; one alone may be what somebody wants to stand there.
    """
    base, now = case.base[staff.key], case.now[staff.key]
    if len(edits(generated_tokens(before), generated_tokens(base))) > 1:
        return merge_paragraph(case, before, staff, now, held)
    outcome = merge_paragraph(case, base, staff, now, held)
    if same_words(base, now) and f"paragraph:{staff.key}" not in case.draft.settled:
        told = f"这里没有上次更新的数（修订被拒绝，或改回了原来的数），保留原样。按现在的数据应为：{now.text}"
        part = staff.parts[0]
        outcome.notes.append(Note(part.index, 0, len(part.text), told, f"paragraph:{staff.key}"))
        place = case.draft.place(part.index, key=staff.key)
        outcome.findings.append(Finding("refresh-undone", "warning", told, place=place, expected=now.text))
    return outcome


def _without_record(case: Case, staff: Standing) -> Outcome:
    """The snapshot is gone: refresh figures in their old context, keep every other word."""
    now = case.now[staff.key]
    replaced, differs = stale_figures(staff, now)
    outcome = merge_paragraph(case, now, staff, now)
    outcome.actions += replaced
    if differs:
        place = case.draft.place(staff.index, key=staff.key)
        text = f"“{staff.text[:20]}…”的文字与现在的数据不一致，没有记录可比，只更新了数字，请核对"
        outcome.findings.append(
            Finding("paragraph-unsure", "warning", text, place=place, found=staff.text, expected=now.text)
        )
    return outcome


def _joined(case: Case, sharing: Sequence[Standing]) -> Outcome:
    """Paragraphs that staff ran together: left as they are, with the fresh words in a note."""
    first = sharing[0]
    text = first.parts[0].text
    outcome = Outcome(anchors=[Anchor(first.index, first.key)])
    for each in sharing:
        was, now = case.base[each.key], case.now.get(each.key)
        if now is None:
            continue
        # What was not updated stays the base, so that the next refresh tells it again, until it is settled.
        settled = f"paragraph:{each.key}" in case.draft.settled
        outcome.paragraphs[each.key] = _with_answers(was, now if settled else was, each)
        if was.text != now.text and not settled:
            told = f"这一段由几段合成，没有更新。按现在的数据应为：{now.text}"
            outcome.notes.append(Note(first.index, 0, len(text), told, f"paragraph:{each.key}"))
    if outcome.notes:
        place = case.draft.place(first.index, key=first.key)
        told = f"“{text[:20]}…”由几段合成，没有更新，请对照批注修改"
        outcome.findings.append(Finding("paragraphs-joined", "warning", told, place=place))
    return outcome


def _with_answers(was: Paragraph, now: Paragraph, staff: Standing) -> Paragraph:
    """The fresh paragraph with what staff answered in its slots."""
    spans = []
    for span in now.spans:
        words = staff.slots.get(getattr(span, "key", ""))
        old = slots_of(was).get(words.key) if words else None
        if words and old and (said := answered(old, words)):
            span = replace(slots_of(now)[words.key], text=said, state="filled")
        spans.append(span)
    return replace(now, spans=tuple(spans))
