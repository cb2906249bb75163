"""Every row of docs/analysis/statements.md, word for word."""

from __future__ import annotations

import re

import pytest

from juesuan.statements.merging import merge
from juesuan.statements.sides import Staff
from juesuan.statements.subjects import Names
from juesuan.statements.tokens import Lexer
from juesuan.vocabulary import load_vocabulary
from statements_page import NONE, Example, examples, generated, plain, with_slots

EXAMPLES = list(examples())


def lexer_of(text: str) -> Lexer:
    """A lexer for the year that the sentence is about."""
    return Lexer(load_vocabulary(), max(map(int, re.findall(r"(20\d\d)年", text)), default=2023))


def everybody() -> list[str]:
    """The base sentences of the whole page: the record whose names are known."""
    return list(dict.fromkeys(example.base for example in EXAMPLES))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.number}-{each.why[:12]}")
def test_row(example: Example) -> None:
    """The result and the comment are what the page says."""
    lexer = lexer_of(example.base)
    names = Names([generated(text, lexer) for text in everybody()], lexer)
    text, slots = with_slots(example.staff)
    fresh = generated(example.fresh, lexer)
    merged = merge(generated(example.base, lexer), Staff(text, tuple(slots)), fresh, lexer, names)
    assert plain(example.result) == merged.text
    said = "".join(held.sentence for held in merged.held)
    if example.comment.startswith("原填："):
        assert merged.retired
        assert not said
    else:
        assert ("" if example.comment == NONE else plain(example.comment)) == said


def test_there_are_enough_examples() -> None:
    """The page covers the rule."""
    assert len(EXAMPLES) >= 80
