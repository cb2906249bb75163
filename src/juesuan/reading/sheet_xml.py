"""What the parser of workbooks does not tell, read from the sheets' XML: how far cells reach, and cells
that only look empty.

Bounds: no cell with content beyond row 9,999 or column ZZ (the parser allocates the whole extent; a cell
at XFD1048576 would end the process). In .ods also: no cell with content repeated beyond them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from html import unescape

from juesuan.errors import InputError
from juesuan.places import CellPlace, Place
from juesuan.reading.grids import column_letters
from juesuan.reading.packages import Package

MAX_ROWS = 9_999
MAX_COLUMNS = 702  # ZZ

# What begins with a letter is searched for much faster than what begins with a class of them.
_FAR = re.compile(rb"r(?<=\sr)\s*=\s*[\"'][A-Za-z]{0,2}+(?:[A-Za-z]|0*[1-9]\d{4})")
_ATTRIBUTES = rb'(?:\s+[\w:.-]+="[^"<>]*")*\s*'
_EMPTY_CELL = re.compile(rb"<(?:\w+:)?c" + _ATTRIBUTES + rb"(?:/>|></(?:\w+:)?c>)")
_EMPTY_ROW = re.compile(rb"<(?:\w+:)?row" + _ATTRIBUTES + rb"(?:/>|>\s*</(?:\w+:)?row>)")
_CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"f(?<=[<:]f)[\s/>]")
_ADDRESS = re.compile(rb"\sr=[\"']([A-Z]+\d+)")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>(.*?)</", re.DOTALL)

_ODS_ELEMENT = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^>]*?)(/?)>")
_ODS_COLUMNS = re.compile(rb'table:number-columns-repeated="(\d+)"')
_ODS_ROWS = re.compile(rb'table:number-rows-repeated="(\d+)"')
_ODS_NAME = re.compile(rb'table:name="([^"]*)"')
_ODS_TEXT = re.compile(rb"<text:p[^>]*>(.*?)</text:p>", re.DOTALL)

Uncomputed = dict[str, dict[str, str]]
"""By sheet: addresses of cells whose value the file does not hold → what is there."""


def examine_workbook(package: Package) -> Uncomputed:
    """Check the extent of every sheet of an .xlsx or .ods, and find the cells that only look empty."""
    if "content.xml" in package.names:
        package.check_all_xml()
        return dict(_OdsScan(package).sheets())
    return dict(_XlsxScan(package).sheets())


class _XlsxScan:
    """A look at every XML part; the sheets' names are looked up only where there is something to tell."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def sheets(self) -> Iterator[tuple[str, dict[str, str]]]:
        for part in self._package.names:
            if not part.endswith((".xml", ".rels")):
                continue
            content = self._package.read(part)
            if not part.startswith("xl/worksheets/") and b"sheetData" not in content[:65536]:
                continue
            if _FAR.search(content):
                _check_extent(content, CellPlace(self._package.file, self._names.get(part, "")))
            if b't="e"' in content or _FORMULA.search(content):
                yield self._names.get(part, ""), dict(_uncomputed(content))

    @cached_property
    def _names(self) -> dict[str, str]:
        return _sheet_names(self._package)


def _sheet_names(package: Package) -> dict[str, str]:
    """The part of each sheet → its name, from the workbook and its relationships."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(package.names):
        return {}
    book = package.read("xl/workbook.xml").decode("utf-8", "replace")
    relations = package.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", relations):
        fields = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        target = fields.get("Target", "").removeprefix("/xl/").removeprefix("xl/")
        targets[fields.get("Id", "")] = f"xl/{target}"
    names = {}
    for tag in re.findall(r"<(?:\w+:)?sheet\s[^>]*>", book):
        fields = dict(re.findall(r'([\w:]+)="([^"]*)"', tag))
        identity = next((value for key, value in fields.items() if key.endswith(":id")), "")
        if identity in targets:
            names[targets[identity]] = unescape(fields.get("name", ""))
    return names


def _check_extent(content: bytes, place: Place) -> None:
    # Rows and cells that were only formatted are of no account.
    if _FAR.search(_EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", content))):
        raise too_far(place)


def too_far(place: Place) -> InputError:
    """The error for a sheet whose cells reach beyond the bounds."""
    return InputError(
        f"表里有内容的格子太远（超出{column_letters(MAX_COLUMNS - 1)}列{MAX_ROWS}行），不像决算表",
        place=place,
        remedy="请删去表外的多余内容，另存为新的工作簿",
        code="too-large",
    )


def _uncomputed(content: bytes) -> Iterator[tuple[str, str]]:
    """Cells that the parser takes for empty: error values, and formulas never computed."""
    for attributes, inner in _CELL.findall(content):
        is_error, is_formula = b't="e"' in attributes, b"<f" in inner or b":f" in inner
        if not (is_error or is_formula):
            continue
        address, value = _ADDRESS.search(attributes), _VALUE.search(inner)
        if address is None:
            continue
        if is_error:
            text = value.group(1).decode("utf-8", "replace") if value else ""
            yield address.group(1).decode(), f"是错误值 {text}".strip()
        elif not (value and value.group(1)) and b't="str"' not in attributes:
            yield address.group(1).decode(), "是没有计算结果的公式"


class _OdsScan:
    """One walk over content.xml: how far cells with content reach, and error values with their addresses."""

    def __init__(self, package: Package) -> None:
        self._file = package.file
        self._content = package.read("content.xml")

    def sheets(self) -> Iterator[tuple[str, dict[str, str]]]:
        for table in re.split(rb"(?=<table:table\s)", self._content)[1:]:
            name = _ODS_NAME.search(table)
            sheet = unescape(name.group(1).decode("utf-8", "replace")) if name else ""
            yield sheet, dict(self._errors(table, CellPlace(self._file, sheet)))

    def _errors(self, table: bytes, place: Place) -> Iterator[tuple[str, str]]:
        row, column, repeated_rows = 0, 0, 1
        for element in _ODS_ELEMENT.finditer(table):
            closing, tag, attributes, _ = element.groups()
            if tag == b"table-row":
                if closing:
                    row += repeated_rows
                else:
                    column, repeated_rows = 0, _count(_ODS_ROWS, attributes)
                if element.group(4):
                    row += repeated_rows
            elif tag in (b"table-cell", b"covered-table-cell") and not closing:
                columns = _count(_ODS_COLUMNS, attributes)
                if b"value-type" in attributes or not element.group(4):
                    if row + repeated_rows > MAX_ROWS or column + columns > MAX_COLUMNS:
                        raise too_far(place)
                    if b'calcext:value-type="error"' in attributes:
                        text = _ODS_TEXT.search(table, element.end())
                        what = text.group(1).decode("utf-8", "replace") if text else ""
                        yield f"{column_letters(column)}{row + 1}", f"是错误值 {what}".strip()
                column += columns


def _count(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found.group(1)[:9]) if found else 1
