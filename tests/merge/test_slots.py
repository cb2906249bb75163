"""What becomes of the words in a slot, with the answers written down."""

from __future__ import annotations

import pytest

from juesuan.drafts import Draft, Snapshot
from juesuan.matching.words import Words
from juesuan.merge.slots import Footing, settle
from juesuan.narrative import EditionIdentity, Figure, Narrative, Paragraph, Slot, SlotState, WrittenFor

PROMPT, SUGGESTION = "【请填写原因】", "人员经费增加"
THEN = WrittenFor("increase", "9.00", "8.00", "1.00", "12.50%")
EARLIER = WrittenFor("decrease", "7.00", "8.00", "1.00", "12.50%")
NOW = WrittenFor("increase", "9.20", "8.00", "1.20", "15.00%")


def slot(state: SlotState, text: str = "", about: WrittenFor = THEN) -> Slot:
    return Slot("why", "reason", "原因", PROMPT, (SUGGESTION,), text, state, about)


def footing(**record: object) -> Footing:
    narrative = Narrative(
        "某某局", 2022, EditionIdentity("e", "h"), (Paragraph("p", "body", (Figure("f", "9.20"),)),)
    )
    return Footing.of(Draft(()), Snapshot(narrative, **record), narrative)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("was", "text", "marked", "fresh", "stands", "rewrite", "written_for", "rival"),
    [
        # Nobody answered: the slot follows the figures.
        (slot("empty"), PROMPT, True, slot("empty", about=NOW), PROMPT, False, None, ""),
        (slot("suggested", SUGGESTION), SUGGESTION, True, slot("empty", about=NOW), PROMPT, True, None, ""),
        (slot("empty"), PROMPT, True, slot("filled", "调资", NOW), "调资", True, NOW, ""),
        # Words typed since were typed at the change that stood there then.
        (slot("empty"), "调资", False, slot("empty", about=NOW), "调资", False, THEN, ""),
        (slot("filled", "并入"), "调资", False, slot("empty", about=NOW), "调资", False, THEN, ""),
        # Words that stood there before keep the change they were written for.
        (slot("filled", "调资"), "调资", False, slot("empty", about=NOW), "调资", False, EARLIER, ""),
        # Other words from a file are told of; the same ones, a full stop aside, are not.
        (slot("empty"), "调资", False, slot("filled", "并入", NOW), "调资", False, THEN, "并入"),
        (slot("empty"), "调资", False, slot("filled", "调资", NOW), "调资", False, THEN, ""),
        (slot("empty"), "调资。", False, slot("filled", "调资", NOW), "调资。", False, THEN, ""),
    ],
)
def test_settle(  # type: ignore[no-untyped-def]
    was, text, marked, fresh, stands, rewrite, written_for, rival
) -> None:
    """Staff's words stay; prompts and suggestions follow the figures."""
    words = Words("why", 0, len(text), text, marked, "control")
    settled = settle(
        words, was, fresh, footing(written_for={"why": EARLIER}), {"why": fresh.text} if fresh.text else {}
    )
    found = (settled.slot.shown, settled.rewrite, settled.written_for, settled.rival)
    assert (stands, rewrite, written_for, rival) == found


def test_words_that_had_gone_come_back() -> None:
    """The item went with its reason and is here again: the reason stands in it, for what it was written."""
    words = Words("why", 0, 7, PROMPT, True, "control")
    record = footing(retired={"why": "调资"}, written_for={"why": EARLIER})
    settled = settle(words, slot("empty"), slot("empty", about=NOW), record, {})
    assert ("调资", "filled", True, EARLIER) == (
        settled.slot.text,
        settled.slot.state,
        settled.rewrite,
        settled.written_for,
    )
