"""Where two rows of tokens differ."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from juesuan.matching.tokens import Token


class Edit(NamedTuple):
    """``a[i1:i2]`` became ``b[j1:j2]``."""

    i1: int
    i2: int
    j1: int
    j2: int


def edits(a: Sequence[Token], b: Sequence[Token], *, exact: bool = False) -> list[Edit]:
    """What became of the tokens of ``a``, in order; an edit never holds two quantities that can be paired.

    ``exact`` counts widths of letters too, for what the generator itself wrote both times.
    """
    ours, theirs = _compared(a, exact), _compared(b, exact)
    if ours == theirs:
        return []
    if len(ours) == len(theirs) and _frames(a, ours) == _frames(b, theirs):
        # The same sentence with other facts: these belong together by their place in it.
        return [Edit(at, at + 1, at, at + 1) for at in range(len(ours)) if ours[at] != theirs[at]]
    found: list[Edit] = []
    for edit in _edits(ours, theirs):
        found += _cut(a, b, edit)
    return found


def image(differing: Sequence[Edit], low: int, high: int, *, wide: bool) -> tuple[int, int]:
    """Where ``a[low:high]`` stands in ``b``, widened to whole edits.

    ``wide`` takes in what was inserted right at its borders.
    """
    start = end = None
    before = after = 0
    for i1, i2, j1, j2 in differing:
        inserted = i1 == i2
        if i1 < low < i2:
            start = j1
        elif i2 <= low and not (wide and inserted and i1 == low):
            before = j2 - i2
        if i1 < high < i2:
            end = j2
        elif i2 <= high and (wide or not (inserted and i1 == high)):
            after = j2 - i2
    return (low + before if start is None else start, high + after if end is None else end)


def _compared(tokens: Sequence[Token], exact: bool) -> list[str]:
    return [token.shown if exact else token.text for token in tokens]


def _frames(tokens: Sequence[Token], compared: Sequence[str]) -> list[str]:
    """The tokens without what the figures decide: numbers and directions."""
    return [
        f"#{token.quantity.unit}"
        if token.kind == "quantity"
        else token.kind
        if token.kind == "direction"
        else text
        for token, text in zip(tokens, compared, strict=True)
    ]


def _edits(a: list[str], b: list[str]) -> Iterator[Edit]:
    """Equal ends are cut off first: they are most of every text, and what is typed in is long."""
    shorter = min(len(a), len(b))
    head = 0
    while head < shorter and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < shorter - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    matcher = difflib.SequenceMatcher(None, a[head : len(a) - tail], b[head : len(b) - tail], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            yield Edit(i1 + head, i2 + head, j1 + head, j2 + head)


def _cut(a: Sequence[Token], b: Sequence[Token], edit: Edit) -> Iterator[Edit]:
    """Cut an edit at its quantities, so that a figure and the words beside it change on their own."""
    i1, i2, j1, j2 = edit
    here = [at for at in range(i1, i2) if a[at].kind == "quantity"]
    there = [at for at in range(j1, j2) if b[at].kind == "quantity"]
    if len(here) != len(there):
        yield edit
        return
    for one, other in zip([*here, i2], [*there, j2], strict=True):
        if i1 < one or j1 < other:
            yield Edit(i1, one, j1, other)
        if one < i2:  # equal ones the matcher has paired already
            yield Edit(one, one + 1, other, other + 1)
        i1, j1 = one + 1, other + 1
