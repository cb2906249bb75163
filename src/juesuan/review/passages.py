"""Generated paragraphs beside the words that stand for them in the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.drafts import DraftParagraph
from juesuan.matching.diff import Edit, edits, image
from juesuan.matching.texts import SLOT, literal
from juesuan.matching.tokens import Token, document_tokens, generated_tokens, without_ordinal
from juesuan.matching.words import Words
from juesuan.narrative import Paragraph
from juesuan.review.model import Material


@dataclass(frozen=True)
class Passage:
    """``wanted`` is what the figures say, ``there`` what the document says of it."""

    indices: tuple[int, ...]
    wanted: Sequence[Token]
    there: Sequence[Token]
    edits: Sequence[Edit]

    def image(self, low: int, high: int, *, wide: bool) -> tuple[int, int]:
        """Where ``wanted[low:high]`` stands in ``there`` (see ``diff.image``)."""
        return image(self.edits, low, high, wide=wide)

    def touched(self, low: int, high: int, *, wide: bool) -> bool:
        """Whether ``wanted[low:high]`` was changed; ``wide``: or something inserted at its borders."""

        def touches(edit: Edit) -> bool:
            if edit.i1 < edit.i2:
                return edit.i1 < high and edit.i2 > low
            return low < edit.i1 < high or (wide and edit.i1 in (low, high))

        return any(touches(edit) for edit in self.edits)


def passages(material: Material) -> Iterator[Passage]:
    """Every passage of the document that differs from the narrative, in the narrative's order."""
    groups: dict[int, list[str]] = {}
    for key, standing in material.standing.items():
        groups.setdefault(standing.index, []).append(key)
    for keys in groups.values():
        paragraphs = [material.generated[key] for key in keys]
        parts = material.standing[keys[0]].parts
        slots = {
            part.index: [words for key in keys for words in material.standing[key].within(part.index)]
            for part in parts
        }
        if len(parts) == 1 and _same(paragraphs, parts[0], slots[parts[0].index]):
            continue
        wanted = [token for each in paragraphs for token in without_ordinal(generated_tokens(each))]
        there = [
            token for part in parts for token in without_ordinal(document_tokens((part,), slots[part.index]))
        ]
        if differing := edits(wanted, there):
            yield Passage(tuple(each.index for each in parts), wanted, there, differing)


def _same(paragraphs: Sequence[Paragraph], found: DraftParagraph, slots: Sequence[Words]) -> bool:
    """Whether the words outside the slots are the same to the letter: most are, and this is quick."""
    outside, at = "", 0
    for words in sorted(slots, key=lambda each: (each.start, each.end)):
        outside += found.text[at : words.start] + SLOT
        at = words.end
    return "".join(literal(each) for each in paragraphs) == outside + found.text[at:]
