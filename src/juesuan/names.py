"""The tree of names that sentences see, made of dotted keys."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from juesuan.quantities import Line, Measured


class Group:
    """A branch of the name tree: ``three_public_expenses.total`` is ``total`` in one of these."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._members: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self.__dict__["_members"][name]
        except KeyError:
            raise AttributeError(name) from None


class LineGroup(Group, Measured):
    """A line that has further names below it (``assets.vehicles`` and ``assets.vehicles.other``)."""

    def __init__(self, path: str, line: Line) -> None:
        super().__init__(path)
        self.line = line

    def __getattr__(self, name: str) -> Any:
        members = self.__dict__["_members"]
        return members[name] if name in members else getattr(self.__dict__["line"], name)

    @property
    def shown(self) -> Decimal:
        return self.line.shown

    def __str__(self) -> str:
        return str(self.line)

    def __bool__(self) -> bool:
        return bool(self.line)


def name_tree(values: Mapping[str, Any]) -> dict[str, Any]:
    """``{"a.b": 1}`` as ``a`` with a member ``b``; a line may be both a leaf and a branch."""
    root: dict[str, Any] = {}
    for key in sorted(values):
        *path, name = key.split(".")
        members = root
        for depth, step in enumerate(path, 1):
            node = members.get(step)
            if not isinstance(node, Group):
                group_key = ".".join(path[:depth])
                node = LineGroup(group_key, node) if isinstance(node, Line) else Group(group_key)
                members[step] = node
            members = node._members
        members[name] = values[key]
    return root


def group(path: str, values: Mapping[str, Any]) -> Group:
    """The values, by dotted key, as one branch of the tree."""
    branch = Group(path)
    branch._members.update(name_tree(values))
    return branch
