"""What the parser of workbooks does not tell, read from the sheets' XML: how far cells reach, and cells
that only look empty.

Bounds: no cell with content beyond row 9,999 or column ZZ (the parser allocates the whole rectangle; a cell
at XFD1048576 would end the process). In .ods also: no cell with content repeated beyond them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from juesuan.errors import InputError
from juesuan.packages import Package, damaged, write_package
from juesuan.places import CellPlace, Place
from juesuan.reading.grids import column_letters, column_number

MAX_ROWS = 9_999
MAX_COLUMNS = 702  # ZZ

Uncomputed = dict[str, dict[str, str]]
"""By sheet: addresses of cells whose value the file does not hold → what is there."""

_UNCOMPUTED = "是没有计算结果的公式"
# Of a number the parser takes what comes before such a thing: <v>1&#53;0</v> is 1, <v><![CDATA[5]]></v> nothing.
_NOT_PLAIN = re.compile(rb"v(?<=[<:]v)[\s>][^<]*(?:&#|<[!?])")
_ADDRESS = re.compile(r"([A-Za-z]{1,9})([0-9]{1,9})")
_USUAL_CELL = re.compile(rb'<c r="[A-Z]{1,2}[1-9][0-9]{0,3}"(?: (?:s|t|cm|vm)="\w*")*/?>')
_UNUSUAL = (re.compile(rb"<(?:f[\s/>]|c[/>\t\n\r])"), re.compile(rb":[cf][\s/>]"))
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


@dataclass(frozen=True)
class Hidden:
    """A cell that looks empty: what is there."""

    row: int
    column: int
    what: str

    @property
    def address(self) -> str:
        return f"{column_letters(self.column)}{self.row + 1}"


@dataclass
class _Extent:
    """The rectangle of a sheet that holds content, as it grows."""

    place: Place
    rows: int = 0
    columns: int = 0

    def hold(self, row: int, column: int) -> None:
        """Take in a cell. Raises ``InputError`` beyond the bounds."""
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        if self.rows > MAX_ROWS or self.columns > MAX_COLUMNS:
            raise too_far(self.place)


def examine_workbook(package: Package) -> Uncomputed:
    """Check the extent of every sheet of an .xlsx or .ods, and find the cells that only look empty.

    Raises ``InputError``: cells beyond the bounds, or a part that is no XML.
    """
    found: Uncomputed = {}
    for name, root, walk in _sheets(package):
        for hidden in walk(root, _Extent(CellPlace(package.file, name))):
            found.setdefault(name, {})[hidden.address] = hidden.what
    return found


def _sheets(package: Package) -> Iterator[tuple[str, Any, Callable[[Any, _Extent], Iterator[Hidden]]]]:
    """The sheets to look at: name, root element, how to walk it."""
    if "content.xml" in package.names:
        for table in package.root("content.xml").iter(f"{_TABLE}table"):
            yield table.get(f"{_TABLE}name", ""), table, _ods_hidden
        return
    names = sheet_names(package)
    # The parser finds a sheet by the workbook's relationships, whatever its name and folder.
    if set(names) & {name.lower() for name in package.names if name not in package.xml}:
        raise damaged(package.file)
    for part, content in package.xml.items():
        if b"sheetData" in content and not _is_ordinary(content):
            yield names.get(part.lower(), ""), package.root(part), _xlsx_hidden


def _is_ordinary(content: bytes) -> bool:
    """Whether every cell of a sheet says in the usual letters where it stands, within the bounds, and none
    is a formula or an error: then parsing would tell nothing (a fifth of the time of a draft).

    What only looks like a usual cell (in a comment, say) counts on both sides, so it hides no other one.
    """
    if b'"e"' in content or any(pattern.search(content) for pattern in _UNUSUAL):
        return False
    return content.count(b"<c ") == len(_USUAL_CELL.findall(content))


def plainly_written(data: bytes, package: Package) -> bytes:
    """The workbook in XML that its parser understands wholly; ``data`` itself, where it is that already."""
    if not any(_NOT_PLAIN.search(content) for content in package.xml.values()):
        return data
    return write_package(
        (name, etree.tostring(package.root(name), encoding="UTF-8", xml_declaration=True))
        if name in package.xml
        else (name, package.archive.read(name))
        for name in package.names
    )


def sheet_names(package: Package) -> Mapping[str, str]:
    """The part of each sheet of an .xlsx, in small letters → the sheet's name."""
    parts = {name.lower(): name for name in package.xml}
    if not {_BOOK, _RELATIONS} <= set(parts):
        return {}
    targets = {
        each.get("Id", ""): _part(each.get("Target", ""))
        for each in package.root(parts[_RELATIONS]).iter("{*}Relationship")
    }
    names = {}
    for sheet in package.root(parts[_BOOK]).iter("{*}sheet"):
        identity = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        names[targets.get(identity, "")] = sheet.get("name", "")
    return names


def _part(target: str) -> str:
    target = target.lower().removeprefix("/")
    return target if target.startswith("xl/") else f"xl/{target}"


def too_far(place: Place) -> InputError:
    """The error for a sheet whose cells reach beyond the bounds."""
    return InputError(
        f"表里有内容的格子太远（超出{column_letters(MAX_COLUMNS - 1)}列{MAX_ROWS}行），不像决算表",
        place=place,
        remedy="请删去表外的多余内容，另存为新的工作簿",
        code="too-large",
    )


def _xlsx_hidden(root: Any, extent: _Extent) -> Iterator[Hidden]:
    """Error values, and formulas never computed: the parser takes them for empty cells."""
    row = -1
    for line in root.iter("{*}row"):
        said = line.get("r", "")
        row = int(said[:9]) - 1 if said.isascii() and said.isdigit() else row + 1
        column = -1
        for cell in line.iterchildren("{*}c"):
            # Rows and cells need not say where they stand; then each stands after the one before.
            at = _position(cell.get("r", "")) or (row, column + 1)
            column = at[1]
            is_error = cell.get("t") == "e"
            if not (len(cell) or is_error):
                continue  # only formatted
            if at[0] >= extent.rows or column >= extent.columns:
                extent.hold(*at)
            if is_error or len(cell) > 1 or cell[0].tag.endswith("}f"):
                what = _unreadable(cell)
                if what:
                    yield Hidden(*at, what)


@lru_cache(maxsize=16384)
def _position(address: str) -> tuple[int, int] | None:
    """``B3`` → (2, 1)."""
    match = _ADDRESS.fullmatch(address)
    return (int(match[2]) - 1, column_number(match[1])) if match else None


def _unreadable(cell: Any) -> str:
    """What makes a cell's value unreadable, if anything does."""
    value = cell.find("{*}v")
    if cell.get("t") == "e":
        return f"是错误值 {value.text or '' if value is not None else ''}".strip()
    if cell.find("{*}f") is None or (value is not None and (value.text or cell.get("t") == "str")):
        return ""  # a formula whose result is the text "" has an empty value
    return _UNCOMPUTED


def _ods_hidden(table: Any, extent: _Extent) -> Iterator[Hidden]:
    """The same for a table of an .ods, whose rows and cells may be repeated."""
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        column, rows = 0, _repeated(line, "rows")
        for cell in line.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            columns = _repeated(cell, "columns")
            valued = cell.get(f"{_OFFICE}value-type") or cell.get(f"{_CALC}value-type")
            formula = cell.get(f"{_TABLE}formula")
            if valued or formula or len(cell):
                extent.hold(row + rows - 1, column + columns - 1)
                if cell.get(f"{_CALC}value-type") == "error":
                    yield Hidden(row, column, f"是错误值 {cell.findtext(f'{_TEXT}p', '')}".strip())
                elif formula and not valued:
                    yield Hidden(row, column, _UNCOMPUTED)
            column += columns
        row += rows


def _repeated(element: Any, what: str) -> int:
    said = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(said[:9]) if said.isascii() and said.isdigit() else 1
