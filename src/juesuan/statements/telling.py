"""What is told of held statements, and what the record keeps of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from juesuan.narrative import Paragraph, Span, Statement
from juesuan.statements.editing import joined, marks
from juesuan.statements.pairing import Pair
from juesuan.statements.sides import Sides, extent, key_of, sentence_numbers, shown, spans_of

WAITS = "with-comparison"
"""Why a reason is held: its comparison is."""

Kept = Mapping[int, str]
"""The pairs that are held, by their number, and why."""


@dataclass(frozen=True, slots=True)
class Held:
    """Statements that stay as staff typed them, at ``start:end`` of their text, under one comment.

    ``sentence`` is what the figures say: whole sentences. ``why`` names the cause for programs,
    ``about`` the change that is worded, ``words`` each statement's own fresh words by its key.
    """

    key: str
    start: int
    end: int
    sentence: str
    why: str
    about: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


def told(sides: Sides, kept: Kept) -> Iterator[Held]:
    """One for each stretch of held statements, a reason with its comparison."""
    sentences = sentence_numbers(sides.fresh)
    for group in _grouped(sides.pairs, kept, sentences):
        pairs = [sides.pairs[number] for number in group]
        fresh = [at for pair in pairs for at in pair.fresh] or _before(sides.pairs, group[0], fresh=True)
        base = [at for pair in pairs for at in pair.base] or _before(sides.pairs, group[0], fresh=False)
        part = sides.fresh.parts[fresh[0]] if fresh else sides.base.parts[base[0]]
        wanted = {sentences[at] for at in fresh}
        numbers = [at for at, sentence in enumerate(sentences) if sentence in wanted]
        start, end = _range(sides, base)
        words = {key_of(sides, pair): shown(sides.fresh, pair.fresh) for pair in pairs}
        yield Held(part.key, start, end, shown(sides.fresh, numbers), kept[group[0]], part.about, words)


def _grouped(pairs: Sequence[Pair], kept: Kept, sentences: Sequence[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for number in sorted(kept):
        before = pairs[groups[-1][-1]].fresh if groups else ()
        now = pairs[number].fresh
        near = bool(before and now) and sentences[before[-1]] == sentences[now[0]]
        if groups and (near or kept[number] == WAITS):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _before(pairs: Sequence[Pair], number: int, *, fresh: bool) -> list[int]:
    """The part before statements that only the other side has."""
    return [at for pair in pairs[:number] for at in (pair.fresh if fresh else pair.base)][-1:]


def _range(sides: Sides, parts: Sequence[int]) -> tuple[int, int]:
    if not parts or not sides.tokens:
        return 0, len(sides.staff.text)
    first, last = sides.region(parts)
    return sides.tokens[first].start, sides.tokens[last - 1].end


def record(sides: Sides, kept: Kept) -> Paragraph:
    """The fresh paragraph, with held statements in the words that they last agreed with."""
    spans: list[Span] = []
    statements: list[Statement] = []
    at = 0
    for number, pair in enumerate(sides.pairs):
        taken, parts = (sides.base, pair.base) if number in kept else (sides.fresh, pair.fresh)
        for part in parts:
            start, end = extent(taken, part)
            spans += spans_of(taken, part)
            statements += marks(taken.paragraph, start, end, at - start)
            at += end - start
    return replace(sides.fresh.paragraph, spans=joined(spans), statements=tuple(statements))
