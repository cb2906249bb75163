"""第二部分's own tables against the figures, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.accounts import TITLES, Amount, FinalAccounts, Row, Table
from juesuan.amounts import printed_wan
from juesuan.findings import Finding
from juesuan.identities.model import Books

_NO_LINE = "没有这一行"


def tables_differ(document: FinalAccounts, figures: FinalAccounts) -> Iterator[Finding]:
    """Every cell of the document's tables that prints another amount than the figures (万元, two decimals).

    Only tables and columns that both have are compared; a line that one of them lacks is told once,
    where it holds an amount.
    """
    for kind, table in document.tables.items():
        other = figures.table(kind)
        if other is None:
            continue
        for row in table.rows:
            there = other.find(row.key, row.side)
            for column in row.amounts if there else _first(row):
                if there is None or column in there.amounts:
                    yield from _compared(
                        document, table, row, column, row[column], there[column] if there else None
                    )
        for row in other.rows:
            if table.find(row.key, row.side) is None:
                for column in _first(row):
                    yield from _compared(figures, table, row, column, None, row[column])


def _first(row: Row) -> list[str]:
    """Return the first column of a line that holds an amount, if any."""
    return [column for column, amount in row.amounts.items() if amount.yuan][:1]


def _compared(
    accounts: FinalAccounts,
    table: Table,
    row: Row,
    column: str,
    printed: Amount | None,
    wanted: Amount | None,
) -> Iterator[Finding]:
    """One cell; ``None`` is a line that is not there."""
    found, expected = _shown(printed), _shown(wanted)
    if found == expected:
        return
    label = Books(accounts).cell(table.kind, row, column).label
    where = f"（决算表 {wanted.place}）" if wanted and str(wanted.place) else ""
    yield Finding(
        "table-differs",
        "error",
        f"文稿第二部分《{TITLES[table.kind]}》与决算数不同：{label}，文稿中{_said(found)}，"
        f"决算表中{_said(expected)}{where}",
        "请改正文稿中的表",
        place=printed.place if printed else table.place,
        found=found,
        expected=expected,
    )


def _shown(amount: Amount | None) -> str:
    """The amount as a table prints it; an empty cell is a zero there."""
    if amount is None:
        return _NO_LINE
    return str(printed_wan(amount.yuan)) if amount.yuan else "0.00"


def _said(shown: str) -> str:
    return shown if shown == _NO_LINE else f"是{shown}万元"
