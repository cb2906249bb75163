"""Reasons: the slots of one draft, or of the copies that several 科室 sent back, as one workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.alignment import align
from juesuan.alignment import answered as said
from juesuan.app.documents import read_document
from juesuan.drafts import Draft
from juesuan.errors import DocumentError, Place
from juesuan.files import write_all
from juesuan.narrative import Finding, Narrative


@dataclass(frozen=True)
class Collected:
    """The workbook written, how many slots it has and how many are answered."""

    output: Path
    slots: int
    answered: int
    findings: tuple[Finding, ...]


def collect_reasons(
    documents: Sequence[str | Path], *, output: str | Path, overwrite: bool = False
) -> Collected:
    """Collect what stands in the slots of the documents into the 原因 workbook at ``output``.

    Answers that differ between copies are reported with both texts; the slot stays open.
    """
    from juesuan.reading.reasons import merge_reasons
    from juesuan.sheets.reasons import ReasonRow, write_reasons
    from juesuan.word import read_bytes

    paths = [Path(document) for document in documents]
    drafts = [read_bytes(read_document(path), path.name) for path in paths]
    narrative = _narrative(drafts, paths)
    answers, conflicts = merge_reasons(
        [(path.name, dict(answered(draft, narrative))) for path, draft in zip(paths, drafts, strict=True)]
    )
    rivals = {conflict.place.cell: conflict.found for conflict in conflicts}
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
    write_all({Path(output): write_reasons(rows)}, overwrite=overwrite, inputs=paths)
    findings = (*(each for draft in drafts for each in draft.findings), *conflicts)
    return Collected(Path(output), len(rows), sum(bool(row.reason) for row in rows), findings)


def _narrative(drafts: Sequence[Draft], paths: Sequence[Path]) -> Narrative:
    for draft in drafts:
        if draft.snapshot:
            return draft.snapshot.base
    raise DocumentError(
        "文件里没有 juesuan 的记录，不知道哪些地方是原因",
        place=Place(paths[0].name),
        remedy="请给出 juesuan 生成的文稿；记录被删掉的，请先用 juesuan refresh 更新一次",
    )


def answered(draft: Draft, narrative: Narrative) -> Iterator[tuple[str, str]]:
    """Each slot's key and what staff wrote there: no prompt, no unconfirmed suggestion."""
    slots = {slot.key: slot for _, slot in narrative.slots()}
    for key, words in align(draft, narrative).words():
        if text := said(slots[key], words):
            yield key, text
