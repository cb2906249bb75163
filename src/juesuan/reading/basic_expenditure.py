"""Table 06: economic items in two or three blocks side by side, two totals at the bottom."""

from __future__ import annotations

from dataclasses import dataclass

from juesuan.accounts import Row, Side, Unit
from juesuan.errors import InputError
from juesuan.reading.cells import Blanks, account_code, amount_at, looks_like_amount
from juesuan.reading.grids import Grid, tidy

_PERSONNEL = ("301", "303")  # 工资福利支出, 对个人和家庭的补助
_NAMES = ("科目名称", "经济分类科目名称", "名称", "项目")
_TOTALS: tuple[tuple[str, Side], ...] = (("人员经费合计", "personnel"), ("公用经费合计", "public"))


@dataclass(frozen=True)
class _Block:
    codes: range
    name: int
    amount: int


def basic_expenditure_rows(
    grid: Grid, first: int, last: int, unit: Unit, blanks: Blanks
) -> tuple[int, list[Row]]:
    """The row after the head; per side the total and the economic items, in printed order."""
    head, blocks = _blocks(grid, first, last)
    start = next((row for row in range(head + 1, last) if _has_code(grid, row, blocks)), last)
    rows: list[Row] = []
    seen: dict[str, Row] = {}
    for block in blocks:
        for line in range(start, last):
            code = account_code([grid.at(line, column) for column in block.codes], (3, 2))
            if not code:
                continue
            side: Side = "personnel" if code[:3] in _PERSONNEL else "public"
            amount = amount_at(grid, line, block.amount, unit, blanks)
            row = Row(
                code, tidy(grid.at(line, block.name)), {"amount": amount}, side, grid.place(line, block.name)
            )
            if code in seen:
                raise InputError(
                    f"经济分类科目编码 {code} 在这张表里出现了两次，另一处在 {seen[code].place.cell}",
                    place=row.place,
                    remedy="请删去重复的一行",
                )
            seen[code] = row
            rows.append(row)
    totals = [_total(grid, start, last, label, side, unit, blanks) for label, side in _TOTALS]
    return start, [*(row for row in totals if row), *rows]


def _blocks(grid: Grid, first: int, last: int) -> tuple[int, list[_Block]]:
    for row in range(first, min(last, first + 12)):
        names = [column for column, _ in grid.cells(row) if grid.text(row, column) in _NAMES]
        if not names:
            continue
        blocks, left = [], 0
        for name in names:
            amount = next(
                (column for column in range(name + 1, grid.width) if _is_amount(grid, row, column)), name + 1
            )
            blocks.append(_Block(range(left, name), name, amount))
            left = amount + 1
        return row, blocks
    raise InputError(
        "看不懂这张表：找不到“科目名称”一栏", place=grid.place(first, 0), remedy="请按公开格式整理表头"
    )


def _is_amount(grid: Grid, row: int, column: int) -> bool:
    return grid.text(row, column) in ("金额", "决算数", "决算金额", "合计")


def _has_code(grid: Grid, row: int, blocks: list[_Block]) -> bool:
    return any(account_code([grid.at(row, column) for column in block.codes], (3, 2)) for block in blocks)


def _total(
    grid: Grid, start: int, last: int, label: str, side: Side, unit: Unit, blanks: Blanks
) -> Row | None:
    """A total line: the label, and the next number right of it."""
    for line in range(start, last):
        for column, _ in grid.cells(line):
            if grid.text(line, column) != label:
                continue
            at = column + 1
            for right in range(column + 1, grid.width):
                if grid.text(line, right).endswith("合计"):
                    break
                if looks_like_amount(grid.at(line, right)):
                    at = right
                    break
            amount = amount_at(grid, line, at, unit, blanks)
            return Row("total", label, {"amount": amount}, side, grid.place(line, column))
    return None
