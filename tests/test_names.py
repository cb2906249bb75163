"""The tree of names that sentences see."""

from __future__ import annotations

import pytest

from juesuan.accounts import Amount
from juesuan.names import Group, group, name_tree
from juesuan.quantities import Line, NumberRules, amount_quantity


def line(number: int) -> Line:
    figure = amount_quantity("key", "某数", Amount.from_cell(number, "万元"), NumberRules())  # type: ignore[arg-type]
    return Line("key", "某数", figure, figure, figure)


def test_dotted_keys_become_branches() -> None:
    """a.b.c is c in b in a."""
    tree = name_tree({"a.b.c": 1, "a.d": 2})
    assert (1, 2) == (tree["a"].b.c, tree["a"].d)


def test_line_may_be_leaf_and_branch() -> None:
    """assets.vehicles is a figure, and assets.vehicles.other another below it."""
    vehicles = name_tree({"assets.vehicles": line(3), "assets.vehicles.other": line(1)})["assets"].vehicles
    assert ("3.00", "1.00", "3.00") == (str(vehicles), str(vehicles.other), str(vehicles.prior))
    assert vehicles > 2
    assert vehicles


def test_unknown_name_is_an_attribute_error() -> None:
    """Sentences turn it into a message with the nearest names."""
    branch = group("setting", {"a": "甲"})
    assert isinstance(branch, Group)
    with pytest.raises(AttributeError):
        _ = branch.b
