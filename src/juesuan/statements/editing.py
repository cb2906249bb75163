"""The spans that a refresh writes over a stretch of the staff's text, and the text that results."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from juesuan.narrative import Figure, Paragraph, Slot, Span, Statement, Text
from juesuan.statements.locating import Location
from juesuan.statements.parts import Taken, said
from juesuan.statements.tokens import SlotRange, Token
from juesuan.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Edit:
    """Write ``spans`` over ``start:end`` of the staff's text."""

    start: int
    end: int
    spans: tuple[Span, ...]


class Clash(Exception):
    """Something that staff typed would go with the words that change."""


def cut(paragraph: Paragraph, start: int, end: int) -> tuple[Span, ...]:
    """The spans of a generated paragraph between two offsets of ``Paragraph.literal``; slots stay whole."""
    spans: list[Span] = []
    at = 0
    for span in paragraph.spans:
        length = 1 if isinstance(span, Slot) else len(span.text)
        low, high = max(start, at) - at, min(end, at + length) - at
        at += length
        if high <= low:
            continue
        if isinstance(span, Slot) or high - low == length:
            spans.append(span)
        else:
            spans.append(replace(span, text=span.text[low:high]))
    return tuple(spans)


def marks(paragraph: Paragraph, start: int, end: int, moved: int) -> Iterator[Statement]:
    """The statements between two offsets, moved by so much."""
    for each in paragraph.statements:
        if start <= each.start < end:
            yield replace(each, start=each.start + moved, end=min(each.end, end) + moved)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans, neighbouring texts as one."""
    done: list[Span] = []
    for span in spans:
        if done and isinstance(span, Text) and isinstance(done[-1], Text):
            done[-1] = Text(done[-1].text + span.text)
        else:
            done.append(span)
    return tuple(done)


def applied(
    text: str, slots: Sequence[SlotRange], edits: Sequence[Edit]
) -> tuple[str, tuple[SlotRange, ...]]:
    """The staff's text after the edits, and where the slots' words stand in it."""
    result, at, ranges = "", 0, list(slots)
    kept: list[SlotRange] = []
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        for slot in [each for each in ranges if each.end <= edit.start]:
            moved = len(result) - at
            kept.append(SlotRange(slot.key, slot.start + moved, slot.end + moved))
        ranges = [each for each in ranges if each.start >= edit.end and each.end > edit.start]
        result += text[at : edit.start]
        for span in edit.spans:
            shown = span.shown if isinstance(span, Slot) else span.text
            if isinstance(span, Slot):
                kept.append(SlotRange(span.key, len(result), len(result) + len(shown)))
            result += shown
        at = edit.end
    moved = len(result) - at
    kept += [SlotRange(each.key, each.start + moved, each.end + moved) for each in ranges]
    return result + text[at:], tuple(kept)


class Rewriter:
    """Turns what changed in a part into edits of the staff's text."""

    def __init__(
        self, base: Taken, fresh: Taken, staff: Sequence[Token], location: Location, vocabulary: Vocabulary
    ) -> None:
        self.base, self.fresh, self.staff = base, fresh, staff
        self.location, self.vocabulary = location, vocabulary

    def part(self, ours: int, theirs: int, lost: frozenset[int]) -> Iterator[Edit]:
        """Edits that make a part fresh. Raises ``Clash`` where typed words would vanish with generated ones."""
        was, now = self.base.parts[ours], self.fresh.parts[theirs]
        left = [_identity(token) for token in self.base.tokens[was.low : was.high]]
        right = [_identity(token) for token in self.fresh.tokens[now.low : now.high]]
        changes: list[tuple[int, int, int, int]] = []
        for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            i1, i2, j1, j2 = i1 + was.low, i2 + was.low, j1 + now.low, j2 + now.low
            if kind == "equal":
                changes += self._figures(range(i1, i2), range(j1, j2), lost)
            else:
                changes.append(self._widened((i1, i2, j1, j2), was.low, was.high))
        for change in _merged(changes):
            yield self._edit(change)

    def _figures(
        self, ours: Sequence[int], theirs: Sequence[int], lost: frozenset[int]
    ) -> Iterator[tuple[int, int, int, int]]:
        for i, j in zip(ours, theirs, strict=True):
            if i not in lost and self.base.tokens[i].text != self.fresh.tokens[j].text:
                yield i, i + 1, j, j + 1

    def _widened(self, change: tuple[int, int, int, int], low: int, high: int) -> tuple[int, int, int, int]:
        """A change whose words staff exchanged takes the whole lead with it."""
        i1, i2, j1, j2 = change
        at = self.location.at
        if i1 < i2 and all(at[each] >= 0 for each in range(i1, i2)):
            return change
        while low < i1 and at[i1 - 1] < 0:
            i1, j1 = i1 - 1, j1 - 1
        while i2 < high and at[i2] < 0:
            i2, j2 = i2 + 1, j2 + 1
        return i1, i2, j1, j2

    def _edit(self, change: tuple[int, int, int, int]) -> Edit:
        i1, i2, j1, j2 = change
        at = self.location.at
        places = [at[each] for each in range(i1, i2) if at[each] >= 0]
        if places and len(places) == i2 - i1:
            first, last = places[0], places[-1]
        else:
            first = at[i1 - 1] + 1 if i1 and at[i1 - 1] >= 0 else min(places, default=0)
            last = at[i2] - 1 if i2 < len(at) and at[i2] >= 0 else max(places, default=first - 1)
        for place in range(first, last + 1):
            typed = self.location.owner[place] < 0 and self.staff[place].kind != "stop"
            if typed and self.staff[place].sense not in self.vocabulary.aside:
                raise Clash
        if first <= last:
            start, end = self.staff[first].start, self.staff[last].end
        else:
            start = end = self.staff[first - 1].end if first else 0
        return Edit(start, end, self.spans(j1, j2))

    def spans(self, low: int, high: int) -> tuple[Span, ...]:
        """The fresh paragraph's spans from one token to another."""
        if low >= high:
            return ()
        tokens = self.fresh.tokens
        return cut(self.fresh.paragraph, tokens[low].start, tokens[high - 1].end)


def _identity(token: Token) -> tuple[str, str]:
    """What a token is, figures aside from their numbers."""
    return ("", token.figure.key) if isinstance(token.figure, Figure) else said(token)


def _merged(changes: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    done: list[tuple[int, int, int, int]] = []
    for change in sorted(changes):
        if done and change[0] < done[-1][1]:
            before = done[-1]
            done[-1] = (before[0], max(before[1], change[1]), before[2], max(before[3], change[3]))
        else:
            done.append(change)
    return done
