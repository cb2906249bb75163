"""Writing: whole files or none, never over an input, one plain message when it cannot be done."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from juesuan.errors import OutputError
from juesuan.files import replace_file, write_all


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


# ---- others write at the same time ----


def while_writing(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen after the targets were judged and before any is placed."""
    monkeypatch.setattr(os, "fsync", lambda handle: happens())


def test_of_two_writers_one_is_told(tmp_path: Path) -> None:
    """However two writers of one new file meet, one has written it and the other has the message."""
    target = tmp_path / "草稿.docx"
    for _ in range(100):
        start = threading.Barrier(2)

        def write(data: bytes, start: threading.Barrier = start) -> object:
            start.wait()
            try:
                write_all({target: data}, overwrite=False)
            except OutputError as error:
                return error.message
            return data

        with ThreadPoolExecutor(2) as pool:
            became = set(pool.map(write, (b"mine", b"yours")))
        assert {target.read_bytes(), "文件已经存在"} == became
        assert ["草稿.docx"] == left(tmp_path)
        target.unlink()


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """What somebody saves under the name while ours is written is not replaced, also where links are unknown."""
    target = tmp_path / "草稿.docx"
    while_writing(monkeypatch, lambda: target.write_bytes(b"staff"))
    if not links:
        monkeypatch.setattr(os, "link", without_links)
    with pytest.raises(OutputError, match="文件已经存在"):
        write_all({target: b"ours"}, overwrite=False)
    assert (b"staff", ["草稿.docx"]) == (target.read_bytes(), left(tmp_path))


def without_links(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def test_a_file_changed_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With overwrite too: what was saved after the file was looked at is not lost, and the user is told."""
    target, other = tmp_path / "草稿.docx", tmp_path / "溯源.xlsx"
    target.write_bytes(b"old")
    while_writing(monkeypatch, lambda: target.write_bytes(b"staff's"))
    with pytest.raises(OutputError, match="刚刚有人改过，没有替换"):
        write_all({other: b"trace", target: b"new"}, overwrite=True)
    assert (b"staff's", ["草稿.docx"]) == (target.read_bytes(), left(tmp_path))


def test_a_file_taken_away_meanwhile_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that somebody moved away while ours was written is simply written."""
    target = tmp_path / "草稿.docx"
    target.write_bytes(b"old")
    while_writing(monkeypatch, target.unlink)
    write_all({target: b"new"}, overwrite=True)
    assert (b"new", ["草稿.docx"]) == (target.read_bytes(), left(tmp_path))


# ---- all or none ----


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "Access is denied"), KeyboardInterrupt()])
def test_what_was_placed_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, links: bool
) -> None:
    """Where a later output cannot take its place, the new ones go and the old ones come back."""
    draft, trace, report = (tmp_path / name for name in ("第2稿.docx", "溯源.xlsx", "变动.xlsx"))
    draft.write_bytes(b"old draft")
    report.write_bytes(b"old report")
    real = Path.replace

    def stops(path: Path, target: Path) -> Path:
        if target == report:
            raise error
        return real(path, target)

    monkeypatch.setattr(Path, "replace", stops)
    if not links:
        monkeypatch.setattr(os, "link", without_links)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        write_all({draft: b"new draft", trace: b"trace", report: b"new"}, overwrite=True)
    assert ["变动.xlsx", "第2稿.docx"] == left(tmp_path)
    assert (b"old draft", b"old report") == (draft.read_bytes(), report.read_bytes())


def test_what_cannot_be_put_back_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If even the old file cannot take its place again, it is kept under the name that the message gives."""
    draft, report = tmp_path / "第2稿.docx", tmp_path / "变动.xlsx"
    draft.write_bytes(b"old draft")
    report.write_bytes(b"old report")
    real, done = Path.replace, []

    def once(path: Path, target: Path) -> Path:
        done.append(target)
        if len(done) > 1:
            raise PermissionError(errno.EACCES, "Access is denied")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", once)
    with pytest.raises(OutputError, match="原来的内容在") as caught:
        write_all({draft: b"new draft", report: b"new report"}, overwrite=True)
    kept = Path(caught.value.remedy.removeprefix("原来的内容在 ").removesuffix("，请改名保存"))
    assert (b"old draft", b"new draft") == (kept.read_bytes(), draft.read_bytes())
    assert sorted(["变动.xlsx", kept.name, "第2稿.docx"]) == left(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot be asked to kill at a line")
def test_a_kill_leaves_whole_files_and_the_next_run_ends_it(tmp_path: Path) -> None:
    """Killed between two placings, every file is whole, old or new; the same command again writes the rest."""
    script = """
import os, signal, sys
from pathlib import Path
from juesuan.files import write_all
real = os.link
def link(source, target, **more):
    if str(target).endswith("b.xlsx"):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(source, target, **more)
os.link = link
write_all({Path("a.docx"): b"new a", Path("b.xlsx"): b"new b"}, overwrite=False)
"""
    killed = subprocess.run([sys.executable, "-c", script], cwd=tmp_path)
    assert -signal.SIGKILL == killed.returncode
    outputs = {tmp_path / "a.docx": b"new a", tmp_path / "b.xlsx": b"new b"}
    assert (b"new a", False) == ((tmp_path / "a.docx").read_bytes(), (tmp_path / "b.xlsx").exists())
    for rest in tmp_path.glob(".juesuan-*"):
        os.utime(rest, (0, 0))  # an hour and more ago
    write_all(outputs, overwrite=False)
    assert list(outputs.values()) == [path.read_bytes() for path in outputs]
    assert ["a.docx", "b.xlsx"] == left(tmp_path)


# ---- what else may stand there ----


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_written_through(tmp_path: Path, there: bool) -> None:
    """The file that a link points at is written, or made; the link stays a link."""
    (tmp_path / "共享").mkdir()
    target, link = tmp_path / "共享" / "草稿.docx", tmp_path / "草稿.docx"
    link.symlink_to(target)
    if there:
        target.write_bytes(b"old")
        with pytest.raises(OutputError, match="文件已经存在"):
            write_all({link: b"new"}, overwrite=False)
        assert b"old" == target.read_bytes()
    write_all({link: b"new"}, overwrite=there)
    assert (True, b"new") == (link.is_symlink(), target.read_bytes())
    assert (["共享", "草稿.docx"], ["草稿.docx"]) == (left(tmp_path), left(target.parent))


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    """A link that leads nowhere else has no file to write."""
    (tmp_path / "草稿.docx").symlink_to(tmp_path / "草稿.docx")
    with pytest.raises(OutputError, match="绕回了自己"):
        write_all({tmp_path / "草稿.docx": b"a"}, overwrite=True)


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize("how", [os.link, os.symlink])
def test_an_input_by_another_name_is_refused(tmp_path: Path, how: Callable[[Path, Path], None]) -> None:
    """A second name of an input, hard or soft, is the input."""
    source, other = tmp_path / "2022.xlsx", tmp_path / "另一个名字.xlsx"
    source.write_bytes(b"figures")
    how(source, other)
    with pytest.raises(OutputError, match="不能覆盖"):
        write_all({other: b"a"}, overwrite=True, inputs=[source])
    assert b"figures" == source.read_bytes()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_or_device_is_refused(tmp_path: Path) -> None:
    """Only files are written: a pipe would hang, a device would be replaced by a file where root asks."""
    pipe = tmp_path / "草稿.docx"
    os.mkfifo(pipe)
    (tmp_path / "null.docx").symlink_to(os.devnull)
    for path in (pipe, Path(os.devnull), tmp_path / "null.docx"):
        with pytest.raises(OutputError, match="不是文件"):
            write_all({path: b"a"}, overwrite=True)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize(
    ("name", "said"),
    [("长" * 300 + ".docx", "文件名太长"), ("a\0b.docx", "不能用的字符"), ("a/b.docx", "文件夹不存在")],
)
def test_a_name_that_cannot_be(tmp_path: Path, name: str, said: str) -> None:
    """Too long, with a character that no name may have, below a file."""
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OutputError, match=said):
        write_all({tmp_path / name: b"a"}, overwrite=False)


def test_a_long_name_that_may_be(tmp_path: Path) -> None:
    """A name as long as the system allows leaves room for our file beside it."""
    name = "长" * 83 + ".docx"
    write_all({tmp_path / name: b"a"}, overwrite=False)
    write_all({tmp_path / name: b"b"}, overwrite=True)
    assert [name] == left(tmp_path)


def test_the_same_bytes_are_left_alone(tmp_path: Path) -> None:
    """A target that holds the very bytes is not written again, so it may be open in Word."""
    target = tmp_path / "草稿.docx"
    target.write_bytes(b"same")
    os.utime(target, (1, 1))
    write_all({target: b"same"}, overwrite=True)
    assert 1 == target.stat().st_mtime


def test_a_file_of_ours_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """Part by part beside the old one, which stays where the parts end with an error."""
    target = tmp_path / "汇总.jsonl"
    replace_file(target, (b"a", b"b"))

    def parts() -> Iterator[bytes]:
        yield b"c"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replace_file(target, parts())
    assert (b"ab", ["汇总.jsonl"]) == (target.read_bytes(), left(tmp_path))
