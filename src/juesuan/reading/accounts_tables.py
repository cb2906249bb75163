"""Tables with one account a line: 02, 03, 05, 08, 09 by functional code."""

from __future__ import annotations

from juesuan.accounts import Row
from juesuan.reading.area import Area, Lines, NotThisForm
from juesuan.reading.cells import account_code
from juesuan.reading.grids import tidy
from juesuan.reading.labels import column_key
from juesuan.reading.titles import is_note

_NAMES = ("科目名称", "名称")
_TOTALS = ("合计", "总计", "支出合计", "收入合计", "本年支出合计", "本年收入合计")


def account_rows(area: Area) -> tuple[int, tuple[Row, ...]]:
    """The row after the head, and the total line and accounts in printed order."""
    header, name = _name_column(area)
    lines = range(header + 1, area.last)
    start = next((line for line in lines if _key(area, line, name)), area.last)
    columns = _columns(area, start, name)
    if "total" not in columns:
        raise NotThisForm(
            "找不到“合计”或“小计”一栏", place=area.place(header, name + 1), remedy="请核对这张表的表头"
        )
    found = Lines("科目编码")
    for line in range(start, area.last):
        key = _key(area, line, name)
        if key:
            label = "合计" if key == "total" else tidy(area.at(line, name))
            place = area.place(line, max(name - 1, 0))
            found.add(Row(key, label, area.amounts(line, columns), "", place))
        elif not _is_ruler(area, line):
            area.pass_over(line, list(columns.values()))
    return start, found.rows


def _name_column(area: Area) -> tuple[int, int]:
    """The header row of the account names, and their column."""
    for row in area.head:
        for column, text in area.texts(row):
            if text.endswith(_NAMES):
                return row, column
    # No header names the column: the account's name stands right of its code.
    for row in range(area.first, area.last):
        for column, text in area.texts(row):
            if not text.isdigit() and account_code(tuple(area.at(row, each) for each in range(column))):
                return row - 1, column
    raise NotThisForm(
        "看不懂这张表：找不到科目编码和科目名称",
        place=area.place(area.first, 0),
        remedy="请按公开格式整理表头",
    )


def _key(area: Area, line: int, name: int) -> str:
    code = account_code(area.grid.rows[line][:name])
    if code:
        return code
    return "total" if any(area.text(line, column) in _TOTALS for column in range(name + 1)) else ""


def _is_ruler(area: Area, line: int) -> bool:
    return any(text == "栏次" for _, text in area.texts(line))


def _columns(area: Area, start: int, name: int) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column in range(name + 1, area.width):
        texts = (area.text(row, column) for row in range(area.first, start))
        key = column_key(area.kind, "".join(text for text in texts if not _is_head(text)))
        if key:
            columns.setdefault(key, column)
    return columns


def _is_head(text: str) -> bool:
    """Whether a cell above the columns belongs to the table's head, not to a column."""
    return text.isdigit() or is_note(text) or text.startswith(("公开", "单位：", "金额单位", "部门：", "20"))
