"""Where a slot's words stand, and what of them is somebody's answer."""

from __future__ import annotations

import pytest

from juesuan.drafts import DraftParagraph, Piece, control_tag
from juesuan.matching.slots import answered, slot_words
from juesuan.matching.words import Words
from juesuan.narrative import Figure, Paragraph, Slot, SlotState, Text

PROMPT = "【请填写原因】"
SUGGESTION = "人员经费增加"


def slot(state: SlotState = "empty", text: str = "") -> Slot:
    return Slot("why", "reason", "原因", PROMPT, (SUGGESTION,), text, state)


@pytest.mark.parametrize(
    ("was", "text", "marked", "expected"),
    [
        (slot(), PROMPT, True, ""),
        (slot(), PROMPT, False, ""),
        (slot(), "  ", False, ""),
        (slot(), "调资", False, "调资"),
        (slot(), "调资", True, "调资"),
        (slot(), "【请填写调资原因】", True, "调资"),
        (slot(), f"调资{PROMPT}", True, "调资"),
        # A suggestion that is still marked is nobody's word; with the mark taken off it is confirmed.
        (slot("suggested", SUGGESTION), SUGGESTION, True, ""),
        (slot("suggested", SUGGESTION), SUGGESTION, False, SUGGESTION),
        # The edition's own words need nobody's confirmation, and are nobody's answer.
        (slot("confirmed", "与上年持平"), "与上年持平", False, ""),
        (slot("filled", "调资"), "调资", False, "调资"),
    ],
)
def test_what_is_an_answer(was: Slot, text: str, marked: bool, expected: str) -> None:
    """Prompts, marked suggestions and the edition's own words are none."""
    assert expected == answered(was, Words("why", 0, len(text), text, marked, "control"))


def sentence() -> Paragraph:
    spans = (
        Text("支出"),
        Figure("f", "5.00"),
        Text("万元，主要原因是"),
        Slot("a", "reason", "甲", PROMPT),
        Text("；用于"),
        Slot("b", "purpose", "乙", PROMPT),
        Text("。"),
    )
    return Paragraph("p", "body", spans)


def found(*pieces: Piece) -> dict[str, tuple[str, str]]:
    paragraph = DraftParagraph(3, pieces)
    return {each.key: (each.text, each.how) for each in slot_words(sentence(), (paragraph,))}


def test_words_by_their_control_s_tag() -> None:
    """The tag says whose they are, in whatever order; a control in two runs is one."""
    pieces = (
        Piece("用于"),
        Piece("调", 1, control_tag("b")),
        Piece("资", 1, control_tag("b")),
        Piece("，因"),
        Piece("并入", 2, control_tag("a")),
    )
    assert {"a": ("并入", "control"), "b": ("调资", "control")} == found(*pieces)


def test_words_by_the_order_of_nameless_controls() -> None:
    """LibreOffice drops tags and keeps controls."""
    pieces = (Piece("因"), Piece("并入", 7), Piece("，用于"), Piece("调资", 8), Piece("。"))
    assert {"a": ("并入", "bookmark"), "b": ("调资", "bookmark")} == found(*pieces)


@pytest.mark.parametrize(
    ("text", "a", "b"),
    [
        ("支出5.00万元，主要原因是并入；用于调资。", "并入", "调资"),
        ("支出17.50万元，主要原因是并入；用于调资。", "并入", "调资"),
        ("支出5.00万元（已说明），主要原因是并入；用于调资", "并入", "调资"),
        ("支出5.00万元，主要原因是；用于调资。", "", "调资"),
    ],
)
def test_words_between_the_edition_s_own(text: str, a: str, b: str) -> None:
    """Controls are gone: what stands between the words before and after is it."""
    assert {"a": (a, "text"), "b": (b, "text")} == found(Piece(text))


def test_where_words_stand_in_the_part_that_holds_them() -> None:
    """Offsets are those of the document's own paragraph."""
    first = DraftParagraph(3, (Piece("支出5.00万元，"),))
    second = DraftParagraph(5, (Piece("主要原因是并入；用于调资。"),))
    words = {
        each.key: (each.paragraph, each.start, each.end) for each in slot_words(sentence(), (first, second))
    }
    assert {"a": (5, 5, 7), "b": (5, 10, 12)} == words


def test_marked_words_are_marked_for_the_most_part() -> None:
    """A highlight that covers half of the words or less does not mark them."""
    half = (Piece("因"), Piece("并", 1, control_tag("a"), marked=True), Piece("入", 1, control_tag("a")))
    most = (*half[:2], Piece("入", 1, control_tag("a"), marked=True))
    marks = [next(slot_words(sentence(), (DraftParagraph(0, each),))).marked for each in (half, most)]
    assert [False, True] == marks
