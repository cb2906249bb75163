"""Generated paragraphs of which nothing is left but the mark that leads to them.

Staff take a paragraph's words out and then join the empty line with its neighbour (LibreOffice keeps the
bookmark, which now stands in the neighbour). The neighbour is whole; only where words of both stand in one
paragraph have the two been run together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from juesuan.drafts import DraftParagraph, control_tag
from juesuan.matching.likeness import Shape, likeness, says_too
from juesuan.matching.texts import SLOT, literal, normal
from juesuan.narrative import Paragraph, Slot

_TELLING = re.compile(r"\d[\d,]*\.\d+%?|(?<!\d)\d{7}(?!\d)")
"""Numbers that are there by no chance: amounts, percentages, codes. Years and counts are everywhere."""


def emptied(sharing: Mapping[str, Paragraph], found: DraftParagraph) -> frozenset[str]:
    """Those of the paragraphs that anchors lead to ``found`` none of whose words stand there; never all."""
    if len(sharing) < 2:
        return frozenset()
    words = _outside_controls(found)
    there = Shape.of(words)
    shapes = {key: Shape.generated(each) for key, each in sharing.items()}
    numbers = {key: _numbers(literal(each)) for key, each in sharing.items()}
    said = _numbers(words)
    ranked = sorted(sharing, key=lambda key: (-len(said & numbers[key]), -likeness(shapes[key], there)))
    first, gone = ranked[0], set()
    known, counted = shapes[first], numbers[first]
    for key in ranked[1:]:
        printed = (said - counted) & numbers[key]
        if _answered(sharing[key], found) or printed or says_too(there, known, shapes[key]):
            known, counted = known.beside(shapes[key]), counted + numbers[key]
        else:
            gone.add(key)
    return frozenset(gone)


def _answered(paragraph: Paragraph, found: DraftParagraph) -> bool:
    """Whether words stand there in one of its slots."""
    tags = {control_tag(span.key) for span in paragraph.spans if isinstance(span, Slot)}
    return any(piece.tag in tags and piece.text.strip() for piece in found.pieces)


def _outside_controls(found: DraftParagraph) -> str:
    """The words, with each control as one letter: what people answer may read like anything."""
    return "".join(piece.text if piece.control is None else SLOT for piece in found.pieces)


def _numbers(text: str) -> Counter[str]:
    return Counter(_TELLING.findall(normal(text)))
