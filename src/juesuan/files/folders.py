"""Folders that outputs go to."""

from __future__ import annotations

from pathlib import Path

from juesuan.errors import OutputError, Place
from juesuan.files.complaints import explained


def expect_folder(folder: Path) -> Path:
    """The folder, which must be there. Raises ``OutputError``."""
    try:
        there = folder.is_dir()
    except (OSError, ValueError) as error:
        raise explained(error, folder) from error
    if not there:
        raise OutputError("文件夹不存在", place=Place(str(folder)), remedy="请先建立这个文件夹，或换一个位置")
    return folder


def make_folder(folder: Path) -> Path:
    """Make a folder, and those above it, where it is missing. Raises ``OutputError``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise OutputError(
            "不能建立这个文件夹：这里有一个同名的文件", place=Place(str(folder)), remedy="请换一个名字"
        ) from error
    except (OSError, ValueError) as error:
        raise explained(error, folder, "不能建立这个文件夹") from error
    return folder
