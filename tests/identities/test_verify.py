"""Every identity: broken, broken by the least that shows, and parted only by rounding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments import changed, department, place_of, supplement, with_rows, without_rows
from juesuan.accounts import Amount, FinalAccounts, Row, TableKind
from juesuan.findings import Severity
from juesuan.identities import IDENTITIES, Verification, code_of, verify
from juesuan.places import NOWHERE, CellPlace, Place
from juesuan.reading import read_accounts
from juesuan.supplement import Supplement

T = TableKind
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Case:
    """One equation of an identity: its left cell (of a table, or a key of the supplement).

    ``tolerance``: 0.005 for each printed number, at least 0.01 between tables. ``sign`` is the way the
    cell must go to break a ≤ or ≥; ``slack`` how far it may go before that.
    """

    identity: str
    cell: str
    tolerance: str
    sign: int = 1
    slack: str = "0"
    severity: Severity = "error"
    relation: str = "="

    @property
    def least(self) -> Decimal:
        """The least difference of printed amounts beyond the tolerance (a count: one)."""
        return self.most + CENT if Decimal(self.tolerance) else Decimal(1)

    @property
    def most(self) -> Decimal:
        """The largest difference of printed amounts that is a rounding difference."""
        return Decimal(self.tolerance).quantize(CENT, ROUND_DOWN)


def at_most(identity: str, cell: str, tolerance: str = "0.01", severity: Severity = "error") -> Case:
    return Case(identity, cell, tolerance, severity=severity, relation="≤")


def at_least(identity: str, cell: str, slack: str) -> Case:
    return Case(identity, cell, "0.01", -1, slack, "warning", "≥")


CASES = (
    Case("statement_sides_agree", "01 income total", "0.01"),
    Case("statement_sides_agree", "04 income total", "0.01"),
    Case("statement_parts", "01 income this_year", "0.045"),
    Case("statement_parts", "01 expenditure this_year", "0.025"),
    Case("statement_parts", "04 income this_year", "0.02"),
    Case("statement_parts", "04 expenditure this_year total", "0.025"),
    Case("statement_parts", "04 expenditure this_year general", "0.025"),
    Case("statement_parts", "04 expenditure this_year fund", "0.025"),
    Case("statement_parts", "04 expenditure this_year capital", "0.025"),
    Case("statement_totals", "01 income total", "0.02"),
    Case("statement_totals", "01 expenditure total", "0.02"),
    Case("statement_totals", "04 income total", "0.015"),
    Case("statement_totals", "04 expenditure total total", "0.015"),
    Case("statement_totals", "04 expenditure total general", "0.015"),
    Case("statement_totals", "04 expenditure total fund", "0.015"),
    Case("statement_totals", "04 expenditure total capital", "0.015"),
    Case("opening_parts", "04 income opening", "0.02"),
    Case("fiscal_columns", "04 expenditure 201 total", "0.02"),
    Case("fiscal_columns", "04 expenditure this_year total", "0.02"),
    Case("fiscal_columns", "04 expenditure closing total", "0.02"),
    Case("row_columns", "02 2010301 total", "0.035"),
    Case("row_columns", "03 2010301 total", "0.03"),
    Case("row_columns", "05 total total", "0.015"),
    Case("row_columns", "08 2120801 total", "0.015"),
    Case("row_columns", "09 2230105 total", "0.015"),
    Case("account_levels", "02 201 fiscal", "0.015"),
    Case("account_levels", "02 20105 total", "0.01"),
    Case("account_levels", "03 208 basic", "0.01"),
    Case("account_levels", "03 20103 project", "0.015"),
    Case("account_levels", "05 201 project", "0.015"),
    Case("account_levels", "05 20805 total", "0.015"),
    Case("account_levels", "08 21208 closing", "0.015"),
    Case("account_levels", "09 22301 income", "0.01"),
    Case("account_totals", "02 total total", "0.025"),
    Case("account_totals", "02 total other", "0.025"),
    Case("account_totals", "03 total project", "0.025"),
    Case("account_totals", "05 total basic", "0.015"),
    Case("account_totals", "08 total income", "0.01"),
    Case("account_totals", "09 total total", "0.01"),
    Case("economic_levels", "06 personnel 301", "0.015"),
    Case("economic_levels", "06 personnel total", "0.015"),
    Case("economic_levels", "06 public 302", "0.025"),
    Case("economic_levels", "06 public total", "0.015"),
    Case("fund_balances", "08 2120801 closing", "0.02"),
    Case("fund_balances", "08 total closing", "0.02"),
    Case("fund_balances", "09 total closing", "0.02"),
    Case("three_public_parts", "07 total actual", "0.02"),
    Case("three_public_parts", "07 total budget", "0.02"),
    Case("three_public_parts", "07 vehicles actual", "0.015"),
    Case("three_public_parts", "07 vehicles budget", "0.015"),
    Case("income_tables", "01 income this_year", "0.01"),
    Case("income_tables", "02 total fiscal", "0.02"),
    Case("income_tables", "01 income superior_subsidy", "0.01"),
    Case("income_tables", "01 income undertaking", "0.01"),
    Case("income_tables", "01 income operating", "0.01"),
    Case("income_tables", "01 income subordinate_remittance", "0.01"),
    Case("income_tables", "01 income other", "0.01"),
    Case("fiscal_sources", "01 income general_public_budget", "0.01"),
    Case("fiscal_sources", "01 income government_fund", "0.01"),
    Case("fiscal_sources", "01 income state_capital", "0.01"),
    Case("expenditure_tables", "01 expenditure this_year", "0.01"),
    Case("expenditure_tables", "01 expenditure 208", "0.01"),
    Case("fiscal_income", "04 income this_year", "0.01"),
    Case("fiscal_and_general", "04 expenditure this_year general", "0.01"),
    Case("fiscal_and_general", "04 expenditure 201 general", "0.01"),
    at_most("general_within_expenditure", "05 2080501 total"),
    at_most("general_within_expenditure", "05 2080501 basic"),
    at_most("general_within_expenditure", "05 2010302 project"),
    Case("basic_expenditure", "05 total basic", "0.015"),
    at_least("three_public_and_basic", "07 abroad actual", "2"),
    at_least("three_public_and_basic", "07 reception actual", "1"),
    at_least("three_public_and_basic", "07 vehicles_operation actual", "2"),
    at_least("three_public_and_basic", "07 vehicles_purchase actual", "4"),
    Case("fund_tables", "04 expenditure this_year fund", "0.01"),
    Case("fund_tables", "04 expenditure this_year capital", "0.01"),
    Case("fund_tables", "04 income government_fund", "0.01"),
    Case("fund_tables", "04 income state_capital", "0.01"),
    Case("procurement", "procurement.total", "0.02", severity="warning"),
    at_most("procurement", "procurement.sme", "0.02"),
    at_most("procurement", "procurement.micro"),
    Case("ratings", "performance.department_evaluated_projects", "0"),
    Case("ratings", "performance.self_evaluated_projects", "0"),
    Case("vehicles", "assets.vehicles", "0"),
    at_most("operating_cost", "operating_cost", severity="warning"),
    Case("carry_over", "01 income opening", "0.01", severity="warning"),
    Case("carry_over", "04 income opening", "0.01", severity="warning"),
    Case("carry_over", "08 total opening", "0.01", severity="warning"),
    Case("carry_over", "09 total opening", "0.01", severity="warning"),
)
ROUNDED = tuple(case for case in CASES if Decimal(case.tolerance))
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.identity}: {case.cell}")
every_difference = pytest.mark.parametrize("case", ROUNDED, ids=lambda case: f"{case.identity}: {case.cell}")


def judged(case: Case, by: Decimal) -> Verification:
    """The department with the case's cell that much beyond what it should be."""
    change = case.sign * (by + Decimal(case.slack))
    if case.cell[0].isdigit():
        return verify(changed(department(), case.cell, change), department(2021), supplement())
    return verify(department(), department(2021), supplement({case.cell: change}))


def place(case: Case) -> Place:
    """Where the case's cell stands."""
    if case.cell[0].isdigit():
        return place_of(department(), case.cell)
    return supplement().entries[case.cell].places["current"]


def broken(case: Case, by: Decimal) -> list[tuple[Severity, str, str, bool]]:
    """What the case's identity says of its cell."""
    before, code = judged(case, -Decimal(case.slack)), f"identity-{case.identity.replace('_', '-')}"
    assert not [each for each in before.findings if each.place == place(case)]
    return [
        (each.severity, each.found, each.expected, f"相差{by}" in each.message)
        for each in judged(case, by).findings
        if each.code == code and each.place == place(case)
    ]


def test_every_identity_has_a_case() -> None:
    """No identity goes without a test that breaks it."""
    assert {code_of(identity) for identity in IDENTITIES} == {
        f"identity-{case.identity.replace('_', '-')}" for case in CASES
    }


def test_a_consistent_department() -> None:
    """Nothing to say where everything agrees; and every equation was judged."""
    result = verify(department(), None, supplement())
    assert ((), ()) == (result.findings, result.gaps)
    assert 300 < result.checked


@every_case
def test_broken_by_one(case: Case) -> None:
    """A difference of 1.00万元 is found at its cell, once, with the amounts and the difference."""
    found = broken(case, Decimal("1.00") if Decimal(case.tolerance) else Decimal(1))
    assert [(case.severity, True)] == [(severity, told) for severity, _, _, told in found]
    [(_, left, right, _)] = found
    assert Decimal(1) == abs(Decimal(left) - Decimal(right))


@every_case
def test_broken_by_a_cent_beyond_its_tolerance(case: Case) -> None:
    """The least printed difference beyond the tolerance is found."""
    assert [(case.severity, True)] == [(severity, told) for severity, _, _, told in broken(case, case.least)]


@every_difference
def test_a_rounding_difference(case: Case) -> None:
    """The largest difference that rounding explains is no finding; it is listed."""
    assert [] == broken(case, case.most)
    code = f"identity-{case.identity.replace('_', '-')}"
    assert [(case.sign * case.most, Decimal(case.tolerance))] == [
        (gap.difference, gap.tolerance)
        for gap in judged(case, case.most).gaps
        if gap.identity == code and gap.left == place(case)
    ]


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.relation != "="], ids=lambda case: f"{case.identity}: {case.cell}"
)
def test_the_other_way_is_no_finding(case: Case) -> None:
    """What is at most, or at least, another amount may part from it the other way."""
    assert [] == broken(replace(case, sign=-case.sign, slack="0"), Decimal("0.5"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.identity}: {case.cell}")
def test_unknown_is_skipped(case: Case) -> None:
    """An equation whose amount is unknown is not judged, and not failed."""
    if case.cell[0].isdigit():
        result = verify(changed(department(), case.cell, None), department(2021), supplement())
    else:
        result = verify(department(), department(2021), supplement({case.cell: None}))
    assert () == result.findings
    assert result.checked < verify(department(), department(2021), supplement()).checked


@given(st.decimals("0.000001", "3", places=9))
def test_rounding_alone_is_never_a_finding(factor: Decimal) -> None:
    """Amounts that agree exactly and are printed in 万元 part only by rounding differences."""
    result = verify(_scaled(department(), factor), _scaled(department(2021), factor))
    assert () == result.findings


def _scaled(accounts: FinalAccounts, factor: Decimal) -> FinalAccounts:
    for kind, table in accounts.tables.items():
        rows = tuple(
            Row(row.key, row.name, {key: _times(each, factor) for key, each in row.amounts.items()}, row.side)
            for row in table.rows
        )
        accounts = with_rows(accounts, kind, rows)
    return accounts


def _times(amount: Amount, factor: Decimal) -> Amount:
    assert amount.yuan is not None
    return Amount(amount.yuan * factor)


def test_what_is_printed_is_compared() -> None:
    """Exact 元 are judged as they are printed: 49元 either way of a rounding edge is 0.01万元."""
    accounts = changed(department(), "01 income total", "0.0049")
    assert (0, 0) == (len(verify(accounts).findings), len(verify(accounts).gaps))
    accounts = changed(department(), "01 income total", "0.0051")
    assert {"0.01"} == {str(gap.difference) for gap in verify(accounts).gaps}


def test_prior_years_tables_give_warnings() -> None:
    """What is broken in the prior year's own tables is told, and stops nothing."""
    result = verify(department(), changed(department(2021), "05 2080501 total", "1.00"))
    assert {("identity-row-columns", "warning"), ("identity-account-levels", "warning")} <= {
        (each.code, each.severity) for each in result.findings
    }
    assert {"warning"} == {each.severity for each in result.findings}
    assert all("上年05表" in each.message for each in result.findings)


def test_table_without_the_middle_level() -> None:
    """类 directly above 项, where a table leaves 款 out, are added up as well."""
    accounts = without_rows(department(), T.GENERAL_PUBLIC_BUDGET, "20103", "20105", "20805")
    assert () == verify(accounts).findings
    result = verify(changed(accounts, "05 2010505 project", "-1.00"))
    assert {"identity-account-levels", "identity-row-columns"} == {each.code for each in result.findings}


def test_table_with_items_only() -> None:
    """合计 is the sum of the 项 where no coarser level is printed."""
    coarse = [row.key for row in department().tables[T.GENERAL_PUBLIC_BUDGET].rows if len(row.key) in (3,)]
    items = without_rows(
        department(), T.GENERAL_PUBLIC_BUDGET, *(key for key in coarse), "20103", "20105", "20805"
    )
    assert () == verify(items).findings
    result = verify(changed(items, "05 2010505 project", "-1.00"))
    assert "identity-account-totals" in {each.code for each in result.findings}


def test_part_of_the_line_above() -> None:
    """其中 repeats a part of the line above: 本年收入合计 does not count it twice."""
    rows = list(department().tables[T.INCOME_AND_EXPENDITURE].rows)
    rows.insert(1, Row("其中", "其中：专项收入", {"amount": Amount(Decimal(100000))}, "income"))
    assert () == verify(with_rows(department(), T.INCOME_AND_EXPENDITURE, tuple(rows))).findings


def test_summary_line_without_the_three_kinds_of_money() -> None:
    """A carry-over line of 04 that gives only 合计 is not taken for a contradiction."""
    accounts = department()
    for line, amounts in (("closing", ("20", "8", "2")), ("total", ("920", "68", "42"))):
        for column, amount in zip(("general", "fund", "capital"), amounts, strict=True):
            accounts = changed(accounts, f"04 expenditure {line} {column}", f"-{amount}")
    assert () == verify(accounts).findings


@pytest.mark.parametrize(
    ("kind", "codes", "wanted"),
    [
        (T.EXPENDITURE, ("2080501",), "05表“2080501 行政单位离退休”合计"),
        (T.EXPENDITURE, ("208", "20805"), "01表“208 社会保障和就业支出”"),
        (T.GENERAL_PUBLIC_BUDGET, ("208", "20805"), "04表“208 社会保障和就业支出”一般公共预算财政拨款"),
    ],
)
def test_account_that_one_table_lacks(kind: TableKind, codes: tuple[str, ...], wanted: str) -> None:
    """An account with money in one table and no line in the other is found."""
    result = verify(without_rows(department(), kind, *codes))
    assert [wanted] == [
        each.message.split("（")[0] for each in result.findings if "没有这一科目" in each.message
    ][:1]


def test_level_that_the_other_table_does_not_print() -> None:
    """Where the other table prints no 项 at all there is nothing to compare."""
    items = [row.key for row in department().tables[T.EXPENDITURE].items()]
    assert () == verify(without_rows(department(), T.EXPENDITURE, *items)).findings


def test_message_names_both_cells() -> None:
    """A clerk reads which cells, what is there, how far apart, how far is allowed, and what to do."""
    result = verify(changed(department(), "01 income total", "1.00"))
    assert [
        "01表“收入总计”（D18）1201.00万元，与01表“支出总计”（D26）1200.00万元不符："
        "相差1.00万元，允许尾差0.01万元。请核对这些数",
        "01表“总计”（D18）1201.00万元，与01表“本年合计”等3项之和（D15、D16、D17）1200.00万元不符："
        "相差1.00万元，允许尾差0.02万元。请核对这些数",
    ] == [each.text for each in result.findings]


def test_message_about_counts() -> None:
    """Counts are told as counts, without money's unit and without a rounding difference."""
    result = verify(department(), None, supplement({"assets.vehicles.other": "1"}))
    assert [
        "补充资料“车辆合计”（C19）7，与补充资料“各类车辆”等2项之和（C20、C21）8不符：相差1。"
        "各项之和应等于合计数，请核对"
    ] == [each.text for each in result.findings]


def test_kinds_of_vehicles_left_blank() -> None:
    """The kinds that are filled in must make the total; with none filled in there is nothing to judge."""
    kinds = ("assets.vehicles.confidential_communication", "assets.vehicles.other")
    one = verify(department(), None, supplement({kinds[0]: None}))
    assert ["identity-vehicles"] == [each.code for each in one.findings]
    assert () == verify(department(), None, supplement(dict.fromkeys(kinds))).findings


def test_nothing_known() -> None:
    """Accounts without a table, and an empty supplement, give nothing to judge."""
    empty = FinalAccounts(year=2022, department="某某局")
    assert Verification((), (), 0) == verify(empty, replace(empty, year=2021), Supplement())


def test_a_rounding_difference_names_both_cells() -> None:
    """An accepted gap says what was compared, where, and by what it was judged."""
    [gap] = verify(changed(department(), "07 vehicles budget", "0.01")).gaps[1:]
    assert (
        "07表“vehicles”预算数 = 07表“vehicles_purchase”预算数＋07表“vehicles_operation”预算数",
        CellPlace("2022.xlsx", "公开07表", "D9"),
        CellPlace("2022.xlsx", "公开07表", "D10"),
        Decimal("30.01"),
        Decimal("30.00"),
    ) == (gap.what, gap.left, gap.right, gap.left_amount, gap.right_amount)


def test_example_has_only_rounding_differences(example: Path) -> None:
    """The shipped example, as published, breaks nothing; its rounding differences are listed."""
    result = verify(
        read_accounts([example / "2022.xlsx"]).accounts,
        read_accounts([example / "2021.xlsx"], blanks="unknown").accounts,
    )
    assert () == result.findings
    assert ["E12", "E12", "E10", "F10", "E10", "E10", "D7", "D21", "E8"] == [
        gap.left.cell for gap in result.gaps
    ]
    assert Decimal("0.02") == max(abs(gap.difference) for gap in result.gaps)


@pytest.mark.parametrize(
    ("case", "now", "then", "differences"),
    [
        ("licheng-2022", "2022.xlsx", "2021-partial.xlsx", 9),
        ("putuo-caizheng-2024", "2024.xlsx", "2023-partial.xlsx", 10),
    ],
)
def test_real_departments_have_only_rounding_differences(
    case: str, now: str, then: str, differences: int, acceptance: Callable[[str], Path]
) -> None:
    """Published figures break nothing: every difference there is up to 0.02 and listed."""
    folder = acceptance(case)
    result = verify(
        read_accounts([folder / now]).accounts,
        read_accounts([folder / then], blanks="unknown").accounts,
    )
    assert () == result.findings
    assert differences == len(result.gaps)
    assert all(CENT <= abs(gap.difference) <= 2 * CENT for gap in result.gaps)
    assert all(gap.left != NOWHERE != gap.right for gap in result.gaps)
