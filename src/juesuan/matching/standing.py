"""The document's paragraphs that stand for a generated one, also where staff broke it apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from juesuan.drafts import DraftParagraph, control_tag
from juesuan.matching.likeness import Shape, completes
from juesuan.matching.words import How, Words
from juesuan.narrative import Paragraph, Slot


@dataclass(frozen=True, slots=True)
class Standing:
    """A generated paragraph found in the document: one paragraph, or several that staff made of it.

    ``slots`` says where each slot's words stand, by the slot's key.
    """

    key: str
    parts: tuple[DraftParagraph, ...]
    how: How
    slots: Mapping[str, Words] = field(default_factory=dict)

    @property
    def index(self) -> int:
        """The document's paragraph in which it begins."""
        return self.parts[0].index

    @property
    def text(self) -> str:
        """All its words, breaks left out."""
        return "".join(part.text for part in self.parts)

    def place(self, offset: int) -> tuple[int, int, int]:
        """Where an offset of ``text`` stands: the part's index, the offset in it, the part's length."""
        for part in self.parts:
            if offset < len(part.text) or part is self.parts[-1]:
                return part.index, offset, len(part.text)
            offset -= len(part.text)
        raise AssertionError("no parts")

    def within(self, index: int) -> list[Words]:
        """The slots' words in one of its parts."""
        return [words for words in self.slots.values() if words.paragraph == index]


def parts_of(
    paragraph: Paragraph, found: DraftParagraph, document: Sequence[DraftParagraph], taken: set[int]
) -> tuple[DraftParagraph, ...]:
    """The paragraph found, with the neighbours broken off it: they are nobody else's, and hold one of its
    slots or say what it lacks."""
    tags = {control_tag(span.key) for span in paragraph.spans if isinstance(span, Slot)}
    wanted = there = None
    first = last = found.index
    while True:
        beside = (_beyond(document, taken, first, -1), _beyond(document, taken, last, 1))
        for at in (each for each in beside if each is not None):
            wanted = wanted or Shape.generated(paragraph)
            there = there or Shape.of(found.text)
            other = Shape.of(document[at].text)
            tagged = any(piece.tag in tags for piece in document[at].pieces)
            if tagged or completes(wanted, there, other):
                first, last, there = min(first, at), max(last, at), there.beside(other)
                break
        else:
            return tuple(document[first : last + 1])


def _beyond(document: Sequence[DraftParagraph], taken: set[int], at: int, step: int) -> int | None:
    """The next paragraph that says something and is nobody's."""
    at += step
    while 0 <= at < len(document) and not document[at].text.strip():
        at += step
    if not 0 <= at < len(document) or at in taken or document[at].in_table:
        return None
    return at
