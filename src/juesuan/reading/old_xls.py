"""What the parser of workbooks does not tell of an .xls: error values, formulas without a result, and how
far cells reach. Only the cell records are walked (MS-XLS 2.4).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from io import BytesIO

import olefile

from juesuan.places import CellPlace
from juesuan.reading.grids import column_letters
from juesuan.reading.sheet_xml import MAX_COLUMNS, MAX_ROWS, Uncomputed, too_far

_BOF, _EOF, _BOUNDSHEET, _FORMULA, _BOOLERR = 0x809, 0x0A, 0x85, 0x06, 0x205
_CELLS = frozenset({_FORMULA, _BOOLERR, 0x203, 0x204, 0x27E, 0xBD, 0xFD, 0xD6})
"""Records that put something into a cell: they begin with row and column."""
_ERRORS: Mapping[int, str] = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}

_MOST_RECORDS = 2_000_000
"""A sheet of 9,999 rows has about a hundred thousand; 64 MiB of empty records would be walked for half a minute."""

Record = tuple[int, int, bytes]
"""Position, kind, content."""


def examine_old_workbook(data: bytes, file: str) -> Uncomputed:
    """Check the extent of every sheet, and find the cells that only look empty.

    Raises ``InputError``: cells beyond the bounds; ``ValueError``, ``OSError`` or ``struct.error``: no .xls,
    or damaged. What was not looked at is not read, for an error value in it would be a zero.
    """
    stream = _workbook_stream(data)
    found: Uncomputed = {}
    sheets = _sheet_names(stream)
    sheet = ""
    for position, kind, content in _records(stream):
        if kind == _BOF:
            sheet = sheets.get(position, "")
        elif kind in _CELLS and len(content) >= 6:
            row, column = struct.unpack_from("<HH", content)
            if row >= MAX_ROWS or column >= MAX_COLUMNS:
                raise too_far(CellPlace(file, sheet))
            what = _what(kind, content)
            if what:
                found.setdefault(sheet, {})[f"{column_letters(column)}{row + 1}"] = what
    return found


def _what(kind: int, content: bytes) -> str:
    if kind == _BOOLERR and len(content) >= 8 and content[7]:
        return f"是错误值 {_ERRORS.get(content[6], '')}".strip()
    if kind == _FORMULA and content[12:14] == b"\xff\xff" and content[6] == 2:
        return f"是错误值 {_ERRORS.get(content[8], '')}".strip()
    return ""


def _records(stream: bytes) -> Iterator[Record]:
    position = 0
    for _ in range(_MOST_RECORDS):
        if position + 4 > len(stream):
            return
        kind, length = struct.unpack_from("<HH", stream, position)
        yield position, kind, stream[position + 4 : position + 4 + length]
        position += 4 + length
    raise ValueError("more records than cells of any workbook")


def _sheet_names(stream: bytes) -> dict[int, str]:
    """Where each sheet begins → its name."""
    names = {}
    for _, kind, content in _records(stream):
        if kind == _BOUNDSHEET:
            (begin,) = struct.unpack_from("<I", content)
            length, wide = content[6], content[7] & 1
            raw = content[8 : 8 + length * (2 if wide else 1)]
            names[begin] = raw.decode("utf-16-le" if wide else "latin-1")
        elif kind == _EOF:
            break
    return names


def _workbook_stream(data: bytes) -> bytes:
    """The stream Workbook of a compound file."""
    with olefile.OleFileIO(BytesIO(data)) as container:
        for name in ("Workbook", "Book"):
            if container.exists(name):
                return bytes(container.openstream(name).read())
    raise ValueError("no workbook in this compound file")
