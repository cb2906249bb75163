"""Sentences as tokens: what is one token, what counts as equal, where it stands."""

from __future__ import annotations

import pytest

from juesuan.drafts import DraftParagraph, Piece
from juesuan.matching.tokens import (
    Token,
    document_tokens,
    generated_tokens,
    tokens_of,
    without_ordinal,
)
from juesuan.matching.words import Words
from juesuan.narrative import Figure, Paragraph, Slot, Text


def parts(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("支出1,234.50万元", ["支", "出", "1,234.50万元"]),
        ("下降-0.50%，", ["下降", "-0.50%", "，"]),
        ("150.93-999.99", ["150.93", "-", "999.99"]),
        ("2010301-行政", ["2010301", "-", "行", "政"]),
        ("较上年增加", ["较", "上", "年", "增加"]),
        ("无增减变化", ["无增减变化"]),
        ("共12 . 50 万 元整", ["共", "12.50万元", "整"]),
        ("１２．５％（款)", ["12.5%", "（", "款", "）"]),
        ("3人次、4人", ["3人次", "、", "4人"]),
        ("1，234.00元", ["1,234.00元"]),
        ("1，2", ["1", "，", "2"]),
        ("  　\n", []),
    ],
)
def test_what_is_one_token(text: str, tokens: list[str]) -> None:
    """A quantity with its unit, a direction, a letter; in one width, spaces left out."""
    assert tokens == parts(tokens_of(text))


def test_where_a_token_stands() -> None:
    """Offsets count the text as it is, with its spaces; what is shown is that stretch of it."""
    (_, quantity, _) = tokens_of("共 12 万元。", 5, 3)
    assert (7, 12, "12 万元", 3) == (quantity.start, quantity.end, quantity.shown, quantity.paragraph)
    assert ("12", "万元") == (quantity.quantity.digits, quantity.quantity.unit)


def test_a_generated_quantity_knows_its_figure() -> None:
    """Figures by their place; a slot is one token, whatever it shows."""
    total = Figure("total", "5.00")
    slot = Slot("why", "reason", "原因", "【请填写原因】")
    tokens = generated_tokens(Paragraph("p", "body", (Text("共"), total, Text("万元，因"), slot, Text("。"))))
    assert ["共", "5.00万元", "，", "因", "\ufffcwhy", "。"] == parts(tokens)
    assert [None, total, None, None, None, None] == [token.figure for token in tokens]
    assert (9, 16, "why") == (tokens[4].start, tokens[4].end, tokens[4].slot)


def test_a_paragraph_that_staff_broke_has_a_break() -> None:
    """Each part's tokens with its own offsets; the words of a slot are one token."""
    first = DraftParagraph(4, (Piece("共5.00万元，"),))
    second = DraftParagraph(6, (Piece("因人员增加。"),))
    slots = [Words("why", 1, 5, "人员增加", False, "control", 6)]
    tokens = document_tokens((first, second), slots)
    assert ["共", "5.00万元", "，", "\n", "因", "\ufffcwhy", "。"] == parts(tokens)
    assert [4, 4, 4, 4, 6, 6, 6] == [token.paragraph for token in tokens]
    assert (8, 8) == (tokens[3].start, tokens[3].end)
    assert (1, 5) == (tokens[5].start, tokens[5].end)


def test_of_overlapping_slots_the_first_stands() -> None:
    """Two guesses at one place are one token."""
    found = DraftParagraph(0, (Piece("因人员增加。"),))
    slots = [Words("a", 1, 5, "人员增加", False, "text", 0), Words("b", 3, 5, "增加", False, "text", 0)]
    assert ["因", "\ufffca", "。"] == parts(document_tokens((found,), slots))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("一、收入", "收入"),
        ("（十二）收入", "收入"),
        ("3.收入", "收入"),
        ("12、收入", "收入"),
        ("3.5万元", "3.5万元"),
        ("收入一、", "收入一、"),
    ],
)
def test_a_leading_ordinal_does_not_count(text: str, rest: str) -> None:
    """一、 （一） 1. at the beginning, and only there."""
    assert rest == "".join(parts(list(without_ordinal(tokens_of(text)))))
