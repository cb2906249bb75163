"""Reasons that the figures have left behind, that contradict them, or that say nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from juesuan.drafts import Draft
from juesuan.narrative import EditionIdentity, Figure, Narrative, Paragraph, Slot, Text, WrittenFor
from juesuan.review import Limits, review
from juesuan.word import read_bytes, write

INCREASE = WrittenFor("increase", "80.82", "27.63", "53.19", "192.51%")
GIVEN = "新增企业走访调研经费53.19万元"


def narrative(*changes: tuple[WrittenFor, str]) -> Narrative:
    """A title, a heading and for each change an item with its reason (empty: the prompt)."""
    paragraphs = [
        Paragraph("title", "title", (Text("第三部分2022年度部门决算情况说明"),)),
        Paragraph("head", "heading_1", (Text("三、一般公共预算财政拨款支出决算情况说明"),)),
    ]
    for number, (about, words) in enumerate(changes, 1):
        key = f"items.201130{number}"
        word, growth = ("减少", "下降") if about.case in ("decrease", "to_zero") else ("增加", "增长")
        slot = Slot(key, "reason", f"201130{number}的主要原因", "【请填写原因】", about=about)
        if words:
            slot = replace(slot, text=words, state="filled")
        spans = (
            Text(f"（一）201130{number}-某项支出"),
            Figure(f"{key}.current", about.current),
            Text(f"万元，较上年决算数{word}"),
            Figure(f"{key}.difference", about.difference),
            Text(f"万元，{growth}"),
            Figure(f"{key}.percent", about.percent),
            Text("。主要原因是"),
            slot,
            Text("。"),
        )
        paragraphs.append(Paragraph(key, "body", spans))
    return Narrative("某某局", 2022, EditionIdentity("e", "h"), tuple(paragraphs))


def drafted(*changes: tuple[WrittenFor, str]) -> Draft:
    """The draft with these reasons, as it comes back."""
    return read_bytes(write(narrative(*changes)))


def codes(draft: Draft, fresh: Narrative, limits: Limits | None = None) -> set[str]:
    """What is said of the reasons."""
    remarks = review(draft, fresh, limits=limits)
    return {each.finding.code for each in remarks if each.finding.code.startswith("reason")}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (INCREASE, set()),
        (WrittenFor("decrease", "20.00", "27.63", "7.63", "27.62%"), {"reason-flipped"}),
        (WrittenFor("to_zero", "0.00", "27.63", "27.63", "100.00%"), {"reason-flipped"}),
        (WrittenFor("level", "27.63", "27.63", "0.00", "0.00%"), {"reason-case-changed"}),
        (WrittenFor("from_zero", "80.82", "0.00", "80.82", "100.00%"), {"reason-case-changed"}),
        (WrittenFor("increase", "120.00", "27.63", "92.37", "334.31%"), {"reason-moved"}),
        (WrittenFor("increase", "90.82", "27.63", "63.19", "228.70%"), set()),
    ],
)
def test_a_reason_outlived_by_the_figures_is_told(now: WrittenFor, expected: set[str]) -> None:
    """The direction flipped, zero or level was crossed, or the change moved by more than half."""
    draft = drafted((INCREASE, "新增企业走访调研任务"))
    assert expected == codes(draft, narrative((now, "")))


def test_how_far_a_change_may_move_can_be_said() -> None:
    """The share is a parameter."""
    now = WrittenFor("increase", "90.82", "27.63", "63.19", "228.70%")
    draft = drafted((INCREASE, "新增企业走访调研任务"))
    from decimal import Decimal

    assert {"reason-moved"} == codes(draft, narrative((now, "")), Limits(moved=Decimal("0.1")))


def test_staleness_survives_a_refresh() -> None:
    """What the reason was written for is on record, though base has the new figures already."""
    now = WrittenFor("decrease", "20.00", "27.63", "7.63", "27.62%")
    draft = drafted((now, "新增企业走访调研任务"))
    assert draft.snapshot is not None
    record = replace(draft.snapshot, written_for={"items.2011301": INCREASE})
    stale = replace(draft, snapshot=record)
    assert {"reason-flipped"} == codes(stale, narrative((now, "")))
    assert {"reason-flipped"} == {each.finding.code for each in review(stale, None)}


def test_a_reason_rewritten_since_the_refresh_is_not_stale() -> None:
    """Other words than those on record were written for what stands there now."""
    now = WrittenFor("decrease", "20.00", "27.63", "7.63", "27.62%")
    draft = drafted((now, "压减一次性项目"))
    assert draft.snapshot is not None
    base = narrative((now, "新增企业走访调研任务"))
    record = replace(draft.snapshot, base=base, written_for={"items.2011301": INCREASE})
    assert set() == codes(replace(draft, snapshot=record), narrative((now, "")))


def test_an_old_figure_inside_a_reason_is_told_with_the_new_one() -> None:
    """A number that equalled a figure which has changed since."""
    now = WrittenFor("increase", "81.82", "27.63", "54.19", "196.13%")
    remarks = review(drafted((INCREASE, GIVEN)), narrative((now, "")))
    (told,) = (each.finding for each in remarks if each.finding.code == "reason-number-stale")
    assert ("53.19", "54.19") == (told.found, told.expected)


def test_numbers_of_the_reason_s_own_are_left_alone() -> None:
    """Only what equalled a figure can be stale."""
    now = WrittenFor("increase", "81.82", "27.63", "54.19", "196.13%")
    assert set() == codes(drafted((INCREASE, "新增服务12.50万元")), narrative((now, "")))


DECREASE = WrittenFor("decrease", "50.00", "210.00", "160.00", "76.19%")


def test_one_reason_for_opposite_changes_is_told_at_both() -> None:
    """What explains a rise cannot explain a fall."""
    draft = drafted((INCREASE, "上级政策口径调整"), (DECREASE, "上级政策口径调整"))
    fresh = narrative((INCREASE, ""), (DECREASE, ""))
    told = [each for each in review(draft, fresh) if each.finding.code == "reason-opposite"]
    assert [2, 3] == [each.paragraph for each in told]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("增加项目", {"reason-vacuous"}),
        ("项目变动", {"reason-vacuous"}),
        ("功能科目改变", {"reason-vacuous"}),
        ("本年支出较上年增加", {"reason-vacuous"}),
        ("新增项目支出", {"reason-vacuous"}),
        ("政策项目兑现资金增加", set()),
        ("惠企政策调整", set()),
    ],
)
def test_a_reason_that_says_nothing_is_told_for_a_large_change(words: str, expected: set[str]) -> None:
    """Restating the change is no reason; for a small change it may stand."""
    small = WrittenFor("increase", "80.82", "75.00", "5.82", "7.76%")
    assert expected == codes(drafted((INCREASE, words)), narrative((INCREASE, "")))
    assert set() == codes(drafted((small, words)), narrative((small, "")))


@pytest.mark.parametrize(
    ("about", "words", "expected"),
    [
        (INCREASE, "压减公务活动，项目经费减少", {"reason-contradicts"}),
        (DECREASE, "企业申报增多，奖补资金增加", {"reason-contradicts"}),
        (INCREASE, "功能科目细化，新增该项科目", {"reason-contradicts"}),
        (DECREASE, "人员经费增加，但项目支出减少更多", set()),
        (DECREASE, "退休人数增加", set()),
        (INCREASE, "上年疫情期间活动减少", set()),
    ],
)
def test_a_reason_that_goes_the_other_way_is_told(about: WrittenFor, words: str, expected: set[str]) -> None:
    """Only where all it says of money contradicts the figures."""
    assert expected == codes(drafted((about, words)), narrative((about, "")))
