"""A made-up department's figures as workbooks, quickly: rows are streamed, the form is opened once."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.cell_range import CellRange

from juesuan import new
from juesuan.sheets.book import as_bytes
from printed_tables import Figures, PrintedTable, printed

_COLUMNS = {"": 2, "prior": 3, "budget": 4}  # of the supplement, counted from the key's


def workbook(figures: Figures) -> bytes:
    """The nine tables, each on its sheet, in 万元, laid out as a common export."""
    book = Workbook(write_only=True)
    for table in printed(figures).values():
        _stream(book, table)
    return as_bytes(book)


def _stream(book: Workbook, table: PrintedTable) -> None:
    sheet = book.create_sheet(f"GK{table.number} {table.title}"[:31])
    for first, left, last, right in table.merges:
        if (first, left) != (last, right):
            merged = CellRange(min_row=first + 1, min_col=left + 1, max_row=last + 1, max_col=right + 1)
            sheet.merged_cells.add(merged)
    for row in table.rows:
        sheet.append(row)


def supplement(said: Mapping[str, object], year: int) -> bytes:
    """The supplement's form, filled in with these values by key (``key``, ``key.prior``, ``key.budget``)."""
    book, cells = _form(year)
    for key, (cell, empty) in cells.items():
        cell.value = said.get(key, empty)  # every cell, for the department before has filled them in
    return as_bytes(book)


@cache
def _form(year: int) -> tuple[Workbook, Mapping[str, tuple[Cell, object]]]:
    """The empty form; by key the cell for a value, and what stands there in the empty form."""
    made = new(year=year, department="部门").outputs["supplement"]
    book = load_workbook(io.BytesIO(made))
    cells = {}
    for row in book.worksheets[0].iter_rows(max_col=5):
        for column, at in _COLUMNS.items():
            key = f"{row[0].value}.{column}" if column else str(row[0].value)
            if isinstance(cell := row[at], Cell):  # not one inside a merged heading
                cells[key] = cell, cell.value
    return book, cells
