"""What the parser of workbooks does not tell of an .xls: error values, formulas without a result, and how
far cells reach. Only the cell records are walked (MS-CFB for the container, MS-XLS 2.4 for the records).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from juesuan.places import CellPlace
from juesuan.reading.grids import column_letters
from juesuan.reading.sheet_xml import MAX_COLUMNS, MAX_ROWS, Uncomputed, too_far

_FREE = 0xFFFFFFF0  # sector numbers from here on are marks, not sectors
_HEADER_DIFAT = 109
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

Record = tuple[int, int, bytes]
"""Position, kind, content."""


def examine_old_workbook(data: bytes, file: str) -> Uncomputed:
    """Check the extent of every sheet, and find the cells that only look empty.

    Nothing is found in a file that is no .xls or is damaged: the parser says so itself.
    """
    try:
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
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}


def _what(kind: int, content: bytes) -> str:
    if kind == _BOOLERR and len(content) >= 8 and content[7]:
        return f"是错误值 {_ERRORS.get(content[6], '')}".strip()
    if kind == _FORMULA and content[12:14] == b"\xff\xff" and content[6] == 2:
        return f"是错误值 {_ERRORS.get(content[8], '')}".strip()
    return ""


def _records(stream: bytes) -> Iterator[Record]:
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        yield position, kind, stream[position + 4 : position + 4 + length]
        position += 4 + length


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
    """The stream Workbook of a compound file; empty where there is none."""
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    table = _allocation_table(data, size)
    directory = _chain(data, size, table, struct.unpack_from("<I", data, 48)[0])
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    root = entries[0]
    small_limit = struct.unpack_from("<I", data, 56)[0]
    for entry in entries:
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le")
        if name in ("Workbook", "Book"):
            first, length = struct.unpack_from("<II", entry, 116)
            if length >= small_limit:
                return _chain(data, size, table, first)[:length]
            small_table = _numbers(_chain(data, size, table, struct.unpack_from("<I", data, 60)[0]))
            small = _chain(data, size, table, struct.unpack_from("<I", root, 116)[0])
            return _chain(small, 64, small_table, first, header=0)[:length]
    return b""


def _allocation_table(data: bytes, size: int) -> tuple[int, ...]:
    difat = list(struct.unpack_from(f"<{_HEADER_DIFAT}I", data, 76))
    following, per_sector, seen = struct.unpack_from("<I", data, 68)[0], size // 4, 0
    while following < _FREE and seen < len(data) // size:
        numbers = struct.unpack_from(f"<{per_sector}I", data, (following + 1) * size)
        difat += numbers[:-1]
        following, seen = numbers[-1], seen + 1
    sectors = (data[(each + 1) * size : (each + 2) * size] for each in difat if each < _FREE)
    return _numbers(b"".join(sectors))


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _chain(data: bytes, size: int, table: tuple[int, ...], first: int, header: int = 1) -> bytes:
    """The sectors of a stream, one after another; a chain that runs in a circle ends."""
    parts: list[bytes] = []
    while first < len(table) and len(parts) <= len(table):
        parts.append(data[(first + header) * size : (first + header + 1) * size])
        first = table[first]
    return b"".join(parts)
