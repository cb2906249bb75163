"""Identities inside one table."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.accounts import COLUMNS, Row, Side, TableKind
from juesuan.identities.model import Books, Equation, Term, levels, of_row

T = TableKind

_CODED = (T.INCOME, T.EXPENDITURE, T.GENERAL_PUBLIC_BUDGET, T.GOVERNMENT_FUND, T.STATE_CAPITAL)


def _column(kind: TableKind) -> str:
    return "amount" if kind is T.INCOME_AND_EXPENDITURE else "total"


def statement_sides_agree(books: Books) -> Iterator[Equation]:
    """01, 04: 收入总计 = 支出总计."""
    for kind in (T.INCOME_AND_EXPENDITURE, T.FISCAL_APPROPRIATION):
        column = _column(kind)
        left = books.term(kind, "total", column, "income", "收入总计")
        yield Equation(left, (books.term(kind, "total", column, "expenditure", "支出总计"),))


def statement_parts(books: Books) -> Iterator[Equation]:
    """01, 04: 本年合计 is the sum of its lines, in every column."""
    sides: tuple[tuple[Side, str], ...] = (("income", "本年收入合计"), ("expenditure", "本年支出合计"))
    for kind in (T.INCOME_AND_EXPENDITURE, T.FISCAL_APPROPRIATION):
        table = books.current.table(kind)
        for side, name in sides if table else ():
            lines: list[Row] = []
            for row in table.on(side) if table else ():
                if row.key == "this_year":
                    break
                lines.append(row)
            for column in COLUMNS[kind]:
                parts = tuple(of_row(kind, row, column) for row in lines if column in row.amounts)
                yield Equation(books.term(kind, "this_year", column, side, name), parts)


def statement_totals(books: Books) -> Iterator[Equation]:
    """01, 04: 总计 = 本年合计 and what was carried over, on both sides."""
    sides: tuple[tuple[Side, tuple[str, ...]], ...] = (
        ("income", ("surplus_used", "opening")),
        ("expenditure", ("surplus_distributed", "closing")),
    )
    for kind in (T.INCOME_AND_EXPENDITURE, T.FISCAL_APPROPRIATION):
        table = books.current.table(kind)
        for side, others in sides if table else ():
            column = _column(kind)
            rows = [table.find(key, side) for key in ("this_year", *others)] if table else []
            parts = tuple(of_row(kind, row, column) for row in rows if row)
            if len(parts) > 1:
                yield Equation(books.term(kind, "total", column, side, "总计"), parts)


def opening_parts(books: Books) -> Iterator[Equation]:
    """04: 年初财政拨款结转和结余 is the sum of the three kinds of money."""
    kind = T.FISCAL_APPROPRIATION
    keys = ("opening_general", "opening_fund", "opening_capital")
    parts = tuple(books.term(kind, key, "total", "income") for key in keys)
    yield Equation(books.term(kind, "opening", "total", "income"), parts)


def fiscal_columns(books: Books) -> Iterator[Equation]:
    """04: 合计 = 一般公共预算 + 政府性基金 + 国有资本经营, line by line."""
    table = books.current.table(T.FISCAL_APPROPRIATION)
    for row in table.on("expenditure") if table else ():
        columns = [column for column in ("general", "fund", "capital") if column in row.amounts]
        if len(columns) == 3:
            left = of_row(T.FISCAL_APPROPRIATION, row, "total", "合计")
            yield Equation(left, tuple(of_row(T.FISCAL_APPROPRIATION, row, column) for column in columns))


def row_columns(books: Books) -> Iterator[Equation]:
    """02, 03, 05, 08, 09: a line's total is the sum of its columns."""
    for kind in _CODED:
        table = books.current.table(kind)
        wanted = ("basic", "project") if "opening" in COLUMNS[kind] else COLUMNS[kind][1:]
        for row in table.rows if table else ():
            parts = tuple(of_row(kind, row, column) for column in wanted if column in row.amounts)
            if len(parts) > 1:
                yield Equation(of_row(kind, row, "total", "合计"), parts)


def account_levels(books: Books) -> Iterator[Equation]:
    """02, 03, 05, 08, 09: 类 = Σ款 = Σ项."""
    for kind in _CODED:
        table = books.current.table(kind)
        if table:
            yield from levels(kind, table, COLUMNS[kind], (3, 5, 7))


def account_totals(books: Books) -> Iterator[Equation]:
    """02, 03, 05, 08, 09: 合计 is the sum of the coarsest level given."""
    for kind in _CODED:
        table = books.current.table(kind)
        total = table.find("total") if table else None
        coded = [row for row in table.rows if row.key.isdigit()] if table else []
        if total is None or not coded:
            continue
        level = min(len(row.key) for row in coded)
        for column in COLUMNS[kind]:
            if column in total.amounts:
                parts = tuple(of_row(kind, row, column) for row in coded if len(row.key) == level)
                yield Equation(of_row(kind, total, column), parts)


def fund_balances(books: Books) -> Iterator[Equation]:
    """08, 09: 年末结转 = 年初结转 + 本年收入 - 本年支出."""
    for kind in (T.GOVERNMENT_FUND, T.STATE_CAPITAL):
        table = books.current.table(kind)
        for row in table.rows if table else ():
            if {"opening", "income", "closing"} <= set(row.amounts):
                opening, income = (
                    of_row(kind, row, "opening", "年初结转"),
                    of_row(kind, row, "income", "本年收入"),
                )
                spent = Term(f"{kind.value}表{row.name}本年支出", row["total"], -1)
                yield Equation(of_row(kind, row, "closing", "年末结转"), (opening, income, spent))


def economic_levels(books: Books) -> Iterator[Equation]:
    """06: 类 = Σ款; 人员经费合计 and 公用经费合计 = Σ类."""
    table = books.current.table(T.BASIC_EXPENDITURE)
    if table is None:
        return
    yield from levels(T.BASIC_EXPENDITURE, table, ("amount",), (3, 5))
    sides: tuple[Side, ...] = ("personnel", "public")
    for side in sides:
        classes = [row for row in table.on(side) if row.key.isdigit() and len(row.key) == 3]
        total = table.find("total", side)
        if total and classes:
            parts = tuple(of_row(T.BASIC_EXPENDITURE, row, "amount") for row in classes)
            yield Equation(of_row(T.BASIC_EXPENDITURE, total, "amount"), parts)


def three_public_parts(books: Books) -> Iterator[Equation]:
    """07: 合计 = 出国 + 公务用车 + 接待; 公务用车 = 购置 + 运行, actual and budget."""
    kind = T.THREE_PUBLIC_EXPENSES
    table = books.current.table(kind)
    for column in COLUMNS[kind] if table else ():
        for whole, parts in (
            ("total", ("abroad", "vehicles", "reception")),
            ("vehicles", ("vehicles_purchase", "vehicles_operation")),
        ):
            rows = [table.find(part) for part in (whole, *parts)] if table else []
            if all(row and column in row.amounts for row in rows):
                left, *right = (of_row(kind, row, column) for row in rows if row)
                yield Equation(left, tuple(right))


IDENTITIES = (
    statement_sides_agree,
    statement_parts,
    statement_totals,
    opening_parts,
    fiscal_columns,
    row_columns,
    account_levels,
    account_totals,
    fund_balances,
    economic_levels,
    three_public_parts,
)
