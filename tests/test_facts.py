"""The vocabulary of facts fits the tables."""

from __future__ import annotations

from juesuan.accounts import COLUMNS
from juesuan.facts import CLASS_LISTS, DERIVED, FACTS, ITEM_LISTS, LISTS


def test_every_fact_has_its_own_key() -> None:
    """No name means two things."""
    keys = [*(fact.key for fact in FACTS), *DERIVED, *LISTS]
    assert sorted(set(keys)) == sorted(keys)


def test_every_cell_is_in_a_column_its_table_has() -> None:
    """A fact never asks a table for a column that no layout of it has."""
    cells = [cell for fact in FACTS for cell in (*fact.cells, *([fact.budget] if fact.budget else []))]
    wrong = [cell for cell in (*cells, *CLASS_LISTS.values()) if cell.column not in COLUMNS[cell.table]]
    assert [] == wrong


def test_wholes_are_facts_that_come_first() -> None:
    """A share is computed of a figure that stands before it."""
    seen: set[str] = {""}
    for fact in FACTS:
        assert fact.whole in seen
        seen.add(fact.key)


def test_lists_are_described() -> None:
    """Every list that is built is one that authors can look up."""
    assert {*ITEM_LISTS, *CLASS_LISTS} <= set(LISTS)
