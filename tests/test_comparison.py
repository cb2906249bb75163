"""Both years side by side: tables and supplement, the union of items, settings that change numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from juesuan.accounts import Amount, FinalAccounts, Row, Table, TableKind
from juesuan.comparison import Comparison, compare, items_of
from juesuan.editions import load_edition
from juesuan.places import CellPlace, SupplementPlace
from juesuan.quantities import Line, NumberRules, QuantityMissing
from juesuan.supplement import Entry, Form, FormSetting, Supplement
from specimens import compared, wan

FUJIAN = load_edition("fujian-2022")
SHANGHAI = load_edition("shanghai-2024")


def accounts(year: int, *tables: Table) -> FinalAccounts:
    return FinalAccounts(year=year, department="某某局", tables={table.kind: table for table in tables})


def table(kind: TableKind, *rows: Row) -> Table:
    return Table(kind=kind, title="", unit="万元", rows=rows, place=CellPlace("甲.xlsx", kind.value))


def items_table(**amounts: object) -> Table:
    rows = [Row(code.lstrip("_"), f"科目{code}", {"total": wan(amount)}) for code, amount in amounts.items()]
    return table(TableKind.GENERAL_PUBLIC_BUDGET, *rows)


def side_by_side(current: FinalAccounts, prior: FinalAccounts | None = None, **entries: Entry) -> Comparison:
    supplement = Supplement(entries={key.replace("__", "."): entry for key, entry in entries.items()})
    return compare(current, prior, supplement, Form(), NumberRules())


def line(comparison: Comparison, key: str) -> Line:
    found = comparison.lines[key]
    assert isinstance(found, Line)
    return found


def items(comparison: Comparison) -> list[tuple[str, str, str]]:
    lines = comparison.lists["general_public_budget.items"]
    return [(each.code, str(each.current), str(each.prior) if each.prior.known else "?") for each in lines]


def test_items_are_the_union_of_both_years() -> None:
    """This year's items in their order, then those that only last year had, with 0.00 now."""
    now = accounts(2022, items_table(_2159999=4, _2011301=12))
    then = accounts(2021, items_table(_2150517=300, _2011301=10))
    expected = [("2159999", "4.00", "0.00"), ("2011301", "12.00", "10.00"), ("2150517", "0.00", "300.00")]
    assert expected == items(side_by_side(now, then))


def test_items_without_any_amount_are_left_out() -> None:
    """An item that is zero in both years and has no budget is no item."""
    now, then = accounts(2022, items_table(_2011301=0, _2011302=5)), accounts(2021, items_table(_2011301=0))
    assert ["2011302"] == [code for code, _, _ in items(side_by_side(now, then))]


def test_prior_item_is_unknown_where_no_items_are_listed() -> None:
    """A prior table with nothing but its total does not say that an item was zero."""
    total = table(TableKind.GENERAL_PUBLIC_BUDGET, Row("total", "合计", {"total": wan(30)}))
    comparison = side_by_side(accounts(2022, items_table(_2011301=12)), accounts(2021, total))
    assert [("2011301", "12.00", "?")] == items(comparison)


def test_prior_item_is_zero_where_the_prior_table_s_total_is_zero() -> None:
    """A table without items whose 合计 is 0 says of every item that it was zero; nothing is missing."""
    total = table(TableKind.GENERAL_PUBLIC_BUDGET, Row("total", "合计", {"total": wan(0)}))
    comparison = side_by_side(accounts(2022, items_table(_2011301=12)), accounts(2021, total))
    assert [("2011301", "12.00", "0.00")] == items(comparison)


def test_prior_item_is_unknown_where_there_is_no_prior_table() -> None:
    """Accounts that lack table 05 say nothing of its items."""
    comparison = side_by_side(accounts(2022, items_table(_2011301=12)), accounts(2021))
    assert [("2011301", "12.00", "?")] == items(comparison)


def test_item_with_only_a_budget_stands_where_its_code_belongs() -> None:
    """Nothing was spent of it, and the supplement names it."""
    budget = Entry({"budget": wan(6)}, label="2010699 其他财政事务支出")
    now = accounts(
        2024,
        items_table(_2010601=12, _2080501=3),
    )
    comparison = side_by_side(now, None, general_public_budget__items__2010699=budget)
    assert ["2010601", "2010699", "2080501"] == [code for code, _, _ in items(comparison)]
    added = comparison.lists["general_public_budget.items"][1]
    assert ("其他财政事务支出", "0.00", "6.00") == (added.name, str(added), str(added.budget))


def test_account_names_come_from_any_table_that_lists_them() -> None:
    """An item knows its 类 and 款, also when its own table has only 项."""
    rows = (Row("201", "一般公共服务支出", {}), Row("20106", "财政事务", {}))
    comparison = side_by_side(accounts(2024, items_table(_2010601=12), table(TableKind.EXPENDITURE, *rows)))
    (item,) = comparison.lists["general_public_budget.items"]
    assert ("一般公共服务支出", "财政事务") == (item.class_name, item.group_name)


def test_table_wins_over_supplement_and_the_difference_is_said() -> None:
    """Where both have a figure, the table's is used."""
    total = Row("total", "总计", {"amount": wan(100)}, "income")
    now = accounts(2022, table(TableKind.INCOME_AND_EXPENDITURE, total))
    place = SupplementPlace("补充资料.xlsx", "补充资料", "B7")
    given = Entry({"current": wan(99)}, places={"current": place})
    comparison = side_by_side(now, None, grand_total__income=given)
    assert "100.00" == str(line(comparison, "grand_total.income"))
    (finding,) = comparison.findings
    expected = ("supplement-differs", "warning", place, "99.00", "100.00")
    assert expected == (finding.code, finding.severity, finding.place, finding.found, finding.expected)


def test_supplement_fills_what_the_table_lacks() -> None:
    """A prior amount that the prior workbook does not have comes from the supplement, without a word."""
    comparison = side_by_side(accounts(2022), accounts(2021), government_fund__total=Entry({"prior": wan(7)}))
    assert ("7.00", ()) == (str(line(comparison, "government_fund.total").prior), comparison.findings)


def test_unknown_figure_tells_where_it_was_looked_for() -> None:
    """The place is the table that should have had it."""
    now = accounts(
        2022, table(TableKind.INCOME, Row("total", "合计", {}, place=CellPlace("甲.xlsx", "02", "A5")))
    )
    with pytest.raises(QuantityMissing, match="2022年其他收入") as caught:
        str(line(side_by_side(now), "income.other"))
    assert "甲.xlsx" in str(caught.value.place) or "没有这张表" in str(caught.value.place)


@pytest.mark.parametrize(("basic", "known"), [(80, True), (Decimal("80.01"), True), (95, False)])
def test_personnel_of_all_funds_comes_from_table_06_where_it_covers_table_03(basic: Any, known: bool) -> None:
    """Table 06 is of the general public budget only: it is used where 03's 基本支出 equals its total."""
    expenditure = table(TableKind.EXPENDITURE, Row("total", "合计", {"basic": wan(basic)}))
    sides = (
        Row("total", "人员经费合计", {"amount": wan(60)}, "personnel"),
        Row("total", "公用经费合计", {"amount": wan(20)}, "public"),
    )
    comparison = side_by_side(accounts(2022, expenditure, table(TableKind.BASIC_EXPENDITURE, *sides)))
    found = [line(comparison, f"expenditure.{side}").current for side in ("personnel", "public")]
    assert [known, known] == [quantity.known for quantity in found]


def test_shares_are_of_the_whole_they_are_part_of() -> None:
    """占比: a 类 and an item of their table's total, an income of all income, 人员经费's items of 人员经费."""
    now = accounts(
        2024,
        table(
            TableKind.GENERAL_PUBLIC_BUDGET,
            Row("total", "合计", {"total": wan(200)}),
            Row("208", "社会保障和就业支出", {"total": wan(50)}),
            Row("2080501", "行政单位离退休", {"total": wan(30)}),
        ),
        table(
            TableKind.FISCAL_APPROPRIATION,
            Row("208", "社会保障和就业支出", {"general": wan(50)}, "expenditure"),
        ),
        table(TableKind.INCOME, Row("total", "合计", {"total": wan(400), "other": wan(10)})),
        table(TableKind.EXPENDITURE, Row("total", "合计", {"total": wan(500), "basic": wan(100)})),
        table(
            TableKind.BASIC_EXPENDITURE,
            Row("total", "人员经费合计", {"amount": wan(80)}, "personnel"),
            Row("30101", "基本工资", {"amount": wan(20)}, "personnel"),
        ),
    )
    comparison = side_by_side(now)
    names = (
        "general_public_budget.classes",
        "fiscal.general_classes",
        "general_public_budget.items",
        "basic_expenditure.personnel_items",
    )
    shares = [str(each.share) for name in names for each in comparison.lists[name]]
    shares += [str(line(comparison, key).share) for key in ("income.other", "expenditure.basic")]
    assert ["25.00%", "25.00%", "15.00%", "25.00%", "2.50%", "20.00%"] == shares


def test_a_share_of_nothing_is_no_missing_figure() -> None:
    """A department that spent nothing at all: the whole is zero, which is known."""
    nothing = table(TableKind.EXPENDITURE, Row("total", "合计", {"total": wan(0), "basic": wan(0)}))
    assert "0.00%" == str(line(side_by_side(accounts(2024, nothing)), "expenditure.basic").share)


def test_classes_come_from_either_table() -> None:
    """Tables 04 and 05 may print one class 0.01 apart: an edition names the one it takes."""
    now = accounts(
        2024,
        table(TableKind.GENERAL_PUBLIC_BUDGET, Row("208", "社会保障和就业支出", {"total": wan("326.72")})),
        table(
            TableKind.FISCAL_APPROPRIATION,
            Row("208", "社会保障和就业支出", {"general": wan("326.71")}, "expenditure"),
        ),
    )
    lists = side_by_side(now).lists
    names = ("general_public_budget.classes", "fiscal.general_classes")
    assert [["326.72"], ["326.71"]] == [[str(each) for each in lists[name]] for name in names]


def test_first_year_is_incomparable_or_compared_with_zero() -> None:
    """The edition, or the department's setting, says which."""
    specimen = {"上年": "无", "fiscal.income": {"本年": 100}}
    written = {**specimen, "设置": {"first_year": "写明不可比"}}
    found = [
        line(compared(each, edition), "fiscal.income").change.case
        for each, edition in ((specimen, FUJIAN), (specimen, SHANGHAI), (written, SHANGHAI))
    ]
    assert ["first_year", "from_zero", "first_year"] == found


def test_setting_changes_number_formats() -> None:
    """A choice may bring its own part of the edition's numbers; the default brings none."""
    setting = FormSetting(
        key="zero",
        label="零",
        default="0.00%",
        choices=("0.00%", "0%"),
        numbers={"0%": {"percent": {"zero": "0%"}}},
    )
    form = Form(settings=(setting,))
    total = Entry({"current": wan(0), "budget": wan(5)})
    ratios = []
    for settings in ({}, {"zero": "0%"}):
        supplement = Supplement(entries={"operating_cost": total, "fiscal.income": total}, settings=settings)
        comparison = compare(accounts(2024), None, supplement, form, NumberRules())
        ratios.append(str(line(comparison, "fiscal.income").versus_budget.ratio))
    assert ["0.00%", "0%"] == ratios


def test_items_of_lists_codes_and_names_of_both_years() -> None:
    """The supplement's form has a row for every item of either year."""
    now, then = accounts(2022, items_table(_2011301=1)), accounts(2021, items_table(_2150517=1))
    expected = (("2011301", "科目_2011301"), ("2150517", "科目_2150517"))
    assert expected == items_of(now, then)["general_public_budget.items"]


def test_amount_places_reach_the_figures() -> None:
    """Every figure of a table knows its cell."""
    cell = Amount(Decimal(10000), CellPlace("甲.xlsx", "01", "B9"))
    now = accounts(
        2022, table(TableKind.INCOME_AND_EXPENDITURE, Row("total", "总计", {"amount": cell}, "income"))
    )
    assert (cell.place,) == line(side_by_side(now), "grand_total.income").current.places
