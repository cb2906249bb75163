"""An output's name says what is in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.errors import OutputError
from juesuan.files import expect_suffix


@pytest.mark.parametrize(
    ("name", "suffix"), [("草稿.docx", ".docx"), ("DIR/草稿.DOCX", ".docx"), ("a.b.xlsx", ".xlsx")]
)
def test_the_right_name_passes(name: str, suffix: str) -> None:
    """The suffix counts, its case does not."""
    assert Path(name) == expect_suffix(name, suffix)


@pytest.mark.parametrize(
    ("name", "suffix", "said"),
    [
        ("草稿.doc", ".docx", "写出的是Word 文稿，文件名请以 .docx 结尾。请写成 草稿.docx"),
        ("补充资料2.xls", ".xlsx", "写出的是工作簿，文件名请以 .xlsx 结尾。请写成 补充资料2.xlsx"),
        ("草稿", ".docx", "请写成 草稿.docx"),
        ("2022.12.31", ".docx", "请写成 2022.12.31.docx"),
        ("甲/溯源.docx", ".xlsx", "请写成 甲/溯源.xlsx"),
    ],
)
def test_a_wrong_name_is_refused(name: str, suffix: str, said: str) -> None:
    """Word warns of a .doc that is a .docx; the message says which name to write."""
    with pytest.raises(OutputError) as caught:
        expect_suffix(name, suffix)
    assert str(caught.value).endswith(said)


def test_what_has_the_wrong_name_is_not_replaced(tmp_path: Path) -> None:
    """A workbook named as the draft's output is told to stay."""
    (tmp_path / "2022.xlsx").write_bytes(b"figures")
    with pytest.raises(OutputError, match="不能覆盖"):
        expect_suffix(tmp_path / "2022.xlsx", ".docx")


def test_a_wrong_name_that_cannot_be(tmp_path: Path) -> None:
    """A name that is too long is told as that."""
    with pytest.raises(OutputError, match="太长"):
        expect_suffix(tmp_path / ("长" * 300 + ".doc"), ".docx")
