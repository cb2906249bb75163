"""The names that an edition's sentences may use."""

from __future__ import annotations

from juesuan.authoring import names_of
from juesuan.editions import editions, load_edition
from specimens import compared


def test_names_have_meaning_unit_and_source() -> None:
    """A figure of the tables says what it is, its unit and its table."""
    names = {name.name: name for name in names_of(load_edition("fujian-2022"))}
    figure = names["fiscal.income"]
    expected = ("名字", "财政拨款收入总计", "万元", "04 财政拨款收入支出决算总表", "")
    assert expected == (figure.kind, figure.meaning, figure.unit, figure.source, figure.value)
    assert "补充资料“一、“三公”经费”（本年）" == names["reception.batches"].source


def test_names_have_the_value_of_given_figures() -> None:
    """With figures, every name says what it is now: this year's, last year's, the budget."""
    edition = load_edition("fujian-2022")
    comparison = compared(
        {
            "fiscal.income": {"本年": 120, "上年": 100},
            "科目": {"2011301 行政运行": {"本年": 12, "上年": 10}},
            "performance.self_evaluated_names": {"本年": ["甲", "乙"]},
        },
        edition,
    )
    values = {name.name: name.value for name in names_of(edition, comparison)}
    assert "120.00（上年100.00）" == values["fiscal.income"]
    assert "未知" == values["expenditure.total"]
    assert "行政运行" == values["general_public_budget.items"]
    assert "甲、乙" == values["performance.self_evaluated_names"]
    assert "某某局" == values["department"]
    assert "本部门" == values["setting.self_reference"] == values["we"]


def test_every_name_stands_once() -> None:
    """No name is listed twice under one kind."""
    for edition in editions():
        names = [(name.kind, name.name) for name in names_of(load_edition(edition))]
        assert sorted(set(names)) == sorted(names)
