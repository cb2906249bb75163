"""The 汇总 workbook of a batch: one row a department, and every finding on a second sheet.

Written row by row, so that its size costs no memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from juesuan.batch.outcomes import Action, Row
from juesuan.sheets.book import (
    BAND,
    BODY,
    BOLD,
    CENTRE,
    FRAME,
    LEFT,
    RIGHT,
    SMALL,
    TITLE,
    as_bytes,
    printable,
    printed_on_a4,
    row_height,
)

ACTIONS = {"draft": "生成初稿", "refresh": "更新文稿", "check": "审核"}
STATES = {"done": "完成", "findings": "有问题", "failed": "没有完成", "unchanged": "没有变化，未重做"}
SEVERITIES = {"error": "错误", "warning": "注意", "info": "说明"}
SINCE = {"new": "新发现", "again": "上次已提出", "": ""}
_RED = PatternFill("solid", fgColor="FFFBE3E3")
_LINE = Alignment(vertical="center")
_SHOWN = 3  # findings told in a department's own row; all are on the second sheet

Rows = Callable[[], Iterable[Row]]
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    width: float
    value: Callable[[Row], Value]
    only: tuple[Action, ...] = ("draft", "refresh", "check")


_COLUMNS = (
    _Column("部门", 24, lambda row: row.department),
    _Column("状态", 14, lambda row: STATES[row.state]),
    _Column("年度", 8, lambda row: row.year),
    _Column("段落", 8, lambda row: row.paragraphs or None),
    _Column("原因处", 9, lambda row: row.slots or None),
    _Column("未填", 8, lambda row: row.unfilled if row.done else None),
    _Column("过时", 8, lambda row: row.stale if row.done else None, ("refresh", "check")),
    _Column("变动的数", 10, lambda row: row.changed if row.done else None, ("refresh",)),
    _Column("批注", 8, lambda row: row.notes if row.done else None, ("refresh",)),
    _Column("错误", 8, lambda row: row.count("error")),
    _Column("注意", 8, lambda row: row.count("warning")),
    _Column("新发现", 9, lambda row: _since(row, "new"), ("check",)),
    _Column("上次已提出", 12, lambda row: _since(row, "again"), ("check",)),
    _Column("已改正", 9, lambda row: len(row.mended), ("check",)),
    _Column("要处理的事", 60, lambda row: _first(row)),
    _Column("文件", 34, lambda row: "\n".join(row.outputs)),
    _Column("用时（秒）", 10, lambda row: row.seconds),
)
_FINDINGS = (
    ("部门", 24.0),
    ("类别", 8.0),
    ("位置", 34.0),
    ("要处理的事", 76.0),
    ("与上次相比", 14.0),
)


def write_summary(rows: Rows, action: Action) -> bytes:
    """The rows as .xlsx. ``rows`` is called once for each time they are gone through."""
    columns = [column for column in _COLUMNS if action in column.only]
    book = Workbook(write_only=True)
    book.properties.creator = "juesuan"
    sheet = book.create_sheet("部门")
    widths = [column.width for column in columns]
    headers = [column.header for column in columns]
    texts = ((_texts(row, columns), row.done) for row in rows())
    _table(sheet, f"部门决算情况说明：{ACTIONS[action]}汇总", _counted(rows()), headers, widths, texts)
    _table(
        book.create_sheet("问题"),
        "各部门的问题",
        "每个问题一行，可按部门、类别筛选。“说明”不影响公开。",
        [header for header, _width in _FINDINGS],
        [width for _header, width in _FINDINGS],
        ((_finding(row, at), True) for row in rows() for at in range(len(row.findings))),
    )
    return as_bytes(book)


def _texts(row: Row, columns: Sequence[_Column]) -> list[Value]:
    return [column.value(row) for column in columns]


def _finding(row: Row, at: int) -> list[Value]:
    found, since = row.findings[at].finding, row.findings[at].since
    return [row.department, SEVERITIES[found.severity], str(found.place), found.text, SINCE[since]]


def _first(row: Row) -> str:
    """The first findings with their places; how many more there are."""
    serious = [said.finding for said in row.findings if said.finding.severity != "info"]
    told = [str(found) for found in serious[:_SHOWN]]
    more = len(serious) - len(told)
    return "\n".join([*told, *([f"……另有{more}条，见“问题”表"] if more else [])])


def _since(row: Row, since: str) -> int | None:
    known = [said for said in row.findings if said.finding.severity != "info" and said.since]
    return sum(said.since == since for said in known) if known or row.mended else None


def _counted(rows: Iterable[Row]) -> str:
    states = dict.fromkeys(STATES, 0)
    for row in rows:
        states[row.state] += 1
    parts = [f"{STATES[state]}{count}个" for state, count in states.items() if count]
    return f"共{sum(states.values())}个部门：{'，'.join(parts)}"


def _table(
    sheet: Any,
    title: str,
    note: str,
    headers: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[tuple[Sequence[Value], bool]],
) -> None:
    """A titled table; everything that describes the sheet comes before its rows."""
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "B4"
    sheet.print_title_rows = "3:3"
    printed_on_a4(sheet, landscape=True)
    for line, height in ((1, 28), (2, 19), (3, 19)):
        sheet.row_dimensions[line].height = height
    sheet.append([_cell(sheet, title, TITLE, _LINE)])
    sheet.append([_cell(sheet, note, SMALL, _LINE)])
    sheet.append([_cell(sheet, header, BOLD, CENTRE, BAND) for header in headers])
    line = 3
    for line, (values, good) in enumerate(rows, 4):
        shown = [(str(value or ""), width) for value, width in zip(values, widths, strict=True)]
        row_height(sheet, line, shown)
        sheet.append([_cell(sheet, value, fill=None if good else _RED) for value in values])
        del sheet.row_dimensions[line]  # written already
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(headers))}{line}"


def _cell(
    sheet: Any,
    value: Value,
    font: Font = BODY,
    alignment: Alignment | None = None,
    fill: PatternFill | None = None,
) -> Any:
    text = isinstance(value, str)
    cell = WriteOnlyCell(sheet, printable(value) if isinstance(value, str) else value)
    if text:
        cell.data_type = "s"  # words that begin with = are no formula
    elif value is not None:
        cell.number_format = "0" if isinstance(value, int) else "0.0"
    cell.font, cell.alignment = font, alignment or (LEFT if text else RIGHT)
    if font not in (TITLE, SMALL):
        cell.border = FRAME
    if fill:
        cell.fill = fill
    return cell
