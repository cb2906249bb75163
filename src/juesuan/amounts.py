"""Numbers: one rounding, one way between 元 and 万元, one reading of what is printed or typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from juesuan.text import compact

Unit = Literal["元", "万元"]

ZERO = Decimal(0)
_YUAN_PER_WAN = Decimal(10_000)
_CENT_DECIMALS = 2
PRINTED_DECIMALS = 2
"""Decimals of 万元 in the published tables; an edition may print its sentences otherwise."""

_NUMBER = re.compile(
    r"(?P<open>\()?(?P<sign>[-+]?)¥?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?(?P<percent>%?)"
    r"(?P<close>\))?",
    re.ASCII,
)
# Not NFKC, which makes 52 of 5².
_WIDTHS = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | str.maketrans("−–—‐￥", "----¥")


@lru_cache(maxsize=64)
def _quantum(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """``value`` to that many decimals, once, halves away from zero; never a negative zero."""
    return value.quantize(_quantum(decimals), ROUND_HALF_UP) + ZERO


def to_yuan(number: Decimal, unit: Unit = "万元") -> Decimal:
    """An amount stated in ``unit`` in 元, to the 分: binary noise of a spreadsheet below it is rounded off."""
    return round_half_up(number * _YUAN_PER_WAN if unit == "万元" else number, _CENT_DECIMALS)


def to_wan(yuan: Decimal) -> Decimal:
    """元 in 万元, exactly."""
    return yuan / _YUAN_PER_WAN


def in_unit(yuan: Decimal, unit: Unit) -> Decimal:
    """元 in ``unit``, exactly."""
    return to_wan(yuan) if unit == "万元" else yuan


@lru_cache(maxsize=8192)
def printed_wan(yuan: Decimal, decimals: int = PRINTED_DECIMALS) -> Decimal:
    """元 in 万元 as it is printed."""
    return round_half_up(to_wan(yuan), decimals)


def plain(number: Decimal) -> str:
    """The shortest writing without an exponent: 3, not 3.0; 0.5; 100, not 1E+2; 0, not -0."""
    return format(number.normalize() + ZERO, "f")


@dataclass(frozen=True, slots=True)
class Printed:
    """A number read from text: its value (of 12.90% it is 12.90), and how it was written.

    ``digits`` is the number without separators, with the zeros that were written.
    """

    value: Decimal
    digits: str
    percent: bool = False


def read_number(text: str) -> Printed | None:
    """The number that ``text`` is, or ``None`` where it is none or more than one.

    Full-width characters and spaces do not count; thousands may be separated by commas (12,34 is no
    number, for nobody knows what was meant); a minus may be any dash, or brackets round the number, as
    accountants write it.
    """
    match = _NUMBER.fullmatch(compact(text.translate(_WIDTHS)))
    if match is None or (match["open"] is None) != (match["close"] is None):
        return None
    negative = match["sign"] == "-" or match["open"] is not None
    if match["open"] and match["sign"]:
        return None
    digits = f"{'-' if negative else ''}{match['whole'].replace(',', '')}{match['decimals'] or ''}"
    return Printed(Decimal(digits), digits, bool(match["percent"]))
