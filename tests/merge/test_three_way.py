"""Three-way merge of words, with the answers written down."""

from __future__ import annotations

import pytest

from juesuan.matching.tokens import Token, tokens_of
from juesuan.merge.three_way import three_way

# base, staff, fresh, what stands there afterwards, conflicts (staff's words against fresh ones)
TABLE = [
    ("共5.00万元。", "共5.00万元。", "共6.00万元。", "共6.00万元。", []),
    ("共5.00万元。", "总共5.00万元。", "共6.00万元。", "总共6.00万元。", []),
    ("共5.00万元。", "共7.00万元。", "共6.00万元。", "共7.00万元。", [("7.00万元", "6.00万元")]),
    # Staff were there first with what the figures say now.
    ("共5.00万元。", "共6.00万元。", "共6.00万元。", "共6.00万元。", []),
    # A figure and the word beside it change on their own.
    ("收入5.00万元。", "所得5.00万元。", "收入6.00万元。", "所得6.00万元。", []),
    # Two insertions at one place are a conflict, at two places they are not.
    ("收入。", "收入甲。", "收入乙。", "收入甲。", [("甲", "乙")]),
    ("收入。", "甲收入。", "收入乙。", "甲收入乙。", []),
    # Words put into what the figures replace.
    ("收入下降。", "收入略下降。", "收入增长。", "收入略增长。", []),
    ("无收入。", "无甲收入。", "有支出。", "无甲收入。", [("无甲收入", "有支出")]),
    ("收入支出。", "结余。", "收入与支出。", "结余。", [("结余", "收入与支出")]),
    # Several fresh edits that touch one edit of staff's are one conflict.
    (
        "收入5.00万元，增长3.00%。",
        "收入持平。",
        "收入6.00万元，增长4.00%。",
        "收入持平。",
        [("持平", "6.00万元，增长4.00%")],
    ),
    # What staff took out stays out; beside it is refreshed.
    ("收入5.00万元，支出4.00万元。", "支出4.00万元。", "收入5.00万元，支出3.00万元。", "支出3.00万元。", []),
    (
        "收入5.00万元，支出4.00万元。",
        "支出4.00万元。",
        "收入6.00万元，支出4.00万元。",
        "支出4.00万元。",
        [("", "收入6.00万元，")],
    ),
    # Widths and spaces that staff typed are no edit.
    ("（款）5.00万元。", "(款) 5.00万元。", "（款）6.00万元。", "(款) 6.00万元。", []),
    # The edition mended its brackets.
    ("(款)5.00万元。", "(款)5.00万元。", "（款）5.00万元。", "（款）5.00万元。", []),
]


def applied(text: str, tokens: list[Token], fresh: str, wanted: list[Token], changes) -> str:  # type: ignore[no-untyped-def]
    """Staff's text after the changes."""
    for change in reversed(changes):
        start = tokens[change.start].start if change.start < len(tokens) else len(text)
        end = tokens[change.end - 1].end if change.end > change.start else start
        low = wanted[change.low].start if change.low < len(wanted) else len(fresh)
        high = wanted[change.high - 1].end if change.high > change.low else low
        text = text[:start] + fresh[low:high] + text[end:]
    return text


@pytest.mark.parametrize(("base", "staff", "fresh", "result", "conflicts"), TABLE)
def test_three_way(base: str, staff: str, fresh: str, result: str, conflicts: list[tuple[str, str]]) -> None:
    """Fresh where staff left the words alone, staff's where both changed them."""
    there, wanted = tokens_of(staff), tokens_of(fresh)
    changes, clashes = three_way(tokens_of(base), there, wanted)
    told = [
        (
            "".join(t.shown for t in there[each.start : each.end]),
            "".join(t.shown for t in wanted[each.low : each.high]),
        )
        for each in clashes
    ]
    assert (result, conflicts) == (applied(staff, there, fresh, wanted, changes), told)


def test_words_go_in_where_staff_broke_the_paragraph() -> None:
    """A break is no word of staff's: what the figures insert there is no conflict."""
    broken = [*tokens_of("收入，"), Token("\n", 3, 3, "break", "\n"), *tokens_of("支出。", 3)]
    changes, conflicts = three_way(tokens_of("收入，支出。"), broken, tokens_of("收入，甲支出。"))
    assert [] == conflicts
    assert [(4, 4)] == [(each.start, each.end) for each in changes]


def test_a_break_inside_what_the_figures_replace_is_a_conflict() -> None:
    """The fresh words belong on neither side of it alone."""
    broken = [*tokens_of("收"), Token("\n", 1, 1, "break", "\n"), *tokens_of("入。", 1)]
    changes, conflicts = three_way(tokens_of("收入。"), broken, tokens_of("支出。"))
    assert [] == changes
    assert [(0, 3)] == [(each.start, each.end) for each in conflicts]
