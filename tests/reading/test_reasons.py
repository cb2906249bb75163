"""Reasons from files of people and programs, and from several of them."""

import pytest

from juesuan.errors import InputError
from juesuan.places import FilePlace
from juesuan.reading.reasons import merge_reasons, read_reasons
from supplement_forms import EXAMPLE, ROOT, sheet_file


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "note: 说明\nfund: 没有\nitems: {2011301: 缩减, 2011302: null}\nsangong.total: ' '\n"),
        (
            "a.json",
            '{"note": "说明", "fund": "没有", "items": {"2011301": "缩减", "2011302": null}}',
        ),
    ],
)
def test_reads_nested_keys(tmp_path, name, text):
    """Keys are flattened; null, empty text and the note are left out."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert {"fund": "没有", "items.2011301": "缩减"} == read_reasons(path)


def test_reads_a_workbook_by_its_headers(tmp_path):
    """The columns 编号 and 原因 are found wherever they stand."""
    path = sheet_file(
        tmp_path / "原因.xlsx",
        [
            ("填写表",),
            (),
            ("本年", "原因", "编号"),
            (1, " 缩减 ", "items.2011301"),
            (2, None, "fund"),
            ("合计", 3),
        ],
    )
    assert {"items.2011301": "缩减"} == read_reasons(path)


def test_refuses_a_workbook_without_those_columns(tmp_path):
    """A workbook of something else is refused with the remedy."""
    with pytest.raises(InputError, match="没有找到“编号”和“原因”"):
        read_reasons(sheet_file(tmp_path / "a.xlsx", [("项目", "本年")]))


def test_refuses_two_answers_in_one_file(tmp_path):
    """One slot with two different texts in a file is an error at the second."""
    path = sheet_file(tmp_path / "a.xlsx", [("编号", "原因"), ("fund", "甲"), ("fund", "乙")])
    with pytest.raises(InputError, match="填了两次") as caught:
        read_reasons(path)
    assert "B3" == caught.value.place.cell


def test_refuses_a_list(tmp_path):
    """A reason is one text."""
    path = tmp_path / "a.yaml"
    path.write_text("fund: [甲, 乙]\n", encoding="utf-8")
    with pytest.raises(InputError, match="一段文字"):
        read_reasons(path)


def test_merges_answers_of_several_files():
    """Different slots come together; the same words agree, white space aside."""
    merged, findings = merge_reasons(
        [("甲.xlsx", {"fund": "没有", "a": "一"}), ("乙.xlsx", {"fund": "没 有", "b": "二"})]
    )
    assert ({"fund": "没有", "a": "一", "b": "二"}, ()) == (merged, findings)


def test_a_prompt_is_no_answer():
    """What an edition puts into empty slots neither answers nor contradicts; another bracket does."""
    answers = [
        ("甲.xlsx", {"fund": "【请填写原因】", "a": "【请示】批复追加"}),
        ("乙.xlsx", {"fund": "没有"}),
    ]
    expected = {"fund": "没有", "a": "【请示】批复追加"}
    assert (expected, ()) == merge_reasons(answers, frozenset({"【请填写原因】"}))


def test_different_answers_are_a_conflict():
    """Two answers to one slot: neither is taken, both are shown with their files."""
    merged, conflicts = merge_reasons(
        [("甲.xlsx", {"fund": "没有"}), ("乙.xlsx", {"fund": "少了"}), ("丙.xlsx", {"fund": "少了"})]
    )
    assert {} == merged
    finding = conflicts[0].finding("政府性基金支出的原因", "warning")
    assert ["fund"] == [conflict.key for conflict in conflicts]
    assert ("reason-conflict", "warning") == (finding.code, finding.severity)
    assert FilePlace("甲.xlsx", key="fund") == finding.place
    assert "甲.xlsx：没有；乙.xlsx、丙.xlsx：少了" == finding.found
    assert "政府性基金支出的原因" in finding.message
    assert "“没有”（甲.xlsx）；“少了”（乙.xlsx、丙.xlsx）" in finding.message


def test_a_stop_or_a_space_more_is_no_other_answer():
    """What people mean is the same; the first one's spelling is taken."""
    answers = [("甲.xlsx", {"fund": "没有 安排"}), ("乙.xlsx", {"fund": "没有安排。"})]
    assert ({"fund": "没有 安排"}, ()) == merge_reasons(answers)


def test_the_example_answers_every_slot():
    """The example's reasons answer all 29 slots of its document, in words of their own."""
    reasons = read_reasons(EXAMPLE / "原因.yaml")
    assert 29 == len(reasons)
    published = ROOT.parent / "shared" / "acceptance" / "licheng-2022" / "reasons.json"
    if published.exists():
        theirs = read_reasons(published)
        assert theirs.keys() == reasons.keys()
        assert [] == [key for key in reasons if reasons[key] == theirs[key]]
