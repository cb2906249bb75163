"""Rows of ordinals that are broken, and the order that would mend them."""

from __future__ import annotations

import random

import pytest

from figures_at_random import EDITIONS, figures
from figures_at_random import narrative as composed
from juesuan.matching.numbering import Line, broken_rows, ordinal_of
from juesuan.narrative import EditionIdentity, Narrative, Paragraph, Text

WRITTEN = (
    "一、总体",
    "（一）收入",
    "1.甲款",
    "2.乙款",
    "3.丙款",
    "4.丁款",
    "（二）支出",
    "1.戊款",
    "二、其他",
    "（一）采购",
    "（二）资产",
)


def narrative(*texts: str) -> Narrative:
    paragraphs = tuple(Paragraph(text, "body", (Text(text),)) for text in texts)
    return Narrative("某某局", 2022, EditionIdentity("e", "h"), paragraphs)


def rows(*texts: str, written: tuple[str, ...] = WRITTEN) -> list[tuple[str, str]]:
    """Found and expected of each broken row; a text "现在<原来" is a generated one whose ordinal staff changed."""
    lines = [
        Line(now, (key or now) if (key or now) in written else "")
        for now, _, key in (text.partition("<") for text in texts)
    ]
    return [(row.found, row.expected) for row in broken_rows(lines, narrative(*written))]


def without(*gone: str) -> list[str]:
    return [text for text in WRITTEN if text not in gone]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、总体", (0, 1)),
        ("（十四）其他", (1, 14)),
        ("(二)其他", (1, 2)),
        ("12、其他", (2, 12)),
        ("3.5万元", None),
        ("2022年度", None),
    ],
)
def test_ordinals(text: str, expected: tuple[int, int] | None) -> None:
    found = ordinal_of(text)
    assert expected == (found and found[:2])


def test_what_was_written_is_whole() -> None:
    assert [] == rows(*WRITTEN)


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        (("3.丙款",), [("1.2.4.", "1.2.3.")]),
        (("1.甲款",), [("2.3.4.", "1.2.3.")]),
        (("4.丁款",), []),
        (("（一）采购",), [("（二）", "（一）")]),
        (("（一）收入", "1.甲款", "2.乙款", "3.丙款", "4.丁款"), [("（二）", "（一）")]),
        (("一、总体",), [("二、", "一、")]),
        (("2.乙款", "（一）采购"), [("1.3.4.", "1.2.3."), ("（二）", "（一）")]),
    ],
)
def test_a_deletion_leaves_a_gap(gone: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    """Each row is told once, with its new order whole."""
    assert expected == rows(*without(*gone))


def test_staff_s_own_new_order_is_no_break() -> None:
    assert [] == rows("1.甲款", "2.丙款<3.丙款", "3.丁款<4.丁款")
    assert [("1.2.4.", "1.2.3.")] == rows("1.甲款", "2.丙款<3.丙款", "4.丁款")


def test_an_own_paragraph_counts() -> None:
    """Staff put one of their own into the row: it has a number too."""
    assert [] == rows("1.甲款", "2.自己的", "3.乙款<2.乙款")
    assert [("1.2.2.3.4.", "1.2.3.4.5.")] == rows("1.甲款", "2.自己的", "2.乙款", "3.丙款", "4.丁款")


def test_an_edition_s_own_jump_is_no_break() -> None:
    jumping = ("1.甲款", "3.乙款", "4.丙款")
    assert [] == rows(*jumping, written=jumping)
    assert [("1.4.", "1.2.")] == rows("1.甲款", "4.丙款", written=jumping)


def test_the_new_order_is_shown_whole() -> None:
    """Every paragraph with its number, and the one it has now where that is another."""
    (row,) = broken_rows([Line(text, text) for text in without("3.丙款")], narrative(*WRITTEN))
    assert row.remedy.endswith("1.甲款；2.乙款；3.丁款（现在是4.）")


def test_a_long_row_of_chinese_numerals() -> None:
    names = ("一二三四五六七八九十",)
    written = tuple(f"（{number}）第{number}项" for number in (*names[0], "十一", "十二"))
    (found,) = rows(*(each for each in written if "（十）" not in each), written=written)
    assert found[1].endswith("（九）（十）（十一）")


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_deletion_in_both_editions(edition: str) -> None:
    """Whatever numbered paragraph goes: its row is told, and no other, if another one follows in it."""
    whole = composed(figures(edition, random.Random(1)))
    lines = [Line(each.text, each.key) for each in whole.paragraphs]
    assert [] == broken_rows(lines, whole)
    for at, line in enumerate(lines):
        ordinal = ordinal_of(line.text)
        if ordinal is None:
            continue
        later = (ordinal_of(each.text) for each in lines[at + 1 :])
        follows = next((each for each in later if each and each.level <= ordinal.level), None)
        gap = follows is not None and follows.level == ordinal.level and follows.number == ordinal.number + 1
        rows = broken_rows(lines[:at] + lines[at + 1 :], whole)
        assert gap == any(row.lines[-1][2].level == ordinal.level for row in rows)
