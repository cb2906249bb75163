"""Stretches of a sentence in which every letter counts: account names, lists of names, the department."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from juesuan.facts import FACTS
from juesuan.matching.listed import LISTED
from juesuan.matching.texts import normal
from juesuan.matching.tokens import Token

_STOP = r"，。；：、！？（）\ufffc"
_CODED = re.compile(r"\d{7}[- ]?(?P<name>[^\d\ufffc]+?)(?=-?\d|。)")
_LEVELLED = re.compile(rf"(?P<name>[^{_STOP}\d]+)（(?:类|款|项)）")

_NUMBER_BEGINS = re.compile(r"(?<!\d)\d")
_STOPS = re.compile(r"[\d\ufffc。；，、]")

FACT_NAMES = frozenset(normal(fact.label) for fact in FACTS)


class Labels:
    """The names of figures and accounts, to be found before the numbers they name."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = FACT_NAMES | names
        self.lengths: dict[str, set[int]] = {}
        """Of the names by their last two letters."""
        for name in self.names:
            self.lengths.setdefault(name[-2:], set()).add(len(name))

    def before_numbers(self, text: str) -> list[tuple[int, int]]:
        """Every name that stands right before a number, or four letters before it; the longest first.

        Looked up from the numbers on, which are few: a bureau has more than a thousand names, and looking
        for each of them in each sentence took most of a check.
        """
        found = set()
        for number in _NUMBER_BEGINS.finditer(text):
            end = number.start()
            while end > 0 and number.start() - end <= 4:
                for long in self.lengths.get(text[max(end - 2, 0) : end], ()):
                    if long <= end and text[end - long : end] in self.names:
                        found.add((end - long, end))
                end -= 1
                if _STOPS.match(text[end]):
                    break
        return sorted(found, key=lambda span: (span[0] - span[1], span))


@dataclass(frozen=True, slots=True)
class Region:
    """``start:end`` of the wanted tokens."""

    kind: Literal["name", "list", "label", "department"]
    start: int
    end: int
    text: str


def regions(words: Sequence[Token], department: str, labels: Labels) -> list[Region]:
    """The regions of a generated sentence, none inside another."""
    text, offsets = "", []
    for at, word in enumerate(words):
        shown = "\ufffc" if word.kind == "slot" else word.text
        text += shown
        offsets += [at] * len(shown)
    found: list[Region] = []
    for kind, start, end in _ranges(text, normal(department), labels):
        low, high = offsets[start], offsets[end - 1] + 1
        if all(high <= other.start or low >= other.end for other in found):
            found.append(Region(kind, low, high, text[start:end]))
    return found


def _ranges(
    text: str, department: str, labels: Labels
) -> Iterator[tuple[Literal["name", "list", "label", "department"], int, int]]:
    for match in re.finditer(re.escape(department), text) if department else ():
        yield "department", match.start(), match.end()
    for match in LISTED.finditer(text):
        yield "list", *match.span("name")
    for pattern in (_CODED, _LEVELLED):
        for match in pattern.finditer(text):
            yield "name", *match.span("name")
    for start, end in labels.before_numbers(text):
        yield "label", start, end
