"""Generated paragraphs beside the words that stand for them in the document."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.alignment import SLOT, Words, literal
from juesuan.drafts import DraftParagraph
from juesuan.narrative import Paragraph
from juesuan.review.model import Material
from juesuan.review.tokens import Word, generated_words, staff_words

Edit = tuple[int, int, int, int]  # wanted[i1:i2] became there[j1:j2]


@dataclass(frozen=True)
class Passage:
    """``wanted`` is what the figures say, ``there`` what the document says of it."""

    indices: tuple[int, ...]
    wanted: Sequence[Word]
    there: Sequence[Word]
    edits: Sequence[Edit]

    def image(self, low: int, high: int, *, wide: bool) -> tuple[int, int]:
        """Where ``wanted[low:high]`` stands in ``there``, widened to whole edits.

        ``wide`` takes in what was inserted right at its borders.
        """
        start = end = None
        before = after = 0
        for i1, i2, j1, j2 in self.edits:
            inserted = i1 == i2
            if i1 < low < i2:
                start = j1
            elif i2 <= low and not (wide and inserted and i1 == low):
                before = j2 - i2
            if i1 < high < i2:
                end = j2
            elif i2 <= high and (wide or not (inserted and i1 == high)):
                after = j2 - i2
        return (low + before if start is None else start, high + after if end is None else end)

    def touched(self, low: int, high: int, *, wide: bool) -> bool:
        """Whether ``wanted[low:high]`` was changed; ``wide``: or something inserted at its borders."""
        return any(
            low - wide < i1 < high + wide if i1 == i2 else i1 < high and i2 > low
            for i1, i2, _, _ in self.edits
        )


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
        wanted = [word for each in paragraphs for word in generated_words(each)]
        there = [word for part in parts for word in staff_words(part, slots[part.index])]
        if edits := compared(wanted, there):
            yield Passage(tuple(each.index for each in parts), wanted, there, edits)


def _same(paragraphs: Sequence[Paragraph], found: DraftParagraph, slots: Sequence[Words]) -> bool:
    """Whether the words outside the slots are the same to the letter: most are, and this is quick."""
    outside, at = "", 0
    for words in sorted(slots, key=lambda each: (each.start, each.end)):
        outside += found.text[at : words.start] + SLOT
        at = words.end
    return "".join(literal(each) for each in paragraphs) == outside + found.text[at:]


def compared(wanted: Sequence[Word], there: Sequence[Word]) -> list[Edit]:
    """Where the two differ; equal ends are cut off first, they are most of every text."""
    a, b = [word.text for word in wanted], [word.text for word in there]
    if a == b:
        return []
    if [_frame(word) for word in wanted] == [_frame(word) for word in there]:
        return [(at, at + 1, at, at + 1) for at in range(len(a)) if a[at] != b[at]]
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    matcher = difflib.SequenceMatcher(None, a[head : len(a) - tail], b[head : len(b) - tail], autojunk=False)
    return [
        (i1 + head, i2 + head, j1 + head, j2 + head)
        for kind, i1, i2, j1, j2 in matcher.get_opcodes()
        if kind != "equal"
    ]


def _frame(word: Word) -> str:
    """A token without what a figure decides: in the same frame, facts compare by their position."""
    if word.kind == "quantity":
        return f"#{word.quantity.unit}"
    return word.kind if word.kind == "direction" else word.text
