"""The document that came back: opened once, or one plain message why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from finished import written
from juesuan.app.documents import open_draft, read_document
from juesuan.errors import DocumentError
from juesuan.packages import MAX_FILE
from juesuan.word import write


def test_bytes_and_words_are_of_one_reading(tmp_path: Path) -> None:
    """What is read through ``read`` is what the draft, and the tables, are made of."""
    path, data = tmp_path / "草稿.docx", write(written())
    path.write_bytes(b"somebody saved another file meanwhile")
    opened = open_draft(path, lambda _: data)
    assert (data, "草稿.docx") == (opened.data, opened.name)
    assert [each.text for each in written().paragraphs] == [each.text for each in opened.draft.paragraphs]


def refused(path: Path, error: OSError | None = None) -> str:
    """The message for a file that cannot be read."""

    def read(path: Path) -> bytes:
        if error:
            raise error
        return path.read_bytes()

    with pytest.raises(DocumentError) as refusal:
        read_document(path, read)
    assert str(path) in str(refusal.value)
    return str(refusal.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Named with its folder, so that the slip can be seen."""
    assert "找不到这个文件" in refused(tmp_path / "没有.docx")


def test_a_file_that_is_open_in_word(tmp_path: Path) -> None:
    """On Windows an open document cannot be read; the message says what to close."""
    path = tmp_path / "草稿.docx"
    path.touch()
    assert "关闭后重试" in refused(path, PermissionError(13, "Permission denied"))


def test_a_disk_that_fails(tmp_path: Path) -> None:
    """Anything else the system says is passed on."""
    path = tmp_path / "草稿.docx"
    path.touch()
    assert "Input/output error" in refused(path, OSError(5, "Input/output error"))


def test_a_folder_in_place_of_a_document(tmp_path: Path) -> None:
    """The message says that it is one."""
    assert "文件夹" in refused(tmp_path, IsADirectoryError(21, "Is a directory"))


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """Its size is asked first; nothing of it is taken into memory."""
    path = tmp_path / "大.docx"
    with path.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    assert "太大" in refused(path, OSError("must not be read"))
