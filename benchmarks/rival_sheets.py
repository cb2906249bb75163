"""How the rival gets at the cells of a workbook: each sheet as rows of values, ``None`` where there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import python_calamine

Rows = list[tuple[object, ...]]
Reader = Callable[[Path], list[Rows]]


def read_only(path: Path) -> list[Rows]:
    """openpyxl's quicker way for these workbooks; it leaves out what is empty at a row's end."""
    return [_padded(rows) for rows in _openpyxl(path, quick=True)]


def whole_sheets(path: Path) -> list[Rows]:
    """openpyxl's ordinary way."""
    return _openpyxl(path, quick=False)


def calamine(path: Path) -> list[Rows]:
    """What a programmer takes who knows of it: fifteen times as quick as openpyxl."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    sheets = (book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names)
    return [[tuple(_value(cell) for cell in row) for row in rows] for rows in sheets]


def _openpyxl(path: Path, *, quick: bool) -> list[Rows]:
    book = openpyxl.load_workbook(path, read_only=quick, data_only=True)
    sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book]
    book.close()
    return sheets


def _padded(rows: Rows) -> Rows:
    width = max(map(len, rows), default=0)
    return [row + (None,) * (width - len(row)) for row in rows]


def _value(cell: object) -> object:
    """calamine gives '' for nothing, and a float for every number."""
    if cell == "":
        return None
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
