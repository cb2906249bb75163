"""Words that only hold a slot's place, and lead-ins said twice."""

from __future__ import annotations

import pytest

from juesuan.narrative import EditionIdentity, Narrative, Paragraph, Slot, Text
from juesuan.review import review
from juesuan.word import read_bytes, write


def codes(words: str, lead: str = "主要原因是") -> list[str]:
    """What check says of a reason that staff typed."""
    spans = (Text(f"本年支出较上年增加。{lead}"), Slot("a", "reason", "支出", "【请填写原因】"), Text("。"))
    body = Paragraph("a", "body", spans)
    others = tuple(Paragraph(each, "heading_1", (Text(f"{each}、总体情况说明"),)) for each in "一二")
    made = Narrative("某某局", 2022, EditionIdentity("e", "h"), (*others, body))
    filled = Slot("a", "reason", "支出", "【请填写原因】", text=words, state="filled")
    shown = Narrative(
        "某某局",
        2022,
        EditionIdentity("e", "h"),
        (*others, Paragraph("a", "body", (spans[0], filled, spans[2]))),
    )
    return [each.finding.code for each in review(read_bytes(write(shown)), made)]


@pytest.mark.parametrize(
    "words",
    [
        "无",
        "略",
        "待定",
        "……",
        "...",
        "—",
        "/",
        "见附件",
        "【待定】",
        "（待补充）",
        "“略”",
        "x",
        "无。",
        "暂无",
        "原因待补",
        "具体原因另附",
    ],
)
def test_a_placeholder_is_an_error(words: str) -> None:
    """A publication must not say “主要原因是无”."""
    assert "slot-placeholder" in codes(words)


@pytest.mark.parametrize(
    "words",
    [
        "无此项支出",
        "没有新增项目，人员减少",
        "（一）人员增加；（二）调资",
        "【请示】批复追加项目经费",
        "根据市政府对我局【请示】的批复，追加项目经费",
        "人员增加（含退休）",
        "略有增加的是公用经费，因搬迁",
    ],
)
def test_words_are_no_placeholder(words: str) -> None:
    """A bracket or one of those words within an answer is part of it."""
    assert "slot-placeholder" not in codes(words)


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        ("主要原因是", "主要原因是压减一般性支出"),
        ("主要原因是", "原因是人员增加"),
        ("主要是：", "原因是人员增加"),
        ("主要原因是", "主要是人员增加"),
        ("主要原因：", "主要原因：人员增加"),
        ("主要原因是", "主要原因是由于人员增加"),
    ],
)
def test_a_lead_said_twice_is_an_error(lead: str, words: str) -> None:
    """“主要原因是主要原因是…” is the commonest way to fill a slot in."""
    assert "lead-doubled" in codes(words, lead)


@pytest.mark.parametrize(
    "words", ["主要项目完工", "原因在于人员增加", "是年人员增加", "为加强管理增加了人员"]
)
def test_words_that_begin_alike_are_none(words: str) -> None:
    """Only a lead-in counts, not a reason that begins with the same characters."""
    assert "lead-doubled" not in codes(words)
