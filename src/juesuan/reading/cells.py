"""Amounts and codes as cells have them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Literal

from juesuan.accounts import Amount, Unit
from juesuan.errors import InputError, Place
from juesuan.reading.grids import Cell, Grid, squeezed

Blanks = Literal["zero", "unknown"]

LARGEST = Decimal(10) ** 13  # 元; more than any department's accounts, so a slip of units or keys
_NOTHING = frozenset({"", "-", "－", "—", "--", "——", "/", "无"})
_NUMBER = re.compile(r"^[-－(（]?[¥￥]?\d[\d,，]*(?:\.\d+)?[)）]?$")


def amount_at(grid: Grid, row: int, column: int, unit: Unit, blanks: Blanks) -> Amount:
    """The amount in a cell. Raises ``InputError`` where the cell has words or too large a number."""
    value, place = grid.at(row, column), grid.place(row, column)
    if value is None and place.cell in grid.uncomputed:
        raise InputError(
            f"这一格是{grid.uncomputed[place.cell]}，读不到数",
            place=place,
            remedy="请用 Excel 或 WPS 打开，改好公式或换成数字，保存后再来",
        )
    number = as_number(value, place)
    if number is None:
        return Amount(Decimal(0) if blanks == "zero" else None, place)
    amount = Amount.from_cell(number, unit, place)
    if amount.yuan is not None and abs(amount.yuan) >= LARGEST:
        raise InputError(
            f"金额 {value} {unit}太大，不像一个部门的决算数",
            place=place,
            remedy="请核对这个数和表头的金额单位",
        )
    return amount


def as_number(value: Cell, place: Place) -> Decimal | None:
    """A number, or ``None`` for an empty cell or a dash. Raises ``InputError`` for other text."""
    if value is None or isinstance(value, Decimal):
        return value
    text = squeezed(value)
    if text in _NOTHING:
        return None
    if not _NUMBER.match(text):
        raise InputError(f"这里应是金额，却写着“{value}”", place=place, remedy="请只留数字，说明文字写到表外")
    negative = text[0] in "-－(（"
    digits = re.sub(r"[^\d.]", "", text)
    try:
        return -Decimal(digits) if negative else Decimal(digits)
    except InvalidOperation:
        raise InputError(f"读不懂这个金额“{value}”", place=place, remedy="请改成数字") from None


def looks_like_amount(value: Cell) -> bool:
    """Whether a cell holds a number, typed as one or as text."""
    return isinstance(value, Decimal) or (isinstance(value, str) and bool(_NUMBER.match(squeezed(value))))


def account_code(cells: Sequence[Cell], widths: Sequence[int] = (3, 2, 2)) -> str:
    """The code that the cells of one row give: 类, 款 and 项 apart, in one cell, as text or numbers.

    Empty where they hold no code.
    """
    parts = [part for cell in cells if (part := squeezed(cell).strip("'"))]
    if not parts or not all(part.isdigit() for part in parts):
        return ""
    code = parts[0]
    if len(code) < widths[0]:
        return ""
    for level, part in enumerate(parts[1:], 1):
        if part.startswith(code) and len(part) > len(code):
            code = part  # 201 | 20113 | 2011301
        else:
            code += part.zfill(widths[min(level, len(widths) - 1)])
    return code
