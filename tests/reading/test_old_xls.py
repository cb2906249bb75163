"""The records of an .xls, in compound files made by hand."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from juesuan.errors import InputError
from juesuan.reading import old_xls
from juesuan.reading.files import Files

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(name: str, stream: bytes) -> bytes:
    """A compound file with one stream: header, one allocation table, directory, content."""
    count = -(-len(stream) // SECTOR)
    table = [TABLE, END, *range(3, 2 + count), END]
    head = struct.pack("<8s16s6H10I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 62, 3, 65534, 9, 6, 0,
                       0, 0, 1, 1, 0, 512, END, 0, END, 0)  # fmt: skip
    entries = _entry("Root Entry", 5, END, 0, child=1) + _entry(name, 2, 2, len(stream))
    sectors = [struct.pack("<128I", *table, *[FREE] * (128 - len(table))), entries, stream]
    allocation = struct.pack("<109I", 0, *[FREE] * 108)
    return (
        head + allocation + b"".join(each.ljust(-(-len(each) // SECTOR) * SECTOR, b"\0") for each in sectors)
    )


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return raw.ljust(64, b"\0") + struct.pack(
        "<HBBIII16sI8s8sIQ", len(raw), kind, 1, FREE, FREE, child, b"", 0, b"", b"", start, size
    )


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


GLOBALS = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
SHEET = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
NAME = "甲".encode("utf-16-le")


def workbook(*cells: bytes) -> bytes:
    """A workbook with one sheet 甲 and these records in it."""
    begin = len(GLOBALS) + 4 + 8 + len(NAME) + 4
    bound = record(0x85, struct.pack("<IHBB", begin, 0, 1, 1) + NAME)
    return GLOBALS + bound + record(0x0A) + SHEET + b"".join(cells) + record(0x0A)


def examined(stream: bytes, name: str = "Workbook") -> object:
    return old_xls.examine_old_workbook(compound(name, stream.ljust(4096, b"\0")), "x.xls")


@pytest.mark.parametrize("name", ["Workbook", "Book"])
def test_errors_are_found_with_their_address(name: str) -> None:
    """An error value typed in, and one that a formula gave."""
    typed = record(0x205, struct.pack("<HHHBB", 10, 4, 0, 0x07, 1))
    given = record(0x06, struct.pack("<HHH", 2, 1, 0) + bytes((2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF)) + b"\0" * 8)
    number = record(0x203, struct.pack("<HHHd", 3, 1, 0, 5.0))
    expected = {"甲": {"E11": "是错误值 #DIV/0!", "B3": "是错误值 #N/A"}}
    assert expected == examined(workbook(typed, given, number), name)


def test_a_cell_far_out_is_refused() -> None:
    """As in an .xlsx."""
    with pytest.raises(InputError, match="表里有内容的格子太远"):
        examined(workbook(record(0x203, struct.pack("<HHHd", 10_000, 1, 0, 5.0))))


def test_what_cannot_be_looked_at_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No stream of that name, or more records than any workbook has: nothing is taken for a zero."""
    path = tmp_path / "x.xls"
    path.write_bytes(compound("Other", workbook().ljust(4096, b"\0")))
    with pytest.raises(InputError, match="读不懂这个文件"):
        Files().grids(path)
    monkeypatch.setattr(old_xls, "_MOST_RECORDS", 100)
    path.write_bytes(compound("Workbook", workbook().ljust(4096, b"\0")))
    with pytest.raises(InputError, match="读不懂这个文件"):
        Files().grids(path)
