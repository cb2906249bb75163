"""Three-way merge of one paragraph's words."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.merge.tokens import Token

Edit = tuple[int, int, int, int]  # base[i1:i2] became other[j1:j2]


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


def edits(base: Sequence[Token], other: Sequence[Token]) -> list[Edit]:
    """What became of the base's tokens; equal ends are cut off first, they are most of every text."""
    a, b = [token.text for token in base], [token.text for token in other]
    if a == b:
        return []
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    matcher = difflib.SequenceMatcher(None, a[head : len(a) - tail], b[head : len(b) - tail], autojunk=False)
    found: list[Edit] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            found += _by_number(base, other, (i1 + head, i2 + head, j1 + head, j2 + head))
    return found


def _by_number(base: Sequence[Token], other: Sequence[Token], edit: Edit) -> list[Edit]:
    """Cut an edit at its numbers, so that a figure and the words beside it change on their own."""
    i1, i2, j1, j2 = edit
    ours = [at for at in range(i1, i2) if base[at].number]
    theirs = [at for at in range(j1, j2) if other[at].number]
    if len(ours) != len(theirs):
        return [edit]
    parts: list[Edit] = []
    for here, there in zip([*ours, i2], [*theirs, j2], strict=True):
        if i1 < here or j1 < there:
            parts.append((i1, here, j1, there))
        if here < i2 and base[here].text != other[there].text:
            parts.append((here, here + 1, there, there + 1))
        i1, j1 = here + 1, there + 1
    return parts


def three_way(
    base: Sequence[Token], staff: Sequence[Token], fresh: Sequence[Token]
) -> tuple[list[Change], list[Conflict]]:
    """Fresh edits where staff left the words alone; conflicts where both changed them differently."""
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    theirs = edits(base, staff)
    for group, rivals in _grouped(edits(base, fresh), theirs):
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


def _grouped(ours: list[Edit], theirs: list[Edit]) -> list[tuple[list[Edit], list[Edit]]]:
    """Fresh edits each with the staff edits that touch the same words; those that share one together."""
    groups: list[tuple[list[Edit], list[Edit]]] = []
    for edit in ours:
        rivals = [other for other in theirs if _clash(edit, other)]
        if rivals and groups and groups[-1][1] and groups[-1][1][-1] == rivals[0]:
            groups[-1][0].append(edit)
            groups[-1][1].extend(rivals[1:])
        else:
            groups.append(([edit], rivals))
    return groups


def _clash(ours: Edit, theirs: Edit) -> bool:
    i1, i2, k1, k2 = ours[0], ours[1], theirs[0], theirs[1]
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
