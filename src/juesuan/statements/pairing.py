"""Which part of a generated paragraph is which of the same paragraph with other figures."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.statements.parts import Taken


@dataclass(frozen=True, slots=True)
class Pair:
    """Parts of base and fresh that are the same statement (one each), or that took another's place.

    An empty side: the parts vanished, or are new.
    """

    base: tuple[int, ...]
    fresh: tuple[int, ...]

    @property
    def same(self) -> bool:
        return len(self.base) == len(self.fresh) == 1


def paired(base: Taken, fresh: Taken) -> list[Pair]:
    """The pairs in the order of the fresh paragraph."""
    ours, theirs = _keys(base), _keys(fresh)
    pairs: list[Pair] = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += [Pair((i,), (j,)) for i, j in zip(range(i1, i2), range(j1, j2), strict=True)]
        else:
            pairs += _replaced(base, fresh, range(i1, i2), range(j1, j2))
    return pairs


def _keys(taken: Taken) -> list[tuple[object, ...]]:
    return [
        (part.kind, part.key) if part.key else (part.kind, *taken.words(number))
        for number, part in enumerate(taken.parts)
    ]


def _replaced(base: Taken, fresh: Taken, ours: Sequence[int], theirs: Sequence[int]) -> Iterator[Pair]:
    """Words that changed, and comparisons without a key (records of 0.1), are paired in their order."""
    kinds: list[list[object]] = [
        [taken.parts[at].kind if taken.parts[at].kind in ("words", "comparison") else at for at in numbers]
        for taken, numbers in ((base, ours), (fresh, theirs))
    ]
    if len(ours) != len(theirs) and "comparison" not in kinds[0]:
        if ours or theirs:
            yield Pair(tuple(ours), tuple(theirs))
        return
    i = j = 0
    for block in difflib.SequenceMatcher(None, kinds[0], kinds[1], False).get_matching_blocks():
        if i < block.a or j < block.b:
            yield Pair(tuple(ours[i : block.a]), tuple(theirs[j : block.b]))
        for step in range(block.size):
            yield Pair((ours[block.a + step],), (theirs[block.b + step],))
        i, j = block.a + block.size, block.b + block.size
