"""Where each generated paragraph stands in the document, also one that staff broke apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from juesuan.alignment import Alignment, Located, Words, likeness, literal, skeleton, slot_words
from juesuan.drafts import Draft, DraftParagraph
from juesuan.narrative import Paragraph

_GAIN = 0.15  # how much liker a paragraph must become by its neighbour to be one that was broken apart
_WHOLE = 0.95  # as like as this, nothing of it stands elsewhere


@dataclass(frozen=True)
class Standing:
    """The paragraphs of the document that are a generated one, with its slots' words in each.

    ``slots``: paragraph index and words, by slot key.
    """

    parts: tuple[DraftParagraph, ...]
    slots: Mapping[str, tuple[int, Words]]

    @property
    def index(self) -> int:
        return self.parts[0].index

    def within(self, index: int) -> list[Words]:
        """The slots' words in one of its parts."""
        return [words for at, words in self.slots.values() if at == index]


def stand(draft: Draft, generated: Mapping[str, Paragraph], alignment: Alignment) -> dict[str, Standing]:
    """Every located paragraph, with the neighbours that belong to it."""
    taken = {each.index for each in alignment.located.values()}
    taken |= {at for ats in alignment.copies.values() for at in ats}
    found = {}
    for key, paragraph in generated.items():
        located = alignment.located.get(key)
        if located is None:
            continue
        parts: tuple[DraftParagraph, ...] = (draft.paragraphs[located.index],)
        if len(alignment.sharing(located.index)) == 1:
            parts = _parts(draft, paragraph, parts[0], taken)
        taken |= {each.index for each in parts}
        found[key] = Standing(parts, dict(_slots(paragraph, located, parts)))
    return found


def _parts(
    draft: Draft, paragraph: Paragraph, found: DraftParagraph, taken: set[int]
) -> tuple[DraftParagraph, ...]:
    def beyond(at: int, step: int) -> int | None:
        """The next paragraph that says something and is nobody's."""
        at += step
        while 0 <= at < len(draft.paragraphs) and not draft.paragraphs[at].text.strip():
            at += step
        inside = 0 <= at < len(draft.paragraphs) and at not in taken
        return at if inside and not draft.paragraphs[at].in_table else None

    first = last = found.index
    shape = skeleton(literal(paragraph))
    like = None
    while True:
        above, below = beyond(first, -1), beyond(last, 1)
        wider = ([(above, last)] if above is not None else []) + ([(first, below)] if below else [])
        if not wider:
            break
        like = likeness(shape, skeleton(found.text)) if like is None else like
        if like >= _WHOLE:
            break
        best, at = max((likeness(shape, skeleton(_text(draft, *each))), each) for each in wider)
        if best < like + _GAIN:
            break
        like, (first, last) = best, at
    return draft.paragraphs[first : last + 1]


def _text(draft: Draft, first: int, last: int) -> str:
    return "".join(each.text for each in draft.paragraphs[first : last + 1])


def _slots(
    paragraph: Paragraph, located: Located, parts: tuple[DraftParagraph, ...]
) -> Iterator[tuple[str, tuple[int, Words]]]:
    if len(parts) == 1:
        for key, words in located.slots.items():
            yield key, (located.index, words)
        return
    joined = replace(parts[0], pieces=tuple(piece for part in parts for piece in part.pieces))
    for key, words in slot_words(paragraph, joined):
        at = 0
        for part in parts:
            length = len(part.text)
            if words.start <= at + length and (words.end <= at + length or words.start < at + length):
                start, end = words.start - at, min(words.end - at, length)
                yield key, (part.index, replace(words, start=start, end=end, text=part.text[start:end]))
                break
            at += length
