"""Which files to read, and what each one is: its content decides, not its name."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from juesuan.errors import InputError
from juesuan.packages import MAX_FILE, Package, open_package
from juesuan.places import FilePlace, Place, files_place, told_of
from juesuan.reading.grids import Grid
from juesuan.reading.recognise import Ignored

READABLE = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".docx")
LEFT_OVERS = ("~$", ".~", ".")
_AS_WORKBOOK = "请给出决算表的工作簿，或表格可编辑的 .docx"
REFUSED = {
    ".pdf": ("PDF（可能是扫描件）", _AS_WORKBOOK),
    ".ofd": ("OFD 版式文件", _AS_WORKBOOK),
    ".xlsb": ("二进制工作簿（.xlsb）", "请用 Excel 打开后另存为 .xlsx"),
    ".doc": ("旧格式的文档（.doc）", "请用 Word 或 WPS 打开后另存为 .docx"),
    ".wps": ("WPS 文字文档（.wps）", "请用 WPS 打开后另存为 .docx"),
    ".odt": ("文档（.odt）", "请打开后另存为 .docx"),
    ".rtf": ("文档（.rtf）", "请用 Word 或 WPS 打开后另存为 .docx"),
    ".jpg": ("图片", _AS_WORKBOOK),
    ".png": ("图片", _AS_WORKBOOK),
}
_OLE = b"\xd0\xcf\x11\xe0"
_AS_XLSX = "请用 Excel 或 WPS 打开后另存为 .xlsx"


def input_files(paths: Sequence[Path]) -> tuple[list[Path], list[Ignored]]:
    """The files to read: folders opened, what editors leave behind (``~$…``, ``.~lock…``) left out.

    Raises ``InputError``: nothing is there to read.
    """
    files: list[Path] = []
    ignored: list[Ignored] = []
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        for each in inside:
            if each.name.startswith(LEFT_OVERS) or each.is_dir():
                continue
            if path.is_dir() and each.suffix.lower() not in READABLE:
                ignored.append(Ignored(each.name, "", "不是工作簿或 .docx"))
            else:
                files.append(each)
    if not files:
        names = [str(path) for path in paths]
        raise InputError(
            told_of(names, "这里没有可读的工作簿"),
            place=files_place(names),
            remedy="请把决算表放进去，或直接给出文件",
            code="no-files",
        )
    return files, ignored


class Files:
    """The files that one command reads: each once from disk and parsed once, whoever asks for it.

    So nothing is compared with other bytes than those that were merged.
    """

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}
        self._grids: dict[str, list[Grid]] = {}

    def read(self, path: Path) -> bytes:
        """The content of a file. Raises ``OSError``; ``InputError``: it is a pipe or a device."""
        same = os.path.realpath(path)
        if same not in self._contents:
            _expect_file(path)
            self._contents[same] = path.read_bytes()
        return self._contents[same]

    def grids(self, path: Path) -> list[Grid]:
        """The grids of a file. Raises ``InputError``: it cannot be opened, or is nothing that can be read."""
        same = os.path.realpath(path)
        if same not in self._grids:
            self._grids[same] = _grids(path, _content(path, self.read))
        return self._grids[same]


def _expect_file(path: Path) -> None:
    """Refuse what may never end: /dev/zero fills the memory, a pipe waits for somebody to write."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # a folder is told by who opens it
        raise InputError(
            "这是设备或管道，不是文件",
            place=FilePlace(path.name),
            remedy="请先存成文件，再给出它的文件名",
            code="file-unreadable",
        )


def _grids(path: Path, data: bytes) -> list[Grid]:
    if data.startswith(b"PK"):
        return _package_grids(data, open_package(data, path.name), path)
    if data.startswith(_OLE):
        return _old_grids(data, path)
    suffix = ".pdf" if data.startswith(b"%PDF") else path.suffix.lower()
    raise _not_a_workbook(data, suffix, FilePlace(path.name))


def _content(path: Path, read: Callable[[Path], bytes]) -> bytes:
    place = FilePlace(path.name)
    try:
        if path.stat().st_size > MAX_FILE:
            raise InputError(
                "文件太大，不像决算表", place=place, remedy="请只留决算表，另存为新的文件", code="too-large"
            )
        data = read(path)
    except FileNotFoundError:
        raise InputError(
            "找不到这个文件",
            place=FilePlace(str(path)),
            remedy="请核对文件名和所在的文件夹",
            code="file-missing",
        ) from None
    except PermissionError:
        raise InputError(
            "打不开这个文件",
            place=place,
            remedy="可能正在 Excel 或 WPS 中打开，请关闭后重试；或者没有读取的权限",
            code="file-locked",
        ) from None
    except OSError as error:
        raise InputError(
            f"打不开这个文件（{error.strerror}）", place=place, remedy="请核对文件", code="file-unreadable"
        ) from error
    if not data:
        raise InputError("文件是空的", place=place, remedy="请重新导出或复制", code="file-empty")
    return data


def _package_grids(data: bytes, package: Package, path: Path) -> list[Grid]:
    names = package.names
    if _is_document(package):
        from juesuan.reading.documents import document_grids

        return document_grids(package)
    if "xl/workbook.bin" in names:
        raise _refused(".xlsb", FilePlace(path.name))
    if "OFD.xml" in names or path.suffix.lower() in (".ofd", ".odt"):
        raise _refused(".ofd" if "OFD.xml" in names else path.suffix.lower(), FilePlace(path.name))
    from juesuan.reading.workbooks import zipped_grids

    return zipped_grids(data, package)


def _is_document(package: Package) -> bool:
    return package.main_part.startswith("word/")


def _old_grids(data: bytes, path: Path) -> list[Grid]:
    if "WordDocument".encode("utf-16-le") in data:
        raise _refused(".wps" if path.suffix.lower() == ".wps" else ".doc", FilePlace(path.name))
    from juesuan.reading.workbooks import old_grids

    return old_grids(data, path.name)


def _not_a_workbook(data: bytes, suffix: str, place: Place) -> InputError:
    if suffix in REFUSED:
        return _refused(suffix, place)
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<") or b"<html" in head or b"<table" in head:
        what = "这是网页或 XML 文件，只是改了扩展名" if suffix in READABLE else "这是网页或 XML 文件"
    elif b"\0" not in head and (b"," in head or b"\t" in head):
        what = "这是文本（CSV）文件" + ("，只是改了扩展名" if suffix in READABLE else "")
    else:
        what = "这不是工作簿"
    return InputError(what, place=place, remedy=_AS_XLSX, code="not-a-workbook")


def _refused(suffix: str, place: Place) -> InputError:
    what, remedy = REFUSED[suffix]
    return InputError(f"这是{what}，读不出决算表", place=place, remedy=remedy, code="not-a-workbook")
