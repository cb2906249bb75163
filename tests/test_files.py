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


def test_the_same_bytes_again(tmp_path: Path) -> None:
    """A target that holds just what is to be written is no obstacle: nothing is lost."""
    (tmp_path / "草稿.docx").write_bytes(b"same")
    write_all({tmp_path / "草稿.docx": b"same"}, overwrite=False)
    assert b"same" == (tmp_path / "草稿.docx").read_bytes()


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


def test_one_that_is_open_elsewhere_stops_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that Excel holds open is found before the draft beside it is replaced."""
    draft, report = tmp_path / "第2稿.docx", tmp_path / "变动.xlsx"
    draft.write_bytes(b"old")
    report.write_bytes(b"old")
    real = Path.open

    def held(path: Path, mode: str = "r", *rest: object, **more: object) -> object:
        if path == report and mode == "r+b":
            raise PermissionError(errno.EACCES, "Access is denied")
        return real(path, mode, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(OutputError, match=r"变动\.xlsx.*请关闭后重试"):
        write_all({draft: b"new", report: b"new"}, overwrite=True)
    assert b"old" == draft.read_bytes()
    assert ["变动.xlsx", "第2稿.docx"] == left(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_file_is_respected(tmp_path: Path) -> None:
    """What somebody has set to read-only is not replaced."""
    target = tmp_path / "草稿.docx"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(OutputError, match="只读"):
        write_all({target: b"new"}, overwrite=True)
    assert b"old" == target.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_keeps_the_rights_of_the_file_it_replaces(tmp_path: Path) -> None:
    """Whom a file was shared with, it still is; a new one gets the usual rights."""
    target = tmp_path / "草稿.docx"
    target.write_bytes(b"old")
    target.chmod(0o640)
    (tmp_path / "usual").touch()
    write_all({target: b"new", tmp_path / "new": b""}, overwrite=True)
    assert 0o640 == target.stat().st_mode & 0o777
    assert (tmp_path / "usual").stat().st_mode == (tmp_path / "new").stat().st_mode


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "没有在这个位置写文件的权限"),
        (errno.ENOSPC, "磁盘已满"),
        (errno.EDQUOT, "磁盘已满"),
        (errno.EIO, "写不进去"),
    ],
)
@pytest.mark.parametrize("there", [False, True])
def test_a_place_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str, there: bool
) -> None:
    """No rights in the folder, a full disk, a broken one: one message with what to do."""
    target = tmp_path / "a.docx"
    if there:
        target.write_bytes(b"old")
    real = Path.open

    def fail(path: Path, mode: str = "r", *rest: object, **more: object) -> object:
        if mode == "xb":
            raise OSError(number, os.strerror(number))
        return real(path, mode, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(OutputError, match=said):
        write_all({target: b"a"}, overwrite=True)
    assert ["a.docx"] * there == left(tmp_path)


def test_a_disk_that_fills_up_half_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written of it is taken away again, and of the others too."""
    done: list[int] = []

    def full(handle: int) -> None:
        done.append(handle)
        if len(done) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="磁盘已满"):
        write_all({tmp_path / "a.docx": b"a", tmp_path / "b.xlsx": b"b"}, overwrite=False)
    assert [] == left(tmp_path)
