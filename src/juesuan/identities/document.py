"""第二部分's own tables against the figures, cell by cell, and against what the narrative prints."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.accounts import TITLES, YUAN_PER_WAN, Amount, FinalAccounts
from juesuan.narrative import Finding
from juesuan.quantities import round_half_up


def tables_differ(document: FinalAccounts, figures: FinalAccounts) -> Iterator[Finding]:
    """Every cell of the document's tables that prints another amount than the figures (万元, two decimals).

    Only tables and lines that both have are compared cell by cell; a line that one of them lacks is
    told where it holds an amount.
    """
    for kind, table in document.tables.items():
        other = figures.table(kind)
        if other is None:
            continue
        for row in table.rows:
            there = other.find(row.key, row.side)
            for column, amount in row.amounts.items():
                expected = there[column] if there else Amount(None)
                if there is not None and column not in there.amounts:
                    continue
                if _shown(amount) != _shown(expected):
                    yield _told(TITLES[kind], row.name, amount, expected)
        for row in other.rows:
            if table.find(row.key, row.side) is None and any(each.yuan for each in row.amounts.values()):
                amount = next(each for each in row.amounts.values() if each.yuan)
                yield _told(TITLES[kind], row.name, Amount(None, table.place), amount)


def _shown(amount: Amount) -> str:
    """The amount as a table prints it; an empty cell is a zero there."""
    return str(round_half_up((amount.yuan or 0) / YUAN_PER_WAN, 2)) if amount.yuan else "0.00"


def _told(title: str, name: str, amount: Amount, expected: Amount) -> Finding:
    where = f"（决算表 {expected.place}）" if str(expected.place) else ""
    return Finding(
        "table-differs",
        "error",
        f"文稿第二部分《{title}》的{name}是{_shown(amount)}万元，决算数是{_shown(expected)}万元{where}。请改正文稿中的表",
        amount.place,
        _shown(amount),
        _shown(expected),
    )
