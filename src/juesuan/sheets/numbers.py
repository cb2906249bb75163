"""Printed numbers as cells that can be summed and filtered: signed, with the digits they were printed with."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from juesuan.amounts import ZERO, read_number
from juesuan.matching.tokens import DIRECTIONS
from juesuan.narrative import Figure, Paragraph, Slot

_HUNDRED = Decimal(100)
_CHANGES = (".difference", ".percent")
"""Figures that are printed without a sign: the words before them say which way."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number and how a spreadsheet shows it (its number format); a percentage is a share of one."""

    value: Decimal
    format: str = "0.00"


def number(printed: str, *, falling: bool = False) -> Number | str:
    """The number that is printed, negative where it says how much something fell; other text as it is."""
    read = read_number(printed)
    if read is None:
        return printed
    value = -abs(read.value) + ZERO if falling else read.value
    decimals = len(read.digits.partition(".")[2])
    shown = ("#,##0" if "," in printed else "0") + (f".{'0' * decimals}" if decimals else "")
    return Number(value / _HUNDRED, f"{shown}%") if read.percent else Number(value, shown)


def falls(paragraph: Paragraph, at: int) -> bool:
    """Whether the figure at span ``at`` of a paragraph says how much something fell, by the words before it."""
    figure = paragraph.spans[at]
    if not (isinstance(figure, Figure) and figure.key.endswith(_CHANGES)):
        return False
    before = "".join(span.text for span in paragraph.spans[:at] if not isinstance(span, Slot))
    nearest = max(DIRECTIONS, key=before.rfind)
    return nearest in before and DIRECTIONS[nearest] == "down"
