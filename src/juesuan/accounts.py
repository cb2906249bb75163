"""One department's final accounts (部门决算): tables 01-09, every amount with the cell it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal

from juesuan.amounts import Unit, to_yuan
from juesuan.places import NOWHERE, CellPlace, Place

Side = Literal["", "income", "expenditure", "personnel", "public"]


class TableKind(StrEnum):
    """The nine tables of a department's final accounts; the value is the number of the form."""

    INCOME_AND_EXPENDITURE = "01"  # 收入支出决算总表
    INCOME = "02"  # 收入决算表
    EXPENDITURE = "03"  # 支出决算表
    FISCAL_APPROPRIATION = "04"  # 财政拨款收入支出决算总表
    GENERAL_PUBLIC_BUDGET = "05"  # 一般公共预算财政拨款支出决算表
    BASIC_EXPENDITURE = "06"  # 一般公共预算财政拨款基本支出决算表
    THREE_PUBLIC_EXPENSES = "07"  # “三公”经费支出决算表
    GOVERNMENT_FUND = "08"  # 政府性基金预算财政拨款收入支出决算表
    STATE_CAPITAL = "09"  # 国有资本经营预算财政拨款(收入)支出决算表


TITLES: Mapping[TableKind, str] = {
    TableKind.INCOME_AND_EXPENDITURE: "收入支出决算总表",
    TableKind.INCOME: "收入决算表",
    TableKind.EXPENDITURE: "支出决算表",
    TableKind.FISCAL_APPROPRIATION: "财政拨款收入支出决算总表",
    TableKind.GENERAL_PUBLIC_BUDGET: "一般公共预算财政拨款支出决算表",
    TableKind.BASIC_EXPENDITURE: "一般公共预算财政拨款基本支出决算表",
    TableKind.THREE_PUBLIC_EXPENSES: "财政拨款“三公”经费支出决算表",
    TableKind.GOVERNMENT_FUND: "政府性基金预算财政拨款收入支出决算表",
    TableKind.STATE_CAPITAL: "国有资本经营预算财政拨款支出决算表",
}
"""Each table's usual title (places prefix or widen some of them)."""

COLUMNS: Mapping[TableKind, tuple[str, ...]] = {
    TableKind.INCOME_AND_EXPENDITURE: ("amount",),
    TableKind.INCOME: (
        "total",  # 本年收入合计
        "fiscal",  # 财政拨款收入
        "superior_subsidy",  # 上级补助收入
        "undertaking",  # 事业收入
        "operating",  # 经营收入
        "subordinate_remittance",  # 附属单位上缴收入
        "other",  # 其他收入
    ),
    TableKind.EXPENDITURE: (
        "total",  # 本年支出合计
        "basic",  # 基本支出
        "project",  # 项目支出
        "remittance_to_superior",  # 上缴上级支出
        "operating",  # 经营支出
        "subsidy_to_subordinate",  # 对附属单位补助支出
    ),
    # On the income side of 04 only "total" is used.
    TableKind.FISCAL_APPROPRIATION: ("total", "general", "fund", "capital"),
    TableKind.GENERAL_PUBLIC_BUDGET: ("total", "basic", "project"),
    TableKind.BASIC_EXPENDITURE: ("amount",),
    TableKind.THREE_PUBLIC_EXPENSES: ("budget", "actual"),
    TableKind.GOVERNMENT_FUND: ("opening", "income", "total", "basic", "project", "closing"),
    TableKind.STATE_CAPITAL: ("opening", "income", "total", "basic", "project", "closing"),
}
"""The amount columns a table may have, in order (a table may lack some)."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in 元, exact to the 分; ``None`` is unknown (an empty cell), never zero."""

    yuan: Decimal | None
    place: Place = NOWHERE

    @classmethod
    def from_cell(cls, number: Decimal, unit: Unit, place: Place = NOWHERE) -> Amount:
        """The amount a cell states in its sheet's unit; binary noise below the 分 is rounded off."""
        return cls(to_yuan(number, unit), place)

    @property
    def known(self) -> bool:
        return self.yuan is not None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table.

    ``key`` is the account code (支出功能分类 3/5/7 digits, 经济分类 3/5 digits) or, for lines
    without a code, a stable name: ``total``; table 01/04 income ``general_public_budget``,
    ``government_fund``, ``state_capital``, ``superior_subsidy``, ``undertaking``, ``operating``,
    ``subordinate_remittance``, ``other``; both sides of 01/04 ``this_year`` (本年收入/支出合计),
    ``opening`` (年初结转和结余), ``closing`` (年末结转和结余), ``surplus_used`` (使用非财政拨款结余),
    ``surplus_distributed`` (结余分配), in 04 ``opening_general``/``opening_fund``/
    ``opening_capital``; a class (类) of expenditure in 01/04 its three-digit code;
    in 07 ``total``, ``abroad`` (因公出国（境）费), ``vehicles`` (公务用车购置及运行维护费),
    ``vehicles_purchase``, ``vehicles_operation``, ``reception`` (公务接待费). A line that is none of
    these has its printed name.
    """

    key: str
    name: str
    amounts: Mapping[str, Amount]
    side: Side = ""
    place: Place = NOWHERE

    def __getitem__(self, column: str) -> Amount:
        """The amount in that column; unknown, at this row's place, where the table has none."""
        return self.amounts.get(column) or Amount(None, self.place)


@dataclass(frozen=True)
class Table:
    """One of the nine tables as it was read."""

    kind: TableKind
    title: str
    unit: Unit
    year: int | None = None
    department: str | None = None
    place: Place = NOWHERE
    rows: tuple[Row, ...] = ()

    @cached_property
    def _index(self) -> Mapping[tuple[Side, str], Row]:
        return {(row.side, row.key): row for row in reversed(self.rows)}

    def find(self, key: str, side: Side = "") -> Row | None:
        """The first row with that key on that side, or ``None``."""
        return self._index.get((side, key))

    def amount(self, key: str, column: str = "amount", side: Side = "") -> Amount:
        """The amount at a row and column; unknown, at the table's place, where there is no such row."""
        row = self.find(key, side)
        return row[column] if row else Amount(None, self.place)

    def on(self, side: Side) -> Iterator[Row]:
        """The rows of one side, in printed order."""
        return (row for row in self.rows if row.side == side)

    @cached_property
    def below(self) -> Mapping[tuple[Side, str], Sequence[Row]]:
        """The accounts right below each account, by its side and code; those below none under an empty code.

        A level that a table leaves out (no 款 between 类 and 项) is skipped.
        """
        coded = {(row.side, row.key): row for row in self.rows if row.key.isdigit()}
        below: dict[tuple[Side, str], list[Row]] = {}
        for (side, code), row in coded.items():
            above = next(
                (code[:end] for end in (5, 3) if end < len(code) and (side, code[:end]) in coded), ""
            )
            below.setdefault((side, above), []).append(row)
        return below

    def items(self) -> Iterator[Row]:
        """The rows at 项 level (seven-digit functional codes), in printed order."""
        return (row for row in self.rows if row.key.isdigit() and len(row.key) == 7)


@dataclass(frozen=True)
class FinalAccounts:
    """A department's final accounts of one year."""

    year: int
    department: str
    tables: Mapping[TableKind, Table] = field(default_factory=dict)
    files: tuple[str, ...] = ()

    def table(self, kind: TableKind) -> Table | None:
        """That table, or ``None`` where these accounts lack it."""
        return self.tables.get(kind)

    def amount(self, kind: TableKind, key: str, column: str = "amount", side: Side = "") -> Amount:
        """One amount; unknown where the table, the row or the cell is not there."""
        table = self.table(kind)
        if table is None:
            files = "、".join(self.files)
            return Amount(None, CellPlace(files, f"{TITLES[kind]}（没有这张表）"))
        return table.amount(key, column, side)
