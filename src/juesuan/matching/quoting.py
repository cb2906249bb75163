"""Where generated figures stand in a paragraph of a document, and the sentences round them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from juesuan.matching.diff import edits
from juesuan.matching.tokens import generated_tokens, tokens_of
from juesuan.narrative import Paragraph

_STOP = "。"


class Spot(NamedTuple):
    """``start:end`` of a text."""

    start: int
    end: int


@dataclass(frozen=True)
class Quoted:
    """The text that stands for a generated paragraph in a document, to be quoted sentence by sentence."""

    text: str
    paragraph: Paragraph | None

    @cached_property
    def figures(self) -> Mapping[str, Spot]:
        """Where each figure stands, or what stands in its place, by its key, the unit apart.

        One whose place cannot be told is left out.
        """
        return dict(_figures(self.paragraph, self.text)) if self.paragraph and self.text else {}

    @cached_property
    def sentences(self) -> Sequence[Spot]:
        """The sentences, each with those behind it that print no figure: its reasons, words of staff's."""
        return tuple(_sentences(self.text, self.figures.values()))

    def number(self, figure: str) -> str:
        """What stands in a figure's place; nothing where that cannot be told."""
        spot = self.figures.get(figure)
        return self.text[spot.start : spot.end] if spot else ""

    def home(self, figure: str) -> int | None:
        """In which of the sentences a figure stands."""
        spot = self.figures.get(figure)
        homes = (at for at, each in enumerate(self.sentences) if spot and each.start <= spot.start < each.end)
        return next(homes, None)

    def sentence(self, at: int | None) -> str:
        """One of the sentences; the whole text where there is no such one."""
        if at is None or at >= len(self.sentences):
            return self.text
        return self.text[self.sentences[at].start : self.sentences[at].end]

    def marked(self, figure: str) -> str:
        """The sentence round a figure, the figure in 〔〕; the whole text where its place cannot be told."""
        at, spot = self.home(figure), self.figures.get(figure)
        if at is None or spot is None:
            return self.text
        start, end = self.sentences[at]
        inside = f"〔{self.text[spot.start : spot.end]}〕"
        return f"{self.text[start : spot.start]}{inside}{self.text[spot.end : end]}"


def _figures(paragraph: Paragraph, text: str) -> Iterator[tuple[str, Spot]]:
    wanted, there = generated_tokens(paragraph), tokens_of(text)
    changed = edits(wanted, there)
    seen = set()
    for at, token in enumerate(wanted):
        other = _image(at, changed)
        if token.figure is None or token.figure.key in seen or other is None:
            continue
        if there[other].kind == "quantity":
            seen.add(token.figure.key)
            start, shown = there[other].start, there[other].shown
            number = shown.removesuffix(there[other].quantity.unit.strip("%")).rstrip()
            yield token.figure.key, Spot(start, start + len(number))


def _image(at: int, changed: Iterable[tuple[int, int, int, int]]) -> int | None:
    """The other side's token for token ``at``: the same, or the one that took its place."""
    shift = 0
    for i1, i2, j1, j2 in changed:
        if at < i1:
            break
        if at < i2:
            return j1 if (i2 - i1, j2 - j1) == (1, 1) else None
        shift = j2 - i2
    return at + shift


def _sentences(text: str, figures: Iterable[Spot]) -> Iterator[Spot]:
    spots = sorted(figures)
    start = at = 0
    holds = False
    while at < len(text):
        stop = text.find(_STOP, at)
        end = len(text) if stop < 0 else stop + 1
        figured = any(at <= each.start < end for each in spots)
        if figured and holds:
            yield Spot(start, at)
            start, holds = at, False
        holds = holds or figured
        at = end
    if start < len(text):
        yield Spot(start, len(text))
