"""What the system says when a file cannot be written, in words with a remedy."""

from __future__ import annotations

import errno
from pathlib import Path

from juesuan.errors import InputError, OutputError
from juesuan.places import FilePlace

# Windows' own numbers, where Python's errno says no more than "not found".
_TOO_LONG, _BAD_NAME = (206,), (123, 161, 267)


def is_there(path: Path) -> OutputError:
    """Somebody's file stands at an output."""
    remedy = "要替换它，请加 --overwrite"
    if path.suffix.lower() == ".docx":
        remedy = f"里面填过的内容会丢失：要保留填写的内容，请用 juesuan refresh；确实{remedy}"
    return OutputError("文件已经存在", place=FilePlace(str(path)), remedy=remedy)


def not_replaceable(error: OSError, path: Path) -> OutputError:
    """What stands at an output refuses to be replaced."""
    if not isinstance(error, PermissionError):
        return explained(error, path)
    return OutputError(
        "这个文件写不进去",
        place=FilePlace(str(path)),
        remedy="可能正在 Word 或 WPS 中打开，请关闭后重试；也可能设成了只读",
    )


def explained(error: OSError | ValueError, path: Path, what: str = "写不进去") -> OutputError:
    """An output cannot be written, or a folder made, for whatever reason the system has."""
    place, number = FilePlace(str(path)), getattr(error, "errno", None)
    if isinstance(error, PermissionError):
        return OutputError("没有在这个位置写文件的权限", place=place, remedy="请换一个位置，例如“文档”文件夹")
    if number in (errno.ENOSPC, errno.EDQUOT):
        return OutputError("磁盘已满", place=place, remedy="请腾出空间后重试")
    if number == errno.EROFS:
        return OutputError("这个位置是只读的", place=place, remedy="请换一个位置重试")
    if is_too_long(error):
        return OutputError("文件名太长", place=place, remedy="请换一个短一些的文件名")
    if number == errno.ELOOP:
        return OutputError("这个链接绕回了自己", place=place, remedy="请换一个文件名")
    if isinstance(error, ValueError) or getattr(error, "winerror", None) in _BAD_NAME:
        return OutputError("文件名里有不能用的字符", place=place, remedy="请换一个文件名")
    return OutputError(f"{what}（{error.strerror or error}）", place=place, remedy="请换一个位置重试")


def system_error(error: OSError) -> InputError:
    """What the system says of a file, where nothing better is known than which one."""
    place = FilePlace(str(error.filename))
    if is_too_long(error):
        return InputError("文件名太长", place=place, remedy="请换一个短一些的文件名")
    message = f"系统不让读写这个文件（{error.strerror or error}）"
    return InputError(message, place=place, remedy="请核对文件名和权限，或换一个位置")


def is_too_long(error: OSError | ValueError) -> bool:
    """Whether the name is what the system refuses."""
    number, windows = getattr(error, "errno", None), getattr(error, "winerror", None)
    return number == errno.ENAMETOOLONG or windows in _TOO_LONG
