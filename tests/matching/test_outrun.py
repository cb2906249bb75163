"""When a reason no longer fits: the change turned, crossed zero, became level, or moved by more than half."""

from __future__ import annotations

from decimal import Decimal

import pytest

from juesuan.matching.outrun import cited, outdated_numbers, outrun
from juesuan.narrative import WrittenFor


def change(case: str, difference: str = "") -> WrittenFor:
    """A change as it is printed, amounts in 万元."""
    return WrittenFor(case, "100.00", "90.00", difference)


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (change("increase", "14.24"), change("decrease", "8.12"), "reason-flipped"),
        (change("decrease", "1.00"), change("increase", "1.00"), "reason-flipped"),
        (change("from_zero", "9.00"), change("to_zero", "9.00"), "reason-flipped"),
        (change("increase", "14.24"), change("level"), "reason-case-changed"),
        (change("level"), change("increase", "0.01"), "reason-case-changed"),
        (change("increase", "5.00"), change("from_zero", "5.00"), "reason-case-changed"),
        (change("increase", "10.00"), change("increase", "15.01"), "reason-moved"),
        (change("increase", "10.00"), change("increase", "4.99"), "reason-moved"),
        (change("increase", "10.00"), change("increase", "15.00"), None),
        (change("increase", "10.00"), change("increase", "5.00"), None),
        (change("decrease", "1,000.00"), change("decrease", "1,400.00"), None),
        (change("level"), change("level"), None),
        (None, change("increase", "1.00"), None),
        (change("increase", "1.00"), None, None),
    ],
)
def test_what_became_of_the_change(
    was: WrittenFor | None, now: WrittenFor | None, expected: str | None
) -> None:
    """The code of what is told, or nothing."""
    found = outrun(was, now)
    assert expected == (found.code if found else None)


def test_the_share_is_the_edition_s() -> None:
    """A tenth is within half, and beyond a twentieth."""
    was, now = change("increase", "10.00"), change("increase", "11.00")
    assert outrun(was, now, Decimal("0.5")) is None
    assert outrun(was, now, Decimal("0.05")) is not None


def test_it_is_said_with_both_changes() -> None:
    """Staff see what they explained and what there is to explain."""
    found = outrun(change("increase", "14.24"), change("decrease", "8.12"))
    assert found is not None
    assert "写原因时是增加14.24万元，现在是减少8.12万元" == found.text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("人员经费增加412.36万元等因素", {"412.36": "items.1.current"}),
        ("增加１４．２４万元", {"14.24": "items.1.difference"}),
        ("增长3.58%", {"3.58%": "items.1.percent"}),
        ("2022年新增3人", {}),
        ("另有99.99万元", {}),
    ],
)
def test_the_figures_that_a_reason_names(words: str, expected: dict[str, str]) -> None:
    """Amounts and percentages that one figure prints; years and counts are nobody's."""
    printed = {
        "412.36": "items.1.current",
        "14.24": "items.1.difference",
        "3.58%": "items.1.percent",
        "3": "x",
    }
    assert expected == cited(words, printed)


def test_a_number_that_is_no_more_is_named_with_the_new_one() -> None:
    """Only where its own figure prints another now."""
    words = "人员经费增加412.36万元，另有14.24万元"
    cites = {"412.36": "a", "14.24": "b"}
    assert [(6, 12, "390.00")] == list(outdated_numbers(words, cites, {"a": "390.00", "b": "14.24"}))
