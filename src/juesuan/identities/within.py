"""Identities inside one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from juesuan.accounts import COLUMNS, Row, Side, Table, TableKind
from juesuan.identities.model import Books, Equation

T = TableKind

_STATEMENTS = (T.INCOME_AND_EXPENDITURE, T.FISCAL_APPROPRIATION)
_CODED = (T.INCOME, T.EXPENDITURE, T.GENERAL_PUBLIC_BUDGET, T.GOVERNMENT_FUND, T.STATE_CAPITAL)
_FUNDS = ("general", "fund", "capital")
_SIDES: tuple[tuple[Side, str], ...] = (("income", "本年收入合计"), ("expenditure", "本年支出合计"))


def _whole(kind: TableKind) -> str:
    """Return the column of a statement that holds the total of all funds."""
    return "amount" if kind is T.INCOME_AND_EXPENDITURE else "total"


def statement_sides_agree(books: Books) -> Iterator[Equation]:
    """01, 04: 收入总计 = 支出总计."""
    for kind in _STATEMENTS:
        column = _whole(kind)
        left = books.term(kind, "total", column, "income", "收入总计")
        yield Equation(left, (books.term(kind, "total", column, "expenditure", "支出总计"),))


def statement_parts(books: Books) -> Iterator[Equation]:
    """01, 04: 本年收入合计 and 本年支出合计 are the sum of their lines, in every column."""
    for kind in _STATEMENTS:
        table = books.table(kind)
        for side, name in _SIDES if table else ():
            lines = list(_above(table.on(side)) if table else ())
            for column in COLUMNS[kind]:
                parts = tuple(books.cell(kind, row, column) for row in lines if column in row.amounts)
                yield Equation(books.term(kind, "this_year", column, side, name), parts)


def _above(rows: Iterable[Row]) -> Iterator[Row]:
    """The lines that 本年合计 adds up; 其中 repeats a part of the line above it."""
    for row in rows:
        if row.key == "this_year":
            return
        if not row.name.startswith("其中"):
            yield row


def statement_totals(books: Books) -> Iterator[Equation]:
    """01, 04: 总计 = 本年合计 and what was carried over, on both sides and in every column filled in."""
    carried = {"income": ("surplus_used", "opening"), "expenditure": ("surplus_distributed", "closing")}
    for kind in _STATEMENTS:
        table = books.table(kind)
        for side, _ in _SIDES if table else ():
            rows = [table.find(key, side) for key in ("this_year", *carried[side])] if table else []
            total = table.find("total", side) if table else None
            for column in _filled(total) if total else ():
                parts = tuple(books.cell(kind, row, column) for row in rows if row and column in row.amounts)
                if total and len(parts) > 1:
                    yield Equation(books.cell(kind, total, column), parts)


def _filled(total: Row) -> Iterator[str]:
    """The columns of a summary line: some departments leave its three budgets empty."""
    kinds = [column for column in _FUNDS if column in total.amounts]
    for column in total.amounts:
        if column not in kinds or any(total[each].yuan for each in kinds):
            yield column


def opening_parts(books: Books) -> Iterator[Equation]:
    """04: 年初财政拨款结转和结余 is the sum of the three budgets (一般公共预算、政府性基金、国有资本经营)."""
    kind = T.FISCAL_APPROPRIATION
    keys = ("opening_general", "opening_fund", "opening_capital")
    parts = tuple(books.term(kind, key, "total", "income") for key in keys)
    yield Equation(books.term(kind, "opening", "total", "income"), parts)


def fiscal_columns(books: Books) -> Iterator[Equation]:
    """04: 合计 = 一般公共预算 + 政府性基金 + 国有资本经营, line by line."""
    kind = T.FISCAL_APPROPRIATION
    table = books.table(kind)
    summary = False
    for row in table.on("expenditure") if table else ():
        parts = books.cells(kind, row, _FUNDS)
        if len(parts) == len(_FUNDS) and not (summary and "general" not in _filled(row)):
            yield Equation(books.cell(kind, row, "total"), parts)
        summary = summary or row.key == "this_year"


def row_columns(books: Books) -> Iterator[Equation]:
    """02, 03, 05, 08, 09: a line's total is the sum of its columns."""
    for kind in _CODED:
        table = books.table(kind)
        wanted = ("basic", "project") if "opening" in COLUMNS[kind] else COLUMNS[kind][1:]
        for row in table.rows if table else ():
            parts = books.cells(kind, row, wanted)
            if len(parts) > 1:
                yield Equation(books.cell(kind, row, "total"), parts)


def account_levels(books: Books) -> Iterator[Equation]:
    """02, 03, 05, 08, 09: 类 = Σ款 = Σ项."""
    for kind in _CODED:
        table = books.table(kind)
        if table:
            yield from _levels(books, table)


def account_totals(books: Books) -> Iterator[Equation]:
    """02, 03, 05, 08, 09: 合计 is the sum of the accounts that stand under no other."""
    for kind in _CODED:
        table = books.table(kind)
        if table:
            yield from _total(books, table)


def economic_levels(books: Books) -> Iterator[Equation]:
    """06: 类 = Σ款; 人员经费合计 and 公用经费合计 = Σ类."""
    table = books.table(T.BASIC_EXPENDITURE)
    if table is None:
        return
    sides: tuple[Side, ...] = ("personnel", "public")
    for side in sides:
        yield from _levels(books, table, side)
        yield from _total(books, table, side)


def _levels(books: Books, table: Table, side: Side = "") -> Iterator[Equation]:
    """Every account that others stand under is their sum."""
    for row in table.on(side):
        yield from _adds_up(books, table.kind, row, table.below.get((side, row.key), ()))


def _total(books: Books, table: Table, side: Side = "") -> Iterator[Equation]:
    """The total line is the sum of the accounts that stand under no other."""
    if total := table.find("total", side):
        yield from _adds_up(books, table.kind, total, table.below.get((side, ""), ()))


def _adds_up(books: Books, kind: TableKind, whole: Row, parts: Sequence[Row]) -> Iterator[Equation]:
    """A line is the sum of others, in each of its columns."""
    for column in whole.amounts if parts else ():
        yield Equation(
            books.cell(kind, whole, column), tuple([books.cell(kind, row, column) for row in parts])
        )


def fund_balances(books: Books) -> Iterator[Equation]:
    """08, 09: 年末结转 = 年初结转 + 本年收入 - 本年支出."""
    for kind in (T.GOVERNMENT_FUND, T.STATE_CAPITAL):
        table = books.table(kind)
        for row in table.rows if table else ():
            if {"opening", "income", "closing"} <= set(row.amounts):
                parts = (
                    books.cell(kind, row, "opening"),
                    books.cell(kind, row, "income"),
                    books.cell(kind, row, "total").minus(),
                )
                advice = "年末结转和结余应等于年初结转和结余加本年收入减本年支出，请核对"
                yield Equation(books.cell(kind, row, "closing"), parts, advice=advice)


def three_public_parts(books: Books) -> Iterator[Equation]:
    """07: 合计 = 出国 + 公务用车 + 接待; 公务用车 = 购置 + 运行, actual and budget."""
    kind = T.THREE_PUBLIC_EXPENSES
    for column in COLUMNS[kind]:
        for whole, parts in (
            ("total", ("abroad", "vehicles", "reception")),
            ("vehicles", ("vehicles_purchase", "vehicles_operation")),
        ):
            yield Equation(
                books.term(kind, whole, column), tuple(books.term(kind, part, column) for part in parts)
            )


IDENTITIES = (
    statement_sides_agree,
    statement_parts,
    statement_totals,
    opening_parts,
    fiscal_columns,
    row_columns,
    account_levels,
    account_totals,
    economic_levels,
    fund_balances,
    three_public_parts,
)
