"""Folders that outputs go to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from juesuan.errors import OutputError
from juesuan.files.complaints import explained
from juesuan.places import FilePlace


def expect_folder(folder: Path) -> Path:
    """The folder, which must be there. Raises ``OutputError``."""
    try:
        there = folder.is_dir()
    except (OSError, ValueError) as error:
        raise explained(error, folder) from error
    if not there:
        raise OutputError(
            "文件夹不存在", place=FilePlace(str(folder)), remedy="请先建立这个文件夹，或换一个位置"
        )
    return folder


def make_folder(folder: Path) -> Path:
    """Make a folder, and those above it, where it is missing. Raises ``OutputError``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise OutputError(
            "不能建立这个文件夹：这里有一个同名的文件", place=FilePlace(str(folder)), remedy="请换一个名字"
        ) from error
    except (OSError, ValueError) as error:
        raise explained(error, folder, "不能建立这个文件夹") from error
    return folder


def unchanged_folder(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, tuple[str, ...]]:
    """The folder, or the next one beside it, in which nobody changed any of ``files`` (name → what we write).

    Also the names of the files for whose sake the folder itself is passed by.
    """
    changed = _changed(folder, files)
    if not changed:
        return folder, ()
    beside = (folder.with_name(f"{folder.name}-{number}") for number in count(2))
    return next(each for each in beside if not _changed(each, files)), changed


def _changed(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    return tuple(name for name, data in files.items() if not _as_written(folder / name, data))


def _as_written(path: Path, data: bytes) -> bool:
    """Whether the file is not there or holds ``data``."""
    try:
        return path.read_bytes() == data
    except (OSError, ValueError):
        return not os.path.lexists(path)
