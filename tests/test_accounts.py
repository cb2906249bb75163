"""What a cell states becomes 元, exact to the 分, rounded half up once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from juesuan.accounts import Amount, FinalAccounts, Row, Table, TableKind
from juesuan.amounts import Unit
from juesuan.places import CellPlace


@pytest.mark.parametrize(
    ("cell", "unit", "yuan"),
    [
        # What spreadsheets make of 754.75 万元: never a 分 less, never a 分 more.
        ("754.7499999999999", "万元", "7547500.00"),
        ("754.7500000002265", "万元", "7547500.00"),
        ("7547499.999999999", "元", "7547500.00"),
        ("0.005", "元", "0.01"),
        ("0.004999", "元", "0.00"),
        ("0.0000005", "万元", "0.01"),
        ("-0.005", "元", "-0.01"),
        ("-0.004", "元", "0.00"),
        ("12.34", "万元", "123400.00"),
        ("12.34", "元", "12.34"),
        ("1234567890123.45", "元", "1234567890123.45"),
    ],
)
def test_a_cell_is_rounded_half_up_to_the_cent(cell: str, unit: Unit, yuan: str) -> None:
    """Halves go away from zero; 万元 are multiplied before anything is rounded."""
    assert Decimal(yuan) == Amount.from_cell(Decimal(cell), unit).yuan


def test_an_amount_keeps_its_place() -> None:
    """What is asked of a figure later is answered with its cell."""
    place = CellPlace("甲.xlsx", "01", "B9")
    assert place == Amount.from_cell(Decimal(1), "元", place).place


def test_what_a_table_lacks_is_unknown_where_it_was_looked_for() -> None:
    """No table, no row, no column: three unknown amounts, never zero."""
    row = Row("total", "合计", {"basic": Amount(Decimal(5))}, place=CellPlace("甲.xlsx", "03", "A9"))
    table = Table(TableKind.EXPENDITURE, "支出决算表", "元", place=CellPlace("甲.xlsx", "03"), rows=(row,))
    accounts = FinalAccounts(2022, "某某局", {table.kind: table}, ("甲.xlsx",))
    asked = [
        (TableKind.EXPENDITURE, "total", "basic"),
        (TableKind.EXPENDITURE, "total", "project"),
        (TableKind.EXPENDITURE, "201", "basic"),
        (TableKind.INCOME, "total", "total"),
    ]
    found = [accounts.amount(*each) for each in asked]
    assert [Decimal(5), None, None, None] == [amount.yuan for amount in found]
    assert [row.place, table.place] == [found[1].place, found[2].place]
    assert "收入决算表" in str(found[3].place)
