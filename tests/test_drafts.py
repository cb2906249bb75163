"""Drafts: where their paragraphs stand, as a reader of the document counts."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from juesuan.drafts import Draft, DraftParagraph, Piece, TableCell
from juesuan.places import CellPlace, ParagraphPlace

CELL = TableCell(2, 3, 1)
TEXTS: Sequence[tuple[str, TableCell | None]] = (
    ("", None),
    ("标题", None),
    ("　 ", None),
    ("表里的字", CELL),
    ("", CELL),
    ("第二个有文字的段落", None),
    ("", None),
    ("第三个", None),
)


def draft() -> Draft:
    """Paragraphs that count among those that do not: empty ones, and those of a table."""
    paragraphs = (DraftParagraph(at, (Piece(text),), cell=cell) for at, (text, cell) in enumerate(TEXTS))
    return Draft(tuple(paragraphs), name="草稿.docx")


@pytest.mark.parametrize(("index", "number"), [(0, 1), (1, 1), (2, 1), (5, 2), (6, 2), (7, 3)])
def test_paragraphs_are_counted_as_they_are_seen(index: int, number: int) -> None:
    """From 1, over those of the body with words; an empty one has the number of that before it."""
    place = draft().place(index)
    assert isinstance(place, ParagraphPlace)
    assert number == place.paragraph
    assert str(number) == json.dumps(place.as_json()["paragraph"])


def test_words_in_a_table_stand_in_a_cell() -> None:
    """What stands in a table is no paragraph of the body: table, row and column say where it is."""
    assert CellPlace("草稿.docx", "第2个表格", "第3行第1列") == draft().place(3)


def test_the_quote_is_of_the_spot() -> None:
    """Key and slot are handed through, the quote is cut out of the paragraph's own words."""
    place = draft().place(5, 2, 4, key="items.2010301", slot="items.2010301.reason")
    assert ParagraphPlace(2, "第二个有文字的段落", "items.2010301", "items.2010301.reason") == place
