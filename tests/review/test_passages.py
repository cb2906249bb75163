"""Where a stretch of the fresh words stands in the document."""

from __future__ import annotations

import pytest

from juesuan.matching.diff import edits
from juesuan.matching.tokens import tokens_of
from juesuan.review.passages import Passage


def passage(wanted: str, there: str) -> Passage:
    ours, theirs = tokens_of(wanted), tokens_of(there)
    return Passage((0,), ours, theirs, edits(ours, theirs))


@pytest.mark.parametrize(
    ("there", "wide", "image", "touched"),
    [
        ("支出：行政运行5.00万元", False, "行政运行", False),
        ("支出：行政事业运行5.00万元", False, "行政事业运行", True),
        ("支出：运行5.00万元", False, "运行", True),
        # What was typed right before or behind a name belongs to it, where every letter of it counts.
        ("支出：非行政运行5.00万元", True, "非行政运行", True),
        ("支出：非行政运行5.00万元", False, "行政运行", False),
        ("支出：行政运行等5.00万元", True, "行政运行等", True),
        ("支出：行政运行等5.00万元", False, "行政运行", False),
        ("总支出：行政运行6.00万元", True, "行政运行", False),
    ],
)
def test_the_image_of_a_name(there: str, wide: bool, image: str, touched: bool) -> None:
    """行政运行 between a colon and its number."""
    found = passage("支出：行政运行5.00万元", there)
    start, end = found.image(3, 7, wide=wide)
    assert (image, touched) == (
        "".join(token.text for token in found.there[start:end]),
        found.touched(3, 7, wide=wide),
    )
