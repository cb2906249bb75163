"""Identities between tables, with the supplement, and between years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.accounts import YUAN_PER_WAN, Amount, Side, TableKind
from juesuan.identities.model import Books, Equation, Term, of_row, term

T = TableKind

_SOURCES = ("superior_subsidy", "undertaking", "operating", "subordinate_remittance", "other")


def income_tables(books: Books) -> Iterator[Equation]:
    """01 ↔ 02: 本年收入合计 and every source."""
    yield Equation(
        books.term(T.INCOME_AND_EXPENDITURE, "this_year", side="income"),
        (books.term(T.INCOME, "total", "total"),),
        between=True,
    )
    fiscal = tuple(
        books.term(T.INCOME_AND_EXPENDITURE, key, side="income")
        for key in ("general_public_budget", "government_fund", "state_capital")
    )
    yield Equation(books.term(T.INCOME, "total", "fiscal", label="财政拨款收入"), fiscal, between=True)
    for key in _SOURCES:
        left = books.term(T.INCOME_AND_EXPENDITURE, key, side="income")
        yield Equation(left, (books.term(T.INCOME, "total", key, label=left.label[3:]),), between=True)


def expenditure_tables(books: Books) -> Iterator[Equation]:
    """01 ↔ 03: 本年支出合计 and every 类."""
    left = books.term(T.INCOME_AND_EXPENDITURE, "this_year", side="expenditure")
    yield Equation(left, (books.term(T.EXPENDITURE, "total", "total"),), between=True)
    yield from _classes(books, T.INCOME_AND_EXPENDITURE, "amount", T.EXPENDITURE)


def fiscal_and_general(books: Books) -> Iterator[Equation]:
    """04 ↔ 05: 一般公共预算 column, in all and by 类."""
    left = books.term(T.FISCAL_APPROPRIATION, "this_year", "general", "expenditure")
    yield Equation(left, (books.term(T.GENERAL_PUBLIC_BUDGET, "total", "total"),), between=True)
    yield from _classes(books, T.FISCAL_APPROPRIATION, "general", T.GENERAL_PUBLIC_BUDGET)


def _classes(books: Books, statement: TableKind, column: str, accounts: TableKind) -> Iterator[Equation]:
    listed, table = books.current.table(statement), books.current.table(accounts)
    if listed is None or table is None:
        return
    for row in listed.on("expenditure"):
        if row.key.isdigit() and (other := table.find(row.key)):
            yield Equation(of_row(statement, row, column), (of_row(accounts, other, "total"),), between=True)


def fiscal_income(books: Books) -> Iterator[Equation]:
    """04 ↔ 02: 财政拨款本年收入合计."""
    left = books.term(T.FISCAL_APPROPRIATION, "this_year", "total", "income")
    yield Equation(left, (books.term(T.INCOME, "total", "fiscal", label="财政拨款收入"),), between=True)


def general_within_expenditure(books: Books) -> Iterator[Equation]:
    """05 ≤ 03, per account and column: other money may pay for the rest."""
    general, whole = books.current.table(T.GENERAL_PUBLIC_BUDGET), books.current.table(T.EXPENDITURE)
    if general is None or whole is None:
        return
    for row in general.rows:
        other = whole.find(row.key)
        for column in ("total", "basic", "project") if other else ():
            assert other is not None
            right = (of_row(T.EXPENDITURE, other, column),)
            yield Equation(of_row(T.GENERAL_PUBLIC_BUDGET, row, column), right, "≤", between=True)


def basic_expenditure(books: Books) -> Iterator[Equation]:
    """05 ↔ 06: 基本支出 = 人员经费 + 公用经费."""
    sides: tuple[Side, ...] = ("personnel", "public")
    parts = tuple(books.term(T.BASIC_EXPENDITURE, "total", side=side) for side in sides)
    left = books.term(T.GENERAL_PUBLIC_BUDGET, "total", "basic", label="基本支出合计")
    yield Equation(left, parts, between=True)


def three_public_and_basic(books: Books) -> Iterator[Equation]:
    """07 ≥ 06's lines: “三公” may also be paid from projects and carry-over, never less than here."""
    pairs = (
        ("abroad", "30212"),
        ("reception", "30217"),
        ("vehicles_operation", "30231"),
        ("vehicles_purchase", "31013"),
    )
    for part, code in pairs:
        left = books.term(T.THREE_PUBLIC_EXPENSES, part, "actual")
        right = (books.term(T.BASIC_EXPENDITURE, code, side="public"),)
        reason = "“三公”经费不应少于基本支出中的同名科目，请核对"
        yield Equation(left, right, "≥", True, "warning", reason)


def fund_tables(books: Books) -> Iterator[Equation]:
    """04 ↔ 08, 09: 政府性基金 and 国有资本经营 columns."""
    for kind, column, source in (
        (T.GOVERNMENT_FUND, "fund", "government_fund"),
        (T.STATE_CAPITAL, "capital", "state_capital"),
    ):
        left = books.term(T.FISCAL_APPROPRIATION, "this_year", column, "expenditure")
        yield Equation(left, (books.term(kind, "total", "total"),), between=True)
        income = books.term(T.FISCAL_APPROPRIATION, source, "total", "income")
        yield Equation(income, (books.term(kind, "total", "income", label="本年收入"),), between=True)


def _given(books: Books, key: str) -> Term:
    entry = books.supplement.entries.get(key)
    value = entry.values.get("current") if entry else None
    place = entry.places.get("current") if entry else None
    if isinstance(value, Decimal):  # counts are compared as they are
        value = Amount(value * YUAN_PER_WAN)
    yuan = value.yuan if isinstance(value, Amount) else None
    return Term(f"补充资料“{_LABELS.get(key, key)}”", Amount(yuan, place) if place else Amount(yuan))


_LABELS = {
    "procurement.total": "政府采购支出总额",
    "procurement.goods": "货物",
    "procurement.works": "工程",
    "procurement.services": "服务",
    "procurement.sme": "授予中小企业合同金额",
    "procurement.micro": "授予小微企业合同金额",
    "performance.department_evaluated_projects": "部门评价项目",
    "performance.self_evaluated_projects": "单位自评项目",
    "assets.vehicles": "车辆合计",
    "operating_cost": "机关运行经费",
}


def procurement(books: Books) -> Iterator[Equation]:
    """补充资料: a typed total = goods + works + services; 小微 ≤ 中小 ≤ total."""
    parts = tuple(_given(books, f"procurement.{part}") for part in ("goods", "works", "services"))
    yield Equation(
        _given(books, "procurement.total"), parts, severity="warning", reason="文稿中写的是各项之和"
    )
    yield Equation(_given(books, "procurement.sme"), parts, "≤")
    yield Equation(_given(books, "procurement.micro"), (_given(books, "procurement.sme"),), "≤")


def ratings(books: Books) -> Iterator[Equation]:
    """补充资料: the grades add up to the projects evaluated."""
    for whole, grades in (
        ("department_evaluated_projects", ("excellent", "good", "fair", "poor")),
        ("self_evaluated_projects", ("excellent", "good", "qualified", "unqualified")),
    ):
        if f"performance.{grades[2]}" in books.supplement.entries:
            parts = tuple(_given(books, f"performance.{grade}") for grade in grades)
            yield _counted(_given(books, f"performance.{whole}"), parts)


def vehicles(books: Books) -> Iterator[Equation]:
    """补充资料: 车辆合计 is the sum of the kinds."""
    kinds = [key for key in books.supplement.entries if key.startswith("assets.vehicles.")]
    yield _counted(_given(books, "assets.vehicles"), tuple(_given(books, key) for key in kinds))


def _counted(left: Term, parts: tuple[Term, ...]) -> Equation:
    return Equation(left, parts, reason="各项之和应等于合计数，请核对")


def operating_cost(books: Books) -> Iterator[Equation]:
    """补充资料 ↔ 06: 机关运行经费 ≤ 公用经费."""
    right = (books.term(T.BASIC_EXPENDITURE, "total", side="public"),)
    reason = "机关运行经费一般不大于公用经费，请核对"
    yield Equation(_given(books, "operating_cost"), right, "≤", True, "warning", reason)


def carry_over(books: Books) -> Iterator[Equation]:
    """Opening carry-over = last year's closing, in 01, 04 and 08."""
    if books.prior is None:
        return
    for kind, column in ((T.INCOME_AND_EXPENDITURE, "amount"), (T.FISCAL_APPROPRIATION, "total")):
        left = books.term(kind, "opening", column, "income", "年初结转和结余")
        right = term(books.prior, kind, "closing", column, "expenditure", "上年年末结转和结余")
        yield Equation(left, (right,), "=", True, "warning", "年初数一般等于上年的年末数，请核对")
    for kind in (T.GOVERNMENT_FUND, T.STATE_CAPITAL):
        left = books.term(kind, "total", "opening", label="年初结转和结余")
        right = term(books.prior, kind, "total", "closing", label="上年年末结转和结余")
        yield Equation(left, (right,), "=", True, "warning", "年初数一般等于上年的年末数，请核对")


IDENTITIES = (
    income_tables,
    expenditure_tables,
    fiscal_and_general,
    fiscal_income,
    general_within_expenditure,
    basic_expenditure,
    three_public_and_basic,
    fund_tables,
    procurement,
    ratings,
    vehicles,
    operating_cost,
    carry_over,
)
