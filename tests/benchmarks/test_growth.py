"""The benchmarks' large documents are what they promise to be, and growth is told rightly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from finished import written
from growing import CLAUSE, doubled, every_item_touched, with_staff_paragraphs, without_anchors
from growth import Growth
from juesuan import draft
from juesuan.word import read_bytes, write


def test_every_item_is_touched() -> None:
    """No prompt is left, and every sentence of the body has a remark in it."""
    paragraphs = read_bytes(every_item_touched(write(written()))).paragraphs
    text = "\n".join(each.text for each in paragraphs)
    assert "【请" not in text
    assert len([each for each in paragraphs if each.text.endswith("。")]) == text.count(f"{CLAUSE}。")


def test_staff_s_paragraphs_stand_between_the_others() -> None:
    """So many more, no two alike, the generated ones as they were."""
    data = write(written())
    before = [each.text for each in read_bytes(data).paragraphs]
    after = [each.text for each in read_bytes(with_staff_paragraphs(500)(data)).paragraphs]
    assert len(before) + 500 == len(after)
    assert 500 == len({*after} - {*before})
    assert before == [text for text in after if text in before]


def test_without_anchors_the_words_and_the_record_are_left() -> None:
    """Bookmarks and tags are gone, nothing else."""
    data = write(written())
    before, after = read_bytes(data), read_bytes(without_anchors(data))
    assert [each.text for each in before.paragraphs] == [each.text for each in after.paragraphs]
    assert before.snapshot == after.snapshot
    assert not any(each.bookmarks or any(piece.tag for piece in each.pieces) for each in after.paragraphs)


def test_doubled_figures_agree(example: Path, tmp_path: Path) -> None:
    """Last year's figures twice over: identities hold, so a draft is made without force."""
    before = doubled(example / "2021.xlsx", tmp_path / "2021.xlsx")
    made = draft(
        example / "2022.xlsx", before, supplement=example / "补充资料.xlsx", output=tmp_path / "草稿.docx"
    )
    assert [] == [each for each in made.findings if each.severity == "error"]


@pytest.mark.parametrize(
    ("small", "large", "at_most", "exponent", "said"),
    [
        (0.1, 1.0, None, "1.00", "达到"),
        (0.1, 10.0, None, "2.00", "未达到"),
        (0.1, 0.1, None, "0.00", "达到"),
        (0.2, 2.1, 2.0, "1.02", "未达到"),
        (0.2, None, None, "—", "未达到"),
    ],
)
def test_growth(small: float, large: float | None, at_most: float | None, exponent: str, said: str) -> None:
    """1 is in proportion, 2 the square; what did not end has no exponent, and is told as missed."""
    cells = Growth("check", "科目", (140, 1400), small, large, at_most).cells()
    assert (exponent, said) == (cells[4], cells[6])
