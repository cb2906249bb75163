"""How alike two paragraphs are, figures, spaces and slots aside."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from juesuan.matching.texts import SLOT, literal, skeleton
from juesuan.narrative import Paragraph

LIKE = 0.35
"""From here on two paragraphs may be one.

Tried on the narratives of both editions (114 paragraphs), letters replaced, left out and put in at
random: with one letter in five changed all but one paragraph are above it, with three in ten 107, with
half of them 37; paragraphs on something else, as staff add them, stay below 0.2. Two items that differ in
their names only are at 0.7 to 0.9: likeness finds paragraphs, it does not tell items apart."""
PART = 0.3
"""So much of what a neighbour says must be what a paragraph lacks, for it to be a part broken off.

Tried on the same narratives broken at every mark, one letter in seven changed: more than eight parts in
ten are above it (most of the others hold a slot, whose control tells); of 616 real paragraphs from other
departments' accounts, put behind edited ones, two in a hundred."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A paragraph as others are compared with it: its skeleton, and every two letters side by side in it.

    A pair that comes again is numbered, so that it counts again. Pairs rather than a longest common
    sequence, because they can be looked up, and because they are counted in a time that grows with the
    text alone.
    """

    text: str
    pairs: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Shape:
        """The shape of a text of the document."""
        return cls._of(skeleton(text))

    @classmethod
    def generated(cls, paragraph: Paragraph) -> Shape:
        """The shape of a generated paragraph, its slots as one letter each."""
        return cls._of(skeleton(literal(paragraph)))

    def beside(self, other: Shape) -> Shape:
        """The shape of the two together."""
        return self._of(self.text + other.text)

    @classmethod
    def _of(cls, text: str) -> Shape:
        seen: dict[str, int] = {}
        pairs = []
        for first, second in pairwise(text):
            if first == SLOT or second == SLOT:
                continue
            pair = first + second
            seen[pair] = times = seen.get(pair, 0) + 1
            pairs.append(pair if times == 1 else f"{pair}{times}")
        return cls(text, frozenset(pairs))


def likeness(generated: Shape, found: Shape) -> float:
    """From 0 to 1: the share of pairs in common. Where a slot is, what else the other says does not count."""
    if generated.text == found.text:
        return 1.0
    both = len(generated.pairs & found.pairs)
    if SLOT in generated.text:
        return both / (len(generated.pairs) or 1)
    return 2 * both / ((len(generated.pairs) + len(found.pairs)) or 1)


def completes(generated: Shape, found: Shape, other: Shape) -> bool:
    """Whether another paragraph says what ``found`` lacks of the generated one: it was broken off it."""
    gained = _gained(generated, found, other)
    return gained > 1 and gained >= PART * len(other.pairs)


def says_too(found: Shape, known: Shape, other: Shape) -> bool:
    """Whether a text says, beside all that ``known`` explains of it, what another paragraph says.

    So much of what is left of the text, or so much of the other paragraph: a short one may stand in a long rest.
    """
    gained = _gained(found, known, other)
    rest = len(found.pairs) - len(found.pairs & known.pairs)
    return gained > 1 and gained >= PART * min(rest, len(other.pairs))


def repeats(generated: Shape, found: Shape, other: Shape) -> bool:
    """Whether another paragraph says again what ``found`` says of the generated one: it is a copy."""
    both = len(generated.pairs & other.pairs)
    return both >= LIKE * len(generated.pairs) and 2 * _gained(generated, found, other) <= both


def _gained(generated: Shape, found: Shape, other: Shape) -> int:
    """How many more pairs of the generated paragraph there are in two texts than in the first alone."""
    return len(generated.pairs & found.beside(other).pairs) - len(generated.pairs & found.pairs)
