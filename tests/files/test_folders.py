"""Folders are made, or it is said why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.errors import OutputError
from juesuan.files import expect_folder, make_folder


def test_folders_are_made_with_those_above(tmp_path: Path) -> None:
    """A folder that is there already is as good as made."""
    for _ in range(2):
        assert make_folder(tmp_path / "甲" / "乙").is_dir()


@pytest.mark.parametrize(
    ("name", "said"),
    [("a", "同名的文件"), ("a/b", "同名的文件"), ("长" * 300, "太长"), ("a\0", "不能用的字符")],
)
def test_what_cannot_be_made_is_told(tmp_path: Path, name: str, said: str) -> None:
    """A file in the way, or a name that cannot be."""
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OutputError, match=said):
        make_folder(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "said"), [("b", "文件夹不存在"), ("a", "文件夹不存在"), ("长" * 300, "太长")]
)
def test_a_folder_that_must_be_there(tmp_path: Path, name: str, said: str) -> None:
    """One that is not there, or is a file."""
    (tmp_path / "a").write_bytes(b"")
    assert tmp_path == expect_folder(tmp_path)
    with pytest.raises(OutputError, match=said):
        expect_folder(tmp_path / name)
