"""Slots that wait for somebody's words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from finished import plain
from juesuan.drafts import Draft
from juesuan.narrative import EditionIdentity, Narrative, Paragraph, Slot, SlotState, Text
from juesuan.review import review
from juesuan.word import read_bytes, write

PROMPT, SUGGESTION = "【请填写原因】", "厉行节约，压减一般性支出"


def narrative(text: str = "", state: SlotState = "empty") -> Narrative:
    """Three paragraphs, the last with a slot."""
    slot = Slot("total_change", "reason", "收入支出总计的主要原因", PROMPT, (SUGGESTION,), text, state)
    return Narrative(
        "某某局",
        2022,
        EditionIdentity("e", "h"),
        (
            Paragraph("title", "title", (Text("第三部分2022年度部门决算情况说明"),)),
            Paragraph("head", "heading_1", (Text("一、收入支出决算总体情况说明"),)),
            Paragraph("text", "body", (Text("本年收支规模有所变化。主要是："), slot, Text("。"))),
        ),
    )


def drafted(text: str, state: SlotState) -> Draft:
    return read_bytes(write(narrative(text, state)))


@pytest.mark.parametrize(
    ("text", "state", "expected"),
    [
        ("", "empty", ["slot-unfilled"]),
        (SUGGESTION, "suggested", ["slot-unconfirmed"]),
        (SUGGESTION, "confirmed", []),
        (SUGGESTION, "filled", []),
        ("培训压减", "filled", []),
        ("　", "filled", ["slot-empty"]),
        ("【请填写培训压减原因】", "filled", ["prompt-residue"]),
        ("【请填写原因】培训压减", "filled", ["prompt-residue"]),
    ],
)
def test_what_waits_is_an_error(text: str, state: SlotState, expected: list[str]) -> None:
    """Untouched, emptied, unconfirmed, or typed into the prompt; by the record alone too."""
    draft = drafted(text, state)
    assert expected == [each.finding.code for each in review(draft, narrative())]
    assert expected == [each.finding.code for each in review(draft, None)]


def test_words_that_a_person_typed_are_never_called_filled_in_by_us() -> None:
    """Typed over a prompt they keep its colour, and may well be what we would have suggested elsewhere."""
    draft = drafted("", "empty")
    pieces = tuple(
        replace(piece, text=SUGGESTION) if piece.text == PROMPT else piece
        for piece in draft.paragraphs[-1].pieces
    )
    typed = replace(draft, paragraphs=(*draft.paragraphs[:-1], replace(draft.paragraphs[-1], pieces=pieces)))
    assert [] == [each.finding.code for each in review(typed, narrative())]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("本年收支规模有所变化。主要是：【请填写原因】。", ["slot-unfilled"]),
        ("本年收支规模有所变化。主要是：。", ["slot-empty"]),
        ("本年收支规模有所变化。主要是：培训压减。", []),
    ],
)
def test_slots_of_a_plain_document_are_found_by_the_words_around(sentence: str, expected: list[str]) -> None:
    """Without any anchor."""
    texts = [each.text for each in narrative().paragraphs[:2]]
    remarks = review(plain([*texts, sentence]), narrative())
    assert expected == [each.finding.code for each in remarks if each.finding.severity != "info"]
