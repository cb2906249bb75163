"""Outputs by name, put where a shell wants them."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.app.result import Result
from juesuan.errors import OutputError

MADE = Result(findings=(), outputs={"draft": b"d", "trace": b"t"}, read=())


def test_each_output_goes_to_its_place() -> None:
    """What has no place is passed over."""
    both = MADE.placed({"draft": Path("草稿.docx"), "trace": Path("溯源.xlsx")})
    assert {Path("草稿.docx"): b"d", Path("溯源.xlsx"): b"t"} == both
    assert {Path("草稿.docx"): b"d"} == MADE.placed({"draft": Path("草稿.docx"), "trace": None})


def test_a_name_that_lies_about_its_content_is_refused() -> None:
    """A workbook called .docx opens nowhere."""
    with pytest.raises(OutputError):
        MADE.placed({"trace": Path("溯源.docx")})


def test_two_outputs_need_two_places() -> None:
    """One of them would be gone without a word."""
    same = Result(findings=(), outputs={"draft": b"d", "annotated": b"a"}, read=())
    with pytest.raises(OutputError, match="同一个文件"):
        same.placed({"draft": Path("稿.docx"), "annotated": Path("稿.docx")})
