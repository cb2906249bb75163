"""Which sentences an amended edition words otherwise: before|after, figures alike, bounded."""

from __future__ import annotations

import pytest

from juesuan.merge.rewording import MOST, rewording
from juesuan.narrative import EditionIdentity, Figure, Narrative, Paragraph, Slot, Span, Text, WrittenFor

OLD, NEW = (
    EditionIdentity("某省-2022", "a", "某省格式", True),
    EditionIdentity("某省-2022", "b", "某省格式", True),
)


def narrative(edition: EditionIdentity, *paragraphs: tuple[str, tuple[Span, ...]]) -> Narrative:
    """A narrative of body paragraphs."""
    blocks = tuple(Paragraph(key, "body", spans) for key, spans in paragraphs)
    return Narrative("某局", 2022, edition, blocks)


def sentence(lead: str, amount: str, verb: str, case: str = "increase", words: str = "") -> tuple[Span, ...]:
    """An amount, which way it went, and a slot for the reason."""
    slot = Slot("a", "reason", "支出", "【请填写】", text=words, about=WrittenFor(case))
    return (Text(lead), Figure("a.current", amount), Text(f"万元，较上年{verb}。原因是"), slot, Text("。"))


def told(before: Narrative, after: Narrative) -> list[tuple[str, str]]:
    """Before and after of every sentence told."""
    return [
        (each.found, each.expected) for each in rewording(before, after) if each.code == "edition-sentence"
    ]


def test_the_same_edition_has_nothing_to_tell() -> None:
    """Other figures and other words in slots are no rewording."""
    before = narrative(OLD, ("a", sentence("支出", "1.00", "增加")))
    assert () == rewording(before, narrative(OLD, ("a", sentence("实际支出", "2.00", "增加"))))


def test_a_reworded_sentence_is_told_with_the_figures_alike() -> None:
    """The new words stand around the figures of before, so that only the words differ."""
    before = narrative(OLD, ("a", sentence("本年支出", "1.00", "增加")))
    after = narrative(NEW, ("a", sentence("本年实际支出", "2.00", "增加")))
    assert [("本年支出1.00万元，较上年…", "本年实际支出1.00万元，较上年…")] == told(before, after)
    head, one = rewording(before, after)
    assert "句子的版本有改动：“某省-2022”（某省格式），没有人工修改过的句子已换成新的说法" == head.message
    assert ("info", "info") == (head.severity, one.severity)
    assert "句子改了说法：原为“本年支出1.00万元，较上年…”｜现为“本年实际支出1.00万元，较上年…”" == one.message


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (sentence("支出", "1.00", "增加"), sentence("支出", "2.00", "减少", "decrease")),
        (
            sentence("支出", "1.00", "增加"),
            (Text("支出"), Figure("a.current", "2.00"), Text("万元，与上年持平。")),
        ),
        (sentence("（二）支出", "1.00", "增加"), sentence("（三）支出", "1.00", "增加")),
        (sentence("支出", "1.00", "增加", words="甲"), sentence("支出", "1.00", "增加", words="乙")),
        (sentence("支出", "1.00", "增加"), sentence("支出", "2.00", "增加")),
    ],
    ids=["turned", "became level", "another ordinal", "another reason", "another figure"],
)
def test_what_the_figures_or_staff_did_is_not_the_edition_s(
    before: tuple[Span, ...], after: tuple[Span, ...]
) -> None:
    """A direction, a level phrase, an ordinal, a reason or a number of its own is no rewording."""
    assert [] == told(narrative(OLD, ("a", before)), narrative(NEW, ("a", after)))


def test_a_level_sentence_that_was_reworded_is_told_where_the_figures_are_the_same() -> None:
    """Where no figure moved, other words and other figures in them are the edition's doing."""
    before = narrative(OLD, ("a", (Text("与上年持平。"),)), ("b", (Text("共"), Figure("n", "3"), Text("个"))))
    after = narrative(
        NEW, ("a", (Text("与上年基本持平。"),)), ("b", (Text("共计"), Figure("n", "3"), Text("个")))
    )
    assert [("与上年持平。", "与上年基本持平。"), ("共3个", "共计3个")] == told(before, after)


def test_the_elements_of_a_list_are_told_once() -> None:
    """Fourteen items of one rule: one example, and how many there are."""
    codes = [f"20113{number:02d}" for number in range(14)]
    before = narrative(OLD, *((f"items.{code}", sentence(f"{code}支出", "1.00", "增加")) for code in codes))
    after = narrative(
        NEW, *((f"items.{code}", sentence(f"{code}实际支出", "1.00", "增加")) for code in codes)
    )
    found = rewording(before, after)
    assert ["edition-changed", "edition-sentence"] == [each.code for each in found]
    assert "（14处相同）" in found[1].message


def test_more_than_can_be_read_is_counted() -> None:
    """So many are told one by one; how many more there are is said."""
    words = [chr(0x4E00 + number) * 30 for number in range(MOST + 5)]
    before = narrative(OLD, *((f"p{at}", (Text(f"{each}甲"),)) for at, each in enumerate(words)))
    after = narrative(NEW, *((f"p{at}", (Text(f"{each}乙"),)) for at, each in enumerate(words)))
    found = rewording(before, after)
    assert MOST + 1 == len(found)
    assert "另有5种，没有列出" in found[0].message
    assert {len("…一一一一一一一一一一一一甲")} == {len(each.found) for each in found[1:]}


def test_another_edition_is_said_by_name_alone() -> None:
    """Every sentence is another one then; to list them would tell nothing."""
    before = narrative(OLD, ("a", sentence("支出", "1.00", "增加")))
    after = narrative(EditionIdentity("某市-2023", "c"), ("a", sentence("实际支出", "1.00", "增加")))
    (finding,) = rewording(before, after)
    assert "句子的版本由“某省-2022”换成了“某市-2023”，没有人工修改过的句子已换成新的说法" == finding.message
