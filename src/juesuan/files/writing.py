"""Writing: every output whole beside its target first, then each in its place, or none."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from juesuan.errors import OutputError
from juesuan.files.complaints import explained, is_there, not_replaceable
from juesuan.files.targets import Target, check_writable, holds, identities, look_at

_WINDOWS = os.name == "nt"


def write_all(outputs: Mapping[Path, bytes], *, overwrite: bool, inputs: Iterable[Path] = ()) -> None:
    """Write every file or, where one of them cannot be written, none.

    Each goes to a temporary file beside its target first; when all are whole, each takes its target's place.
    If one cannot, those already placed are taken back and what stood there is put back. Without ``overwrite``
    a file is made only where there is none, in one step: of two writers one is told. A link is followed, its
    target is written. A target that holds the very bytes already is left alone.

    Raises ``OutputError``: a target is there (without ``overwrite``), was changed while this ran, is one of
    ``inputs`` under whatever name, is read-only, open in Word or WPS, a folder or a device; its name is too
    long; its folder is missing or cannot be written to.
    """
    read = frozenset[object]().union(*map(identities, inputs))
    going: list[tuple[Target, bytes]] = []
    taken: set[object] = set()
    for path, data in outputs.items():
        target = look_at(path)
        names = identities(target.real)
        if names & read:
            raise OutputError(
                "输出文件就是输入文件，不能覆盖", place=target.place, remedy="请用 -o 另给一个文件名"
            )
        if names & taken:
            raise OutputError("两个输出写到了同一个文件", remedy="请给出不同的文件名")
        taken |= names
        if not holds(target, data):
            check_writable(target, overwrite=overwrite)
            going.append((target, data))
    _write(going)


def replace_file(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file of our own making anew: as a whole, part by part, or not at all. Raises ``OutputError``."""
    target = look_at(path)
    check_writable(target, overwrite=True)
    _write([(target, parts)])


def _write(going: Sequence[tuple[Target, bytes | Iterable[bytes]]]) -> None:
    try:
        for target, data in going:
            _write_beside(target, (data,) if isinstance(data, bytes) else data)
        _place_all([target for target, _ in going])
    finally:
        for target, _ in going:
            for left in (target.whole, target.aside):
                with contextlib.suppress(OSError):
                    left.unlink(missing_ok=True)


def _write_beside(target: Target, parts: Iterable[bytes]) -> None:
    # Not tempfile: before Python 3.11.8 it never returns from a folder that Windows does not let us write to.
    try:
        with target.whole.open("xb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        target.made = target.whole.stat()
    except OSError as error:
        raise explained(error, target.path) from error
    if target.before is not None:
        with contextlib.suppress(OSError):
            target.whole.chmod(stat.S_IMODE(target.before.st_mode))


def _place_all(targets: Sequence[Target]) -> None:
    begun: list[Target] = []
    try:
        for target in targets:
            begun.append(target)
            _keep_aside(target)
            _place(target)
    except BaseException:
        lost = [kept for target in reversed(begun) if (kept := _put_back(target))]
        if lost:
            raise OutputError(
                "没能全部写出，也没能把已经替换的文件全部恢复",
                remedy=f"原来的内容在 {'、'.join(map(str, lost))}，请改名保存",
            ) from None
        raise


def _keep_aside(target: Target) -> None:
    """Give what stands at the target a second name, from which it comes back if another output fails."""
    if target.before is None:
        return
    try:
        now = target.real.stat()
        _link_or_copy(target.real, target.aside)
    except FileNotFoundError:
        target.before = None  # gone meanwhile: the output is made anew
        return
    except OSError as error:
        raise not_replaceable(error, target.path) from error
    if _stamp(now) != _stamp(target.before):
        raise OutputError(
            "这个文件刚刚有人改过，没有替换", place=target.place, remedy="请看一看改了什么，再运行一次"
        )


def _link_or_copy(file: Path, name: Path) -> None:
    try:
        os.link(file, name)
    except FileNotFoundError:
        raise
    except OSError:  # a file system without links, such as a USB stick's
        shutil.copy2(file, name)


def _place(target: Target) -> None:
    """Give our file its name: over what was judged, or where there is nothing."""
    try:
        if target.before is None:
            _make(target.whole, target.real)
        else:
            target.whole.replace(target.real)
    except FileExistsError as error:
        raise is_there(target.path) from error
    except OSError as error:
        raise not_replaceable(error, target.path) from error


def _make(whole: Path, real: Path) -> None:
    """In one step; raises ``FileExistsError`` where somebody else was first."""
    if _WINDOWS:
        whole.rename(real)  # never replaces there
        return
    try:
        os.link(whole, real)
    except FileExistsError:
        raise
    except OSError:  # no links here: an empty file holds the place for an instant
        os.close(os.open(real, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            whole.replace(real)
        except BaseException:
            real.unlink()
            raise


def _put_back(target: Target) -> Path | None:
    """Undo a placing where it is our file that stands there; where that fails, the file that keeps the old one."""
    try:
        if target.made is None or _stamp(target.real.stat()) != _stamp(target.made):
            return None
        if target.before is None:
            target.real.unlink()
        else:
            target.aside.replace(target.real)
    except FileNotFoundError:
        return None
    except OSError:
        if target.before is None:
            return None
        # Under a name of its own, and neither cleared away nor swept.
        kept, target.aside = target.aside, target.aside.with_suffix("")
        with contextlib.suppress(OSError):
            kept = kept.rename(target.real.with_name(f"{kept.stem.lstrip('.')}-{target.real.name}"))
        return kept
    return None


def _stamp(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_ino, found.st_size, found.st_mtime_ns
