"""Stretches of a sentence in which every letter counts: account names, lists of names, the department."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from juesuan.facts import FACTS
from juesuan.matching.texts import normal
from juesuan.matching.tokens import Token

_STOP = r"，。；：、！？（）\ufffc"
_CODED = re.compile(r"\d{7}[- ]?(?P<name>[^\d\ufffc]+?)(?=-?\d|。)")
_LEVELLED = re.compile(rf"(?P<name>[^{_STOP}\d]+)（(?:类|款|项)）")
_LISTED = re.compile(r"：(?P<name>[^：。；，\d\ufffc]+(?:、[^：。；，\d\ufffc]+){2,})(?=[。；])")

FACT_NAMES = frozenset(normal(fact.label) for fact in FACTS)


@dataclass(frozen=True, slots=True)
class Region:
    """``start:end`` of the wanted tokens."""

    kind: Literal["name", "list", "label", "department"]
    start: int
    end: int
    text: str


def regions(words: Sequence[Token], department: str, names: frozenset[str]) -> list[Region]:
    """The regions of a generated sentence, none inside another."""
    text, offsets = "", []
    for at, word in enumerate(words):
        shown = "\ufffc" if word.kind == "slot" else word.text
        text += shown
        offsets += [at] * len(shown)
    found: list[Region] = []
    for kind, start, end in _ranges(text, normal(department), names):
        low, high = offsets[start], offsets[end - 1] + 1
        if all(high <= other.start or low >= other.end for other in found):
            found.append(Region(kind, low, high, text[start:end]))
    return found


def _ranges(
    text: str, department: str, names: frozenset[str]
) -> Iterator[tuple[Literal["name", "list", "label", "department"], int, int]]:
    for match in re.finditer(re.escape(department), text) if department else ():
        yield "department", match.start(), match.end()
    for match in _LISTED.finditer(text):
        yield "list", *match.span("name")
    for pattern in (_CODED, _LEVELLED):
        for match in pattern.finditer(text):
            yield "name", *match.span("name")
    for name in sorted(FACT_NAMES | names, key=len, reverse=True):
        for match in re.finditer(re.escape(name) + r"(?=[^\d\ufffc。；，、]{0,4}\d)", text):
            yield "label", match.start(), match.start() + len(name)
