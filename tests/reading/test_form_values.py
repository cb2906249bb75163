"""One cell of the supplement: what it means and how it was typed."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.accounts import Amount
from juesuan.errors import InputError, Place
from juesuan.reading.form_values import is_empty, parsed
from juesuan.supplement import FormRow

PLACE = Place("补充资料.xlsx", "补充资料", "C5")


def row(kind):
    return FormRow(key="x", label="x", kind=kind)


@pytest.mark.parametrize(
    ("raw", "unit", "yuan", "typed"),
    [
        (142.0, "万元", "1420000.00", "142"),
        (142.5, "万元", "1425000.00", "142.5"),
        ("142.00", "万元", "1420000.00", "142.00"),
        ("1,234.50", "元", "1234.50", "1234.50"),
        ("１２．５", "万元", "125000.00", "12.5"),
        (754.7500000002265, "元", "754.75", "754.75"),
        (0.1 + 0.2, "万元", "3000.00", "0.3"),
        (100.0, "元", "100.00", "100"),
        (-3.0, "元", "-3.00", "-3"),
    ],
)
def test_amounts(raw, unit, yuan, typed):
    """An amount is exact 元 at its cell; the figure is kept as typed, without binary noise."""
    assert (Amount(Decimal(yuan), PLACE), typed) == parsed(raw, row("amount"), unit, PLACE)


@pytest.mark.parametrize(
    ("raw", "kind", "expected"),
    [
        (5.0, "count", (Decimal(5), "5")),
        ("47", "count", (Decimal(47), "47")),
        (99.43, "number", (Decimal("99.43"), "99.43")),
        ("100%", "number", (Decimal(100), "100")),
        ("甲、乙；丙\n", "list", (("甲", "乙", "丙"), "")),
        (["甲", " 乙 "], "list", (("甲", "乙"), "")),
        (2022.0, "text", ("2022", "")),
    ],
)
def test_other_kinds(raw, kind, expected):
    """Counts and numbers are decimals, lists are split at 、 ； and line breaks."""
    assert expected == parsed(raw, row(kind), None, PLACE)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("80.82（含追加）", "amount"),
        ("—", "amount"),
        ("100%", "amount"),
        ("1,23", "amount"),
        ("1e15", "amount"),
        (1e15, "amount"),
        (True, "amount"),
        (datetime.date(2022, 1, 1), "amount"),
        (5.5, "count"),
        (-1.0, "count"),
        ("五", "number"),
        (["1", "2"], "amount"),
    ],
)
def test_refuses_what_is_not_asked_for(raw, kind):
    """A cell that does not hold what its row asks for is an error at that cell, with a remedy."""
    with pytest.raises(InputError) as caught:
        parsed(raw, row(kind), "万元", PLACE)
    assert PLACE == caught.value.place
    assert caught.value.remedy


def test_amount_without_unit():
    """An amount means nothing before the form says its unit."""
    with pytest.raises(InputError, match="没有写明单位"):
        parsed(1.0, row("amount"), None, PLACE)


@pytest.mark.parametrize("raw", [None, "", "  ", []])
def test_empty_is_unknown(raw):
    """Empty cells say nothing; a zero does."""
    assert is_empty(raw)
    assert not is_empty(0.0)


@settings(deadline=None)
@given(st.integers(0, 10**10))
def test_a_spreadsheet_number_keeps_its_cents(cents):
    """Any amount in 元 with two decimals survives its trip through binary floating point."""
    amount = Decimal(cents) / 100
    value, typed = parsed(float(amount), row("amount"), "元", PLACE)
    assert amount == value.yuan == Decimal(typed)
