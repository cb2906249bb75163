"""Rounds to refresh: both editions' narratives with figures at random, and the same with others."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from figures_at_random import changed, figures, narrative
from juesuan.narrative import SLOT, Figure, Narrative, Paragraph, Slot
from juesuan.statements.sides import Staff
from juesuan.statements.subjects import Names
from juesuan.statements.tokens import Lexer, SlotRange
from juesuan.vocabulary import load_vocabulary


@dataclass(frozen=True)
class Round:
    """One edition's narrative, and the same with other figures."""

    lexer: Lexer
    names: Names
    was: Narrative
    now: Narrative

    def pairs(self) -> Iterator[tuple[Paragraph, Paragraph]]:
        """Every body paragraph in both, its slots filled alike."""
        now = {each.key: each for each in self.now.paragraphs}
        for paragraph in self.was.paragraphs:
            if paragraph.style == "body" and paragraph.key in now:
                yield paragraph, _slots_kept(paragraph, now[paragraph.key])


def _slots_kept(was: Paragraph, now: Paragraph) -> Paragraph:
    """The fresh paragraph with what staff filled in, as merge hands it over."""
    slots = {span.key: span for span in was.spans if isinstance(span, Slot)}
    return replace(
        now, spans=tuple(slots.get(each.key, each) if isinstance(each, Slot) else each for each in now.spans)
    )


@lru_cache(maxsize=64)
def rounds(edition: str, seed: int, turns: float = 0.5) -> Round:
    """A round from a seed; every other one has its reasons filled."""
    rng = random.Random(f"{edition}/{seed}")
    then = figures(edition, rng)
    keys = [slot.key for _, slot in narrative(then).slots()]
    reasons = {key: f"工作安排调整{at}" for at, key in enumerate(keys)} if seed % 2 else {}
    was, now = narrative(then, reasons), narrative(changed(then, rng, turns=turns), reasons)
    lexer = Lexer(load_vocabulary(), was.year)
    return Round(lexer, Names(was.paragraphs, lexer), was, now)


def shown(literal: str, paragraph: Paragraph) -> Staff:
    """A literal as it stands in the document."""
    slots = iter([span for span in paragraph.spans if isinstance(span, Slot)])
    text, ranges = "", []
    for letter in literal:
        if letter == SLOT:
            slot = next(slots)
            ranges.append(SlotRange(slot.key, len(text), len(text) + len(slot.shown)))
            text += slot.shown
        else:
            text += letter
    return Staff(text, tuple(ranges))


def skeleton(paragraph: Paragraph) -> str:
    """The words without figures."""
    return "".join(
        "#" if isinstance(s, Figure) else SLOT if isinstance(s, Slot) else s.text for s in paragraph.spans
    )
