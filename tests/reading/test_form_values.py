"""One cell of the supplement: what it means and how it was typed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.accounts import Amount
from juesuan.errors import InputError
from juesuan.places import SupplementPlace
from juesuan.reading.files import Files
from juesuan.reading.form_values import answer, is_empty, parsed
from juesuan.supplement import FormRow
from supplement_forms import sheet_file

PLACE = SupplementPlace("补充资料.xlsx", "补充资料", "C5")


def row(kind):
    return FormRow(key="x", label="x", kind=kind)


@pytest.mark.parametrize(
    ("raw", "unit", "yuan", "typed"),
    [
        (Decimal("142.0"), "万元", "1420000.00", "142"),
        (Decimal("142.5"), "万元", "1425000.00", "142.5"),
        ("142.00", "万元", "1420000.00", "142.00"),
        ("1,234.50", "元", "1234.50", "1234.50"),
        ("１２．５", "万元", "125000.00", "12.5"),
        (Decimal("754.7500000002265"), "元", "754.75", "754.75"),
        (Decimal(repr(0.1 + 0.2)), "万元", "3000.00", "0.3"),
        (Decimal("100.0"), "元", "100.00", "100"),
        (Decimal("-3.0"), "元", "-3.00", "-3"),
    ],
)
def test_amounts(raw, unit, yuan, typed):
    """An amount is exact 元 at its cell; the figure is kept as typed, without binary noise."""
    assert (Amount(Decimal(yuan), PLACE), typed) == parsed(raw, row("amount"), unit, PLACE)


@pytest.mark.parametrize(
    ("raw", "kind", "expected"),
    [
        (Decimal("5.0"), "count", (Decimal(5), "5")),
        ("47", "count", (Decimal(47), "47")),
        (Decimal("99.43"), "number", (Decimal("99.43"), "99.43")),
        ("100%", "number", (Decimal(100), "100")),
        ("甲、乙；丙\n", "list", (("甲", "乙", "丙"), "")),
        (["甲", " 乙 "], "list", (("甲", "乙"), "")),
        (Decimal("2022.0"), "text", ("2022", "")),
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
        (Decimal("1e15"), "amount"),
        ("True", "amount"),
        ("2022-01-01", "amount"),
        (Decimal("5.5"), "count"),
        (Decimal("-1.0"), "count"),
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
        parsed(Decimal(1), row("amount"), None, PLACE)


def test_a_cell_without_its_value_is_not_empty(tmp_path):
    """A formula nobody computed and an error value are errors at their cells, not unknown figures."""
    grid = Files().grids(sheet_file(tmp_path / "a.xlsx", [["=1+1", "#REF!", 5]], "甲"))[0]
    assert Decimal(5) == answer(grid, 0, 2)
    for column, cell, said in ((0, "A1", "公式"), (1, "B1", "#REF!")):
        with pytest.raises(InputError, match=said) as caught:
            answer(grid, 0, column)
        assert cell == caught.value.place.cell


@pytest.mark.parametrize("raw", [None, "", "  ", []])
def test_empty_is_unknown(raw):
    """Empty cells say nothing; a zero does."""
    assert is_empty(raw)
    assert not is_empty(Decimal(0))


@given(st.integers(0, 10**10))
def test_a_spreadsheet_number_keeps_its_cents(cents):
    """Any amount in 元 with two decimals survives its trip through binary floating point."""
    amount = Decimal(cents) / 100
    value, typed = parsed(Decimal(repr(float(amount))), row("amount"), "元", PLACE)
    assert amount == value.yuan == Decimal(typed)
