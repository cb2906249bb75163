"""Identities between two tables of one year."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.accounts import Row, Side, Table, TableKind
from juesuan.amounts import ZERO
from juesuan.identities.model import Books, Equation, Term
from juesuan.places import NOWHERE

T = TableKind

_SOURCES = ("superior_subsidy", "undertaking", "operating", "subordinate_remittance", "other")
_FISCAL_SOURCES = ("general_public_budget", "government_fund", "state_capital")


def income_tables(books: Books) -> Iterator[Equation]:
    """01 ↔ 02: 本年收入合计 and every source."""
    statement = T.INCOME_AND_EXPENDITURE
    left = books.term(statement, "this_year", side="income")
    yield Equation(left, (books.term(T.INCOME, "total", "total"),), between=True)
    fiscal = tuple(books.term(statement, key, side="income") for key in _FISCAL_SOURCES)
    yield Equation(books.term(T.INCOME, "total", "fiscal"), fiscal, between=True)
    for key in _SOURCES:
        left = books.term(statement, key, side="income")
        yield Equation(left, (books.term(T.INCOME, "total", key),), between=True)


def fiscal_sources(books: Books) -> Iterator[Equation]:
    """01 ↔ 04: 财政拨款收入 of the three budgets."""
    for key in _FISCAL_SOURCES:
        left = books.term(T.INCOME_AND_EXPENDITURE, key, side="income")
        yield Equation(left, (books.term(T.FISCAL_APPROPRIATION, key, "total", "income"),), between=True)


def expenditure_tables(books: Books) -> Iterator[Equation]:
    """01 ↔ 03: 本年支出合计 and every 类."""
    left = books.term(T.INCOME_AND_EXPENDITURE, "this_year", side="expenditure")
    yield Equation(left, (books.term(T.EXPENDITURE, "total", "total"),), between=True)
    yield from _classes(books, T.INCOME_AND_EXPENDITURE, "amount", T.EXPENDITURE)


def fiscal_income(books: Books) -> Iterator[Equation]:
    """04 ↔ 02: 财政拨款本年收入合计."""
    left = books.term(T.FISCAL_APPROPRIATION, "this_year", "total", "income")
    yield Equation(left, (books.term(T.INCOME, "total", "fiscal"),), between=True)


def fiscal_and_general(books: Books) -> Iterator[Equation]:
    """04 ↔ 05: 一般公共预算 column, in all and by 类."""
    left = books.term(T.FISCAL_APPROPRIATION, "this_year", "general", "expenditure")
    yield Equation(left, (books.term(T.GENERAL_PUBLIC_BUDGET, "total", "total"),), between=True)
    yield from _classes(books, T.FISCAL_APPROPRIATION, "general", T.GENERAL_PUBLIC_BUDGET)


def _classes(books: Books, statement: TableKind, column: str, kind: TableKind) -> Iterator[Equation]:
    listed = books.table(statement)
    for row in listed.on("expenditure") if listed else ():
        if row.key.isdigit() and (other := _same_account(books, kind, row, column, "total")):
            yield Equation(books.cell(statement, row, column), (other,), between=True)


def general_within_expenditure(books: Books) -> Iterator[Equation]:
    """05 ≤ 03, per account and column: other funds may pay for the rest."""
    kind = T.GENERAL_PUBLIC_BUDGET
    general = books.table(kind)
    for row in general.rows if general else ():
        for column in ("total", "basic", "project"):
            if other := _same_account(books, T.EXPENDITURE, row, column, column):
                advice = "一般公共预算财政拨款支出是全部支出的一部分，请核对"
                yield Equation(books.cell(kind, row, column), (other,), "≤", between=True, advice=advice)


def _same_account(books: Books, kind: TableKind, row: Row, column: str, there: str) -> Term | None:
    """The account in the other table; where that table lists its like but not this one, nothing was spent."""
    table = books.table(kind)
    if table is None:
        return None
    if found := table.find(row.key):
        return books.cell(kind, found, there)
    if row[column].yuan and row.key.isdigit() and _lists_level(table, len(row.key)):
        name = f"{row.name}（没有这一科目）"
        return Term(ZERO, NOWHERE, name, row.key, there, kind, books.whose)
    return None


def _lists_level(table: Table, length: int) -> bool:
    return any(len(row.key) == length and row.key.isdigit() for row in table.rows)


def basic_expenditure(books: Books) -> Iterator[Equation]:
    """05 ↔ 06: 基本支出 = 人员经费 + 公用经费."""
    sides: tuple[Side, ...] = ("personnel", "public")
    parts = tuple(books.term(T.BASIC_EXPENDITURE, "total", side=side) for side in sides)
    yield Equation(books.term(T.GENERAL_PUBLIC_BUDGET, "total", "basic"), parts, between=True)


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
        right = books.term(T.BASIC_EXPENDITURE, code, side="public")
        advice = "“三公”经费一般不少于基本支出中的同名科目，请核对"
        yield Equation(left, (right,), "≥", True, "warning", advice)


def fund_tables(books: Books) -> Iterator[Equation]:
    """04 ↔ 08, 09: 政府性基金 and 国有资本经营, expenditure and income."""
    for kind, column, source in (
        (T.GOVERNMENT_FUND, "fund", "government_fund"),
        (T.STATE_CAPITAL, "capital", "state_capital"),
    ):
        left = books.term(T.FISCAL_APPROPRIATION, "this_year", column, "expenditure")
        yield Equation(left, (books.term(kind, "total", "total"),), between=True)
        income = books.term(T.FISCAL_APPROPRIATION, source, "total", "income")
        yield Equation(income, (books.term(kind, "total", "income"),), between=True)


IDENTITIES = (
    income_tables,
    fiscal_sources,
    expenditure_tables,
    fiscal_income,
    fiscal_and_general,
    general_within_expenditure,
    basic_expenditure,
    three_public_and_basic,
    fund_tables,
)
