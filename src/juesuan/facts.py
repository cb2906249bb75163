"""The vocabulary of facts: every figure and list of the nine tables that a sentence may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from juesuan.accounts import Side, TableKind

T = TableKind


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a fact stands in the tables: table, row, column, side."""

    table: TableKind
    row: str
    column: str = "amount"
    side: Side = ""
    plus: tuple[tuple[str, Side], ...] = ()
    """Further rows (key, side) of the same column to add."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A named figure of the accounts: the first of ``cells`` that is known gives it."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    budget: Cell | None = None
    whole: str = ""


INCOME_COLUMNS = {
    "superior_subsidy": "上级补助收入",
    "undertaking": "事业收入",
    "operating": "经营收入",
    "subordinate_remittance": "附属单位上缴收入",
    "other": "其他收入",
}
EXPENDITURE_COLUMNS = {
    "basic": "基本支出",
    "project": "项目支出",
    "remittance_to_superior": "上缴上级支出",
    "operating": "经营支出",
    "subsidy_to_subordinate": "对附属单位补助支出",
}
_THREE_PUBLIC = {
    "total": "“三公”经费合计",
    "abroad": "因公出国（境）费",
    "vehicles": "公务用车购置及运行维护费",
    "vehicles_purchase": "公务用车购置费",
    "vehicles_operation": "公务用车运行维护费",
    "reception": "公务接待费",
}

FACTS: tuple[Fact, ...] = (
    Fact("grand_total.income", "收入总计", (Cell(T.INCOME_AND_EXPENDITURE, "total", side="income"),)),
    Fact(
        "grand_total.expenditure", "支出总计", (Cell(T.INCOME_AND_EXPENDITURE, "total", side="expenditure"),)
    ),
    Fact(
        "income.total",
        "本年收入合计",
        (Cell(T.INCOME_AND_EXPENDITURE, "this_year", side="income"), Cell(T.INCOME, "total", "total")),
    ),
    *(
        Fact(
            f"income.{key}",
            label,
            (
                Cell(T.INCOME_AND_EXPENDITURE, key, side="income"),
                Cell(T.FISCAL_APPROPRIATION, key, "total", "income"),
            ),
        )
        for key, label in (
            ("general_public_budget", "一般公共预算财政拨款收入"),
            ("government_fund", "政府性基金预算财政拨款收入"),
            ("state_capital", "国有资本经营预算财政拨款收入"),
        )
    ),
    Fact(
        "income.fiscal",
        "财政拨款收入",
        (Cell(T.INCOME, "total", "fiscal"), Cell(T.FISCAL_APPROPRIATION, "this_year", "total", "income")),
        whole="income.total",
    ),
    *(
        Fact(
            f"income.{key}",
            label,
            (Cell(T.INCOME_AND_EXPENDITURE, key, side="income"), Cell(T.INCOME, "total", key)),
            whole="income.total",
        )
        for key, label in INCOME_COLUMNS.items()
    ),
    Fact(
        "expenditure.total",
        "本年支出合计",
        (
            Cell(T.INCOME_AND_EXPENDITURE, "this_year", side="expenditure"),
            Cell(T.EXPENDITURE, "total", "total"),
        ),
    ),
    *(
        Fact(f"expenditure.{key}", label, (Cell(T.EXPENDITURE, "total", key),), whole="expenditure.total")
        for key, label in EXPENDITURE_COLUMNS.items()
    ),
    Fact("fiscal.income", "财政拨款收入总计", (Cell(T.FISCAL_APPROPRIATION, "total", "total", "income"),)),
    Fact(
        "fiscal.expenditure",
        "财政拨款支出总计",
        (Cell(T.FISCAL_APPROPRIATION, "total", "total", "expenditure"),),
    ),
    Fact(
        "general_public_budget.total",
        "一般公共预算财政拨款支出",
        (
            Cell(T.GENERAL_PUBLIC_BUDGET, "total", "total"),
            Cell(T.FISCAL_APPROPRIATION, "this_year", "general", "expenditure"),
        ),
        whole="expenditure.total",
    ),
    Fact(
        "government_fund.total",
        "政府性基金预算财政拨款支出",
        (
            Cell(T.GOVERNMENT_FUND, "total", "total"),
            Cell(T.FISCAL_APPROPRIATION, "this_year", "fund", "expenditure"),
        ),
    ),
    Fact(
        "government_fund.income",
        "政府性基金预算财政拨款收入",
        (
            Cell(T.GOVERNMENT_FUND, "total", "income"),
            Cell(T.FISCAL_APPROPRIATION, "government_fund", "total", "income"),
        ),
    ),
    Fact(
        "state_capital.total",
        "国有资本经营预算财政拨款支出",
        (
            Cell(T.STATE_CAPITAL, "total", "total"),
            Cell(T.FISCAL_APPROPRIATION, "this_year", "capital", "expenditure"),
        ),
    ),
    Fact(
        "state_capital.income",
        "国有资本经营预算财政拨款收入",
        (
            Cell(T.STATE_CAPITAL, "total", "income"),
            Cell(T.FISCAL_APPROPRIATION, "state_capital", "total", "income"),
        ),
    ),
    Fact(
        "basic_expenditure.total",
        "一般公共预算财政拨款基本支出",
        (
            Cell(T.GENERAL_PUBLIC_BUDGET, "total", "basic"),
            Cell(T.BASIC_EXPENDITURE, "total", side="personnel", plus=(("total", "public"),)),
        ),
    ),
    Fact("basic_expenditure.personnel", "人员经费", (Cell(T.BASIC_EXPENDITURE, "total", side="personnel"),)),
    Fact("basic_expenditure.public", "公用经费", (Cell(T.BASIC_EXPENDITURE, "total", side="public"),)),
    *(
        Fact(
            f"three_public_expenses.{part}",
            label,
            (Cell(T.THREE_PUBLIC_EXPENSES, part, "actual"),),
            Cell(T.THREE_PUBLIC_EXPENSES, part, "budget"),
            whole="" if part == "total" else "three_public_expenses.total",
        )
        for part, label in _THREE_PUBLIC.items()
    ),
)
"""Every single figure of the tables that a sentence may name."""

DERIVED: Mapping[str, str] = {
    "expenditure.personnel": "人员支出（全部资金；03表基本支出等于06表合计时取06表，否则由补充资料提供）",
    "expenditure.public": "公用支出（全部资金；03表基本支出等于06表合计时取06表，否则由补充资料提供）",
}

LISTS: Mapping[str, str] = {
    "income.sources": "02表各收入来源（财政拨款收入、上级补助收入……），有 .share 占比",
    "expenditure.kinds": "03表各支出种类（基本支出、项目支出……），有 .share 占比",
    "general_public_budget.classes": "05表各类（类级科目），有 .share 占比",
    "fiscal.general_classes": "04表一般公共预算财政拨款支出各类（类级科目），有 .share 占比",
    "general_public_budget.items": "05表各项（项级科目，两年并集，上年独有的排在后面）",
    "government_fund.items": "08表各项（项级科目，两年并集）",
    "state_capital.items": "09表各项（项级科目，两年并集）",
    "basic_expenditure.personnel_items": "06表人员经费中有金额的款级科目",
    "basic_expenditure.public_items": "06表公用经费中有金额的款级科目",
}
"""Every list a paragraph may be repeated over, or whose names a sentence may join."""

CLASS_LISTS = {
    "general_public_budget.classes": Cell(T.GENERAL_PUBLIC_BUDGET, "", "total"),
    "fiscal.general_classes": Cell(T.FISCAL_APPROPRIATION, "", "general", "expenditure"),
}
ITEM_LISTS = {
    "general_public_budget.items": T.GENERAL_PUBLIC_BUDGET,
    "government_fund.items": T.GOVERNMENT_FUND,
    "state_capital.items": T.STATE_CAPITAL,
}
