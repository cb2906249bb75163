"""Chinese numerals by num2words, which has no Chinese converter: one on its own base class."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from num2words.base import Num2Word_Base


class ChineseNumerals(Num2Word_Base):  # type: ignore[misc]
    """Cardinals as headings and lists write them: 十四, 一百零五, 二十万."""

    def setup(self) -> None:
        """Name the digits and powers; ``mid_numwords`` and ``low_numwords`` are num2words' own tables."""
        self.negword = "负"
        self.pointword = "点"
        self.high_numwords: list[str] = []
        self.mid_numwords = [(10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")]
        self.low_numwords = ["九", "八", "七", "六", "五", "四", "三", "二", "一", "零"]

    def set_high_numwords(self, high: list[str]) -> None:
        """Nothing beyond 亿 has a name of its own."""

    def merge(self, left: tuple[str, int], right: tuple[str, int]) -> tuple[str, int]:
        """Join two neighbouring parts: multiply before a power, add with a 零 over a gap."""
        (left_text, left_number), (right_text, right_number) = left, right
        if left_number == 1 and right_number < 10:
            return right
        if right_number > left_number:
            return left_text + right_text, left_number * right_number
        gap = "零" if right_number and right_number < _unit_of(left_number) // 10 else ""
        return left_text + gap + right_text, left_number + right_number

    def to_cardinal(self, value: int | Decimal) -> str:
        """``value`` in Chinese characters; ten to nineteen without a leading 一."""
        text = str(super().to_cardinal(value)).replace(" ", "")
        return text.removeprefix("一") if text.startswith("一十") else text


def _unit_of(number: int) -> int:
    """The place value of the last digit of ``number`` that is not zero."""
    unit = 1
    while number % 10 == 0:
        number //= 10
        unit *= 10
    return unit


_CONVERTER = ChineseNumerals()


@lru_cache(maxsize=512)
def chinese_numeral(number: int) -> str:
    """``14`` → ``十四``."""
    return _CONVERTER.to_cardinal(number)
