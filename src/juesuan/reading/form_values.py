"""What one cell of the supplement says: a number, a text or a list, and how it was typed."""

from __future__ import annotations

import re
from decimal import Decimal

from juesuan.accounts import Amount
from juesuan.amounts import Unit, plain, read_number, round_half_up
from juesuan.errors import InputError
from juesuan.places import Place
from juesuan.reading.grids import Grid
from juesuan.supplement import FormRow, RowKind, Value

LIMIT = Decimal(10) ** 12
"""Amounts and counts from here on are a slip of the keyboard."""

# 万元 to the 分 has six decimals; anything below is binary noise of the spreadsheet.
_DECIMALS = 6
_SEPARATORS = re.compile(r"[、；;\n]")
_EXPECTED = {
    "amount": "金额只填数字；没有发生填0，不知道就留空",
    "count": "个数只填整数；没有填0，不知道就留空",
    "number": "只填数字；没有填0，不知道就留空",
}


def is_empty(raw: object) -> bool:
    """Whether a cell says nothing: empty is unknown, never zero."""
    return raw is None or raw == [] or (isinstance(raw, str) and not raw.strip())


def answer(grid: Grid, row: int, column: int) -> object:
    """What stands in a cell. Raises ``InputError`` where the file holds no value for it.

    A formula never computed and an error value read as empty, which would make a figure unknown
    without anyone noticing.
    """
    if grid.uncomputed:
        place = grid.place(row, column)
        if problem := grid.uncomputed.get(place.cell):
            remedy = "请把公式换成数值（复制后“选择性粘贴→数值”）再保存"
            raise InputError(problem, place=place, remedy=remedy)
    return grid.at(row, column)


def parsed(raw: object, row: FormRow, unit: Unit | None, place: Place) -> tuple[Value, str]:
    """The value of a cell that is not empty (amounts in 元), and the number as it was typed.

    ``unit`` is the form's 单位. Raises ``InputError`` where the cell does not hold what the row asks for,
    or where an amount is given and the unit is not.
    """
    if row.kind == "list":
        parts = raw if isinstance(raw, list) else _SEPARATORS.split(as_text(raw))
        return tuple(text for part in parts if (text := as_text(part).strip())), ""
    if isinstance(raw, list):
        raise InputError("这里只能填一个值", place=place, remedy="请只留一个")
    if row.kind == "text":
        return as_text(raw).strip(), ""
    number, typed = _number(raw, row.kind, place)
    if row.kind == "count" and (number != number.to_integral_value() or number < 0):
        raise InputError(f"“{typed}”不是整数个数", place=place, remedy=_EXPECTED["count"])
    if row.kind == "amount":
        if unit is None:
            raise InputError(
                "填了金额，但没有写明单位", place=place, remedy="请在表的上方“单位”一行填“万元”或“元”"
            )
        return Amount.from_cell(number, unit, place), typed
    return number, typed


def as_text(raw: object) -> str:
    """A cell as text; a number as people typed it (3, not 3.0)."""
    return plain(raw) if isinstance(raw, Decimal) else str(raw)


def _number(raw: object, kind: RowKind, place: Place) -> tuple[Decimal, str]:
    if isinstance(raw, Decimal):
        number, typed = raw, ""
    elif isinstance(raw, str) and (printed := read_number(raw)):
        if printed.percent and kind != "number":
            raise InputError(f"“{raw.strip()}”是百分数", place=place, remedy=_EXPECTED[kind])
        number, typed = printed.value, printed.digits
    else:
        raise InputError(f"“{str(raw).strip()}”不是数字", place=place, remedy=_EXPECTED[kind])
    if abs(number) >= LIMIT:
        raise InputError(f"“{raw}”过大", place=place, remedy="请检查单位和小数点")
    # Typed text keeps its zeros (142.00); a spreadsheet's number has none to keep.
    number = round_half_up(number, _DECIMALS)
    return number, typed or plain(number)
