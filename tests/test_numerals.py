"""Chinese numerals through num2words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import CONVERTER_CLASSES

from juesuan.numerals import chinese_numeral

DIGITS = {"零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
POWERS = {"十": 10, "百": 100, "千": 1000}


def _read(text: str) -> int:
    """Read a numeral below one hundred million back, independently of the converter."""
    total = section = digit = 0
    for character in text:
        if character == "万":
            total, section, digit = (section + digit) * 10000, 0, 0
        elif character in POWERS:
            section, digit = section + (digit or 1) * POWERS[character], 0
        else:
            digit = DIGITS[character]
    return total + section + digit


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "零"),
        (1, "一"),
        (10, "十"),
        (14, "十四"),
        (20, "二十"),
        (21, "二十一"),
        (101, "一百零一"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (1005, "一千零五"),
        (10010, "一万零一十"),
        (20305, "二万零三百零五"),
    ],
)
def test_writes_the_numerals_that_headings_use(number: int, expected: str) -> None:
    """Section and item numbers read as an official document writes them."""
    assert expected == chinese_numeral(number)


def test_num2words_own_table_is_left_alone() -> None:
    """Another program in this process may have a zh of its own."""
    assert "zh" not in CONVERTER_CLASSES


@given(st.integers(min_value=0, max_value=99_999_999))
def test_every_numeral_reads_back_as_its_number(number: int) -> None:
    """No two numbers share a numeral and none is garbled."""
    assert number == _read(chinese_numeral(number))
