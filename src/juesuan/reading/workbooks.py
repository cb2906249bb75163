"""Workbooks (.xlsx, .xls, .ods, and .et where it is one of these inside) as grids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache
from io import BytesIO

import python_calamine

from juesuan.errors import InputError
from juesuan.packages import Package
from juesuan.places import CellPlace, FilePlace, Place
from juesuan.reading.grids import Cell, Grid, Range
from juesuan.reading.old_xls import examine_old_workbook
from juesuan.reading.sheet_xml import (
    MAX_COLUMNS,
    MAX_ROWS,
    Uncomputed,
    examine_workbook,
    plainly_written,
    too_far,
)

MAX_CELLS = 4_000_000
"""Of all sheets, empty ones within the rectangle that holds content too. A grid takes 40 bytes for each."""
MAX_MERGED = 200_000
"""Cells that merged ranges of one sheet cover; a grid remembers each of them."""
_LARGEST = 1e15  # 元; larger ones are no amounts, and a Decimal of them would not round


def zipped_grids(data: bytes, package: Package) -> list[Grid]:
    """Every sheet of an .xlsx or .ods. Raises ``InputError`` where it is none, or is not safe."""
    uncomputed = examine_workbook(package)
    return _grids(plainly_written(data, package), package.file, uncomputed)


def old_grids(data: bytes, file: str) -> list[Grid]:
    """Every sheet of an .xls (or an .et that is one inside). Raises ``InputError`` where it is none."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _locked(FilePlace(file))
    with _as_workbook(file):
        uncomputed = examine_old_workbook(data, file)
    return _grids(data, file, uncomputed)


def _grids(data: bytes, file: str, uncomputed: Uncomputed) -> list[Grid]:
    with _as_workbook(file):
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        grids, cells = [], 0
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            cells += sheet.total_height * sheet.total_width
            if cells > MAX_CELLS:
                raise too_far(CellPlace(file, name))
            grids.append(_grid(file, name, sheet, uncomputed.get(name, {})))
        return grids


@contextmanager
def _as_workbook(file: str) -> Iterator[None]:
    """Say in one message that the parser cannot read the file."""
    try:
        yield
    except InputError:
        raise
    except python_calamine.PasswordError:
        raise _locked(FilePlace(file)) from None
    except BaseException as error:
        # A panic inside the parser is no Exception; everything else here means the file is damaged.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise InputError(
            "读不懂这个文件，它可能不是工作簿或已损坏",
            place=FilePlace(file),
            remedy="请用 Excel 或 WPS 打开后另存为 .xlsx",
            code="not-a-workbook",
        ) from error


def _locked(place: Place) -> InputError:
    return InputError("这个工作簿加了密码", place=place, remedy="请先去掉密码再保存", code="encrypted")


def _grid(file: str, name: str, sheet: python_calamine.CalamineSheet, uncomputed: Mapping[str, str]) -> Grid:
    last_row, last_column = sheet.end or (0, 0)
    if last_row >= MAX_ROWS or last_column >= MAX_COLUMNS:
        raise too_far(CellPlace(file, name))
    rows = tuple([tuple(map(_cell, row)) for row in sheet.to_python(skip_empty_area=False)])
    merged = _merged(sheet)
    if sum(_covered(each, last_row, last_column) for each in merged) > MAX_MERGED:
        raise InputError(
            "合并的单元格太多，不像决算表",
            place=CellPlace(file, name),
            remedy="请取消合并，另存为新的工作簿",
            code="too-large",
        )
    return Grid(file, name, rows, merged, uncomputed=uncomputed)


def _merged(sheet: python_calamine.CalamineSheet) -> tuple[Range, ...]:
    ranges = sheet.merged_cell_ranges or ()
    return tuple((top, left, bottom, right) for (top, left), (bottom, right) in ranges)


def _covered(merged: Range, last_row: int, last_column: int) -> int:
    """How many cells within the sheet's content a merged range covers."""
    top, left, bottom, right = merged
    return max(0, min(bottom, last_row) - top + 1) * max(0, min(right, last_column) - left + 1)


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, float):
        return _number(value + 0.0)  # no negative zero
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value) if abs(value) < _LARGEST else str(value)
    return str(value)


@lru_cache(maxsize=8192)
def _number(value: float) -> Cell:
    """The shortest decimal that means this float; tables print many a number, zero above all, again and again."""
    return Decimal(repr(value)) if -_LARGEST < value < _LARGEST else str(value)
