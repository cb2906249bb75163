"""Numbers and codes as cells have them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from juesuan.amounts import read_number
from juesuan.errors import InputError
from juesuan.places import Place
from juesuan.reading.grids import Cell, squeezed

_NOTHING = frozenset({"", "-", "－", "—", "--", "——", "/", "无"})


def as_number(value: Cell, place: Place) -> Decimal | None:
    """A number, or ``None`` for an empty cell or a dash. Raises ``InputError`` for other text."""
    if value is None or isinstance(value, Decimal):
        return value
    text = squeezed(value)
    if text in _NOTHING:
        return None
    number = read_number(text)
    if number is None or number.percent:
        raise InputError(
            f"这里应是金额，却写着“{_short(value)}”", place=place, remedy="请只留数字，说明文字写到表外"
        )
    return number.value


def is_number(value: Cell) -> bool:
    """Whether a cell holds a number, typed as one or as text."""
    if value is None or isinstance(value, Decimal):
        return value is not None
    number = read_number(value)
    return number is not None and not number.percent


@lru_cache(maxsize=4096)
def account_code(cells: tuple[Cell, ...], widths: tuple[int, ...] = (3, 2, 2)) -> str:
    """The code that the cells of one row give: 类, 款 and 项 apart, in one cell, as text or numbers.

    Empty where they hold no code.
    """
    parts = [part for cell in cells if (part := squeezed(cell).strip("'"))]
    if not parts or not all(part.isascii() and part.isdigit() for part in parts):
        return ""
    code = parts[0]
    if len(code) < widths[0]:
        return ""
    for level, part in enumerate(parts[1:], 1):
        if part.startswith(code) and len(part) > len(code):
            code = part  # 201 | 20113 | 2011301
        else:
            code += part.zfill(widths[min(level, len(widths) - 1)])
    return code if len(code) <= sum(widths) else ""


def _short(value: str) -> str:
    text = " ".join(value.split())
    return text if len(text) <= 40 else f"{text[:40]}…"
