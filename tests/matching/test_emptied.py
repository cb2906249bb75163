"""A paragraph whose words staff took out before they joined the empty line with its neighbour."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from figures_at_random import EDITIONS, figures, narrative
from juesuan.drafts import DraftParagraph, Piece, control_tag
from juesuan.matching.emptied import emptied
from juesuan.narrative import Figure, Paragraph, Slot, Text


def item(key: str, name: str, amount: str, change: str) -> Paragraph:
    """An item's paragraph: all of them read alike but for names and figures."""
    slot = Slot(key, "reason", name, "【请填写原因】")
    spans = (
        Text(f"（一）{name}支出"),
        Figure(f"{key}.current", amount),
        Text("万元，较上年决算数增加"),
        Figure(f"{key}.difference", change),
        Text("万元。主要原因是"),
        slot,
        Text("。"),
    )
    return Paragraph(key, "body", spans)


RUN = item("items.2130301", "2130301-行政运行", "412.36", "14.24")
WORK = item("items.2130302", "2130302-一般行政管理事务", "58.20", "8.15")
HEAD = Paragraph("head", "heading_1", (Text("三、一般公共预算财政拨款支出决算情况说明"),))
BOTH = {each.key: each for each in (RUN, WORK)}
REASON = "经费支出较上年决算数增加，主要原因是项目支出增加"  # reads like the edition's own words


def written(paragraph: Paragraph, reason: str = REASON) -> list[Piece]:
    """A paragraph as it stands in a document, its slot filled."""
    return [
        Piece(reason, 1, control_tag(span.key)) if isinstance(span, Slot) else Piece(span.text)
        for span in paragraph.spans
    ]


def gone(*pieces: Piece, sharing: dict[str, Paragraph] = BOTH) -> frozenset[str]:
    return emptied(sharing, DraftParagraph(0, pieces))


@pytest.mark.parametrize(("left", "taken"), [(RUN, WORK), (WORK, RUN)])
def test_the_one_whose_words_stand_there_is_not_the_emptied_one(left: Paragraph, taken: Paragraph) -> None:
    """Items read alike; names, codes and amounts tell which of them is there."""
    assert {taken.key} == gone(*written(left))


def test_words_of_both_are_a_real_join() -> None:
    assert frozenset() == gone(*written(RUN), *written(WORK))


@pytest.mark.parametrize(
    "rest", ["2130302-一般行政管理事务", "58.20万元", "一般行政管理事务支出较上年决算数增加"]
)
def test_what_is_left_of_one_s_words_is_a_join(rest: str) -> None:
    """A stale number among the neighbour's words must not go unseen."""
    long = Piece("以上各项均已按照规定程序报批，相关资料存档备查，并在门户网站公开，接受监督。")
    assert frozenset() == gone(*written(RUN), Piece(rest), long if "58.20" in rest else Piece(""))


def test_an_answer_left_behind_is_a_join() -> None:
    """The sentence went, the reason stayed."""
    assert frozenset() == gone(*written(RUN), Piece("压减会议", 2, control_tag(WORK.key)))


@pytest.mark.parametrize("own", ["（四）", "另外，", "我们自己加的一句话，与决算数无关。"])
def test_what_staff_typed_into_the_neighbour_is_theirs(own: str) -> None:
    assert {WORK.key} == gone(Piece(own), *written(RUN))


def test_an_emptied_heading() -> None:
    """The words of a heading come again in the text below it."""
    assert {"head"} == gone(*written(RUN), sharing={"head": HEAD, RUN.key: RUN})
    joined = gone(Piece(HEAD.text), *written(RUN), sharing={"head": HEAD, RUN.key: RUN})
    assert frozenset() == joined


def test_several_emptied_ones() -> None:
    third = item("items.2130306", "2130306-水利工程运行与维护", "35.00", "2.00")
    three = BOTH | {third.key: third}
    assert {RUN.key, third.key} == gone(*written(WORK), sharing=three)
    assert {third.key} == gone(*written(WORK), *written(RUN), sharing=three)


def test_one_alone_is_never_emptied() -> None:
    """Whoever typed over it typed over it."""
    assert frozenset() == gone(Piece("春夏秋冬。"), sharing={RUN.key: RUN})


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("seed", range(3))
def test_neighbours_of_both_editions(edition: str, seed: int) -> None:
    """Every two neighbours: the emptied one is told from the other, words of both are never taken for one's."""
    paragraphs = narrative(figures(edition, random.Random(seed))).paragraphs
    for first, second in pairwise(paragraphs):
        both = {each.key: each for each in (first, second)}
        for left, taken in ((first, second), (second, first)):
            assert {taken.key} == gone(*written(left), sharing=both)
        spans = (span for each in (first, second) for span in each.spans)
        loose = [Piece(span.shown if isinstance(span, Slot) else span.text) for span in spans]
        for joined in ([*written(first), *written(second)], loose):
            assert frozenset() == gone(*joined, sharing=both)
