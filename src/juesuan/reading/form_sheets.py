"""The sheets that people fill in (补充资料, 原因): rows of raw cells with true addresses.

A formula that was never computed and an error value read as empty, which would make a figure
unknown without anyone noticing; so those cells are looked for in the sheet itself.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import python_calamine

from juesuan.errors import InputError, Place

MAX_BYTES = 100_000_000  # unpacked
MAX_ROWS = 20_000
MAX_COLUMNS = 200

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)")


def column_letters(index: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(frozen=True)
class FormSheet:
    """One sheet: raw cells from A1 on; ``unreadable`` names cells whose value the file does not hold."""

    file: str
    name: str
    rows: tuple[tuple[object, ...], ...]
    unreadable: Mapping[str, str] = field(default_factory=dict)

    def place(self, row: int, column: int) -> Place:
        """The place of a cell counted from 0."""
        return Place(self.file, self.name, f"{column_letters(column)}{row + 1}")

    def cell(self, row: int, column: int) -> object:
        """The raw value of a cell; raises ``InputError`` where the file holds none for it."""
        place = self.place(row, column)
        if problem := self.unreadable.get(place.cell):
            raise InputError(problem, place=place, remedy="请把公式换成数值（复制后“选择性粘贴→数值”）再保存")
        return self.rows[row][column] if column < len(self.rows[row]) else ""


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of a workbook's sheets. Raises ``InputError`` where the file is no workbook."""
    with _opened(path) as workbook:
        return tuple(workbook.sheet_names)


def load_sheet(path: Path, name: str) -> FormSheet:
    """One sheet of an .xlsx, .xls or .ods. Raises ``InputError``: no workbook, too large a sheet."""
    with _opened(path) as workbook:
        unreadable = dict(_unreadable(path, name)) if zipfile.is_zipfile(path) else {}
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MAX_ROWS)
    return FormSheet(path.name, name, tuple(tuple(row) for row in rows), unreadable)


def _opened(path: Path) -> python_calamine.CalamineWorkbook:
    place = Place(path.name)
    if not path.is_file():
        raise InputError("没有这个文件", place=Place(str(path)), remedy="请检查文件名和路径")
    try:
        if zipfile.is_zipfile(path):
            _check_size(path)
        return python_calamine.CalamineWorkbook.from_path(path)
    except PermissionError as error:
        remedy = "请先在其他程序里关闭它，或检查文件权限"
        raise InputError("打不开", place=place, remedy=remedy) from error
    except python_calamine.PasswordError as error:
        raise InputError("文件有打开密码", place=place, remedy="请去掉密码后另存") from error
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError) as error:
        raise InputError("不是电子表格文件", place=place, remedy="请另存为.xlsx") from error


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_BYTES:
            raise InputError("文件展开后过大", place=Place(path.name), remedy="请检查是否选错了文件")


def _unreadable(path: Path, name: str) -> Iterator[tuple[str, str]]:
    """Cells with an error value or a formula without a value; also refuses a sheet out of bounds."""
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, name)
        if not part:
            return
        try:
            with archive.open(part) as stream:
                for _event, cell in ElementTree.iterparse(stream):
                    if cell.tag == f"{_MAIN}c":
                        yield from _problem(cell, Place(path.name, name, cell.get("r", "")))
                        cell.clear()
        except ElementTree.ParseError as error:
            raise InputError("工作表已损坏", place=Place(path.name, name), remedy="请另存一份再试") from error


def _problem(cell: ElementTree.Element, place: Place) -> Iterator[tuple[str, str]]:
    address = _ADDRESS.fullmatch(place.cell)
    if address and (int(address[2]) > MAX_ROWS or _column_number(address[1]) > MAX_COLUMNS):
        raise InputError("表格范围过大", place=place, remedy="请删去这个单元格所在的行或列")
    value = cell.find(f"{_MAIN}v")
    if cell.get("t") == "e":
        yield place.cell, f"是错误值{value.text if value is not None else ''}"
    elif cell.find(f"{_MAIN}f") is not None and cell.get("t") != "str" and (value is None or not value.text):
        yield place.cell, "是没有算出结果的公式"


def _part_of(archive: zipfile.ZipFile, name: str) -> str:
    """The part of the package that holds the sheet with that name; empty for other kinds of file."""
    if "xl/workbook.xml" not in archive.namelist():
        return ""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    wanted = next(
        (sheet.get(f"{_OFFICE}id") for sheet in book.iter(f"{_MAIN}sheet") if sheet.get("name") == name), ""
    )
    for link in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels")):
        if link.get("Id") == wanted:
            target = link.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
    return ""
