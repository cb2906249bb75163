"""The accounts of several units (机构改革) as those of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from juesuan.accounts import Amount, FinalAccounts, Row, Table
from juesuan.errors import InputError
from juesuan.findings import Finding
from juesuan.places import told_of


def merge_accounts(several: Sequence[FinalAccounts]) -> tuple[FinalAccounts, tuple[Finding, ...]]:
    """The accounts added up, line by line, with a note that says so.

    A line that one unit lacks counts as nothing for it; an unknown amount, and a table that one unit
    lacks altogether, make the sum unknown. Raises ``InputError`` for different years.
    """
    years = {accounts.year for accounts in several}
    if len(years) > 1:
        raise InputError(
            f"要相加的决算不是同一年度（{'、'.join(map(str, sorted(years)))}）",
            remedy="请换成同一年度的文件",
            code="years-differ",
        )
    kinds = sorted({kind for accounts in several for kind in accounts.tables})
    tables = {kind: [accounts.table(kind) for accounts in several] for kind in kinds}
    names = "、".join(accounts.department for accounts in several)
    files = tuple(file for accounts in several for file in accounts.files)
    merged = FinalAccounts(
        year=several[0].year,
        department=names,
        tables={kind: _sum([each for each in tables[kind] if each]) for kind in kinds if all(tables[kind])},
        files=files,
    )
    findings = [
        Finding("priors-merged", "info", told_of(files, f"上年数是{len(several)}份决算（{names}）相加的")),
        *(_lacking(next(each for each in tables[kind] if each)) for kind in kinds if not all(tables[kind])),
    ]
    return merged, tuple(findings)


def _lacking(table: Table) -> Finding:
    text = f"{table.title}不是每份决算都有，没有相加，上年数按没有这张表处理"
    return Finding("priors-table-missing", "warning", text, place=table.place)


def _sum(tables: Sequence[Table]) -> Table:
    rows: dict[tuple[str, str], Row] = {}
    for table in tables:
        for row in table.rows:
            known = rows.get((row.side, row.key))
            rows[row.side, row.key] = _added(known, row) if known else row
    return replace(tables[0], rows=tuple(rows.values()), department=None)


def _added(left: Row, right: Row) -> Row:
    amounts: dict[str, Amount] = dict(left.amounts)
    for column, amount in right.amounts.items():
        other = amounts.get(column)
        if other is None:
            amounts[column] = amount
        elif other.yuan is None or amount.yuan is None:
            amounts[column] = Amount(None, other.place if other.yuan is None else amount.place)
        else:
            amounts[column] = Amount(other.yuan + amount.yuan, other.place)
    return Row(left.key, left.name, amounts, left.side, left.place)
