"""Made-up figures for trying an edition out: full, level, zero, without last year, and the like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle

from juesuan.accounts import Amount, FinalAccounts, Row, Side, Table, TableKind
from juesuan.comparison import Comparison, compare, items_of
from juesuan.facts import CLASS_LISTS, FACTS, ITEM_LISTS
from juesuan.phrasebook import Edition
from juesuan.supplement import Column, Entry, FormRow, Supplement, Value

_YEAR = 2022
_DEPARTMENT = "某某市试写局"
_NAMES = {
    "201": "一般公共服务支出",
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "2010399": "其他政府办公厅（室）及相关机构事务支出",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
}
_ITEMS = [code for code in _NAMES if len(code) == 7]
_ECONOMIC: Mapping[Side, Mapping[str, str]] = {
    "personnel": {"30101": "基本工资", "30102": "津贴补贴"},
    "public": {"30201": "办公费", "30211": "差旅费"},
}
_BASIC = {"basic_expenditure.personnel": 70, "basic_expenditure.public": 50}
"""万元; together the basic expenditure of every table, or the figures of all money are not known."""

Share = tuple[str, str, str]
"""This year's figure, last year's and the budget, as parts of the same amount."""


@dataclass(frozen=True)
class Scenario:
    """One set of figures: the share of every line; those of the items in turn, where they differ.

    An empty share of an item means that no table and no supplement lists it there.
    """

    name: str
    share: Share = ("1.2", "1", "1.1")
    items: tuple[Share, ...] = ()
    first_year: bool = False
    supplement: bool = True
    tables: bool = True
    settings: tuple[tuple[str, str], ...] = ()
    full: bool = True
    """Whether every figure is known that such a department can have."""


_EACH_ITS_WAY: tuple[Share, ...] = (
    ("1.2", "1", "1"),
    ("0.8", "1", "1"),
    ("1", "1", "1"),
    ("1", "0", "0"),
    ("", "1", ""),  # only last year's tables list it
    ("", "", "1"),  # only the budget has it
)


def scenarios(edition: Edition) -> Iterator[Scenario]:
    """Every set of figures that an edition has to stand; each choice of a setting is tried with two of them."""
    yield Scenario("增加")
    yield Scenario("减少", ("0.8", "1", "1.1"))
    yield Scenario("持平", ("1", "1", "1"))
    yield Scenario("全部为零", ("0", "0", "0"))
    yield Scenario("上年和预算为零", ("1", "0", "0"))
    yield Scenario("本年为零", ("0", "1", "1"))
    yield Scenario("科目只有上年有", ("0", "1", "1"), items=(("", "1", ""),))
    yield Scenario("没有上年决算", first_year=True)
    yield Scenario("没有上年决算，本年为零", ("0", "0", "0"), first_year=True)
    yield Scenario("各科目增减不一", items=_EACH_ITS_WAY, full=False)
    yield Scenario("只有一个科目", items=(("1.2", "1", "1"), *[("", "", "")] * (len(_ITEMS) - 1)))
    yield Scenario("补充资料空着", supplement=False, full=False)
    yield Scenario("决算表一张也没有", tables=False, full=False)
    for setting in edition.form.settings:
        for choice in setting.choices:
            if choice != setting.default:
                chosen = ((setting.key, choice),)
                yield Scenario(f"增加，“{setting.label}”选{choice}", settings=chosen)
                yield Scenario(f"全部为零，“{setting.label}”选{choice}", ("0", "0", "0"), settings=chosen)


def compared(scenario: Scenario, edition: Edition) -> Comparison:
    """The scenario's figures side by side, as the edition's sentences see them."""
    now = _accounts(scenario, _YEAR, 0)
    then = None if scenario.first_year else _accounts(scenario, _YEAR - 1, 1)
    return compare(
        now, then, _supplement(scenario, edition, now, then), edition.form, edition.manifest.numbers
    )


# ---- tables ----


def _accounts(scenario: Scenario, year: int, column: int) -> FinalAccounts:
    if not scenario.tables:
        return FinalAccounts(year, _DEPARTMENT)
    rows: dict[TableKind, list[Row]] = {}
    for kind, row in (*_facts(scenario, column), *_classes(scenario, column), *_items(scenario, column)):
        rows.setdefault(kind, []).append(row)
    tables = {
        kind: Table(kind, "", "万元", year, _DEPARTMENT, rows=tuple(rows.get(kind, ()))) for kind in TableKind
    }
    return FinalAccounts(year, _DEPARTMENT, tables)


def _wan(number: int, share: str) -> Amount:
    return Amount.from_cell(number * Decimal(share), "万元")


def _facts(scenario: Scenario, column: int) -> Iterator[tuple[TableKind, Row]]:
    """A row for every cell that a fact is looked up in first, and for every 三公 budget."""
    amounts: dict[tuple[TableKind, str, Side], dict[str, Amount]] = {}
    for at, fact in enumerate(FACTS):
        number = sum(_BASIC.values()) if fact.key.endswith(("expenditure.total", ".basic")) else 100 + at
        number = _BASIC.get(fact.key, number)
        cells = [(fact.cells[0], scenario.share[column])]
        cells += [(fact.budget, scenario.share[2])] if fact.budget else []
        for cell, share in cells:
            amounts.setdefault((cell.table, cell.row, cell.side), {})[cell.column] = _wan(number, share)
    for (kind, key, side), found in amounts.items():
        yield kind, Row(key, key, found, side)
    for side, names in _ECONOMIC.items():
        for code, name in names.items():
            amount = _wan(30, scenario.share[column])
            yield TableKind.BASIC_EXPENDITURE, Row(code, name, {"amount": amount}, side)


def _classes(scenario: Scenario, column: int) -> Iterator[tuple[TableKind, Row]]:
    for cell in CLASS_LISTS.values():
        for code in _NAMES:
            if len(code) == 3:
                yield (
                    cell.table,
                    Row(code, _NAMES[code], {cell.column: _wan(60, scenario.share[column])}, cell.side),
                )


def _items(scenario: Scenario, column: int) -> Iterator[tuple[TableKind, Row]]:
    for kind in ITEM_LISTS.values():
        for code, share in _shares(scenario):
            if share[column]:
                amount = _wan(20, share[column])
                yield kind, Row(code, _NAMES[code], {"total": amount, "basic": amount, "project": amount})
        yield from ((kind, Row(code, name, {})) for code, name in _NAMES.items() if len(code) == 5)


def _shares(scenario: Scenario) -> Iterator[tuple[str, Share]]:
    return zip(_ITEMS, cycle(scenario.items or (scenario.share,)), strict=False)


# ---- the supplement ----


def _supplement(
    scenario: Scenario, edition: Edition, now: FinalAccounts, then: FinalAccounts | None
) -> Supplement:
    settings = dict(scenario.settings)
    if not scenario.supplement:
        return Supplement(_YEAR, _DEPARTMENT, settings=settings)
    entries: dict[str, Entry] = {}
    listed = items_of(now, then)
    budgets = {key: [(code, _NAMES[code]) for code, _ in _shares(scenario)] for key in ITEM_LISTS}
    for section in edition.form.sections:
        for row in section.rows:
            for key, label in row.lines({**listed, **budgets}):
                entries[key] = _entry(scenario, row, key, label)
    return Supplement(_YEAR, _DEPARTMENT, entries, settings)


def _entry(scenario: Scenario, row: FormRow, key: str, label: str) -> Entry:
    shares = (
        dict(_shares(scenario)).get(key.rpartition(".")[2], scenario.share) if row.each else scenario.share
    )
    columns: dict[Column, str] = dict(zip(("current", "prior", "budget"), shares, strict=True))
    columns = {column: columns[column] for column in row.columns if columns[column]}
    values: dict[Column, Value] = {column: _value(row, share) for column, share in columns.items()}
    typed = {column: _typed(row, share) for column, share in columns.items()}
    return Entry(values, typed, label=label)


def _value(row: FormRow, share: str) -> Value:
    if row.kind == "text":
        return "试写的文字"
    if row.kind == "list":
        return ("甲", "乙") if Decimal(share) else ()
    if row.kind == "amount":
        return _wan(10, share)
    return Decimal(_typed(row, share))


def _typed(row: FormRow, share: str) -> str:
    number = 10 * Decimal(share)
    return str(int(number)) if row.kind == "count" else str(number)
