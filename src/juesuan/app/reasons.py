"""Reasons: the slots of one draft, or of the copies that several 科室 sent back, as one workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.app.documents import open_draft
from juesuan.app.result import Result
from juesuan.drafts import Draft
from juesuan.errors import DocumentError
from juesuan.matching.align import align
from juesuan.matching.slots import answered as said
from juesuan.narrative import Narrative
from juesuan.places import FilePlace
from juesuan.reading import Files
from juesuan.reading.reasons import merge_reasons


@dataclass(frozen=True, kw_only=True)
class Collected(Result):
    """The 原因 workbook (``outputs["reasons"]``), how many slots it has and how many are answered."""

    slots: int
    answered: int


def collect_reasons(documents: Sequence[Path]) -> Collected:
    """Collect what stands in the slots of the documents into the 原因 workbook.

    Answers that differ between copies are reported with both texts; the slot stays open.
    """
    from juesuan.sheets.reasons import ReasonRow, write_reasons

    files = Files()
    drafts = [open_draft(path, files.read).draft for path in documents]
    narrative = _narrative(drafts, documents)
    answers, conflicts = merge_reasons(
        [(path.name, dict(answered(draft, narrative))) for path, draft in zip(documents, drafts, strict=True)]
    )
    rivals = {conflict.key: conflict.told for conflict in conflicts}
    rows = []
    for paragraph, slot in narrative.slots():
        about = slot.about
        rows.append(
            ReasonRow(
                slot.key,
                slot.label,
                paragraph.text,
                about.current if about else "",
                about.base if about else "",
                about.difference if about else "",
                about.percent if about else "",
                suggestions=slot.suggestions,
                reason=answers.get(slot.key, ""),
                conflict=rivals.get(slot.key, ""),
            )
        )
    return Collected(
        findings=(
            *(each for draft in drafts for each in draft.findings),
            *(conflict.finding for conflict in conflicts),
        ),
        outputs={"reasons": write_reasons(rows)},
        read=tuple(documents),
        slots=len(rows),
        answered=sum(bool(row.reason) for row in rows),
    )


def _narrative(drafts: Sequence[Draft], paths: Sequence[Path]) -> Narrative:
    for draft in drafts:
        if draft.snapshot:
            return draft.snapshot.base
    raise DocumentError(
        "文件里没有 juesuan 的记录，不知道哪些地方是原因",
        place=FilePlace(paths[0].name),
        remedy="请给出 juesuan 生成的文稿；记录被删掉的，请先用 juesuan refresh 更新一次",
    )


def answered(draft: Draft, narrative: Narrative) -> Iterator[tuple[str, str]]:
    """Each slot's key and what staff wrote there: no prompt, no unconfirmed suggestion."""
    slots = {slot.key: slot for _, slot in narrative.slots()}
    for words in align(draft, narrative).words():
        if text := said(slots[words.key], words):
            yield words.key, text
