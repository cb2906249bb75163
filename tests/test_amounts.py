"""Numbers: worked examples with the answer written down."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.accounts import Amount
from juesuan.amounts import (
    Printed,
    Unit,
    in_unit,
    plain,
    printed_wan,
    read_number,
    round_half_up,
    to_wan,
    to_yuan,
)
from juesuan.errors import InputError
from juesuan.places import CellPlace
from juesuan.quantities import NumberRules, amount_quantity
from juesuan.reading.cells import as_number


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("1.005", 2, "1.01"),
        ("-1.005", 2, "-1.01"),
        ("-1.225", 2, "-1.23"),  # half to even would be -1.22
        ("1.225", 2, "1.23"),
        ("1.2249999", 2, "1.22"),
        ("-0.004", 2, "0.00"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("7", 2, "7.00"),
        ("22.034985", 2, "22.03"),  # by way of 22.035 it would be 22.04
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, decimals: int, expected: str) -> None:
    """Once, on both sides of zero, and never to a negative zero."""
    assert expected == str(round_half_up(Decimal(value), decimals))


@pytest.mark.parametrize(
    ("number", "unit", "yuan"),
    [
        ("754.7499999999999", "万元", "7547500.00"),  # a float's noise
        ("754.74", "万元", "7547400.00"),
        ("0.000001", "万元", "0.01"),
        ("0.0000004", "万元", "0.00"),
        ("-1.225", "万元", "-12250.00"),
        ("12250.005", "元", "12250.01"),
        ("-0.001", "元", "0.00"),
    ],
)
def test_amounts_are_exact_to_the_cent(number: str, unit: Unit, yuan: str) -> None:
    """A cell's number in its sheet's unit is an amount in 元, binary noise rounded off."""
    assert yuan == str(to_yuan(Decimal(number), unit)) == str(Amount.from_cell(Decimal(number), unit).yuan)


@pytest.mark.parametrize(
    ("yuan", "printed"),
    [
        ("-12250", "-1.23"),
        ("12250", "1.23"),
        ("-49.99", "0.00"),
        ("-50", "-0.01"),
        ("36535239.97", "3653.52"),
    ],
)
def test_one_amount_is_printed_alike_everywhere(yuan: str, printed: str) -> None:
    """A sentence, a table, an identity and a warning print one amount with the same digits."""
    amount = Amount(Decimal(yuan))
    assert printed == str(printed_wan(Decimal(yuan)))
    assert printed == str(amount_quantity("key", "某数", amount, NumberRules()))


@pytest.mark.parametrize(
    ("yuan", "unit", "expected"), [("12345.67", "万元", "1.234567"), ("12345.67", "元", "12345.67")]
)
def test_units_are_converted_exactly(yuan: str, unit: Unit, expected: str) -> None:
    """元 in 万元 loses nothing."""
    assert Decimal(expected) == in_unit(Decimal(yuan), unit)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_there_and_back(yuan: Decimal) -> None:
    """元 in 万元 and back is the same amount."""
    assert yuan == to_yuan(to_wan(yuan))


@pytest.mark.parametrize(
    ("number", "expected"),
    [("3.0", "3"), ("0.50", "0.5"), ("1E+2", "100"), ("-0", "0"), ("1E-7", "0.0000001"), ("-12.30", "-12.3")],
)
def test_plain_writing(number: str, expected: str) -> None:
    """No exponent, no needless zeros, no negative zero."""
    assert expected == plain(Decimal(number))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("150.93", "150.93"),
        (" 1,234.50 ", "1234.50"),
        ("１，２３４．５", "1234.5"),
        ("1 234", "1234"),
        ("-5", "-5"),
        ("－5", "-5"),
        ("−5", "-5"),
        ("+5", "5"),
        ("(5.00)", "-5.00"),
        ("（5）", "-5"),
        ("￥5", "5"),
        ("¥1,000", "1000"),
        ("007", "007"),
    ],
)
def test_numbers_as_people_write_them(text: str, digits: str) -> None:
    """Widths, spaces, separators, currency and any minus are read; the zeros written are kept."""
    assert Printed(Decimal(digits), digits) == read_number(text)


def test_a_percentage_says_that_it_is_one() -> None:
    """12.90％ is 12.90, of a hundred."""
    assert Printed(Decimal("12.90"), "12.90", percent=True) == read_number("12.90％")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "12,34",
        "1,2345",
        "1,23,456",
        "1.2.3",
        "5²",
        "①",
        "(5",
        "5)",
        "(-5)",
        "5万元",
        "1-2",
        ".5",
        "五",
        "1e5",
        "٣",
    ],
)
def test_what_is_no_number(text: str) -> None:
    """What could be read in two ways is not read at all."""
    assert read_number(text) is None


@pytest.mark.parametrize("text", ["1,23", "50%", "5²"])
def test_an_amount_that_nobody_can_be_sure_of_is_refused(text: str) -> None:
    """A comma in the wrong place, a percentage, a footnote: none of them is an amount."""
    with pytest.raises(InputError, match="这里应是金额"):
        as_number(text, CellPlace("x.xlsx", "甲", "A1"))
