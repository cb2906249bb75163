"""Where each slot's words stand in a document, and what of them is somebody's answer."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from juesuan.drafts import DraftParagraph, Piece, control_tag
from juesuan.matching.texts import NUMBER, SLOT
from juesuan.narrative import Paragraph, Slot
from juesuan.prompts import without_prompt

How = Literal["control", "bookmark", "text"]


@dataclass(frozen=True, slots=True)
class Words:
    """Where a slot's words stand: offsets in a paragraph of the document, and how that was found."""

    key: str
    start: int
    end: int
    text: str
    marked: bool
    how: How
    paragraph: int = -1


def slot_words(paragraph: Paragraph, parts: Sequence[DraftParagraph]) -> Iterator[Words]:
    """The words in each slot of a paragraph: by tag, by the order of controls, by the words around.

    ``parts`` are the document's paragraphs that stand for it; words across a break count to where they begin.
    """
    if not any(isinstance(span, Slot) for span in paragraph.spans):
        return
    pieces = [piece for part in parts for piece in part.pieces]
    for words in _slot_words(paragraph, pieces):
        at = 0
        for part in parts:
            length = len(part.text)
            if words.start < at + length or words.start == words.end == at + length or part is parts[-1]:
                start, end = words.start - at, min(words.end - at, length)
                yield replace(words, start=start, end=end, text=part.text[start:end], paragraph=part.index)
                break
            at += length


def _slot_words(paragraph: Paragraph, pieces: Sequence[Piece]) -> Iterator[Words]:
    slots = [span for span in paragraph.spans if isinstance(span, Slot)]
    text = "".join(piece.text for piece in pieces)
    controls = _controls(pieces)
    tagged = {tag: number for number, (_, _, tag) in controls.items() if tag}
    given: dict[str, tuple[int, int, How]] = {}
    for slot in slots:
        number = tagged.get(control_tag(slot.key))
        if number is not None:
            start, end, _ = controls.pop(number)
            given[slot.key] = (start, end, "control")
    rest = [slot for slot in slots if slot.key not in given]
    nameless = [each for each in controls.values() if not each[2]]
    if rest and len(nameless) == len(rest):
        for slot, (start, end, _) in zip(rest, sorted(nameless), strict=True):
            given[slot.key] = (start, end, "bookmark")
    for slot in slots:
        if slot.key in given:
            start, end, how = given[slot.key]
        elif (between := _between(paragraph, slot, text)) is not None:
            (start, end), how = between, "text"
        else:
            continue
        yield Words(slot.key, start, end, text[start:end], _marked(pieces, start, end), how)


def _controls(pieces: Sequence[Piece]) -> dict[int, tuple[int, int, str]]:
    """Each control's range and tag; a control that comes back in several runs is one range."""
    ranges: dict[int, tuple[int, int, str]] = {}
    at = 0
    for piece in pieces:
        if piece.control is not None:
            start = ranges[piece.control][0] if piece.control in ranges else at
            ranges[piece.control] = (start, at + len(piece.text), piece.tag)
        at += len(piece.text)
    return ranges


def _between(paragraph: Paragraph, slot: Slot, text: str) -> tuple[int, int] | None:
    """The range between the words that stand before and after the slot in the edition's sentence."""
    pattern, at = "", 0
    for span in paragraph.spans:
        if isinstance(span, Slot):
            at = len(pattern) if span is slot else at
            pattern += SLOT
        else:
            pattern += span.text
    matcher = difflib.SequenceMatcher(
        None, NUMBER.sub(_blank, pattern), NUMBER.sub(_blank, text), autojunk=False
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    before = [block for block in blocks if block.a < at]
    after = [block for block in blocks if block.a + block.size > at + 1]
    lead = pattern[:at].rpartition(SLOT)[2]
    if lead and len(lead) >= 4 and (exact := _lead(text, lead)) is not None:
        start = exact
    elif before:
        start = before[-1].b + min(before[-1].size, at - before[-1].a)
    elif at == 0:
        start = 0
    else:
        return None
    ends = [
        block.b + max(0, at + 1 - block.a) for block in after if block.b + max(0, at + 1 - block.a) >= start
    ]
    end = ends[0] if ends else len(text)
    return start, end


def _lead(text: str, lead: str) -> int | None:
    """Where the words right before a slot end, if they stand in the text just once."""
    for length in range(min(len(lead), 14), 3, -1):
        tail = lead[-length:]
        if text.count(tail) == 1:
            return text.index(tail) + length
    return None


def _blank(match: re.Match[str]) -> str:
    return "#" * len(match.group())


def _marked(pieces: Sequence[Piece], start: int, end: int) -> bool:
    at, marked, total = 0, 0, 0
    for piece in pieces:
        inside = max(0, min(end, at + len(piece.text)) - max(start, at))
        total += inside
        marked += inside if piece.marked else 0
        at += len(piece.text)
    return total > 0 and marked * 2 > total


def answered(slot: Slot, words: Words) -> str:
    """What staff have said at a slot: their words without what is left of the prompt, or nothing.

    A prompt that nobody touched, an unconfirmed suggestion and the edition's own words are no answer.
    """
    text = words.text.strip()
    if not text or text == slot.prompt:
        return ""
    if text == slot.text and (slot.state == "confirmed" or (slot.state == "suggested" and words.marked)):
        return ""
    return without_prompt(text, slot.prompt)
