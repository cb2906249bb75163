"""Writing: whole files or none, never over an input, one plain message when it cannot be done."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from juesuan.errors import OutputError
from juesuan.files import write_all


def left(folder: Path) -> list[str]:
    """What stands in the folder."""
    return sorted(path.name for path in folder.iterdir())


def test_writes_every_file(tmp_path: Path) -> None:
    """Several outputs are written at once, nothing else is left behind."""
    write_all({tmp_path / "a.docx": b"a", tmp_path / "b.xlsx": b"b"}, overwrite=False)
    assert ["a.docx", "b.xlsx"] == left(tmp_path)
    assert b"a" == (tmp_path / "a.docx").read_bytes()


def test_writes_none_where_one_cannot_be(tmp_path: Path) -> None:
    """A target that exists stops all of them."""
    (tmp_path / "b.xlsx").write_bytes(b"old")
    with pytest.raises(OutputError, match="--overwrite"):
        write_all({tmp_path / "a.docx": b"a", tmp_path / "b.xlsx": b"b"}, overwrite=False)
    assert ["b.xlsx"] == left(tmp_path)


def test_an_existing_draft_names_refresh(tmp_path: Path) -> None:
    """Whoever would overwrite a draft is told how to keep what was filled in."""
    (tmp_path / "草稿.docx").write_bytes(b"old")
    with pytest.raises(OutputError, match="juesuan refresh"):
        write_all({tmp_path / "草稿.docx": b"a"}, overwrite=False)


def test_never_over_an_input(tmp_path: Path) -> None:
    """Not by another spelling of its path, and not with overwrite."""
    source = tmp_path / "2022.xlsx"
    source.write_bytes(b"figures")
    with pytest.raises(OutputError, match="不能覆盖"):
        write_all({tmp_path / "x" / ".." / "2022.xlsx": b"a"}, overwrite=True, inputs=[source])
    assert b"figures" == source.read_bytes()


def test_two_outputs_need_two_names(tmp_path: Path) -> None:
    """A draft and its trace cannot be one file."""
    with pytest.raises(OutputError, match="同一个文件"):
        write_all({tmp_path / "a": b"a", tmp_path / "." / ".." / tmp_path.name / "a": b"b"}, overwrite=False)


@pytest.mark.parametrize(("target", "said"), [("没有/a.docx", "文件夹不存在"), (".", "这是一个文件夹")])
def test_says_what_is_wrong_with_the_place(tmp_path: Path, target: str, said: str) -> None:
    """A missing folder, or a folder instead of a file."""
    with pytest.raises(OutputError, match=said):
        write_all({tmp_path / target: b"a"}, overwrite=True)


def test_open_in_word_is_a_plain_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace a file that Word holds open; the old file stays, nothing else does."""
    target = tmp_path / "草稿.docx"
    target.write_bytes(b"old")

    def locked(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(OutputError, match="可能正在 Word 或 WPS 中打开，请关闭后重试"):
        write_all({target: b"new"}, overwrite=True)
    assert ["草稿.docx"] == left(tmp_path)
    assert b"old" == target.read_bytes()


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EACCES, "没有在这个位置写文件的权限"), (errno.ENOSPC, "磁盘已满"), (errno.EIO, "写不进去")],
)
def test_a_place_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    """No rights, a full disk, a broken one: one message with what to do."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("tempfile.mkstemp", fail)
    with pytest.raises(OutputError, match=said):
        write_all({tmp_path / "a.docx": b"a"}, overwrite=False)
    assert [] == left(tmp_path)
