"""Looks and bytes that all workbooks for people share."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from juesuan.continuation import LONGEST, pieces, units
from juesuan.packages import write_package
from juesuan.sheets.numbers import Number
from juesuan.text import columns

BODY = Font(name="宋体", size=10.5)
BOLD = Font(name="宋体", size=10.5, bold=True)
SMALL = Font(name="宋体", size=9, color="FF595959")
TITLE = Font(name="黑体", size=16)
BAND = PatternFill("solid", fgColor="FFDCE6F1")
INPUT = PatternFill("solid", fgColor="FFFFFBE6")
CLOSED = PatternFill("solid", fgColor="FFD9D9D9")
_HAIR = Side(style="thin", color="FFA6A6A6")
FRAME = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
RIGHT = Alignment(horizontal="right", vertical="center")
OPEN = Protection(locked=False)
LINE_POINTS = 15.0

_CORE = "docProps/core.xml"
_CUT = "……（太长，其余略去）"
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_UNPAIRED = re.compile("[\ud800-\udfff]")
_STAMPS = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")


def new_sheet(title: str) -> tuple[Workbook, Worksheet]:
    """A workbook with one empty sheet of that name."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    book.properties.creator = "juesuan"
    return book, sheet


def put(cell: Cell | MergedCell, value: object, font: Font = BODY, alignment: Alignment = LEFT) -> Cell:
    """Write a value as it is: text that begins with = stays text, never a formula."""
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        cell.value = printable(value)
        cell.data_type = "s"
    elif isinstance(value, Number):
        cell.value, cell.number_format = value.value, value.format
    else:
        cell.value = value  # type: ignore[assignment]
    cell.font, cell.alignment = font, alignment
    return cell


def printable(text: str) -> str:
    """The text without what a workbook cannot hold; � for a byte of a file name that is not UTF-8.

    What is too long for a cell is cut, and says so. _x0041_ would be read back as A: its underscore is
    written as a code itself (ECMA-376 part 1, 22.9.2.19).
    """
    text = _UNPAIRED.sub("\ufffd", ILLEGAL_CHARACTERS_RE.sub("", text))
    if units(text) > LONGEST:
        shown = next(pieces(text, LONGEST - len(_CUT)))
        text = shown + _CUT
    return _CODE.sub("_x005F_", text)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header, its width in characters, how it looks, whether people fill it in."""

    header: str
    width: float
    number: bool = False
    small: bool = False
    open: bool = False


def add_table(
    sheet: Worksheet, title: str, note: str, columns: Sequence[Column], rows: Iterable[Sequence[str | Number]]
) -> None:
    """A titled table from row 3 on, rows as high as their texts, printed on A4 across.

    Where a column is open, everything else is protected.
    """
    for line, text, font, height in ((1, title, TITLE, 28), (2, note, SMALL, LINE_POINTS + 4)):
        put(sheet.cell(line, 1), text, font)
        sheet.row_dimensions[line].height = height
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=len(columns))
    for at, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
        cell = put(sheet.cell(3, at), column.header, BOLD, CENTRE)
        cell.fill, cell.border = BAND, FRAME
    line = 3
    for line, values in enumerate(rows, 4):
        for at, (column, value) in enumerate(zip(columns, values, strict=True), 1):
            alignment = RIGHT if column.number else LEFT
            cell = put(sheet.cell(line, at), value or None, SMALL if column.small else BODY, alignment)
            cell.border = FRAME
            if column.open:
                cell.fill, cell.protection = INPUT, OPEN
        # Small type needs less room; a column's own margin takes some.
        wide = [column.width * (1.15 if column.small else 1) - 2 for column in columns]
        texts = (value if isinstance(value, str) else "" for value in values)
        row_height(sheet, line, zip(texts, wide, strict=True))
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "3:3"
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(columns))}{line}"
    printed_on_a4(sheet, landscape=True)
    if any(column.open for column in columns):
        protect(sheet)


def lines_needed(text: str, width: float) -> int:
    """How many lines the text takes in a column ``width`` characters wide (a Chinese one counts two)."""
    lines = 0
    for line in text.split("\n"):
        lines += max(1, -int(-columns(line, ambiguous=2) // max(width - 1, 1)))
    return lines


def row_height(sheet: Worksheet, row: int, texts: Iterable[tuple[str, float]]) -> None:
    """Make the row as high as the longest of its (text, column width) needs."""
    lines = max((lines_needed(text, width) for text, width in texts), default=1)
    sheet.row_dimensions[row].height = LINE_POINTS * lines + 4


def printed_on_a4(sheet: Worksheet, *, landscape: bool = False) -> None:
    """A4, as wide as one page, as many pages as it takes, with page numbers."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.6
    margins.top, margins.bottom, margins.footer = 0.7, 0.8, 0.4
    footer = sheet.oddFooter
    assert footer is not None
    footer.center.text = "第 &P 页，共 &N 页"
    sheet.sheet_view.showGridLines = False


def protect(sheet: Worksheet) -> None:
    """Only the open cells can be changed; no password: whoever must may lift it."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.formatCells = False
    protection.autoFilter = protection.sort = protection.insertRows = False


def as_bytes(book: Workbook) -> bytes:
    """The workbook as .xlsx, the same bytes for the same content: no time of day in it."""
    draft = io.BytesIO()
    book.save(draft)
    with zipfile.ZipFile(draft) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[_CORE] = _STAMPS.sub(b"", parts[_CORE])
    return write_package(parts.items())
