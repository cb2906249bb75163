"""Where each slot's words stand in a document, and what of them is somebody's answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from juesuan.drafts import DraftParagraph, Piece, control_tag
from juesuan.matching.diff import edits, image
from juesuan.matching.tokens import document_tokens, generated_tokens
from juesuan.matching.words import How, Words
from juesuan.narrative import Paragraph, Slot
from juesuan.prompts import without_prompt


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
    found = {words.key: words for words in _held(slots, pieces)}
    if len(found) < len(slots):
        found = {words.key: words for words in _between(paragraph, pieces, found)} | found
    for slot in slots:
        if slot.key in found:
            yield found[slot.key]


def _held(slots: Sequence[Slot], pieces: Sequence[Piece]) -> Iterator[Words]:
    """The words in controls: by their tags, and by their order where these were lost."""
    controls = _controls(pieces)
    tagged = {tag: number for number, (_, _, tag) in controls.items() if tag}
    rest = []
    for slot in slots:
        number = tagged.get(control_tag(slot.key))
        if number is None:
            rest.append(slot)
        else:
            start, end, _ = controls.pop(number)
            yield _words(slot.key, pieces, start, end, "control")
    nameless = [each for each in controls.values() if not each[2]]
    if rest and len(nameless) == len(rest):
        for slot, (start, end, _) in zip(rest, sorted(nameless), strict=True):
            yield _words(slot.key, pieces, start, end, "bookmark")


def _words(key: str, pieces: Sequence[Piece], start: int, end: int, how: How) -> Words:
    text = "".join(piece.text for piece in pieces)[start:end]
    return Words(key, start, end, text, _marked(pieces, start, end), how, 0)


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


def _between(paragraph: Paragraph, pieces: Sequence[Piece], held: Mapping[str, Words]) -> Iterator[Words]:
    """What stands between the edition's words before and after a slot, where no control says so.

    Nothing where all that stands before it is gone.
    """
    found = DraftParagraph(0, tuple(pieces))
    wanted, there = generated_tokens(paragraph), document_tokens((found,), list(held.values()))
    differing = edits(wanted, there)
    for at, token in enumerate(wanted):
        if token.kind != "slot" or token.slot in held:
            continue
        if at and any(edit.i1 == 0 and at < edit.i2 for edit in differing):
            continue
        low, high = image(differing, at, at + 1, wide=True)
        start = there[low].start if low < len(there) else len(found.text)
        end = there[high - 1].end if high > low else start
        yield _words(token.slot, pieces, start, end, "text")


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
