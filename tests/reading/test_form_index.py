"""Keys and labels of the form, as people write them."""

import pytest

from juesuan.reading.form_index import FormIndex, normalised
from supplement_forms import EDITIONS, SMALL, form_of

ITEMS = {"general_public_budget.items": [("2010601", "行政运行"), ("2010602", "一般行政管理事务")]}
INDEX = FormIndex(SMALL, ITEMS)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("“三公”经费 合计：", "三公经费合计"),
        ("（一）其中： 公务用车（辆）", "公务用车(辆)"),
        ("二、机关运行经费", "机关运行经费"),
        ("2010601 行政运行", "2010601行政运行"),
        ("其他\u3000用车", "其他用车"),
    ],
)
def test_labels_are_compared_without_dress(written, same):
    """White space, quotes, numbering and full-width signs make no difference."""
    assert normalised(same) == normalised(written)


@pytest.mark.parametrize(
    ("label", "section", "key"),
    [
        ("机关运行经费", "", "operating_cost"),
        ("公务接待(批次)", "一、经费", "parties.batches"),
        ("其他", "一、经费", "goods"),
        ("其他", "二、各项", "vehicles.other"),
        ("2010601 行政运行", "", "general_public_budget.items.2010601"),
        ("2019999-别的", "各项", "general_public_budget.items.2019999"),
    ],
)
def test_finds_a_label(label, section, key):
    """A label means the line of its section, else the only one of that name; a code means its item."""
    assert key == INDEX.by_label(label, section).key


@pytest.mark.parametrize(
    ("label", "section"), [("其他", ""), ("其他", "别处"), ("差旅费", "一、经费"), ("", "")]
)
def test_does_not_guess(label, section):
    """An unknown label, or one that two sections have, means nothing."""
    assert INDEX.by_label(label, section) is None


def test_finds_keys():
    """A key means its line, an item's key too where the figures do not list that item."""
    keys = ("operating_cost", "general_public_budget.items.2059999", "nothing")
    assert ["operating_cost", "general_public_budget.items.2059999", None] == [
        line and line.key for line in map(INDEX.by_key, keys)
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_line_of_an_edition_is_found_by_key_and_label(edition):
    """In the shipped forms keys are unique, and labels are unique within their section."""
    form = form_of(edition)
    index = FormIndex(form, {})
    lines = [(section.title, row) for section in form.sections for row in section.rows if not row.each]
    assert len({row.key for _title, row in lines}) == len(lines)
    assert [row.key for _title, row in lines] == [
        index.by_label(row.label, title).key for title, row in lines
    ]
    assert [row.key for _title, row in lines] == [index.by_key(row.key).key for _title, row in lines]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_default_is_a_choice(edition):
    """In the shipped forms a setting's default can be chosen."""
    assert [] == [
        setting.key for setting in form_of(edition).settings if setting.default not in setting.choices
    ]
