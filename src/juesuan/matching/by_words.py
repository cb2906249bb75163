"""Paragraphs without an anchor, found by what they say."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.drafts import DraftParagraph
from juesuan.matching.likeness import LIKE, Shape, likeness
from juesuan.matching.texts import CODE
from juesuan.narrative import Paragraph

_CODED = 0.2
"""What the same account's code adds to the likeness: a reworded item keeps it, and hardly another text has it.

Tried on drafts of 140 and of 1,400 items, every second letter replaced, left out or added: 92 and 99 in a
hundred paragraphs are found with it, 85 and 91 without; more changes nothing."""
_BETWEEN = 0.1
"""What standing between its neighbours adds: it decides between paragraphs that read the same, and only there."""
_CANDIDATES = 8
"""How many paragraphs one is compared with: those that share the rarest pairs of letters with it."""
_LOOKED_UP = 400
"""How many entries of the index are read for one paragraph at most: what half the document has in common
tells nothing, and reading it for every paragraph would take the square of the document.

Tried on the same drafts, on the example and on a bureau's of the other edition, up to half of the letters changed:
comparing everything with everything found no paragraph more (and put two more into the wrong place)."""
_HEADING = 60
"""No heading is longer: the longest of both editions has 26 letters, of 103 in other departments' accounts 95
in a hundred have 36 or fewer, and the longer ones are sentences."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A generated paragraph that no anchor leads to, and the document's paragraphs between which it belongs."""

    paragraph: Paragraph
    low: int
    high: int


def by_words(missing: Sequence[Missing], free: Sequence[DraftParagraph]) -> dict[str, int]:
    """The paragraphs that are found by their words: key and index, likest pairs first.

    Among equals (repeated headings) the order of the document decides.
    """
    index = _Index(free)
    scored = [
        (-score, order, at, each.paragraph.key)
        for order, each in enumerate(missing)
        for at, score in index.scores(each)
    ]
    found: dict[str, int] = {}
    used: set[int] = set()
    for _, _, at, key in sorted(scored):
        if key not in found and at not in used:
            found[key] = at
            used.add(at)
    return found


class _Index:
    """The free paragraphs by the pairs of letters and the codes in them."""

    def __init__(self, free: Sequence[DraftParagraph]) -> None:
        self.shapes = {each.index: Shape.of(each.text) for each in free if not each.in_table}
        self.codes = {each.index: _codes(each.text) for each in free if not each.in_table}
        self.entries: dict[str, list[int]] = {}
        for at, shape in self.shapes.items():
            for sign in (*shape.pairs, *self.codes[at]):
                self.entries.setdefault(sign, []).append(at)
        self.places = sorted(self.shapes)

    def scores(self, missing: Missing) -> Iterator[tuple[int, float]]:
        """The paragraphs that may be this one, and how much speaks for each."""
        paragraph = missing.paragraph
        shape, codes = Shape.generated(paragraph), _codes(paragraph.text)
        for at in self.candidates(shape, codes, missing):
            there = self.codes[at]
            if there and not codes & there:
                continue  # another account's
            if paragraph.style != "body" and len(self.shapes[at].text) > _HEADING:
                continue
            score = likeness(shape, self.shapes[at]) + (_CODED if codes & there else 0)
            if score >= LIKE:
                yield at, score + (_BETWEEN if missing.low < at < missing.high else 0)

    def candidates(self, shape: Shape, codes: frozenset[str], missing: Missing) -> Iterator[int]:
        """Those worth comparing: what few paragraphs have they have too, or they stand where it belongs."""
        first = bisect_right(self.places, missing.low)
        near = self.places[first : min(first + _CANDIDATES, bisect_left(self.places, missing.high))]
        signs = sorted(
            (len(self.entries[sign]), sign) for sign in shape.pairs | codes if sign in self.entries
        )
        votes: dict[int, float] = defaultdict(float)
        looked_up = 0
        for many, sign in signs:
            looked_up += many
            if looked_up > _LOOKED_UP:
                break
            for at in self.entries[sign]:
                votes[at] += 1 / many
        yield from dict.fromkeys(
            (*near, *heapq.nlargest(_CANDIDATES, votes, key=lambda at: (votes[at], -at)))
        )


def _codes(text: str) -> frozenset[str]:
    return frozenset(CODE.findall(text))
