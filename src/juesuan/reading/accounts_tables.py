"""Tables with one account a line: 02, 03, 05, 08, 09 by functional code."""

from __future__ import annotations

from juesuan.accounts import Row, TableKind, Unit
from juesuan.errors import InputError
from juesuan.reading.cells import Blanks, account_code, amount_at
from juesuan.reading.grids import Grid, tidy
from juesuan.reading.labels import column_key
from juesuan.reading.titles import is_note


def account_rows(
    grid: Grid, kind: TableKind, first: int, last: int, unit: Unit, blanks: Blanks
) -> tuple[int, list[Row]]:
    """The row after the head, and the total line and accounts in printed order."""
    start, name = _first_line(grid, first, last)
    columns = _columns(grid, kind, first, start, name)
    if "total" not in columns:
        raise InputError(
            "找不到“合计”或“小计”一栏",
            place=grid.place(max(start - 1, first), name + 1),
            remedy="请核对这张表的表头",
        )
    rows: list[Row] = []
    seen: dict[str, Row] = {}
    for line in range(start, last):
        key = _key(grid, line, name)
        if not key:
            continue
        amounts = {column: amount_at(grid, line, at, unit, blanks) for column, at in columns.items()}
        label = "合计" if key == "total" else tidy(grid.at(line, name))
        row = Row(key, label, amounts, "", grid.place(line, max(name - 1, 0)))
        if key in seen:
            what = "合计行" if key == "total" else f"科目编码 {key}"
            raise InputError(
                f"{what}在这张表里出现了两次，另一处在 {seen[key].place.cell}",
                place=row.place,
                remedy="请删去重复的一行",
            )
        seen[key] = row
        rows.append(row)
    return start, rows


def _key(grid: Grid, line: int, name: int) -> str:
    code = account_code([grid.at(line, column) for column in range(name)])
    if code:
        return code
    words = [grid.text(line, column) for column in range(name + 1)]
    return "total" if any(word in ("合计", "总计", "支出合计", "收入合计") for word in words) else ""


def _first_line(grid: Grid, first: int, last: int) -> tuple[int, int]:
    """The first line of data, and the column of the account names."""
    for row in range(first, min(last, first + 12)):
        for column, _ in grid.cells(row):
            if grid.text(row, column) in ("科目名称", "功能分类科目名称", "支出功能分类科目名称", "名称"):
                for line in range(row + 1, last):
                    if _key(grid, line, column):
                        return line, column
                return last, column
    # No header names the column: the account's name stands right of its code.
    for row in range(first, last):
        for column in range(min(grid.width, 6)):
            code = account_code([grid.at(row, each) for each in range(column)])
            if code and grid.text(row, column) and not grid.text(row, column).isdigit():
                return row, column
    raise InputError(
        "看不懂这张表：找不到科目编码和科目名称", place=grid.place(first, 0), remedy="请按公开格式整理表头"
    )


def _columns(grid: Grid, kind: TableKind, first: int, start: int, name: int) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column in range(name + 1, grid.width):
        header = "".join(
            text
            for row in range(first, start)
            if not (text := grid.text(row, column)).isdigit() and not is_head(text)
        )
        key = column_key(kind, header)
        if key:
            columns.setdefault(key, column)
    return columns


def is_head(text: str) -> bool:
    """Whether a cell above the columns belongs to the table's head, not to a column."""
    return is_note(text) or text.startswith(("公开", "单位：", "金额单位", "部门：", "20"))
