"""Where two rows of tokens differ, with the answers written down."""

from __future__ import annotations

import pytest

from juesuan.matching.diff import Edit, edits
from juesuan.matching.tokens import tokens_of

TABLE = [
    ("共5.00万元。", "共5.00万元。", []),
    ("共5.00万元。", "共6.00万元。", [("5.00万元", "6.00万元")]),
    ("共5.00万元。", "总共5.00万元。", [("", "总")]),
    ("总共5.00万元。", "共5.00万元。", [("总", "")]),
    # Widths, spaces, and the other sign for a bracket are no difference.
    ("（款）5.00万元", "(款)5.00 万元", []),
    # The same sentence with other facts: by their places.
    (
        "较上年增加5.00万元，增长3.00%。",
        "较上年减少3.00万元，下降5.00%。",
        [("增加", "减少"), ("5.00万元", "3.00万元"), ("增长", "下降"), ("3.00%", "5.00%")],
    ),
    (
        "收入3.00万元，支出5.00万元。",
        "收入5.00万元，支出7.00万元。",
        [("3.00万元", "5.00万元"), ("5.00万元", "7.00万元")],
    ),
    (
        "增加3.00万元，增加5.00万元，增加7.00万元。",
        "增加5.00万元，增加7.00万元，增加9.00万元。",
        [("3.00万元", "5.00万元"), ("5.00万元", "7.00万元"), ("7.00万元", "9.00万元")],
    ),
    # An edit never holds two quantities that can be paired: the words beside them change on their own.
    (
        "收入5.00万元和",
        "全部所得6.00万元以及",
        [("收入", "全部所得"), ("5.00万元", "6.00万元"), ("和", "以及")],
    ),
    ("收入5.00万元和", "全部所得5.00万元以及", [("收入", "全部所得"), ("和", "以及")]),
    # Unequal numbers of quantities cannot be paired.
    ("增加5.00万元，增长3.00%。", "与上年持平。", [("增加5.00万元，增长3.00%", "与上年持平")]),
    ("", "共5.00万元", [("", "共5.00万元")]),
    ("共5.00万元", "", [("共5.00万元", "")]),
]


@pytest.mark.parametrize(("a", "b", "expected"), TABLE)
def test_edits(a: str, b: str, expected: list[tuple[str, str]]) -> None:
    """What became of the words, in order."""
    ours, theirs = tokens_of(a), tokens_of(b)
    found = [
        ("".join(t.text for t in ours[i1:i2]), "".join(t.text for t in theirs[j1:j2]))
        for i1, i2, j1, j2 in edits(ours, theirs)
    ]
    assert expected == found


def test_what_stands_between_edits_is_equal() -> None:
    """Nothing is left out: the stretches between two edits are as long, and read the same."""
    ours = tokens_of("2022年度本单位收入5.00万元，支出6.00万元，结余1.00万元。")
    theirs = tokens_of("2022年度收入共5.00万元，支出与结余6.50万元，其中结余1.00万元；")
    at = Edit(0, 0, 0, 0)
    for edit in (*edits(ours, theirs), Edit(len(ours), len(ours), len(theirs), len(theirs))):
        kept = [t.text for t in ours[at.i2 : edit.i1]]
        assert kept == [t.text for t in theirs[at.j2 : edit.j1]]
        at = edit


def test_exactly_widths_count() -> None:
    """What the generator wrote both times is compared as it stands: an edition may mend its brackets."""
    assert [Edit(0, 1, 0, 1)] == edits(tokens_of("(款"), tokens_of("（款"), exact=True)
