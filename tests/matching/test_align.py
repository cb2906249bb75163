"""Which paragraph of a document is which of the narrative."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from juesuan.drafts import Draft, DraftParagraph, Piece, TableCell, bookmark_name, control_tag
from juesuan.matching import by_words
from juesuan.matching.align import Alignment, align
from juesuan.narrative import EditionIdentity, Figure, Narrative, Paragraph, Slot, Text

SPENT = "{}2022年度支出"
WHY = "万元，较上年决算数增加1.00万元，增长5.00%。主要原因是"


def item(key: str, name: str) -> Paragraph:
    """An item's paragraph, as both editions write it."""
    slot = Slot(f"{key}.why", "reason", name, "【请填写原因】")
    spans = (Text(SPENT.format(name)), Figure(key, "20.00"), Text(WHY), slot, Text("。"))
    return Paragraph(key, "body", spans)


def narrative(*paragraphs: Paragraph) -> Narrative:
    return Narrative("某某局", 2022, EditionIdentity("e", "h"), paragraphs)


def document(*paragraphs: Sequence[Piece] | str, bookmarks: dict[int, str] | None = None) -> Draft:
    """A document of pieces or texts; ``bookmarks`` by paragraph."""
    marks = bookmarks or {}
    return Draft(
        tuple(
            DraftParagraph(
                at,
                (Piece(each),) if isinstance(each, str) else tuple(each),
                (marks[at],) if at in marks else (),
            )
            for at, each in enumerate(paragraphs)
        )
    )


def places(found: Alignment) -> dict[str, list[int]]:
    return {key: [part.index for part in each.parts] for key, each in found.standing.items()}


ROOM = item("room", "（1）2010301-行政运行")
WORK = item("work", "（2）2010302-一般行政管理事务")


def test_the_true_bookmark_comes_before_a_copy_that_reads_better() -> None:
    """A colleague pasted the paragraph, then somebody mended the original: the original is refreshed."""
    mended = ROOM.text.replace("较上年决算数", "比去年")
    draft = document(
        ROOM.text, mended, bookmarks={0: f"{bookmark_name('room')}_Copy_1", 1: bookmark_name("room")}
    )
    found = align(draft, narrative(ROOM))
    assert {"room": [1]} == places(found)
    assert {"room": (0,)} == found.copies
    assert ["paragraph-copied"] == [each.code for each in found.findings]


def test_a_bookmark_left_in_another_paragraph_does_not_lead_astray() -> None:
    """Overtyped, the bookmark stands in other words; the control's tag leads to the paragraph."""
    moved = [Piece(ROOM.text[:30]), Piece("人员增加", 1, control_tag("room.why")), Piece("。")]
    draft = document("春夏秋冬东南西北。", moved, bookmarks={0: bookmark_name("room")})
    found = align(draft, narrative(ROOM))
    assert {"room": [1]} == places(found)
    assert "control" == found.standing["room"].how


def test_what_is_pasted_beside_it_is_a_copy_and_no_part() -> None:
    """Two whole paragraphs with one tag: one is it, the other repeats it."""
    pieces = [Piece(ROOM.text[:-8]), Piece("人员增加", 1, control_tag("room.why")), Piece("。")]
    found = align(document(pieces, pieces), narrative(ROOM))
    assert {"room": [0]} == places(found)
    assert {"room": (1,)} == found.copies


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ROOM.text, {"room": [0]}),
        (WORK.text, {"work": [0]}),
        # Another item's code: another item, however alike.
        (ROOM.text.replace("2010301", "2010399"), {}),
        # The code with words typed into it is no other code.
        (ROOM.text.replace("2010301", "20103甲01"), {"room": [0]}),
        # An own sentence on the account keeps nothing but its code and name.
        ("对2010301-行政运行，本单位已作出说明，支出较上年有增加，原因见附件。", {"room": [0]}),
        ("春夏秋冬，东南西北，甲乙丙丁。", {}),
    ],
)
def test_without_anchors_words_and_codes_tell(text: str, expected: dict[str, list[int]]) -> None:
    """Items read alike: their codes tell them apart, their words tell that it is one."""
    assert expected == places(align(document(text), narrative(ROOM, WORK)))


def test_equal_headings_are_found_in_their_order() -> None:
    """The same heading in two sections: the first is the first."""
    heading = "（一）总体情况"
    paragraphs = [
        Paragraph("a", "heading_2", (Text(heading),)),
        Paragraph("b", "body", (Text("本年收入合计与上年相比没有变化。"),)),
        Paragraph("c", "heading_2", (Text(heading),)),
    ]
    found = align(document(*(each.text for each in paragraphs)), narrative(*paragraphs))
    assert {"a": [0], "b": [1], "c": [2]} == places(found)


def test_of_equal_headings_the_one_between_its_neighbours_is_meant() -> None:
    """Staff deleted the first one: what is left is the second, which stands behind the anchored paragraph."""
    heading = "（一）总体情况"
    paragraphs = [
        Paragraph("a", "heading_2", (Text(heading),)),
        Paragraph("b", "body", (Text("本年收入合计与上年相比没有变化。"),)),
        Paragraph("c", "heading_2", (Text(heading),)),
    ]
    draft = document(paragraphs[1].text, heading, bookmarks={0: bookmark_name("b")})
    assert {"b": [0], "c": [1]} == places(align(draft, narrative(*paragraphs)))


def test_a_heading_is_no_long_text() -> None:
    """A paragraph that begins with a heading's words and goes on is not that heading."""
    words = "某某市某某区某某局一般公共预算财政拨款收入支出决算总体情况说明"
    heading = Paragraph("a", "heading_2", (Text(words),))
    goes_on = f"{words}如下所述，各项收支均已按规定程序报批，资料存档备查，并已公开。"
    assert {"a": [0]} == places(align(document(words[:-4]), narrative(heading)))
    assert {} == places(align(document(goes_on), narrative(heading)))


def test_a_paragraph_broken_in_two_is_both_parts() -> None:
    """Staff pressed Enter in it: the second part is found by what the first one lacks."""
    lead, rest = ROOM.text.split("较上年")
    found = align(document(lead, "", f"较上年{rest}"), narrative(ROOM))
    assert {"room": [0, 1, 2]} == places(found)
    assert 2 == found.standing["room"].slots["room.why"].paragraph


def test_the_part_with_its_slot_is_known_by_the_control() -> None:
    """However long the reason is: its tag says whose it is."""
    first, second = ROOM.text.removesuffix("【请填写原因】。").rsplit("。", 1)
    reason = Piece("人员调整、补发工资以及新增办公用房租金" * 5, 1, control_tag("room.why"))
    draft = document(f"{first}。", [Piece(second), reason, Piece("。")], bookmarks={0: bookmark_name("room")})
    assert {"room": [0, 1]} == places(align(draft, narrative(ROOM)))


def test_a_part_may_say_what_the_other_part_says_too() -> None:
    """What is said twice is looked for twice."""
    twice = Paragraph("p", "body", (Text("其中：项目支出5.00万元，项目支出6.00万元。"),))
    found = align(document("其中：项目支出5.00万元，", "项目支出6.00万元。"), narrative(twice))
    assert {"p": [0, 1]} == places(found)


@pytest.mark.parametrize(
    "own",
    [
        "上述支出已按规定程序报批，有关资料存档备查，并在门户网站公开。",
        "与上年决算数相比，增长的部分已按规定程序报批，资料存档备查，并公开。",
        "3%。",
    ],
)
def test_a_paragraph_that_staff_added_is_no_part(own: str) -> None:
    """What stands behind an edited paragraph and says something else is nobody's."""
    edited = ROOM.text.replace("，增长5.00%。", "！")
    assert {"room": [0]} == places(align(document(edited, own), narrative(ROOM)))


def test_a_cell_of_a_table_is_no_part() -> None:
    """Words in a table belong to it, whatever they say."""
    lead, rest = ROOM.text.split("较上年")
    cell = DraftParagraph(1, (Piece(f"较上年{rest}"),), cell=TableCell(1, 1, 1))
    draft = Draft((*document(lead).paragraphs, cell))
    assert {"room": [0]} == places(align(draft, narrative(ROOM)))


def test_paragraphs_run_together_have_no_parts() -> None:
    """Whose a piece beside them would be nobody can tell."""
    both = [
        Piece(ROOM.text[:30]),
        Piece("甲", 1, control_tag("room.why")),
        Piece("乙", 2, control_tag("work.why")),
    ]
    found = align(document(both, WORK.text), narrative(ROOM, WORK))
    assert {"room": [0], "work": [0]} == places(found)


def test_paragraphs_run_together_share_one() -> None:
    """Staff deleted the mark between two paragraphs: both stand in the one that is left."""
    both = [
        Piece(ROOM.text[:-8]),
        Piece("甲", 1, control_tag("room.why")),
        Piece("。" + WORK.text[:-8]),
        Piece("乙", 2, control_tag("work.why")),
        Piece("。"),
    ]
    found = align(document(both), narrative(ROOM, WORK))
    assert ["room", "work"] == [each.key for each in found.sharing(0)]
    assert {"room.why": "甲", "work.why": "乙"} == {words.key: words.text for words in found.words()}


def test_a_document_is_recognised_by_an_anchor_or_by_three_paragraphs() -> None:
    """One paragraph with an anchor will do; without anchors it takes three that read like it."""
    more = [item(f"i{at}", f"（{at}）20103{at:02}-{name}") for at, name in enumerate("甲乙丙丁")]
    anchored = document(ROOM.text, bookmarks={0: bookmark_name("room")})
    assert align(anchored, narrative(ROOM, WORK, *more)).recognised(narrative(ROOM, WORK, *more))
    for count, expected in ((2, False), (3, True)):
        texts = [each.text for each in more[:count]]
        assert expected is align(document(*texts), narrative(*more)).recognised(narrative(*more))


def test_nothing_is_compared_with_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each missing paragraph is compared with a few, in a document in which all read alike."""
    compared = 0
    like = by_words.likeness

    def counted(*shapes: by_words.Shape) -> float:
        nonlocal compared
        compared += 1
        return like(*shapes)

    monkeypatch.setattr(by_words, "likeness", counted)
    items = [item(f"i{at}", f"（{at}）2{at:06}-第{at}号工程") for at in range(300)]
    found = align(document(*(each.text for each in items)), narrative(*items))
    assert {f"i{at}": [at] for at in range(300)} == places(found)
    assert compared <= 300 * 16


def test_an_empty_line_is_no_paragraph() -> None:
    """Staff took the words out and left the line: the paragraph is gone; broken at its start it is not."""
    marks = {0: bookmark_name("room"), 1: bookmark_name("work")}
    assert {"work": [1]} == places(align(document(" ", WORK.text, bookmarks=marks), narrative(ROOM, WORK)))
    broken = document("", ROOM.text, WORK.text, bookmarks={0: marks[0], 2: marks[1]})
    assert {"room": [0, 1], "work": [2]} == places(align(broken, narrative(ROOM, WORK)))
