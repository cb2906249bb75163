"""Spans of generated paragraphs, and where they are written in a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from juesuan.drafts import Replace
from juesuan.matching.standing import Standing
from juesuan.matching.tokens import Token
from juesuan.narrative import Paragraph, Slot, Span, Text


def slots_of(paragraph: Paragraph) -> dict[str, Slot]:
    """The paragraph's slots by key."""
    return {span.key: span for span in paragraph.spans if isinstance(span, Slot)}


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


def replaced(
    staff: Standing, there: Sequence[Token], start: int, end: int, spans: tuple[Span, ...]
) -> Replace:
    """Spans in the place of ``there[start:end]``; words behind a figure that stand there already stay."""
    paragraph, low, high = _place(staff, there, start, end)
    text = next(part.text for part in staff.parts if part.index == paragraph)
    while len(spans) > 1 and isinstance(spans[-1], Text) and text[low:high].endswith(spans[-1].text):
        high -= len(spans[-1].text)
        spans = spans[:-1]
    return Replace(paragraph, low, high, spans)


def _place(staff: Standing, there: Sequence[Token], start: int, end: int) -> tuple[int, int, int]:
    """Paragraph and offsets of ``there[start:end]``, which lies in one of the parts."""
    if start < len(there):
        first = there[start]
        return first.paragraph, first.start, there[end - 1].end if end > start else first.start
    last = staff.parts[-1]
    return last.index, len(last.text), len(last.text)


def written_over(staff: Standing, start: int, end: int, spans: tuple[Span, ...]) -> Iterator[Replace]:
    """Spans in the place of ``start:end`` of all its words; of a broken paragraph each part by itself."""
    at = 0
    for part in staff.parts:
        low, high = max(start - at, 0), min(end - at, len(part.text))
        at += len(part.text)
        if low < high or (start == end and start <= at):
            yield Replace(part.index, low, max(low, high), spans)
            spans = ()
            if end <= at:
                return
