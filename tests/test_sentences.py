"""Sentences of an edition: what may stand in them, figures that keep their source, mistakes explained."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from juesuan.accounts import Amount
from juesuan.editions import load_edition
from juesuan.errors import EditionError
from juesuan.names import group, name_tree
from juesuan.narrative import Figure, Slot, Text
from juesuan.places import CellPlace, EditionPlace
from juesuan.quantities import Line, NumberRules, QuantityMissing, amount_quantity
from juesuan.sentences import FILTERS, FUNCTIONS, Asked, Sentences

SENTENCES = Sentences(load_edition("fujian-2022"))
HERE = EditionPlace("01.yaml", 3, "key")


def line(key: str, current: object, prior: object = None, budget: object = None) -> Line:
    figures = [
        amount_quantity(
            f"{key}.{column}",
            f"{key} {column}",
            Amount(
                None if number is None else Decimal(str(number)) * 10000, CellPlace("甲.xlsx", "05", "B3")
            ),
            NumberRules(),
            "" if number is None else str(number),
        )
        for column, number in (("current", current), ("prior", prior), ("budget", budget))
    ]
    return Line(key, key, *figures)


NAMES = {
    **name_tree(
        {
            "fiscal.income": line("fiscal.income", 120, 100),
            "held": line("held", 3),
            "held.other": line("held.other", 1),
        }
    ),
    "year": 2022,
    "prior_year": 2021,
    "unknown": line("unknown", None),
    "names": ("甲", "乙"),
    "reason": lambda key: Asked("", Slot(key, "reason", "甲", "【请填写】"), "。"),
    "setting": group("setting", {"performance.attachments": "是"}),
}


def text(sentence: str, **names: Any) -> str:
    return SENTENCES.plain(sentence, {**NAMES, **names}, HERE)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("{{ year }}年{{ fiscal.income }}万元", "2022年120.00万元"),
        ("{{ fiscal.income.prior }}", "100.00"),
        ("{{ held }}辆，其他{{ held.other }}辆", "3.00辆，其他1.00辆"),
        ("{{ held.current | trimmed }}", "3"),
        ("{{ fiscal.income | typed }}", "120"),
        ("{{ fiscal.income.change.difference | zero_as('0') }}", "20.00"),
        ("{{ (fiscal.income.current - 0) if false else 0 }}", "0"),
        ("{{ 14 | chinese }}、", "十四、"),
        ("{{ names | joined }}", "甲、乙"),
        ("{{ sum_of(fiscal.income, held) }}", "123.00"),
        ("{{ percent_of(held, fiscal.income) }}", "2.50%"),
        ("{{ (held.current | trimmed) ~ '辆，' ~ held ~ year }}", "3辆，3.002022"),
        ("{{ held.current | percent }}", "3.00%"),
        ("{{ fiscal.income | change }}", "较上年决算数增加20.00万元，增长20.00%"),
        ("{{ fiscal.income.change | change }}", "较上年决算数增加20.00万元，增长20.00%"),
        ("{% if held > 2 %}有{% else %}无{% endif %}", "有"),
        ("{{ setting.performance.attachments }}", "是"),
        ("一行\n    下一行\n", "一行下一行"),
    ],
)
def test_what_a_sentence_may_say(sentence: str, expected: str) -> None:
    """Figures, counts, names, phrases, conditions; line breaks of the file are no part of the text."""
    assert expected == text(sentence)


def test_zero_may_be_written_its_own_way() -> None:
    """Zero as 0 where other amounts have two decimals."""
    assert "0" == text("{{ line | zero_as('0') }}", line=line("a", 0))


def test_figures_keep_their_source_inside_phrases() -> None:
    """A percentage printed by a phrase knows its exact value, its formula and the cells."""
    spans, _ = SENTENCES.spans("{{ fiscal.income | change }}。", NAMES, HERE)
    expected = ["较上年决算数增加", "20.00", "万元，增长", "20.00%", "。"]
    assert expected == [span.text for span in spans if isinstance(span, Text | Figure)]
    percent = spans[3]
    assert isinstance(percent, Figure)
    assert percent.source is not None
    assert ("fiscal.income.change.percent", "20", "20.00÷100.00") == (
        percent.key,
        percent.source.value,
        percent.source.formula,
    )
    assert 2 <= len(percent.source.places)


def test_phrase_takes_words() -> None:
    """What is named at the use of a phrase can be said inside it."""
    shanghai = Sentences(load_edition("shanghai-2024"))
    said = shanghai.plain("{{ fiscal.income | compared(subject='收入') }}", NAMES, HERE)
    assert "与2021年度相比，收入增加20.00万元，增长20.00%" == said


def test_missing_figure_is_not_printed() -> None:
    """A sentence that needs an unknown figure says which."""
    with pytest.raises(QuantityMissing, match="unknown current"):
        text("{{ unknown }}")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("{{ fiscal.incom }}", "没有的名字“fiscal.incom”.*相近的名字：fiscal.income"),
        ("{{ nonsense }}", "没有的名字“nonsense”"),
        ("{{ fiscal.income | chang }}", "写法有误"),
        ("{{ fiscal.income }", "写法有误"),
        ("{{ fiscal }}", "不能直接写进句子"),
        ("{{ fiscal.income.change }}", "不能直接写进句子"),
        ("{{ year | change }}", "这里要一行决算数"),
        ("{{ names | typed }}", "这里要一个数"),
        ("{{ ''.__class__.__mro__ }}", "句子"),
        ("{{ names.append('丙') }}", "句子"),
    ],
)
def test_mistakes_are_explained_to_the_author(sentence: str, words: str) -> None:
    """What is wrong, where it stands, which names come close; and nothing gets out of the sandbox."""
    with pytest.raises(EditionError, match=words) as caught:
        text(sentence)
    assert HERE == caught.value.place


@pytest.mark.parametrize(
    "sentence",
    [
        "｛｛ year ｝｝年度",
        "{ year }年度",
        "{{ year }}年度｝",
        "{{ '{' }}",
        "{{ year }}年度%｝",
        "{% if year == 1 %}{ year }{% endif %}",
    ],
)
def test_no_brace_of_the_edition_is_printed(sentence: str) -> None:
    """Full-width or single braces are a slip of the edition's, also in a branch that is not taken."""
    with pytest.raises(EditionError, match="会照样印出来"):
        text(sentence)


def test_a_condition_may_look_for_a_brace() -> None:
    """Nothing of it is printed."""
    assert SENTENCES.value("'｛' in name", {**NAMES, "name": "｛甲｝"}, HERE)


def test_braces_of_data_are_printed() -> None:
    """What an item is called is no sentence of the edition."""
    assert "｛甲｝{乙}" == text("{{ name }}", name="｛甲｝{乙}")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("{{ fiscal.income - held }}", "决算数不能直接加减乘除.*sum_of"),
        ("{{ fiscal.income / 2 }}", "决算数不能直接加减乘除"),
        ("{{ held | round(1) }}", "决算数不能用 round"),
        ("{{ held | float }}", "决算数不能用 float"),
        ("{{ held.current | int }}", "决算数不能用 int"),
        ("{{ held | joined }}", "这里要一个名单"),
        ("{{ year // 0 }}", "除数是零"),
        ("{{ fiscal ~ '甲' }}", "“Group”不能连成文字"),
        ("{{ held.change ~ '甲' }}", "“Change”不能连成文字"),
        ("{{ reason('a') ~ '甲' }}", "“Asked”不能连成文字"),
        ("{{ none ~ '甲' }}", "不能连成文字"),
        ("{{ [names] | join }}", "“tuple”不能连成文字"),
        ("{{ held | groupby }}", "句子无法生成"),
        ("{{ '%d' % 'a' }}", "这里不能用 %"),
    ],
)
def test_what_cannot_be_rendered_is_told(sentence: str, words: str) -> None:
    """Whatever a sentence makes Python do, its author has one message in Chinese."""
    with pytest.raises(EditionError, match=words) as caught:
        text(sentence)
    assert not re.search(r"object|type\b|operand", str(caught.value))
    assert HERE == caught.value.place


def test_a_phrase_without_its_word_is_named() -> None:
    """A phrase whose word the sentence does not give is named, with how to give it."""
    shanghai = Sentences(load_edition("shanghai-2024"))
    with pytest.raises(
        EditionError, match=r"短语“compared”里用了没有的名字“subject”.*compared\(subject='…'\)"
    ):
        shanghai.plain("{{ fiscal.income | compared }}", NAMES, HERE)


def test_conditions_are_expressions() -> None:
    """A condition gives a value; an unknown name in it is an error, not false."""
    assert SENTENCES.value("held > 2 and year == 2022", NAMES, HERE)
    with pytest.raises(EditionError, match="没有的名字“helt”"):
        SENTENCES.value("helt > 2", NAMES, HERE)


def test_filters_and_functions_are_documented() -> None:
    """Every filter and function beyond Jinja's own has its line in the list of names."""
    own = set(SENTENCES.environment.filters) - set(load_edition("fujian-2022").manifest.phrases)
    assert set(FILTERS) <= own
    assert set(SENTENCES.environment.globals) <= set(FUNCTIONS)
