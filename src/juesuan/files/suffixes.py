"""An output's name says what is in it."""

from __future__ import annotations

from pathlib import Path

from juesuan.errors import OutputError
from juesuan.files.targets import look_at
from juesuan.places import FilePlace

_KINDS = {".docx": "Word 文稿", ".xlsx": "工作簿"}
_OF_DOCUMENTS = {
    *_KINDS,
    *(".doc", ".docm", ".dot", ".dotx", ".wps", ".odt", ".rtf", ".pdf", ".txt", ".md", ".html"),
    *(".xls", ".xlsm", ".xlsb", ".xltx", ".et", ".ods", ".csv", ".json", ".yaml", ".yml"),
}
"""What people write after the dot of a document: replaced in the name that is proposed, not added to."""


def expect_suffix(path: str | Path, suffix: str) -> Path:
    """The path of an output that is a ``.docx`` or an ``.xlsx``, whatever the case of its suffix.

    Office warns of a file whose name and content differ, or does not open it. Raises ``OutputError`` with
    the name to write.
    """
    path = Path(path)
    if path.suffix.lower() == suffix:
        return path
    right = path.with_suffix(suffix) if path.suffix.lower() in _OF_DOCUMENTS else f"{path}{suffix}"
    stands = "这里已有一个别的文件，不能覆盖；" if look_at(path).before else ""
    raise OutputError(
        f"{stands}写出的是{_KINDS[suffix]}，文件名请以 {suffix} 结尾",
        place=FilePlace(str(path)),
        remedy=f"请写成 {right}",
    )
