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
    """Percentages of changes, directions, and parts beyond rounding differences."""
    assert expected == [each.finding.code for each in review(plain([sentence]), None)]


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        # 1.00 − 0.10 = 0.90, each printed to 0.005: between 0.095÷0.91 = 10.44% and 0.105÷0.89 = 11.80%.
        ("10.43%", ["percent-differs"]),
        ("10.44%", []),
        ("11.11%", []),
        ("11.80%", []),
        ("11.81%", ["percent-differs"]),
        ("10.4%", []),
        ("11.8%", []),
        ("11.9%", ["percent-differs"]),
    ],
)
def test_a_percentage_may_miss_by_what_rounding_hides(percent: str, expected: list[str]) -> None:
    """Half of the last printed digit of both amounts, no more, in as many decimals as are written."""
    sentence = f"支出1.00万元，较上年决算数增加0.10万元，增长{percent}。"
    assert expected == [each.finding.code for each in review(plain([sentence]), None)]


@pytest.mark.parametrize(
    ("percent", "expected"), [("0.49%", []), ("0.50%", []), ("0.51%", []), ("0.52%", ["percent-differs"])]
)
def test_a_fall_is_of_what_stood_before(percent: str, expected: list[str]) -> None:
    """99.50 after a fall of 0.50 was 100.00: the base is added up, not taken off."""
    sentence = f"支出99.50万元，较上年决算数减少0.50万元，下降{percent}。"
    assert expected == [each.finding.code for each in review(plain([sentence]), None)]


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        # Three amounts, each 0.005 off: 0.005 × (2 + 1) = 0.015, so one 分 passes and two do not.
        ("505.29", ["parts-differ"]),
        ("505.28", []),
        ("505.27", []),
        ("505.26", []),
        ("505.25", ["parts-differ"]),
    ],
)
def test_parts_may_miss_their_total_by_rounding_differences(total: str, expected: list[str]) -> None:
    """尾差: 0.005 for each printed amount, up and down where the parts are all there is."""
    sentence = f"支出{total}万元，其中：人员经费461.73万元，公用经费43.54万元。"
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
