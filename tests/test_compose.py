"""Comparison and edition become a narrative: which paragraphs, numbered, with which slots."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from juesuan.authoring.made_up import Scenario
from juesuan.authoring.made_up import compared as made_up
from juesuan.compose import LABEL_LENGTH, compose
from juesuan.editions import load_edition
from juesuan.errors import EditionError, FigureMissing
from juesuan.narrative import Choices, Figure, Slot
from specimens import compared, composed

FUJIAN = load_edition("fujian-2022")
SHANGHAI = load_edition("shanghai-2024")
ITEMS = {
    "段落": "items",
    "科目": {
        "2011301 行政运行": {"本年": 12, "上年": 10},
        "2011350 事业运行": {"本年": 30, "上年": 30},
        "2150517 产业发展": {"上年": 300},
    },
}


def slots(specimen: dict[str, Any], edition: Any = FUJIAN) -> dict[str, Slot]:
    narrative, _ = composed(specimen, edition)
    return {slot.key: slot for _, slot in narrative.slots()}


def test_each_item_has_a_paragraph_with_a_stable_key() -> None:
    """The key comes from the account's code, so that a paragraph is found again when items change."""
    narrative, _ = composed(ITEMS, FUJIAN)
    expected = ["items.2011301", "items.2011350", "items.2150517"]
    assert expected == [paragraph.key for paragraph in narrative.paragraphs]


def test_numbers_start_anew_within_each_section() -> None:
    """（一） begins again under every heading; left-out paragraphs take no number."""
    narrative, _ = composed(
        {**ITEMS, "段落": "fiscal、general_public_budget、items、state_capital、procurement"}, FUJIAN
    )
    assert ["一、", "二、", "（一）", "（二）", "（三）", "三、", "（一）"] == [
        paragraph.text[: 3 if paragraph.text.startswith("（") else 2] for paragraph in narrative.paragraphs
    ]


def test_reason_is_asked_for_only_where_something_changed() -> None:
    """A level item has no slot; the others do, in the order of the text."""
    assert ["items.2011301", "items.2150517"] == list(slots(ITEMS))


def test_kept_slot_stands_also_where_nothing_changed() -> None:
    """Whether a level case keeps its reason is the edition's; its 0/0 suggestion is confirmed text."""
    specimen = {"段落": "government_fund.text", "government_fund.total": {"本年": 0, "上年": 0}}
    slot = slots(specimen)["fund"]
    assert ("confirmed", "本部门2022年度没有政府性基金预算财政拨款安排的支出") == (slot.state, slot.text)


def test_slot_has_label_prompt_and_suggestions() -> None:
    """A slot tells what it asks, for which change, and what may be said."""
    slot = slots(ITEMS)["items.2011301"]
    assert "2011301 行政运行：增加2.00万元的主要原因" == slot.label
    assert ("empty", "【请填写原因】") == (slot.state, slot.shown)
    assert "人员经费增加" in slot.suggestions
    assert slot.about is not None
    about = (slot.about.case, slot.about.current, slot.about.base, slot.about.difference, slot.about.percent)
    assert ("increase", "12.00", "10.00", "2.00", "20.00%") == about


def test_label_is_cut_to_what_word_shows() -> None:
    """A content control's title has at most 64 characters."""
    name = "很长的科目名称" * 12
    specimen = {"段落": "items", "科目": {f"2011301 {name}": {"本年": 12, "上年": 10}}}
    assert LABEL_LENGTH == len(slots(specimen)["items.2011301"].label)


def test_suggestion_stands_unconfirmed_and_a_reason_replaces_it() -> None:
    """A prefilled suggestion waits for confirmation; a given reason fills the slot at once."""
    total = {
        "段落": "three_public_expenses.reasons",
        "three_public_expenses.total": {"本年": 1, "上年": 2, "预算": 1},
    }
    assert "suggested" == slots(total)["sangong.total_vs_prior"].state
    given = slots({**total, "原因": {"sangong.total_vs_prior": "来访减少。\n"}})["sangong.total_vs_prior"]
    assert ("filled", "来访减少") == (given.state, given.text)


@pytest.mark.parametrize(
    "typed",
    [
        "来访减少",
        "来访减少。",
        "来访减少；",
        "来访减少;",
        "来访减少 ",
        "来访减少。；\n",
        "  来访减少 。",
        "来访\n  减少\n。",
    ],
)
def test_a_reason_ends_with_the_sentence_s_own_full_stop(typed: str) -> None:
    """What people put behind their words is taken off, and a line break within: never “；。” or “。。”."""
    specimen = {**ITEMS, "原因": {"items.2011301": typed}}
    narrative, _ = composed(specimen, FUJIAN)
    assert "来访减少" == slots(specimen)["items.2011301"].text
    assert narrative.paragraphs[0].text.endswith("主要原因是来访减少。")


def test_first_year_asks_for_no_reason() -> None:
    """Where nothing can be compared there is nothing to explain."""
    assert {} == slots({**ITEMS, "上年": "无"})


def test_purposes_are_slots_too() -> None:
    """What an item is spent on is typed by staff like a reason, and is asked for also where it is level."""
    specimen = {"段落": "items", "科目": {"2010602 一般行政管理事务": {"本年": 10, "预算": 10}}}
    found = slots(specimen, SHANGHAI)
    assert {"items.2010602.purpose": "purpose"} == {key: slot.kind for key, slot in found.items()}


def test_reason_without_a_slot_is_reported() -> None:
    """A key that nothing asks for is named, so that no words are lost unseen."""
    _, findings = composed({**ITEMS, "原因": {"items.9999999": "其他"}}, FUJIAN)
    expected = [("reason-without-slot", "warning", "其他")]
    assert expected == [(each.code, each.severity, each.found) for each in findings]


def test_every_missing_figure_is_named_with_its_sentence() -> None:
    """One error names every sentence that lacks a figure, what it lacks and where that was looked for."""
    specimen = {"段落": "fiscal、fiscal.text、totals.income.text", "fiscal.income": {"本年": 1, "上年": 1}}
    with pytest.raises(FigureMissing) as caught:
        composed(specimen, FUJIAN)
    message = str(caught.value)
    for words in (
        "“fiscal.text”需要2022年财政拨款支出总计",
        "“totals.income.text”需要2022年本年收入合计",
        "没有这张表",
    ):
        assert words in message


def test_same_inputs_give_the_same_narrative() -> None:
    """Composing is a function of the figures, the edition and the reasons."""
    assert composed(ITEMS, FUJIAN)[0] == composed(ITEMS, FUJIAN)[0]


def test_figures_are_spans_of_their_own() -> None:
    """Every printed number of the accounts is a figure with a stable key."""
    narrative, _ = composed(
        {"段落": "fiscal.text", "fiscal.income": {"本年": 3, "上年": 2}, "fiscal.expenditure": 3}, FUJIAN
    )
    keys = [span.key for span in narrative.paragraphs[0].spans if isinstance(span, Figure)]
    change = "fiscal.income.change"
    expected = [
        "fiscal.income.current",
        "fiscal.expenditure.current",
        f"{change}.difference",
        f"{change}.percent",
    ]
    assert expected == keys


def test_choices_travel_in_the_narrative() -> None:
    """What a refresh must know again is carried along."""
    edition = FUJIAN.model_copy(update={"paragraphs": FUJIAN.paragraphs[:1]})
    narrative, _ = compose(compared({}, edition), edition, choices=Choices(unit="元"))
    assert Choices(unit="元") == narrative.choices


QINGHE = Path(__file__).parent / "editions" / "qinghe-2022"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            "02_totals.yaml",
            "收、支总计各{{ grand_total.income }}",
            "收、支总计各｛｛ grand_total.income ｝｝",
        ),
        ("edition.yaml", "{{ base }}万元减少", "{ base }万元减少"),
        ("edition.yaml", 'pattern: "{{ n }}."', 'pattern: "{n}."'),
        ("edition.yaml", "\nsections:", "\nlists:\n  kinds: [甲, 乙｝]\n\nsections:"),
        ("slots.yaml", "label: 收、支总计", "label: 收、支｛总｝计"),
        ("slots.yaml", "  prompt: 【请填写情况】\n\nitems", "  prompt: ｛请填写情况｝\n\nitems"),
        ("supplement.yaml", "label: 收入总计", "label: 收入｛总计｝"),
    ],
)
def test_no_brace_of_an_edition_reaches_a_narrative(tmp_path: Path, file: str, old: str, new: str) -> None:
    """Sentences, phrases, numbers, lists, labels, prompts, names of lines: a slip of the brace stops the draft."""
    folder = Path(shutil.copytree(QINGHE, tmp_path / "qinghe-2022"))
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")
    edition = load_edition(folder)
    falls = Scenario("减少", ("0.8", "1", "1.1"))
    with pytest.raises(EditionError, match="会照样印出来") as caught:
        compose(made_up(falls, edition), edition)
    assert file in str(caught.value)


def test_a_numbering_that_goes_round_is_refused(tmp_path: Path) -> None:
    """A series that starts anew within itself would never end."""
    folder = Path(shutil.copytree(QINGHE, tmp_path / "qinghe-2022"))
    path = folder / "edition.yaml"
    path.write_text(path.read_text("utf-8").replace("within: section", "within: item"), "utf-8")
    with pytest.raises(EditionError, match="编号“item”的 within 绕回了自己"):
        load_edition(folder)


def test_a_list_that_is_none_is_told(tmp_path: Path) -> None:
    """A paragraph for each of a number: one message, no error of Python's."""
    folder = Path(shutil.copytree(QINGHE, tmp_path / "qinghe-2022"))
    path = folder / "03_general_public_budget.yaml"
    path.write_text(
        path.read_text("utf-8").replace("each: general_public_budget.items", "each: year"), "utf-8"
    )
    edition = load_edition(folder)
    with pytest.raises(EditionError, match="each 要一个名单，“year”不是"):
        compose(made_up(Scenario("增加"), edition), edition)
