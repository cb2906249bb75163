"""Base, staff and fresh of one paragraph side by side: their parts, tokens, and which is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from juesuan.narrative import Paragraph, Slot, Span
from juesuan.statements.editing import Rewriter, cut
from juesuan.statements.judging import Judge
from juesuan.statements.locating import locate
from juesuan.statements.pairing import Pair, paired
from juesuan.statements.parts import Taken, take_apart
from juesuan.statements.reading import marked
from juesuan.statements.subjects import Names
from juesuan.statements.tokens import FULL_STOPS, Kind, Lexer, SlotRange, Token, looks_usual


@dataclass(frozen=True, slots=True)
class Staff:
    """A paragraph as it came back: its text, and where the slots' words stand in it."""

    text: str
    slots: tuple[SlotRange, ...] = ()


class Sides:
    """One paragraph's three texts."""

    def __init__(self, base: Paragraph, staff: Staff, fresh: Paragraph, lexer: Lexer, names: Names) -> None:
        self.staff, self.lexer, self.names = staff, lexer, names
        self.base = take_apart(marked(base, lexer), lexer)
        self.fresh = take_apart(marked(fresh, lexer), lexer)
        tokens = (*self.base.tokens, *self.fresh.tokens)
        self.odd: Mapping[str, Kind] = {token.text: token.kind for token in tokens if _odd(token)}
        self.tokens = lexer.text(staff.text, staff.slots, self.odd)
        self.location = locate(self.base, self.tokens, lexer.vocabulary)
        self.judge = Judge(self.base, self.tokens, self.location, names, lexer.vocabulary)
        self.pairs = paired(self.base, self.fresh)
        self.rewriter = Rewriter(self.base, self.fresh, self.tokens, self.location, lexer.vocabulary)

    @cached_property
    def as_fresh(self) -> Judge:
        """Judges the staff's text as if the fresh paragraph had been its base."""
        return self.judged(self.staff.text, self.staff.slots)

    def judged(self, text: str, slots: Sequence[SlotRange]) -> Judge:
        """Judges a text by the fresh paragraph."""
        tokens = self.lexer.text(text, slots, self.odd)
        location = locate(self.fresh, tokens, self.lexer.vocabulary)
        return Judge(self.fresh, tokens, location, self.names, self.lexer.vocabulary)

    def places(self, parts: Sequence[int]) -> list[int]:
        """Where the tokens of base parts stand among the staff's."""
        spans = (range(self.base.parts[at].low, self.base.parts[at].high) for at in parts)
        return [self.location.at[token] for span in spans for token in span if self.location.at[token] >= 0]

    def region(self, parts: Sequence[int]) -> tuple[int, int]:
        """Where in the staff's tokens a statement stands, or what stands in its place."""
        low, high = self.base.parts[parts[0]].low, self.base.parts[parts[-1]].high
        at = self.location.at
        before = max((at[each] + 1 for each in range(low) if at[each] >= 0), default=0)
        after = min((at[each] for each in range(high, len(at)) if at[each] >= 0), default=len(self.tokens))
        places = self.places(parts)
        if places and not (before <= places[0] < after):
            before, after = min(places), max(places) + 1  # it was moved elsewhere
        elif places:
            after = max(after, places[-1] + 1)
        if before < after:
            return before, after
        return max(before - 1, 0), min(before + 1, len(self.tokens))


def extent(taken: Taken, number: int) -> tuple[int, int]:
    """The characters of a part, up to where the next one begins."""
    start = taken.tokens[taken.parts[number].low].start if number else 0
    last = number + 1 == len(taken.parts)
    end = len(taken.paragraph.literal) if last else taken.tokens[taken.parts[number + 1].low].start
    return start, end


def spans_of(taken: Taken, number: int) -> tuple[Span, ...]:
    """A part's spans, with the stop behind it."""
    return cut(taken.paragraph, *extent(taken, number))


def shown(taken: Taken, parts: Sequence[int]) -> str:
    """Parts with their stops as they show in the document."""
    spans = (span for at in parts for span in spans_of(taken, at))
    return "".join(span.shown if isinstance(span, Slot) else span.text for span in spans)


def ends_sentence(taken: Taken, number: int) -> bool:
    """Whether a full stop stands behind a part."""
    part = taken.parts[number]
    return any(token.text in FULL_STOPS for token in taken.tokens[part.high : part.tail])


def sentence_numbers(taken: Taken) -> list[int]:
    """For each part the sentence that it stands in."""
    numbers = [0]
    for at in range(len(taken.parts) - 1):
        numbers.append(numbers[-1] + ends_sentence(taken, at))
    return numbers


def _odd(token: Token) -> bool:
    """Whether it is a figure or an ordinal that does not look like one: --（基数为0，不可比）."""
    return bool(token.text) and bool(token.figure or token.kind == "ordinal") and not looks_usual(token)


# ---- staff's words that say already what the figures say ----

_WAYS = {"up": 1, "above": 1, "down": -1, "below": -1, "level": 0, "equal": 0}


def agrees(sides: Sides, pair: Pair, settled: Mapping[str, str]) -> bool:
    """Whether staff's words say what the figures say, or were settled against just these figures."""
    if settled.get(key_of(sides, pair)) == shown(sides.fresh, pair.fresh):
        return True
    if not pair.fresh:
        return False
    if all(sides.as_fresh.judge(at).stands for at in pair.fresh):
        return True
    return pair.same and _says(sides, pair)


def key_of(sides: Sides, pair: Pair) -> str:
    """What a pair is remembered by: the key of its statement, else the words that were generated."""
    for taken, parts in ((sides.fresh, pair.fresh), (sides.base, pair.base)):
        if parts:
            return taken.parts[parts[0]].key or shown(taken, parts)
    raise AssertionError("a pair has parts")


def _says(sides: Sides, pair: Pair) -> bool:
    """Whether the words in a statement's place have its figures and its direction, in whatever order."""
    ours, theirs = sides.base.parts[pair.base[0]], sides.fresh.parts[pair.fresh[0]]
    if ours.kind not in ("figures", "comparison"):
        return False
    first, last = sides.region(pair.base)
    there = sides.tokens[first:last]
    wanted = sides.fresh.tokens[theirs.low : theirs.high]
    figures = sorted(token.text for token in wanted if token.figure)
    found = sorted(token.text for token in there if token.kind == "number" and not token.is_code)
    return figures == found and _ways(wanted) == _ways(there) and bool(figures or _ways(wanted))


def _ways(tokens: Sequence[Token]) -> set[int]:
    return {_WAYS[token.sense] for token in tokens if token.sense in _WAYS}
