"""A small department with money of every kind whose nine tables and supplement agree to the cent.

    changed(department(), "05 2010301 basic", "1.00")           # 1.00万元 more in that cell
    changed(department(), "01 income total", None)              # that cell is unknown
    supplement({"procurement.goods": "1.00"})                   # the supplement, 1.00万元 more goods

A cell is named by table, side (where there are two), line and column (where there are several).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from juesuan.accounts import COLUMNS, TITLES, Amount, FinalAccounts, Row, Side, Table, TableKind
from juesuan.amounts import to_yuan
from juesuan.places import CellPlace, Place, SupplementPlace
from juesuan.supplement import Entry, Supplement, Value

T = TableKind

_NAMES = {
    "total": "总计",
    "this_year": "本年合计",
    "opening": "年初结转和结余",
    "closing": "年末结转和结余",
    "201": "一般公共服务支出",
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "20105": "统计信息事务",
    "2010505": "专项统计业务",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "212": "城乡社区支出",
    "21208": "国有土地使用权出让收入安排的支出",
    "2120801": "征地和拆迁补偿支出",
    "2120802": "土地开发支出",
    "223": "国有资本经营预算支出",
    "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
}
_FIGURES: Mapping[TableKind, str] = {
    T.INCOME_AND_EXPENDITURE: """
        income general_public_budget 900
        income government_fund 60
        income state_capital 40
        income superior_subsidy 50
        income undertaking 30
        income operating 20
        income subordinate_remittance 10
        income other 5
        income this_year 1115
        income surplus_used 15
        income opening 70
        income total 1200
        expenditure 201 730
        expenditure 208 250
        expenditure 212 60
        expenditure 223 40
        expenditure this_year 1080
        expenditure surplus_distributed 50
        expenditure closing 70
        expenditure total 1200""",
    T.INCOME: """
        total 1115 1000 50 30 20 10 5
        201 765 650 50 30 20 10 5
        20103 605 490 50 30 20 10 5
        2010301 515 400 50 30 20 10 5
        2010302 90 90 0 0 0 0 0
        20105 160 160 0 0 0 0 0
        2010505 160 160 0 0 0 0 0
        208 250 250 0 0 0 0 0
        20805 250 250 0 0 0 0 0
        2080501 90 90 0 0 0 0 0
        2080505 160 160 0 0 0 0 0
        212 60 60 0 0 0 0 0
        21208 60 60 0 0 0 0 0
        2120801 40 40 0 0 0 0 0
        2120802 20 20 0 0 0 0 0
        223 40 40 0 0 0 0 0
        22301 40 40 0 0 0 0 0
        2230105 40 40 0 0 0 0 0""",
    T.EXPENDITURE: """
        total 1080 750 280 20 20 10
        201 730 500 180 20 20 10
        20103 550 450 50 20 20 10
        2010301 470 420 0 20 20 10
        2010302 80 30 50 0 0 0
        20105 180 50 130 0 0 0
        2010505 180 50 130 0 0 0
        208 250 250 0 0 0 0
        20805 250 250 0 0 0 0
        2080501 90 90 0 0 0 0
        2080505 160 160 0 0 0 0
        212 60 0 60 0 0 0
        21208 60 0 60 0 0 0
        2120801 40 0 40 0 0 0
        2120802 20 0 20 0 0 0
        223 40 0 40 0 0 0
        22301 40 0 40 0 0 0
        2230105 40 0 40 0 0 0""",
    T.FISCAL_APPROPRIATION: """
        income general_public_budget 900
        income government_fund 60
        income state_capital 40
        income this_year 1000
        income opening 30
        income opening_general 20
        income opening_fund 8
        income opening_capital 2
        income total 1030
        expenditure 201 650 650 0 0
        expenditure 208 250 250 0 0
        expenditure 212 60 0 60 0
        expenditure 223 40 0 0 40
        expenditure this_year 1000 900 60 40
        expenditure closing 30 20 8 2
        expenditure total 1030 920 68 42""",
    T.GENERAL_PUBLIC_BUDGET: """
        total 900 730 170
        201 650 480 170
        20103 480 430 50
        2010301 400 400 0
        2010302 80 30 50
        20105 170 50 120
        2010505 170 50 120
        208 250 250 0
        20805 250 250 0
        2080501 90 90 0
        2080505 160 160 0""",
    T.BASIC_EXPENDITURE: """
        personnel total 600
        personnel 301 560
        personnel 30101 300
        personnel 30102 260
        personnel 303 40
        personnel 30301 25
        personnel 30302 15
        public total 130
        public 302 120
        public 30201 90
        public 30212 10
        public 30217 8
        public 30231 12
        public 310 10
        public 31002 4
        public 31013 6""",
    T.THREE_PUBLIC_EXPENSES: """
        total 60 45
        abroad 15 12
        vehicles 30 24
        vehicles_purchase 12 10
        vehicles_operation 18 14
        reception 15 9""",
    T.GOVERNMENT_FUND: """
        total 8 60 60 0 60 8
        212 8 60 60 0 60 8
        21208 8 60 60 0 60 8
        2120801 5 38 40 0 40 3
        2120802 3 22 20 0 20 5""",
    T.STATE_CAPITAL: """
        total 2 40 40 0 40 2
        223 2 40 40 0 40 2
        22301 2 40 40 0 40 2
        2230105 2 40 40 0 40 2""",
}
_SIDES: tuple[Side, ...] = ("income", "expenditure", "personnel", "public")
_SUPPLEMENT = {
    "procurement.total": "万元 100",
    "procurement.goods": "万元 50",
    "procurement.works": "万元 30",
    "procurement.services": "万元 20",
    "procurement.sme": "万元 100",
    "procurement.micro": "万元 100",
    "performance.department_evaluated_projects": "10",
    "performance.self_evaluated_projects": "11",
    "performance.excellent": "4",
    "performance.good": "3",
    "performance.fair": "2",
    "performance.poor": "1",
    "performance.qualified": "3",
    "performance.unqualified": "1",
    "assets.vehicles": "7",
    "assets.vehicles.confidential_communication": "3",
    "assets.vehicles.other": "4",
    "operating_cost": "万元 130",
}


def department(year: int = 2022) -> FinalAccounts:
    """The department's accounts of that year; every year is alike, so one follows the other."""
    return FinalAccounts(
        year=year,
        department="某某市某某局",
        tables={kind: _table(kind, year) for kind in T},
        files=(f"{year}.xlsx",),
    )


def _table(kind: TableKind, year: int) -> Table:
    place = CellPlace(f"{year}.xlsx", f"公开{kind.value}表")
    rows = tuple(_rows(kind, place))
    return Table(kind=kind, title=TITLES[kind], unit="万元", year=year, place=place, rows=rows)


def _rows(kind: TableKind, place: Place) -> Iterator[Row]:
    for line, text in enumerate(_FIGURES[kind].split("\n")[1:], 7):
        words = text.split()
        side: Side = next((side for side in _SIDES if side == words[0]), "")
        key, *numbers = words[1:] if side else words
        amounts = {
            column: Amount(to_yuan(Decimal(number)), CellPlace(place.file, place.sheet, f"{letter}{line}"))
            for letter, column, number in zip("DEFGHIJ", COLUMNS[kind], numbers, strict=False)
        }
        yield Row(key, _NAMES.get(key, key), amounts, side, CellPlace(place.file, place.sheet, f"A{line}"))


def changed(accounts: FinalAccounts, cell: str, by: str | Decimal | None) -> FinalAccounts:
    """The accounts with that cell more (or less) by so many 万元, or unknown."""
    number, *words = cell.split()
    kind = T(number)
    side: Side = next((side for side in _SIDES if side == words[0]), "")
    key, *rest = words[1:] if side else words
    column = rest[0] if rest else COLUMNS[kind][0]
    table = accounts.tables[kind]
    old = table.find(key, side)
    assert old, f"没有 {cell}"
    assert column in old.amounts, f"没有 {cell}"
    before = old.amounts[column]
    assert before.yuan is not None
    yuan = None if by is None else before.yuan + to_yuan(Decimal(by))
    new = Row(old.key, old.name, {**old.amounts, column: Amount(yuan, before.place)}, old.side, old.place)
    return with_rows(accounts, kind, tuple(new if row is old else row for row in table.rows))


def with_rows(accounts: FinalAccounts, kind: TableKind, rows: tuple[Row, ...]) -> FinalAccounts:
    """The accounts with other rows in one table."""
    table = replace(accounts.tables[kind], rows=rows)
    return replace(accounts, tables={**accounts.tables, kind: table})


def without_rows(accounts: FinalAccounts, kind: TableKind, *keys: str) -> FinalAccounts:
    """The accounts without these lines of one table."""
    rows = tuple(row for row in accounts.tables[kind].rows if row.key not in keys)
    return with_rows(accounts, kind, rows)


def place_of(accounts: FinalAccounts, cell: str) -> Place:
    """Where a cell stands."""
    number, *words = cell.split()
    side: Side = next((side for side in _SIDES if side == words[0]), "")
    key, *rest = words[1:] if side else words
    kind = T(number)
    return accounts.amount(kind, key, rest[0] if rest else COLUMNS[kind][0], side).place


def supplement(
    by: Mapping[str, str | Decimal | None] | None = None, column: Literal["current", "prior"] = "current"
) -> Supplement:
    """The department's supplement, with some numbers more or less, or unknown (``None``)."""
    changes = by or {}
    entries: dict[str, Entry] = {}
    for line, (key, text) in enumerate(_SUPPLEMENT.items(), 5):
        change = changes.get(key, "0")
        if change is None:
            continue
        unit, _, number = text.rpartition(" ")
        total = Decimal(number) + Decimal(change)
        value: Value = Amount(to_yuan(total)) if unit else total
        entries[key] = Entry(
            {column: value}, {}, {column: SupplementPlace("补充资料.xlsx", "补充资料", f"C{line}")}
        )
    return Supplement(2022, "某某市某某局", entries)
