"""Reasons: the slots of one draft, or of the copies that several 科室 sent back, as one workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.app.documents import open_draft
from juesuan.app.result import Result
from juesuan.continuation import LONGEST, units
from juesuan.drafts import Draft
from juesuan.errors import DocumentError
from juesuan.findings import Finding
from juesuan.matching.align import align
from juesuan.matching.slots import answered as said
from juesuan.narrative import Narrative
from juesuan.places import FilePlace
from juesuan.reading import Files
from juesuan.reading.reasons import merge_reasons

if TYPE_CHECKING:
    from juesuan.sheets.reasons import ReasonRow


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
    labels = {slot.key: slot.label for _, slot in narrative.slots()}
    rivals = {conflict.key: conflict.told for conflict in conflicts}
    rows = []
    for paragraph, slot in narrative.slots():
        rows.append(
            ReasonRow(
                slot.key,
                slot.label,
                paragraph.text,
                slot.about,
                suggestions=slot.suggestions,
                reason=answers.get(slot.key, ""),
                conflict=rivals.get(slot.key, ""),
            )
        )
    return Collected(
        findings=(
            *(each for draft in drafts for each in draft.findings),
            *(each.finding(labels.get(each.key, each.key), "error") for each in conflicts),
            *(_too_long(row) for row in rows if units(row.reason) > LONGEST),
        ),
        outputs={"reasons": write_reasons(rows)},
        read=tuple(documents),
        slots=len(rows),
        answered=sum(bool(row.reason) for row in rows),
    )


def _too_long(row: ReasonRow) -> Finding:
    """A reason that one cell cannot hold is written on in the rows below: said, for somebody may edit it."""
    return Finding(
        "reason-long",
        "warning",
        f"“{row.label}”的原因有{len(row.reason)}字，超过一格能放的{LONGEST}字，接着写在下面的行里",
        "填回时这几行会接在一起；不要只改其中一行的编号",
        found=row.key,
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
