"""Several units' accounts become one: known amounts are added, an unknown one makes the sum unknown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from juesuan.accounts import Amount, FinalAccounts, Row, Table, TableKind
from juesuan.places import CellPlace
from juesuan.reading import merge_accounts

KIND = TableKind.GENERAL_PUBLIC_BUDGET


def unit(name: str, **amounts: int | None) -> FinalAccounts:
    """One unit's table 05: each code's 小计 in 元, ``None`` for a cell that is empty."""
    rows = tuple(
        Row(
            code.lstrip("_"),
            "某支出",
            {"total": Amount(None if yuan is None else Decimal(yuan), CellPlace(f"{name}.xlsx", "05", code))},
        )
        for code, yuan in amounts.items()
    )
    table = Table(KIND, "一般公共预算财政拨款支出决算表", "元", rows=rows)
    return FinalAccounts(2021, name, {KIND: table}, (f"{name}.xlsx",))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"_2011301": 5}, {"_2011301": 7}, 12),
        ({"_2011301": 5}, {"_2011301": -7}, -2),
        ({"_2011301": 5}, {"_2011301": None}, None),
        ({"_2011301": None}, {"_2011301": 7}, None),
        ({"_2011301": None}, {"_2011301": None}, None),
        ({"_2011301": 5}, {"_2011302": 7}, 5),
        ({"_2011302": 5}, {"_2011301": 7}, 7),
        ({"_2011302": 5}, {"_2011301": None}, None),
    ],
)
def test_known_and_unknown_amounts(
    first: dict[str, int | None], second: dict[str, int | None], expected: int | None
) -> None:
    """A line that one unit does not list is nothing for it; a cell that is empty is unknown, never zero."""
    merged, _ = merge_accounts([unit("甲", **first), unit("乙", **second)])
    assert expected == merged.amount(KIND, "2011301", "total").yuan


def test_an_unknown_sum_is_looked_for_in_the_cell_that_is_empty() -> None:
    """Of two units' cells the message names the one that somebody must fill in."""
    merged, _ = merge_accounts([unit("甲", _2011301=5), unit("乙", _2011301=None)])
    assert CellPlace("乙.xlsx", "05", "_2011301") == merged.amount(KIND, "2011301", "total").place


def test_three_units_with_one_unknown_stay_unknown() -> None:
    """A later known amount does not make up for an earlier empty cell."""
    merged, _ = merge_accounts([unit("甲", _2011301=5), unit("乙", _2011301=None), unit("丙", _2011301=7)])
    assert merged.amount(KIND, "2011301", "total").yuan is None


def test_a_table_that_one_unit_lacks_is_not_added() -> None:
    """Half a table is no table: it is left out, and that is told."""
    lacking = FinalAccounts(2021, "乙", {}, ("乙.xlsx",))
    merged, findings = merge_accounts([unit("甲", _2011301=5), lacking])
    assert merged.table(KIND) is None
    assert ["priors-merged", "priors-table-missing"] == [finding.code for finding in findings]
