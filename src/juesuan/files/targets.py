"""Where an output goes, judged before anything is written."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from juesuan.errors import OutputError
from juesuan.files.complaints import explained, is_there, is_too_long, not_replaceable
from juesuan.files.folders import expect_folder
from juesuan.places import FilePlace, Place

_PREFIX, _SUFFIX, _STALE_SECONDS = ".juesuan-", ".tmp", 3600


@dataclass
class Target:
    """An output on its way.

    ``path`` is what the user wrote, ``real`` where that is: the target of a link. ``before`` is what stood
    there when it was judged, ``whole`` our file beside it until it is placed, ``made`` that file;
    ``aside`` is a second name for what stands there until every output is placed.
    """

    path: Path
    real: Path
    before: os.stat_result | None
    made: os.stat_result | None = None

    def __post_init__(self) -> None:
        self.whole, self.aside = (
            self.real.parent / f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}" for _ in range(2)
        )

    @property
    def place(self) -> Place:
        return FilePlace(str(self.path))


def look_at(path: Path) -> Target:
    """The target of that name. Raises ``OutputError`` where a folder or a device has it."""
    try:
        real = Path(os.path.realpath(path)) if path.is_symlink() else path
        before = _found(real)
    except (OSError, ValueError) as error:  # ValueError: a null byte
        raise explained(error, path) from error
    if before is not None and stat.S_ISDIR(before.st_mode):
        raise OutputError("这是一个文件夹，不能写成文件", place=FilePlace(str(path)), remedy="请给出文件名")
    if before is not None and not stat.S_ISREG(before.st_mode):
        raise OutputError(
            "这是设备或管道，不是文件，不能写在这里", place=FilePlace(str(path)), remedy="请给出一个文件名"
        )
    return Target(path, real, before)


def check_writable(target: Target, *, overwrite: bool) -> None:
    """Refuse what cannot be written: no such folder, or a file that may not be replaced or is locked.

    Asked of every target before any is replaced: a draft beside a report that Excel holds open.
    """
    folder = expect_folder(target.real.parent)
    _sweep(folder)
    if target.before is None:
        return
    if not overwrite:
        raise is_there(target.path)
    try:
        target.real.open("r+b").close()
    except OSError as error:
        raise not_replaceable(error, target.path) from error


def holds(target: Target, data: bytes) -> bool:
    """Whether the target holds these very bytes: to write them again would change nothing."""
    try:
        return (
            target.before is not None
            and target.before.st_size == len(data)
            and (target.real.read_bytes() == data)
        )
    except OSError:
        return False


def identities(path: Path) -> frozenset[object]:
    """What tells that two names are one file: the path without links; the number of a file that is there."""
    name = os.path.normcase(os.path.realpath(path))
    with contextlib.suppress(OSError, ValueError):
        there = path.stat()
        if there.st_ino:  # 0 on some network shares
            return frozenset((name, (there.st_dev, there.st_ino)))
    return frozenset((name,))


def _found(real: Path) -> os.stat_result | None:
    try:
        return real.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        if is_too_long(error):
            raise
        return None


@lru_cache(maxsize=64)
def _sweep(folder: Path) -> None:
    """Remove what a killed process of ours left behind; a young file may still be at work.

    Once a folder and process: a batch writes many files into one.
    """
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()
