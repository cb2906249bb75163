"""Generated paragraphs beside the words that stand for them in the document."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.alignment import Words, likeness, literal, skeleton, slot_words
from juesuan.drafts import DraftParagraph
from juesuan.narrative import Paragraph
from juesuan.review.model import Material
from juesuan.review.tokens import Word, generated_words, staff_words

Edit = tuple[int, int, int, int]  # wanted[i1:i2] became there[j1:j2]

_SPLIT_GAIN = 0.15  # how much liker two paragraphs must be together to be one that was split


@dataclass(frozen=True)
class Passage:
    """``wanted`` is what the figures say, ``there`` what the document says of it."""

    paragraphs: tuple[Paragraph, ...]
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
    """Every passage of the narrative that stands in the document, in the narrative's order."""
    located = material.alignment.located
    taken = {each.index for each in located.values()}
    groups: dict[int, list[Paragraph]] = {}
    for key, paragraph in material.generated.items():
        if key in located:
            groups.setdefault(located[key].index, []).append(paragraph)
    for index, paragraphs in groups.items():
        found = [material.draft.paragraphs[index]]
        slots = [words for each in paragraphs for words in located[each.key].slots.values()]
        there = staff_words(found[0], slots)
        for rest in _continued(material, paragraphs, found[0], taken):
            found.append(rest)
            there += staff_words(rest, _tagged(paragraphs, rest))
        wanted = [word for each in paragraphs for word in generated_words(each)]
        yield Passage(
            tuple(paragraphs), tuple(each.index for each in found), wanted, there, compared(wanted, there)
        )


def _continued(
    material: Material, paragraphs: Sequence[Paragraph], first: DraftParagraph, taken: set[int]
) -> Iterator[DraftParagraph]:
    """The paragraphs after it that belong to it: staff broke one in two."""
    shape = "".join(skeleton(literal(each)) for each in paragraphs)
    text = skeleton(first.text)
    for each in material.draft.paragraphs[first.index + 1 :]:
        if each.index in taken or each.in_table:
            return
        longer = text + skeleton(each.text)
        if likeness(shape, longer) < likeness(shape, text) + _SPLIT_GAIN:
            return
        text = longer
        yield each


def _tagged(paragraphs: Sequence[Paragraph], found: DraftParagraph) -> list[Words]:
    """The slots whose own controls stand in that paragraph."""
    return [words for each in paragraphs for _, words in slot_words(each, found) if words.how == "control"]


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
    return word.kind if word.kind in ("quantity", "direction") else word.text
