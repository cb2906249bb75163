"""Three-way merge of one paragraph's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.matching.diff import Edit, edits
from juesuan.matching.tokens import Token


@dataclass(frozen=True, slots=True)
class Change:
    """Replace staff tokens ``start:end`` by fresh tokens ``low:high``."""

    start: int
    end: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Staff and figures changed the same words: staff tokens ``start:end`` against fresh ``low:high``."""

    start: int
    end: int
    low: int
    high: int


def three_way(
    base: Sequence[Token], staff: Sequence[Token], fresh: Sequence[Token]
) -> tuple[list[Change], list[Conflict]]:
    """Fresh edits where staff left the words alone; conflicts where both changed them differently."""
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    theirs = edits(base, staff)
    breaks = [edit for edit in theirs if all(each.kind == "break" for each in staff[edit.j1 : edit.j2])]
    for group, rivals in _grouped(edits(base, fresh, exact=True), theirs, breaks):
        i1, i2 = group[0][0], group[-1][1]
        low, high = group[0][2], group[-1][3]
        if not rivals:
            start = _moved(i1, theirs)
            changes.append(Change(start, start + i2 - i1, low, high))
            continue
        i1, i2 = min(i1, rivals[0][0]), max(i2, rivals[-1][1])
        low -= group[0][0] - i1
        high += i2 - group[-1][1]
        start, end = rivals[0][2] - (rivals[0][0] - i1), rivals[-1][3] + (i2 - rivals[-1][1])
        if [token.text for token in staff[start:end]] != [token.text for token in fresh[low:high]]:
            conflicts.append(Conflict(start, end, low, high))
    return changes, conflicts


def _grouped(ours: list[Edit], theirs: list[Edit], breaks: list[Edit]) -> list[tuple[list[Edit], list[Edit]]]:
    """Fresh edits each with the staff edits that touch the same words; those that share one together.

    ``breaks`` are places where staff broke the paragraph and typed nothing: words may go in there.
    """
    groups: list[tuple[list[Edit], list[Edit]]] = []
    for edit in ours:
        inserted = edit.i1 == edit.i2
        rivals = [other for other in theirs if _clash(edit, other) and not (inserted and other in breaks)]
        if rivals and groups and groups[-1][1] and groups[-1][1][-1] == rivals[0]:
            groups[-1][0].append(edit)
            groups[-1][1].extend(rivals[1:])
        else:
            groups.append(([edit], rivals))
    return groups


def _clash(ours: Edit, theirs: Edit) -> bool:
    i1, i2, k1, k2 = ours.i1, ours.i2, theirs.i1, theirs.i2
    if i1 == i2 and k1 == k2:
        return i1 == k1
    if i1 == i2:
        return k1 < i1 < k2
    if k1 == k2:
        return i1 < k1 < i2
    return i1 < k2 and k1 < i2


def _moved(position: int, theirs: list[Edit]) -> int:
    """Where a base position that staff did not touch stands in the staff's tokens."""
    shift = 0
    for _, i2, _, j2 in theirs:
        if i2 <= position:
            shift = j2 - i2
    return position + shift
