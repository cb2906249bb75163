"""Quantities: rounding, printing, the cases of a change, zero denominators, what is missing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.accounts import Amount
from juesuan.places import CellPlace
from juesuan.quantities import (
    CASES,
    AmountFormat,
    Change,
    Kind,
    Line,
    NumberRules,
    PercentFormat,
    Quantity,
    QuantityMissing,
    amount_quantity,
    percent_of,
    total_of,
)

RULES = NumberRules()
EXACT = NumberRules(basis="exact")
yuan = st.decimals(min_value=0, max_value=10**10, places=2)
positive = st.decimals(min_value=Decimal("0.01"), max_value=10**10, places=2)


def wan(number: str | None, rules: NumberRules = RULES) -> Quantity:
    """An amount typed in 万元."""
    return of_yuan(None if number is None else Decimal(number) * 10000, rules)


def of_yuan(number: Decimal | None, rules: NumberRules = RULES) -> Quantity:
    return amount_quantity("key", "某数", Amount(number, CellPlace("甲.xlsx", "05", "B3")), rules)


def change(now: str, then: str, rules: NumberRules = RULES) -> Change:
    return Change("key", "某数", wan(now, rules), wan(then, rules))


@given(now=yuan, then=positive)
def test_percent_is_rounded_once_from_the_exact_quotient_of_what_is_printed(
    now: Decimal, then: Decimal
) -> None:
    """Whoever recomputes a percentage from the two printed amounts gets the printed percentage."""
    compared = Change("key", "某数", of_yuan(now), of_yuan(then))
    printed_now, printed_then = Decimal(str(compared.current)), Decimal(str(compared.base))
    if printed_then == 0:
        assert compared.percent.undefined
        return
    hundredths = Fraction(abs(printed_now - printed_then)) * 10000 / Fraction(printed_then)
    expected = Decimal(int(hundredths + Fraction(1, 2))).scaleb(-2)
    assert f"{expected:.2f}%" == str(compared.percent)


@given(now=yuan, then=yuan)
def test_change_is_computed_from_the_printed_amounts(now: Decimal, then: Decimal) -> None:
    """The printed difference is the difference of the printed amounts, never 0.01 off."""
    compared = Change("key", "某数", of_yuan(now), of_yuan(then))
    expected = abs(Decimal(str(compared.current)) - Decimal(str(compared.base)))
    assert expected == Decimal(str(compared.difference))


@given(now=yuan, then=yuan)
def test_case_never_contradicts_what_is_printed(now: Decimal, then: Decimal) -> None:
    """Level exactly where the printed amounts agree, a rise exactly where the first is greater."""
    for rules in (RULES, EXACT):
        compared = Change("key", "某数", of_yuan(now, rules), of_yuan(then, rules))
        printed_now, printed_then = Decimal(str(compared.current)), Decimal(str(compared.base))
        expected = (printed_now == printed_then, printed_now > printed_then, printed_now < printed_then)
        assert expected == (compared.is_level, compared.rises, compared.falls)


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        ("12", "10", "increase"),
        ("8", "10", "decrease"),
        ("10", "10", "level"),
        ("0", "0", "both_zero"),
        ("5", "0", "from_zero"),
        ("0", "5", "to_zero"),
        ("10.004", "9.996", "level"),
        ("0.00004", "5", "to_zero"),
    ],
)
def test_case_of_a_change(now: str, then: str, expected: str) -> None:
    """Level, 0→0, 0→x and x→0 are cases of their own, judged by what is printed."""
    assert expected == change(now, then).case == change(now, then, EXACT).case


def test_first_year_is_a_case_of_its_own() -> None:
    """Without a prior year nothing is missing: there is none."""
    base = Quantity("key", "上年某数", "amount", None, RULES, missing_year=True)
    assert "first_year" == Change("key", "某数", wan("1"), base).case
    assert "first_year" in CASES


@pytest.mark.parametrize(("now", "then", "expected"), [("0", "0", "0.00%"), ("5", "0", "100.00%")])
def test_zero_denominator_has_its_own_texts(now: str, then: str, expected: str) -> None:
    """A quotient by zero is never computed; the edition says what stands there."""
    assert expected == str(change(now, then).percent)


def test_edition_words_its_zero_denominators() -> None:
    """Another place writes --（基数为0，不可比）."""
    rules = NumberRules(percent=PercentFormat(zero="0%", over_zero="--（基数为0，不可比）"))
    assert "--（基数为0，不可比）" == str(change("5", "0", rules).percent)
    assert "0%" == str(change("0", "0.95", rules).ratio)
    assert "100.00%" == str(change("0", "0.95", rules).percent)


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        ("29.60", AmountFormat(decimals=1, trim=True), "29.6"),
        ("30.00", AmountFormat(trim=True), "30"),
        ("100", AmountFormat(trim=True), "100"),
        ("1055.4", AmountFormat(thousands=True), "1,055.40"),
        ("0.004", AmountFormat(), "0.00"),
        ("0", AmountFormat(trim=True), "0"),
    ],
)
def test_amounts_are_printed_as_the_edition_says(number: str, form: AmountFormat, expected: str) -> None:
    """Decimals, trimmed zeros and thousands separators are the edition's."""
    assert expected == str(wan(number, NumberRules(amount=form)))


def test_percentages_have_their_own_format() -> None:
    """One decimal, trimmed, thousands separated: 1,055.4%."""
    rules = NumberRules(percent=PercentFormat(decimals=1, trim=True, thousands=True))
    assert ["1,055.4%", "10%"] == [str(change(now, "100", rules).percent) for now in ("1155.4", "110")]


@pytest.mark.parametrize(
    ("amounts", "percents", "expected"),
    [(2, 2, ("1.23", "0.33", "36.67%")), (1, 2, ("1.2", "0.3", "33.33%")), (2, 0, ("1.23", "0.33", "37%"))],
)
def test_amounts_and_percentages_have_decimals_of_their_own(
    amounts: int, percents: int, expected: tuple[str, str, str]
) -> None:
    """An edition may print amounts with one decimal and percentages with two: neither takes the other's."""
    rules = NumberRules(amount=AmountFormat(decimals=amounts), percent=PercentFormat(decimals=percents))
    compared = change("1.23", "0.90", rules)
    assert expected == (str(compared.current), str(compared.difference), str(compared.percent))
    assert Decimal(expected[2].removesuffix("%")) == compared.percent.number


@pytest.mark.parametrize(
    ("yuan", "printed"),
    [
        ("-12250", "-1.23"),
        ("-12249.99", "-1.22"),
        ("12250", "1.23"),
        ("-49.99", "0.00"),
        ("-50", "-0.01"),
        ("-0.01", "0.00"),
        ("0", "0.00"),
    ],
)
def test_negative_amounts_are_printed_like_positive_ones(yuan: str, printed: str) -> None:
    """Halves go away from zero on both sides, and nothing is ever “-0.00”, on either basis."""
    assert [printed, printed] == [str(of_yuan(Decimal(yuan), rules)) for rules in (RULES, EXACT)]


@pytest.mark.parametrize("kind", ["amount", "count", "number", "percent"])
def test_no_kind_of_number_has_a_negative_zero(kind: Kind) -> None:
    """A zero that a subtraction left negative is printed, and judged, as zero."""
    zero = Quantity("key", "某数", kind, Decimal("-0.0"), RULES)
    assert ("-" in str(zero), bool(zero)) == (False, False)


def test_exact_basis_computes_from_yuan() -> None:
    """With exact 元 as its basis an edition's change may differ by 0.01 from the printed amounts'."""
    differences = [str(change("1.005", "0.994", rules).difference) for rules in (RULES, EXACT)]
    assert ["0.02", "0.01"] == differences


def test_missing_is_not_zero() -> None:
    """An unknown figure complains when it is used, and says where it was looked for."""
    unknown = wan(None)
    assert not unknown
    for use in (str, lambda figure: figure.is_zero, lambda figure: figure > 0):
        with pytest.raises(QuantityMissing, match="缺少某数") as caught:
            use(unknown)
        assert "甲.xlsx “05” B3" == str(caught.value.place)


def test_sum_of_an_unknown_part_is_unknown() -> None:
    """A sum never quietly counts an unknown part as zero."""
    with pytest.raises(QuantityMissing):
        str(total_of("sum", "合计", (wan("1"), wan(None))))


def test_sum_adds_what_is_printed() -> None:
    """4.79 + 0 + 246.47 is 251.26, and says so."""
    total = total_of("sum", "合计", (wan("4.79"), wan("0"), wan("246.47")))
    assert ("251.26", "4.79＋0.00＋246.47") == (str(total), total.formula)


def test_sum_keeps_what_its_parts_are_exactly() -> None:
    """Three times 0.0049 万元 is printed 0.00 and is exactly 0.0147: the trace tells both."""
    parts = tuple(wan("0.0049") for _ in range(3))
    total = total_of("sum", "合计", parts)
    assert ("0.00", Decimal("0.0147")) == (str(total), total.exact)


def test_sum_on_the_exact_basis_is_rounded_once() -> None:
    """Where an edition computes from 元, three times 0.0049 万元 is printed 0.01."""
    total = total_of("sum", "合计", tuple(wan("0.0049", EXACT) for _ in range(3)))
    assert ("0.01", Decimal("0.0147")) == (str(total), total.exact)


def test_change_keeps_what_it_is_exactly() -> None:
    """The printed difference is of printed amounts, the exact one of 元."""
    difference = change("1.005", "0.994").difference
    assert ("0.02", Decimal("0.011")) == (str(difference), difference.exact)


def test_percentage_tells_how_it_was_computed() -> None:
    """A share keeps its exact value, its formula and the cells of both amounts."""
    share = percent_of("share", "占比", wan("1"), wan("3"))
    assert ("33.33%", "1.00÷3.00", 2) == (str(share), share.formula, len(share.places))
    assert share.exact == Decimal(100) / 3


def test_figures_compare_with_plain_numbers() -> None:
    """Sentences say ``item > 0`` and ``projects == 0`` of lines as of their figures."""
    line = Line("key", "某数", wan("2"), wan("1"), wan("0"))
    assert (True, True, False, True) == (line > 0, line == 2, line == 0, line.prior <= line)
    assert [True, False] == [bool(line), bool(line.budget)]


def test_equal_figures_are_one_in_a_set() -> None:
    """What compares equal has one hash: figures, lines and plain numbers."""
    line = Line("key", "某数", wan("2"), wan("1"), wan("0"))
    assert {wan("2.00"), wan("2"), line, Decimal(2)} == {2}
    with pytest.raises(QuantityMissing):
        hash(wan(None))


def test_share_needs_a_whole() -> None:
    """A line that is part of nothing has no share, and says so."""
    with pytest.raises(QuantityMissing, match="某数的合计"):
        str(Line("key", "某数", wan("2"), wan("1"), wan("0")).share)
