"""Table 06: economic items in blocks side by side with two totals below, or as one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from juesuan.accounts import Row, Side
from juesuan.reading.area import Area, Lines, NotThisForm
from juesuan.reading.cells import account_code
from juesuan.reading.grids import tidy

_PERSONNEL = ("301", "303")  # 工资福利支出, 对个人和家庭的补助
_AMOUNTS = ("金额", "决算数", "决算金额", "合计", "小计", "支出")
_SIDES: tuple[tuple[str, Side], ...] = (("人员经费", "personnel"), ("公用经费", "public"))


@dataclass(frozen=True)
class _Block:
    """The columns of the codes, the name and the amount; a list's totals stand in ``sides``."""

    codes: range
    name: int
    amount: int


def basic_expenditure_rows(area: Area) -> tuple[int, tuple[Row, ...]]:
    """The row after the head; per side the total and the economic items, in printed order."""
    head, blocks = _blocks(area)
    start = next(
        (line for line in range(head + 1, area.last) if any(_code(area, line, block) for block in blocks)),
        area.last,
    )
    totals = _list_totals(area, head, start, blocks[0]) or [
        row for label, side in _SIDES for row in _block_total(area, start, label, side, blocks)
    ]
    found = Lines("经济分类科目编码")
    for block in blocks:
        for line in range(start, area.last):
            code = _code(area, line, block)
            if code:
                found.add(_item(area, line, block, code))
            elif not _is_total(area, line):
                area.pass_over(line, [block.amount])
    return start, (*totals, *found.rows)


def _blocks(area: Area) -> tuple[int, list[_Block]]:
    for row in area.head:
        names = [column for column, text in area.texts(row) if text.endswith("名称")]
        if names:
            ends = [*names[1:], area.width]
            blocks, left = [], 0
            for name, end in zip(names, ends, strict=True):
                right = (column for column in range(name + 1, end) if _is_amount(area, row, column))
                amount = next(right, name + 1)
                blocks.append(_Block(range(left, name), name, amount))
                left = amount + 1
            return row, blocks
    raise NotThisForm(
        "看不懂这张表：找不到“科目名称”一栏", place=area.place(area.first, 0), remedy="请按公开格式整理表头"
    )


def _is_amount(area: Area, row: int, column: int) -> bool:
    above = [area.text(each, column) for each in range(max(row - 1, area.first), row + 2)]
    return any(text in _AMOUNTS for text in above)


def _code(area: Area, line: int, block: _Block) -> str:
    return account_code(area.grid.rows[line][block.codes.start : block.codes.stop], (3, 2))


def _item(area: Area, line: int, block: _Block, code: str) -> Row:
    side: Side = "personnel" if code[:3] in _PERSONNEL else "public"
    amounts = {"amount": area.amount(line, block.amount)}
    return Row(code, tidy(area.at(line, block.name)), amounts, side, area.place(line, block.name))


def _label_side(text: str) -> Side:
    """The side whose total a label announces: 人员经费合计."""
    if not text.endswith(("合计", "小计")):
        return ""
    return next((side for label, side in _SIDES if text.startswith(label)), "")


def _is_total(area: Area, line: int) -> bool:
    return any(text.endswith(("合计", "总计")) or text == "栏次" for _, text in area.texts(line))


def _block_total(area: Area, start: int, label: str, side: Side, blocks: list[_Block]) -> Iterator[Row]:
    """A total line below the blocks: the label, and the amount at the end of its blocks."""
    for line in reversed(range(start, area.last)):
        totals = [column for column, text in area.texts(line) if _label_side(text)]
        column = next((each for each in totals if _label_side(area.text(line, each)) == side), None)
        if column is None:
            continue
        end = next((each for each in totals if each > column), area.width)
        ends = [block.amount for block in blocks if column < block.amount < end] or [column + 1]
        at = next((each for each in ends if area.at(line, each) is not None), ends[-1])
        amounts = {"amount": area.amount(line, at)}
        yield Row("total", f"{label}合计", amounts, side, area.place(line, column))
        return


def _list_totals(area: Area, head: int, start: int, block: _Block) -> list[Row]:
    """The totals of a list whose columns are 合计, 人员经费 and 公用经费; none in other layouts."""
    columns: dict[Side, int] = {}
    for column in range(block.name + 1, area.width):
        header = "".join(area.text(row, column) for row in range(max(head - 1, area.first), start))
        for label, side in _SIDES:
            if label in header:
                columns.setdefault(side, column)
    if len(columns) < 2:
        return []
    for line in range(head + 1, area.last):
        if any(area.text(line, column) in ("合计", "总计") for column in range(block.name + 1)):
            break
    else:
        return []
    return [
        Row(
            "total",
            f"{label}合计",
            {"amount": area.amount(line, columns[side])},
            side,
            area.place(line, columns[side]),
        )
        for label, side in _SIDES
    ]
