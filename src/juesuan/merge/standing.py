"""Paragraphs that stand in the document and that the figures call for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from juesuan.drafts import Anchor, Note
from juesuan.findings import Finding
from juesuan.matching.slots import answered
from juesuan.matching.standing import Standing
from juesuan.merge.case import Case, Outcome
from juesuan.merge.paragraphs import merge_paragraph, slots_of, stale_figures
from juesuan.narrative import Paragraph


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
            outcome.add(merge_paragraph(case.base[key], staff, case.now[key], case.footing))
    return outcome


def _without_record(case: Case, staff: Standing) -> Outcome:
    """The snapshot is gone: refresh figures in their old context, keep every other word."""
    now = case.now[staff.key]
    replaced, differs = stale_figures(staff, now)
    outcome = merge_paragraph(now, staff, now, case.footing)
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
        # What was not updated stays the base, so that the next refresh tells it again.
        outcome.paragraphs[each.key] = _with_answers(was, was, each)
        if was.text != now.text:
            told = f"这一段由几段合成，没有更新。按现在的数据应为：{now.text}"
            outcome.notes.append(Note(first.index, 0, len(text), told, f"paragraph:{each.key}"))
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
