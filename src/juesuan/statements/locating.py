"""Which token of the staff's text is which of a generated paragraph.

Clauses that stand there word for word come first, wherever they were moved to; what lies between them
is compared token by token. A match says nothing yet about meaning: a part is judged as a whole.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.statements.parts import Taken, clause_ranges
from juesuan.statements.tokens import Token
from juesuan.vocabulary import Vocabulary

_CELLS = 250_000  # beyond this many pairs of tokens a gap counts as rewritten: 500 tokens against 500


@dataclass(frozen=True)
class Location:
    """``at``: for each generated token its place among the staff's tokens, or -1; ``owner``: the reverse."""

    at: tuple[int, ...]
    owner: tuple[int, ...]
    doubled: frozenset[int]
    """Generated tokens whose clause stands more often in the staff's text than in the generated one."""


def locate(taken: Taken, staff: Sequence[Token], vocabulary: Vocabulary) -> Location:
    """Find the generated paragraph's tokens in the staff's text."""
    tokens = taken.tokens
    if [token.text for token in tokens] == [token.text for token in staff]:
        same = tuple(range(len(tokens)))
        return Location(same, same, frozenset())
    return _Locator(tokens, staff, vocabulary).location()


class _Locator:
    def __init__(self, base: Sequence[Token], staff: Sequence[Token], vocabulary: Vocabulary) -> None:
        self.base, self.staff, self.vocabulary = base, staff, vocabulary
        self.at = [-1] * len(base)
        self.owner = [-1] * len(staff)
        self.ours = list(clause_ranges(base, figures_only=True))
        self.theirs = list(clause_ranges(staff, figures_only=False))
        self.our_texts = [_text(base, each) for each in self.ours]
        self.their_texts = [_text(staff, each) for each in self.theirs]

    def location(self) -> Location:
        pairs = self.equal_clauses()
        for ours, theirs in pairs.items():
            self.match(range(*self.ours[ours]), range(*self.theirs[theirs]))
        spine = list(_spine(sorted(pairs.items()), self.ours))
        edges = [
            (-1, -1),
            *((self.ours[i][0], self.theirs[j][0], self.ours[i][1], self.theirs[j][1]) for i, j in spine),
        ]
        low, begin = 0, 0
        for edge in edges[1:]:
            self.gap(low, edge[0], begin, edge[1])
            low, begin = edge[2], edge[3]
        self.gap(low, len(self.base), begin, len(self.staff))
        return Location(tuple(self.at), tuple(self.owner), frozenset(self.doubled()))

    def match(self, ours: Sequence[int], theirs: Sequence[int]) -> None:
        for here, there in zip(ours, theirs, strict=True):
            self.at[here], self.owner[there] = there, here

    def equal_clauses(self) -> dict[int, int]:
        """Clauses that stand in both just once, then equal neighbours of matched ones."""
        here, there = Counter(self.our_texts), Counter(self.their_texts)
        places = {text: at for at, text in enumerate(self.their_texts)}
        pairs = {
            at: places[text]
            for at, text in enumerate(self.our_texts)
            if here[text] == there[text] == 1 and _tells(text)
        }
        taken = set(pairs.values())
        for step in (1, -1):
            for start in sorted(pairs, reverse=step < 0):
                ours, theirs = start + step, pairs[start] + step
                while (
                    0 <= ours < len(self.ours)
                    and 0 <= theirs < len(self.theirs)
                    and ours not in pairs
                    and theirs not in taken
                    and self.our_texts[ours] == self.their_texts[theirs]
                ):
                    pairs[ours] = theirs
                    taken.add(theirs)
                    ours, theirs = ours + step, theirs + step
        return pairs

    def gap(self, low: int, high: int, begin: int, end: int) -> None:
        """Compare what is left between two matched clauses."""
        ours = [at for at in range(low, high) if self.at[at] < 0]
        theirs = [at for at in range(begin, end) if self.owner[at] < 0]
        for side in (0, -1):  # equal ends need no search: they are most of every gap
            while ours and theirs and self.base[ours[side]].text == self.staff[theirs[side]].text:
                self.match([ours.pop(side)], [theirs.pop(side)])
        if not ours or not theirs or len(ours) * len(theirs) > _CELLS:
            return
        first = [self.base[at] for at in ours]
        second = [self.staff[at] for at in theirs]
        for i, j in _aligned(first, second, self.vocabulary):
            self.at[ours[i]], self.owner[theirs[j]] = theirs[j], ours[i]

    def doubled(self) -> Iterator[int]:
        here, there = Counter(self.our_texts), Counter(self.their_texts)
        for text, (low, high) in zip(self.our_texts, self.ours, strict=True):
            if there[text] > here[text] and any(token.figure for token in self.base[low:high]):
                yield from range(low, high)


def _text(tokens: Sequence[Token], clause: tuple[int, int]) -> tuple[str, ...]:
    return tuple(token.text for token in tokens[clause[0] : clause[1]])


def _tells(text: Sequence[str]) -> bool:
    """Whether a clause is more than a word or two that may stand anywhere."""
    return len(text) >= 3 or any(each[0] in "\ufffc0123456789" for each in text)


def _spine(pairs: list[tuple[int, int]], ours: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pairs that stand in one order in both texts: the longest run of them."""
    tails: list[int] = []  # the least end of an ordered run of each length, and the runs' last pairs
    last: list[int] = []
    before: list[int] = []
    for number, (_, theirs) in enumerate(pairs):
        place = bisect.bisect_left(tails, theirs)
        before.append(last[place - 1] if place else -1)
        tails[place : place + 1] = [theirs]
        last[place : place + 1] = [number]
    run: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return reversed(run)


# ---- token by token ----

_OPEN, _MORE = 1.2, 0.12  # a run of added or lost tokens costs this to begin, and this for each further one


def _worth(ours: Token, theirs: Token, vocabulary: Vocabulary) -> float:
    """What it is worth to take one token for the other; below zero: they never are."""
    if ours.text == theirs.text:
        return _SAME.get(ours.kind, 1.0 + len(ours.text) / 2)
    if ours.kind == theirs.kind == "stop":
        return 0.5
    if ours.sense and ours.sense == theirs.sense and ours.sense in vocabulary.same:
        return 1.2
    if ours.sense in vocabulary.directions and theirs.sense in vocabulary.directions:
        return 0.4
    if ours.kind == theirs.kind and ours.kind in ("number", "year", "ordinal"):
        return 0.4
    return -1.0


_SAME = {"number": 4.0, "slot": 8.0, "stop": 0.6, "ordinal": 3.0}
_NEVER = float("-inf")


def _aligned(ours: Sequence[Token], theirs: Sequence[Token], vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """The best alignment of two runs of tokens; a run of gaps costs little more than one gap.

    Each cell knows the best way that ends with a match, with a lost token of ours and with an added one
    of theirs (Gotoh's algorithm); ``ways`` remembers for all three which of them came before.
    """
    columns = len(theirs) + 1
    match = [0.0] + [_NEVER] * len(theirs)
    lost = [_NEVER] * columns
    added = [_NEVER] + [-_OPEN - _MORE * at for at in range(len(theirs))]
    ways: list[list[tuple[int, int, int]]] = [
        [(0, 0, 0)] + [(0, 0, 0 if at == 1 else 2) for at in range(1, columns)]
    ]
    worths: dict[tuple[str, str], list[float]] = {}
    for token in ours:
        worth = worths.get((token.text, token.sense))
        if worth is None:
            worth = [_worth(token, other, vocabulary) for other in theirs]
            worths[token.text, token.sense] = worth
        match_before, lost_before, added_before = match, lost, added
        match, lost, added = [_NEVER] * columns, [_NEVER] * columns, [_NEVER] * columns
        row: list[tuple[int, int, int]] = []
        for at in range(columns):
            lost[at], from_lost = _best(
                match_before[at] - _OPEN, lost_before[at] - _MORE, added_before[at] - _OPEN
            )
            from_match = from_added = 0
            if at:
                added[at], from_added = _best(
                    match[at - 1] - _OPEN, lost[at - 1] - _OPEN, added[at - 1] - _MORE
                )
                gain = worth[at - 1]
                if gain >= 0:
                    best, from_match = _best(match_before[at - 1], lost_before[at - 1], added_before[at - 1])
                    match[at] = best + gain
            row.append((from_match, from_lost, from_added))
        ways.append(row)
    i, j = len(ours), len(theirs)
    state = _best(match[j], lost[j], added[j])[1]
    pairs: list[tuple[int, int]] = []
    while i or j:
        before = ways[i][j][state]
        if state != 2:
            i -= 1
        if state != 1:
            j -= 1
        if state == 0:
            pairs.append((i, j))
        state = before
    return _slid(pairs[::-1], theirs)


def _best(match: float, lost: float, added: float) -> tuple[float, int]:
    if match >= lost and match >= added:
        return match, 0
    return (lost, 1) if lost >= added else (added, 2)


def _slid(pairs: list[tuple[int, int]], theirs: Sequence[Token]) -> list[tuple[int, int]]:
    """Every added run as far to the right as it may stand: 支出〔和办公费支出〕, not 支〔出和办公费支〕出."""
    for at in range(1, len(pairs)):
        ours, there = pairs[at]
        start = pairs[at - 1][1] + 1
        if start < there and theirs[start].text == theirs[there].text:
            pairs[at] = ours, start
    return pairs
