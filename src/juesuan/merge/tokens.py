"""Paragraphs as tokens: a number is one token, a slot is one token, anything else one character each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from juesuan.alignment import NUMBER, Words
from juesuan.narrative import Paragraph, Slot, Span, Text

_TOKEN = re.compile(f"{NUMBER.pattern}|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` compares; ``start:end`` is where it stands; ``slot`` names a slot."""

    text: str
    start: int
    end: int
    slot: str = ""

    @property
    def number(self) -> bool:
        return bool(NUMBER.fullmatch(self.text))


def _words(text: str, offset: int) -> list[Token]:
    return [Token(m.group(), offset + m.start(), offset + m.end()) for m in _TOKEN.finditer(text)]


def generated_tokens(paragraph: Paragraph) -> list[Token]:
    """A generated paragraph; offsets count the shown text."""
    tokens: list[Token] = []
    at, literal, begin = 0, "", 0
    for span in paragraph.spans:
        if isinstance(span, Slot):
            tokens += _words(literal, begin)
            end = at + len(span.shown)
            tokens.append(Token(f"\ufffc{span.key}", at, end, span.key))
            at, literal, begin = end, "", end
        else:
            literal += span.text
            at += len(span.text)
    return tokens + _words(literal, begin)


def staff_tokens(text: str, slots: Sequence[Words]) -> list[Token]:
    """A paragraph as it came back, its slots' words as single tokens."""
    tokens: list[Token] = []
    at = 0
    for words in sorted(slots, key=lambda each: each.start):
        if words.start < at:
            continue  # overlapping guesses: the first one stands
        tokens += _words(text[at : words.start], at)
        tokens.append(Token(f"\ufffc{words.key}", words.start, words.end, words.key))
        at = words.end
    return tokens + _words(text[at:], at)


def cut(paragraph: Paragraph, start: int, end: int) -> tuple[Span, ...]:
    """The spans of a generated paragraph between two offsets of its shown text; slots stay whole."""
    spans: list[Span] = []
    at = 0
    for span in paragraph.spans:
        shown = span.shown if isinstance(span, Slot) else span.text
        low, high = max(start, at), min(end, at + len(shown))
        at += len(shown)
        if high <= low:
            continue
        if isinstance(span, Slot) or high - low == len(shown):
            spans.append(span)
        else:
            piece = shown[low - at + len(shown) : high - at + len(shown)]
            spans.append(Text(piece) if isinstance(span, Text) else replace(span, text=piece))
    return tuple(spans)
