"""Which words in a slot are somebody's answer."""

from __future__ import annotations

import pytest

from juesuan.app.reasons import answered
from juesuan.narrative import EditionIdentity, Narrative, Paragraph, Slot, SlotState, Text
from juesuan.word import read_bytes, write
from staff import PROMPT, Desk, W

SUGGESTION, OTHER = "厉行节约，压减一般性支出", "项目支出减少"


def narrative(text: str, state: SlotState) -> Narrative:
    """One sentence with a slot for a reason."""
    slot = Slot("total", "reason", "合计", PROMPT, (SUGGESTION, OTHER), text, state)
    paragraphs = (
        Paragraph("title", "title", (Text("第三部分2022年度部门决算情况说明"),)),
        Paragraph("text", "body", (Text("收支规模有所变化。主要原因是"), slot, Text("。"))),
    )
    return Narrative("某某局", 2022, EditionIdentity("e", "h"), paragraphs)


def overtyped(made: Narrative, words: str, *, marked: bool) -> bytes:
    """The draft with the slot's words replaced; ``marked`` leaves the highlight on, as typing in Word does."""
    desk = Desk.open(write(made), 1)
    (holder,) = desk.document.element.body.iter(f"{W}sdt")
    (node,) = holder.iter(f"{W}t")
    node.text = words
    for mark in () if marked else list(holder.iter(f"{W}highlight")):
        mark.getparent().remove(mark)
    return desk.save()


@pytest.mark.parametrize(
    ("text", "state", "expected"),
    [
        ("", "empty", {}),
        (SUGGESTION, "suggested", {}),
        (SUGGESTION, "confirmed", {}),
        ("培训压减", "filled", {"total": "培训压减"}),
    ],
)
def test_what_nobody_touched(text: str, state: SlotState, expected: dict[str, str]) -> None:
    """A prompt, a suggestion and the edition's own words are no answer; words from a file are."""
    made = narrative(text, state)
    assert expected == dict(answered(read_bytes(write(made)), made))


@pytest.mark.parametrize(
    ("words", "marked", "expected"),
    [
        (SUGGESTION, True, {}),
        (SUGGESTION, False, {"total": SUGGESTION}),
        (OTHER, True, {"total": OTHER}),
        (OTHER, False, {"total": OTHER}),
        ("培训压减", True, {"total": "培训压减"}),
        ("培训压减", False, {"total": "培训压减"}),
        (PROMPT, False, {}),
        ("　", False, {}),
        (PROMPT[:3] + "培训压减" + PROMPT[3:], True, {"total": "培训压减"}),
    ],
)
def test_what_somebody_typed_over_a_suggestion(words: str, marked: bool, expected: dict[str, str]) -> None:
    """A suggestion becomes an answer when its mark is taken off; other words are one with or without,
    also those that we would suggest elsewhere: a person typed them."""
    made = narrative(SUGGESTION, "suggested")
    assert expected == dict(answered(read_bytes(overtyped(made, words, marked=marked)), made))


def test_a_suggestion_written_as_a_whole_sentence_is_none_either() -> None:
    """The edition's “…。” stands in the slot without its full stop: it is the same unconfirmed suggestion."""
    slot = Slot("total", "reason", "合计", PROMPT, (f"{SUGGESTION}。",), SUGGESTION, "suggested")
    title, sentence = narrative("", "empty").paragraphs
    made = Narrative(
        "某某局",
        2022,
        EditionIdentity("e", "h"),
        (title, Paragraph("text", "body", (*sentence.spans[:1], slot, *sentence.spans[2:]))),
    )
    found = [
        dict(answered(read_bytes(data), made))
        for data in (write(made), overtyped(made, SUGGESTION, marked=False))
    ]
    assert [{}, {"total": SUGGESTION}] == found
