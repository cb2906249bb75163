"""Departments made of a few plain figures, for tests of sentences: what a case does not need is not there.

A specimen is a mapping as a person would write it::

    段落: items                     # which paragraphs are wanted (keys, with all that begin so)
    上年: 无                        # a department's first year
    设置: {item_percentage: 是}
    科目: {2010602 一般行政管理事务: {本年: 10, 上年: 8, 预算: 12}}
    fiscal.income: {本年: 100, 上年: 80}
    原因: {fiscal_change: 项目增加}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from juesuan.accounts import Amount, FinalAccounts, Row, Table, TableKind
from juesuan.comparison import Comparison, compare
from juesuan.compose import compose
from juesuan.facts import ITEM_LISTS
from juesuan.findings import Finding
from juesuan.narrative import Narrative
from juesuan.phrasebook import Edition
from juesuan.supplement import COLUMN_LABELS, Column, Entry, FormRow, Supplement, Value

COLUMNS: dict[str, Column] = {label: column for column, label in COLUMN_LABELS.items()}
_ITEMS = {"科目": "general_public_budget.items", "基金科目": "government_fund.items"}
_ECONOMIC = {"人员经费": "personnel", "公用经费": "public"}


def wan(number: object) -> Amount:
    """An amount in 万元; ``None`` is unknown."""
    return Amount(None) if number is None else Amount.from_cell(Decimal(str(number)), "万元")


def compared(specimen: Mapping[str, Any], edition: Edition) -> Comparison:
    """The specimen's two years side by side."""
    first_year = specimen.get("上年") == "无"
    current, prior = _tables(specimen, "本年"), _tables(specimen, "上年")
    year = int(specimen.get("年度", edition.manifest.year))
    department = str(specimen.get("部门", "某某局"))
    supplement = Supplement(
        year,
        department,
        dict(_entries(specimen, edition)),
        {key: str(value) for key, value in specimen.get("设置", {}).items()},
    )
    return compare(
        FinalAccounts(year=year, department=department, tables=current),
        None if first_year else FinalAccounts(year=year - 1, department=department, tables=prior),
        supplement,
        edition.form,
        edition.manifest.numbers,
    )


def composed(specimen: Mapping[str, Any], edition: Edition) -> tuple[Narrative, tuple[Finding, ...]]:
    """The wanted paragraphs of the edition for the specimen's figures."""
    wanted = str(specimen.get("段落", "")).split("、")
    rules = tuple(rule for rule in edition.paragraphs if any(_begins(rule.key, key) for key in wanted))
    assert rules, f"没有段落 {wanted}"
    reasons = {str(key): str(words) for key, words in specimen.get("原因", {}).items()}
    return compose(compared(specimen, edition), edition.model_copy(update={"paragraphs": rules}), reasons)


def _begins(key: str, wanted: str) -> bool:
    return not wanted or key == wanted or (wanted.endswith(".*") and key.startswith(wanted[:-1]))


def _tables(specimen: Mapping[str, Any], column: str) -> dict[TableKind, Table]:
    tables: dict[TableKind, Table] = {}
    for name, key in _ITEMS.items():
        rows: list[Row] = []
        for item, amounts in specimen.get(name, {}).items():
            code, _, said = str(item).partition(" ")
            if amounts is None:  # a 类 or 款: only its name matters
                rows.append(Row(code, said, {"total": wan(None)}))
            elif column in amounts:
                rows.append(Row(code, said, {"total": wan(amounts[column])}))
        if rows:
            kind = ITEM_LISTS[key]
            tables[kind] = Table(kind=kind, title="", unit="万元", rows=tuple(rows))
    economic = tuple(
        Row(str(code), name, {"amount": wan(amount)}, side)  # type: ignore[arg-type]
        for label, side in _ECONOMIC.items()
        for code, (name, amount) in enumerate(specimen.get(label, {}).items(), 30101)
    )
    if economic:
        kind = TableKind.BASIC_EXPENDITURE
        tables[kind] = Table(kind=kind, title="", unit="万元", rows=economic)
    return tables


def _entries(specimen: Mapping[str, Any], edition: Edition) -> Iterator[tuple[str, Entry]]:
    rows = {row.key: row for section in edition.form.sections for row in section.rows}
    for name, key in _ITEMS.items():
        for item, amounts in specimen.get(name, {}).items():
            code = str(item).partition(" ")[0]
            if isinstance(amounts, Mapping) and "预算" in amounts:
                yield f"{key}.{code}", Entry({"budget": wan(amounts["预算"])}, label=str(item))
    for key, given in specimen.items():
        if not key.isascii():
            continue
        amounts = given if isinstance(given, Mapping) else {"本年": given}
        row = rows.get(key, FormRow(key=key, label=key))
        values = {COLUMNS[label]: _value(row, value) for label, value in amounts.items()}
        yield key, Entry(values, {COLUMNS[label]: str(value) for label, value in amounts.items()})


def _value(row: FormRow, value: Any) -> Value:
    if row.kind == "list":
        return tuple(value)
    if row.kind == "text":
        return str(value)
    return wan(value) if row.kind == "amount" else Decimal(str(value))
