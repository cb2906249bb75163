"""The 变动 workbook of a refresh: which figures changed, in which sentences, and which reasons they touch."""

from __future__ import annotations

from collections.abc import Mapping

from juesuan.sheets.book import Column, add_table, as_bytes, new_sheet
from juesuan.sheets.changes import Change, Printed, Report, State
from juesuan.sheets.numbers import Number, number

_COLUMNS = (
    Column("所在部分", 22),
    Column("原来的句子", 42),
    Column("现在的句子", 42),
    Column("原来", 12, number=True),
    Column("现在", 12, number=True),
    Column("情况", 14),
    Column("要看的原因", 40),
    Column("核对情况", 16, open=True),
)
_NOTE = (
    "这些数变了（减少的记为负数），句子是文稿里的原话，数在〔〕里。请看右边的原因是否还成立；"
    "要改的，在更新后的文稿中直接改。"
)
_STATES: Mapping[State, str] = {
    "refreshed": "已更新",
    "held": "没有更新：保留了人工写的",
    "came": "新增",
    "gone": "不再写",
}
_REASONS = (
    Column("所在部分", 30),
    Column("问的是什么", 44),
    Column("文稿里写的", 44),
    Column("为什么要看", 44),
    Column("核对情况", 20, open=True),
)
_REASONS_NOTE = "这些原因是为原来的数写的，文稿里已标出。改好，或核对后把批注标为“已解决”。"
_OTHER = (Column("情况", 80), Column("位置", 40))


def write_report(report: Report) -> bytes:
    """The changes as .xlsx: figures on the first sheet, then the outrun reasons, then all else there is to say."""
    book, sheet = new_sheet("变动")
    rows = [_row(change) for change in report.changes()]
    narrative = report.fresh
    title = f"{narrative.department}{narrative.year}年度决算说明：数字变动"
    add_table(sheet, title, _NOTE if rows else "没有数字变动。", _COLUMNS, rows)
    if outrun := [(each.section, each.label, each.words, each.why, "") for each in report.outrun()]:
        add_table(book.create_sheet("要看的原因"), "要看的原因", _REASONS_NOTE, _REASONS, outrun)
    if findings := report.revision.findings:
        told = [(finding.text, str(finding.place)) for finding in findings]
        other = book.create_sheet("其他情况")
        add_table(other, "其他情况", "更新时遇到的、需要知道的情况。", _OTHER, told)
    return as_bytes(book)


def _row(change: Change) -> tuple[str | Number, ...]:
    return (
        change.section,
        change.before,
        change.after,
        _cell(change.old) or "（新增）",
        _cell(change.new) or "（删去）",
        _STATES[change.state],
        "\n".join(change.reasons),
        "",
    )


def _cell(printed: Printed) -> str | Number:
    return number(printed.text, falling=printed.falling)
