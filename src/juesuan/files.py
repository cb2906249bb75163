"""The only place that writes: whole files or none, never over an input."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from juesuan.errors import OutputError, Place

_PREFIX, _SUFFIX, _STALE_SECONDS = ".juesuan-", ".tmp", 3600


def write_all(outputs: Mapping[Path, bytes], *, overwrite: bool, inputs: Iterable[Path] = ()) -> None:
    """Write every file or, where one of them cannot be written, none.

    Each goes to a temporary file beside its target first; when all are whole, each takes its target's
    place. Raises ``OutputError``: a target exists with other content (without ``overwrite``), is one of ``inputs``, is
    read-only or open in Word or WPS, or its folder is missing or cannot be written to.
    """
    read = {_identity(path) for path in inputs}
    for path, data in outputs.items():
        _check(path, overwrite=overwrite or _holds(path, data), read=read)
    if len({_identity(path) for path in outputs}) < len(outputs):
        raise OutputError("两个输出写到了同一个文件", remedy="请给出不同的文件名")
    temporary = {path: path.parent / f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}" for path in outputs}
    try:
        for path, whole in temporary.items():
            _write_beside(path, whole, outputs[path])
        for path, whole in temporary.items():
            _replace(whole, path)
    finally:
        for whole in temporary.values():
            with contextlib.suppress(OSError):
                whole.unlink(missing_ok=True)


def _identity(path: Path) -> str:
    return os.path.normcase(path.resolve())


def _holds(path: Path, data: bytes) -> bool:
    """Whether the file holds these very bytes already; to write them again loses nothing."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _check(path: Path, *, overwrite: bool, read: set[str]) -> None:
    place = Place(str(path))
    if _identity(path) in read:
        raise OutputError("输出文件就是输入文件，不能覆盖", place=place, remedy="请用 -o 另给一个文件名")
    if path.is_dir():
        raise OutputError("这是一个文件夹，不能写成文件", place=place, remedy="请给出文件名")
    if path.exists():
        if not overwrite:
            raise OutputError("文件已经存在", place=place, remedy=_instead(path))
        _check_replaceable(path)
    if not path.parent.is_dir():
        raise OutputError(
            "文件夹不存在", place=Place(str(path.parent)), remedy="请先建立这个文件夹，或换一个位置"
        )
    _sweep(path.parent)


def _instead(path: Path) -> str:
    if path.suffix.lower() != ".docx":
        return "要替换它，请加 --overwrite"
    return "里面填过的内容会丢失：要保留填写的内容，请用 juesuan refresh；确实要替换它，请加 --overwrite"


def _check_replaceable(path: Path) -> None:
    # Asked of every target before any is replaced: a draft beside a report that Excel holds open.
    try:
        path.open("r+b").close()
    except OSError as error:
        raise _not_replaceable(error, path) from error


@lru_cache(maxsize=64)
def _sweep(folder: Path) -> None:
    """Remove what a killed process of ours left behind; a young file may still be at work.

    Once a folder and process: a batch writes many files into one.
    """
    with contextlib.suppress(OSError):
        for stale in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            if time.time() - stale.stat().st_mtime > _STALE_SECONDS:
                stale.unlink()


def _write_beside(path: Path, whole: Path, data: bytes) -> None:
    # Not tempfile: before Python 3.11.8 it never returns from a folder that Windows does not let us write to.
    try:
        with whole.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except PermissionError as error:
        raise OutputError(
            "没有在这个位置写文件的权限", place=Place(str(path)), remedy="请换一个位置，例如“文档”文件夹"
        ) from error
    except OSError as error:
        raise _explained(error, path) from error
    with contextlib.suppress(OSError):
        whole.chmod(path.stat().st_mode)


def _replace(whole: Path, path: Path) -> None:
    try:
        whole.replace(path)
    except OSError as error:
        raise _not_replaceable(error, path) from error


def _not_replaceable(error: OSError, path: Path) -> OutputError:
    if not isinstance(error, PermissionError):
        return _explained(error, path)
    return OutputError(
        "这个文件写不进去",
        place=Place(str(path)),
        remedy="可能正在 Word 或 WPS 中打开，请关闭后重试；也可能设成了只读",
    )


def _explained(error: OSError, path: Path) -> OutputError:
    place = Place(str(path))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return OutputError("磁盘已满", place=place, remedy="请腾出空间后重试")
    return OutputError(f"写不进去（{error.strerror or error}）", place=place, remedy="请换一个位置重试")
