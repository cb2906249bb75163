"""Workbooks (.xlsx, .xls, .ods, and .et where it is one of these inside) as grids.

Files come by mail, so a zip is looked at before it is parsed. Bounds: 200 parts; 64 MiB unpacked in
all; no DTD or entity in any part; cells within 20,000 rows and 256 columns (one cell far out would make
the parser allocate the whole extent).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import python_calamine

from juesuan.errors import InputError, Place
from juesuan.reading.grids import Cell, Grid, column_letters

MAX_PARTS = 200
MAX_BYTES = 64 * 2**20
MAX_ROWS = 20_000
MAX_COLUMNS = 256

_REFERENCE = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]+)(\d+)"')
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
_CELL = re.compile(rb"<(?:\w+:)?c ([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


def read_bytes(path: Path) -> bytes:
    """The bytes of an input file, or a plain message why not."""
    place = Place(path.name)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(
            "找不到这个文件", place=Place(str(path)), remedy="请核对文件名和所在的文件夹"
        ) from None
    except PermissionError:
        raise InputError(
            "打不开这个文件", place=place, remedy="可能正在 Excel 或 WPS 中打开，请关闭后重试"
        ) from None
    except OSError as error:
        raise InputError(f"打不开这个文件（{error.strerror}）", place=place, remedy="请核对文件") from error


def workbook_grids(path: Path, data: bytes) -> list[Grid]:
    """Every sheet of a workbook. Raises ``InputError`` where it is none, is locked or is not safe."""
    place = Place(path.name)
    if data[:2] == b"PK":
        uncomputed = examine(data, path.name)
    else:
        _check_old_format(data, place)
        uncomputed = {}
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        return [_grid(path.name, name, book, uncomputed.get(name, {})) for name in book.sheet_names]
    except python_calamine.PasswordError:
        raise InputError("这个工作簿加了密码", place=place, remedy="请先去掉密码再保存") from None
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise InputError(
            "读不懂这个文件，它可能不是工作簿或已损坏",
            place=place,
            remedy="请用 Excel 或 WPS 打开后另存为 .xlsx",
        ) from error


def _check_old_format(data: bytes, place: Place) -> None:
    head = data[:512].lstrip().lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")):
        raise InputError(
            "这是网页文件，只是改了扩展名", place=place, remedy="请用 Excel 或 WPS 打开后另存为 .xlsx"
        )
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            "这不是工作簿", place=place, remedy="请给出 .xlsx、.xls 或 .ods 文件；文本文件请另存为 .xlsx"
        )
    if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e" in data[:65536]:
        raise InputError("这个工作簿加了密码", place=place, remedy="请先去掉密码再保存")


def _grid(file: str, name: str, book: python_calamine.CalamineWorkbook, uncomputed: dict[str, str]) -> Grid:
    sheet = book.get_sheet_by_name(name)
    rows = tuple(tuple(map(_cell, row)) for row in sheet.to_python(skip_empty_area=False))
    try:
        merged = tuple(
            (top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        )
    except (AttributeError, TypeError):
        merged = ()
    return Grid(file, name, rows, merged, uncomputed=uncomputed)


def _cell(value: object) -> Cell:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return Decimal(repr(value))
    text = str(value)
    return text if text.strip() else None


def examine(data: bytes, file: str) -> dict[str, dict[str, str]]:
    """Look at a zip before it is parsed. Returns, by sheet, cells whose value the file does not hold."""
    place = Place(file)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError("这个文件已损坏", place=place, remedy="请用 Excel 或 WPS 打开后重新保存") from error
    if len(parts) > MAX_PARTS * 5 or sum(part.file_size for part in parts) > MAX_BYTES:
        raise InputError(
            "这个文件展开后太大，不像决算表", place=place, remedy="请只留决算表，另存为新的工作簿"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise InputError("这个工作簿加了密码", place=place, remedy="请先去掉密码再保存")
    names = _sheet_names(archive)
    found: dict[str, dict[str, str]] = {}
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        try:
            content = archive.read(part)
        except (
            zipfile.BadZipFile,
            zipfile.LargeZipFile,
            OSError,
            EOFError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise InputError(
                "这个文件已损坏", place=place, remedy="请用 Excel 或 WPS 打开后重新保存"
            ) from error
        except Exception as error:  # zlib.error has no common base with the others
            raise InputError(
                "这个文件已损坏", place=place, remedy="请用 Excel 或 WPS 打开后重新保存"
            ) from error
        if b"<!DOCTYPE" in content[:2048] or b"<!ENTITY" in content[:65536]:
            raise InputError(
                "这个文件里有不允许的内容（实体定义）",
                place=place,
                remedy="请用 Excel 或 WPS 另存为新的工作簿",
            )
        if part.filename.startswith("xl/worksheets/"):
            _check_extent(content, place)
            sheet = names.get(part.filename, "")
            if sheet and (b"<f" in content or b't="e"' in content):
                found[sheet] = dict(_uncomputed(content))
    return found


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet → its name, from the workbook and its relationships."""
    from html import unescape

    try:
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except Exception:
        return {}
    targets = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship [^>]*>", relations):
        fields = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        target = fields.get("Target", "").removeprefix("/xl/").removeprefix("xl/")
        targets[fields.get("Id", "")] = f"xl/{target}"
    names = {}
    for tag in re.findall(r"<(?:\w+:)?sheet [^>]*>", book):
        fields = dict(re.findall(r'([\w:]+)="([^"]*)"', tag))
        identity = next((value for key, value in fields.items() if key.endswith(":id")), "")
        if identity in targets:
            names[targets[identity]] = unescape(fields.get("name", ""))
    return names


def _check_extent(content: bytes, place: Place) -> None:
    corners = _DIMENSION.findall(content[:4096]) + _REFERENCE.findall(content)
    rows = max((int(row) for _, row in corners), default=0)
    columns = max((_column(letters) for letters, _ in corners), default=0)
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise InputError(
            f"表里有内容的格子远到{column_letters(columns - 1)}{rows}，不像决算表",
            place=place,
            remedy="请删去表外的多余内容，另存为新的工作簿",
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _uncomputed(content: bytes) -> Iterator[tuple[str, str]]:
    """Cells that a reader would take for empty: error values, and formulas never computed."""
    for attributes, inner in _CELL.findall(content):
        reference = re.search(rb'r="([A-Z]+\d+)"', attributes)
        if not reference:
            continue
        value = re.search(rb"<(?:\w+:)?v>(.*?)</", inner)
        if b't="e"' in attributes:
            yield reference.group(1).decode(), value.group(1).decode("utf-8", "replace") if value else "#?"
        elif b"<f" in inner and not (value and value.group(1)) and b't="str"' not in attributes:
            yield reference.group(1).decode(), "没有计算结果的公式"
