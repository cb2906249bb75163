"""What a reader can recompute from a sentence alone, with no figures beside it."""

from __future__ import annotations

import pytest

from finished import plain
from juesuan.review import review


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("支出150.93万元，较上年决算数减少23.73万元，下降13.59%。", []),
        ("支出150.93万元，较上年决算数减少23.73万元，下降13.95%。", ["percent-differs"]),
        ("支出150.93万元，较上年决算数减少23.73万元，增长13.59%。", ["direction-differs"]),
        ("支出0.66万元，比上年增加0.01万元，增长1.54%。", []),
        ("支出505.27万元，其中：人员经费461.73万元，公用经费43.54万元。", []),
        ("支出505.27万元，其中：人员经费461.73万元，公用经费33.54万元。", ["parts-differ"]),
        ("采购251.25万元，其中：货物4.79万元、工程0万元、服务246.47万元。", []),
        ("采购251.25万元，其中：货物4.79万元、工程0万元、服务264.47万元。", ["parts-differ"]),
        ("支出505.27万元，其中：重点项目100.00万元，一般项目50.00万元。", []),
        ("支出505.27万元，其中：重点项目400.00万元，一般项目150.00万元。", ["parts-differ"]),
    ],
)
def test_a_sentence_is_judged_by_its_own_numbers(sentence: str, expected: list[str]) -> None:
    """Percentages of changes, directions, and parts beyond the tail difference."""
    assert expected == [each.finding.code for each in review(plain([sentence]), None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("较上年增加（减少）5.00万元。", ["alternatives-left"]),
        ("较上年增加/减少5.00万元。", ["alternatives-left"]),
        ("主要原因是。", ["reason-empty"]),
        ("主要原因：", ["reason-empty"]),
        ("工资调整是支出增加的主要原因。", []),
        ("项目XX支出。", ["placeholder-left"]),
        ("采用EXXON系统……", []),
        ("出国（境）费用、“三公”经费。", []),
        ("支出5.00万元，。", ["punctuation-doubled"]),
        ("支出（）5.00万元。", ["blank-left"]),
    ],
)
def test_leftovers_are_found_in_any_text(text: str, expected: list[str]) -> None:
    """With nothing but the text."""
    assert expected == [each.finding.code for each in review(plain([text]), None)]
