"""The 变动 workbook of a refresh: which figures changed, and which reasons they touch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from juesuan.drafts import FigureChange, Revision
from juesuan.narrative import Figure, Narrative, Paragraph
from juesuan.sheets.book import Column, add_table, as_bytes, new_sheet
from juesuan.sheets.context import around, sections
from juesuan.sheets.numbers import falls, number

_COLUMNS = (
    Column("所在部分", 30),
    Column("上下文（新）", 40),
    Column("原来", 13, number=True),
    Column("现在", 13, number=True),
    Column("要核对的原因", 46),
    Column("核对情况", 20, open=True),
)
_NOTE = "这些数变了（减少的记为负数）。请看右边的原因是否还成立；要改的，在第2稿中直接改。"
_OTHER = (Column("情况", 80), Column("位置", 40))


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One figure that changed: where it stands, old and new as printed, the labels of reasons it touches.

    ``fell`` and ``falls`` say that the old and the new one are how much something fell.
    """

    section: str
    context: str
    old: str
    new: str
    fell: bool = False
    falls: bool = False
    reasons: tuple[str, ...] = ()


def report_rows(
    revision: Revision, narrative: Narrative, before: Narrative | None = None
) -> Iterator[ReportRow]:
    """The changed figures of a revision, in their order; ``narrative`` is the fresh one, ``before`` the last."""
    where, standing, stood = sections(narrative), _figures(narrative), _figures(before)
    labels = {slot.key: slot.label for _paragraph, slot in narrative.slots()}
    for change in revision.changes:
        at = (change.paragraph, change.figure)
        yield ReportRow(
            where.get(change.paragraph, ""),
            around(*standing[at]) if at in standing else _gone(change),
            change.old,
            change.new,
            at in stood and falls(*stood[at]),
            at in standing and falls(*standing[at]),
            tuple(labels.get(slot, slot) for slot in change.slots),
        )


def _figures(narrative: Narrative | None) -> Mapping[tuple[str, str], tuple[Paragraph, int]]:
    """Where each figure stands, by the keys of its paragraph and its own."""
    return {
        (paragraph.key, span.key): (paragraph, at)
        for paragraph in (narrative.paragraphs if narrative else ())
        for at, span in enumerate(paragraph.spans)
        if isinstance(span, Figure)
    }


def _gone(change: FigureChange) -> str:
    return f"（{change.paragraph}）" if change.new else f"（已不再出现：{change.paragraph}）"


def write_report(revision: Revision, narrative: Narrative, before: Narrative | None = None) -> bytes:
    """The changes as .xlsx: figures on the first sheet, all else there is to say on the second.

    ``before`` is what the document was last written from: which way its figures went.
    """
    book, sheet = new_sheet("变动")
    rows = [
        (
            row.section,
            row.context,
            number(row.old, falling=row.fell) or "（新增）",
            number(row.new, falling=row.falls) or "（删去）",
            "\n".join(row.reasons),
            "",
        )
        for row in report_rows(revision, narrative, before)
    ]
    title = f"{narrative.department}{narrative.year}年度决算说明：数字变动"
    add_table(sheet, title, _NOTE if rows else "没有数字变动。", _COLUMNS, rows)
    if revision.findings:
        other = book.create_sheet("其他情况")
        told = [(finding.text, str(finding.place)) for finding in revision.findings]
        add_table(other, "其他情况", "更新时遇到的、需要知道的情况。", _OTHER, told)
    return as_bytes(book)
