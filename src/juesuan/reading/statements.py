"""Tables with two sides, 01 and 04: income on the left, expenditure on the right."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.accounts import Row, TableKind, Unit
from juesuan.errors import InputError
from juesuan.reading.cells import Blanks, amount_at
from juesuan.reading.grids import Grid, tidy
from juesuan.reading.labels import plain_label, statement_key
from juesuan.reading.titles import is_note

T = TableKind

_AMOUNTS = ("决算数", "金额", "决算", "合计", "小计")
_OTHER_AMOUNTS = ("预算", "行次", "调整", "年初")
_FUNDS = (("一般公共预算", "general"), ("政府性基金", "fund"), ("国有资本", "capital"))


def statement_rows(
    grid: Grid, kind: TableKind, first: int, last: int, unit: Unit, blanks: Blanks
) -> tuple[int, list[Row]]:
    """The row after the head, and the lines of both sides in printed order."""
    head, names = _head(grid, kind, first, last)
    start = _first_line(grid, head, last, names)
    headers = _headers(grid, head, start)
    limits = [(names[0], names[1]), (names[1], grid.width)]
    rows: list[Row] = []
    for side, (name, end) in zip(("income", "expenditure"), limits, strict=True):
        columns = _amount_columns(kind, side, headers, name, end)
        if not columns:
            raise InputError(
                "找不到决算数一栏", place=grid.place(head, name), remedy="请核对表头是否写明“决算数”或“金额”"
            )
        rows += _side(grid, side, name, columns, range(start, last), unit, blanks)
    return start, rows


def _head(grid: Grid, kind: TableKind, first: int, last: int) -> tuple[int, list[int]]:
    for row in range(first, min(last, first + 12)):
        names = [column for column, _ in grid.cells(row) if grid.text(row, column).startswith("项目")]
        if len(names) >= 2:
            return row, [names[0], names[1]]
    raise InputError(
        "看不懂这张表的表头：没有并列的两个“项目”栏",
        place=grid.place(first, 0),
        remedy="请按公开格式的表头整理",
    )


def _first_line(grid: Grid, head: int, last: int, names: list[int]) -> int:
    for row in range(head + 1, last):
        label = grid.text(row, names[0])
        if label and label not in ("栏次", "项目") and not label.isdigit():
            return row
    return last


def _headers(grid: Grid, head: int, start: int) -> list[str]:
    return ["".join(grid.text(row, column) for row in range(head, start)) for column in range(grid.width)]


def _amount_columns(kind: TableKind, side: str, headers: list[str], name: int, end: int) -> dict[str, int]:
    """Which column holds what: ``amount``, or in 04 ``total`` and the three kinds of money."""
    found: dict[str, int] = {}
    for column in range(name + 1, end):
        header = headers[column]
        fund = next((key for part, key in _FUNDS if part in header), "")
        if kind is T.FISCAL_APPROPRIATION and side == "expenditure" and fund:
            found.setdefault(fund, column)
        elif any(word in header for word in _AMOUNTS) and not any(word in header for word in _OTHER_AMOUNTS):
            found.setdefault("total" if kind is T.FISCAL_APPROPRIATION else "amount", column)
    return found


def _side(
    grid: Grid, side: str, name: int, columns: dict[str, int], lines: range, unit: Unit, blanks: Blanks
) -> Iterator[Row]:
    after_total = False
    for line in lines:
        raw = grid.at(line, name)
        label = plain_label(raw)
        if not label or label == "栏次" or is_note(grid.text(line, name)):
            continue
        key = statement_key(label, side, after_total=after_total)
        after_total = after_total or key == "this_year"
        amounts = {column: amount_at(grid, line, at, unit, blanks) for column, at in columns.items()}
        yield Row(key, label if side == "income" else tidy(label), amounts, side, grid.place(line, name))  # type: ignore[arg-type]
