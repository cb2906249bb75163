"""Writes the nine tables into files: workbooks by openpyxl, .xls and .ods by LibreOffice, Word documents.

build_workbook(folder / "2022.xlsx", licheng(), unit="元", layout=Layout(codes="text"))
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from juesuan.sheets.book import as_bytes
from printed_tables import EXPORTED, TITLES, Figures, Layout, PrintedTable, licheng, printed

__all__ = [
    "LAYOUTS",
    "TITLES",
    "Arrangement",
    "Figures",
    "Layout",
    "build_document",
    "build_workbook",
    "converted",
    "licheng",
    "rows_workbook",
]


@dataclass(frozen=True)
class Arrangement:
    """How the tables stand in the workbook."""

    names: Literal["GK", "form", "numbered", "plain"] = "GK"
    """GK01 收入支出决算总表; 公开01表; 1.收入支出决算总表; Sheet1."""
    reverse: bool = False
    one_sheet: bool = False
    """All tables below one another on one sheet."""
    extra_sheets: bool = False
    """A cover, a table of contents and an empty sheet among them."""

    def sheet_name(self, number: str) -> str:
        return {
            "GK": f"GK{number} {TITLES[number]}"[:31],
            "form": f"公开{number}表",
            "numbered": f"{int(number)}.{TITLES[number]}"[:31],
            "plain": f"Sheet{int(number)}",
        }[self.names]


IN_SHEETS = Arrangement()

LAYOUTS: Mapping[str, tuple[Layout, Arrangement]] = {
    "as exported": (Layout(), Arrangement()),
    "other sheet names": (Layout(), Arrangement(names="form")),
    "numbered sheet names": (Layout(), Arrangement(names="numbered", reverse=True)),
    "Sheet1 and so on, in reverse order": (Layout(), Arrangement(names="plain", reverse=True)),
    "cover, contents and empty sheets": (Layout(), Arrangement(extra_sheets=True)),
    "all on one sheet": (Layout(), Arrangement(one_sheet=True)),
    "all on one sheet, heads above titles": (Layout(head="above"), Arrangement(one_sheet=True)),
    "blank rows and columns around": (Layout(blank_rows_above=3, blank_columns=2), Arrangement()),
    "blank rows inside": (Layout(blank_rows_inside=True), Arrangement()),
    "codes at their levels": (Layout(codes="levels"), Arrangement()),
    "codes in one column as text": (Layout(codes="text"), Arrangement()),
    "codes in one column as integers": (Layout(codes="integer"), Arrangement()),
    "codes with quotes and spaces": (Layout(codes="spaced"), Arrangement()),
    "names indented": (Layout(indent=True), Arrangement()),
    "no ruler, no notes": (Layout(ruler=False, notes=False), Arrangement()),
    "total last": (Layout(total="last"), Arrangement()),
    "line numbers": (Layout(line_numbers=True), Arrangement()),
    "amounts as text": (Layout(amounts="text"), Arrangement()),
    "amounts with binary noise": (Layout(amounts="noise"), Arrangement()),
    "zeros blank": (Layout(zeros="blank"), Arrangement()),
    "zeros as dashes": (Layout(zeros="dash"), Arrangement()),
    "24 classes": (Layout(classes=24), Arrangement()),
    "old names of classes": (Layout(aliases=True), Arrangement()),
    "two blocks in 06": (Layout(blocks=2), Arrangement()),
    "三公 with budgets": (Layout(three_public="list"), Arrangement()),
    "三公 in one wide row of pairs": (Layout(three_public="pairs"), Arrangement()),
    "三公 in one wide row, two groups": (Layout(three_public="groups"), Arrangement()),
    "six columns in 09": (Layout(state_capital=6), Arrangement()),
    "year in the title only": (Layout(title="{year}年度{title}", year=False), Arrangement()),
    "department and form in the title": (
        Layout(title="{department}{year}年度{title}（{form}）"),
        Arrangement(),
    ),
    "head above the title": (Layout(head="above"), Arrangement()),
    "head in one cell": (Layout(head="together"), Arrangement()),
}
"""Every variety of layout: each must be read as the same figures."""


def build_workbook(
    path: Path,
    figures: Figures,
    *,
    unit: str = "万元",
    layout: Layout = EXPORTED,
    arrangement: Arrangement = IN_SHEETS,
    tables: Iterable[str] | None = None,
    edit: Callable[[Workbook], None] | None = None,
) -> Path:
    """Write these figures to ``path`` as .xlsx and return it.

    ``tables`` picks some by number; ``edit`` may change the workbook before it is saved (to spoil it).
    """
    book = Workbook()
    book.remove(book.active)
    made = printed(figures, unit=unit, layout=layout)
    chosen = [made[number] for number in (made if tables is None else tables)]
    if arrangement.reverse:
        chosen.reverse()
    if arrangement.extra_sheets:
        _cover(book.create_sheet("封面"), figures)
        _contents(book.create_sheet("目录"), chosen)
        book.create_sheet("Sheet99")
    if arrangement.one_sheet:
        sheet, top = book.create_sheet("决算公开表"), 0
        for table in chosen:
            _put(sheet, table, top)
            top += len(table.rows) + 2
    else:
        for table in chosen:
            _put(book.create_sheet(arrangement.sheet_name(table.number)), table)
    if edit:
        edit(book)
    path.write_bytes(as_bytes(book))
    return path


def _put(sheet: Worksheet, table: PrintedTable, top: int = 0) -> None:
    for line, row in enumerate(table.rows, top + 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(line, column, value)
    for first, left, last, right in table.merges:
        if (first, left) != (last, right):
            sheet.merge_cells(
                start_row=first + top + 1, start_column=left + 1, end_row=last + top + 1, end_column=right + 1
            )


def _cover(sheet: Worksheet, figures: Figures) -> None:
    sheet["B5"], sheet["B8"] = f"{figures.year}年度部门决算公开", figures.department


def _contents(sheet: Worksheet, tables: Iterable[PrintedTable]) -> None:
    sheet["A1"] = "目录"
    for line, table in enumerate(tables, 3):
        sheet.cell(line, 1, f"{int(table.number)}.{TITLES[table.number]}")
    for line in range(20, 26):
        sheet.cell(line, 1, "说明")


def rows_workbook(path: Path, sheets: Mapping[str, Iterable[Iterable[object]]]) -> Path:
    """A workbook of plain rows, for small cases."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def build_document(
    path: Path,
    figures: Figures,
    *,
    unit: str = "万元",
    layout: Layout = EXPORTED,
    title_inside: bool = False,
    tables: Iterable[str] | None = None,
) -> Path:
    """Write these figures as Word tables (a published 部门决算) and return the path.

    The rows above a table's columns are paragraphs, or with ``title_inside`` the table's first rows.
    """
    import docx

    document = docx.Document()
    document.add_heading(f"{figures.department}{figures.year}年度部门决算", 0)
    document.add_paragraph("第二部分  部门决算表")
    made = printed(figures, unit=unit, layout=layout)
    for number in made if tables is None else tables:
        table, outside = made[number], 0 if title_inside else 3
        for row in table.rows[:outside]:
            document.add_paragraph("    ".join(str(cell) for cell in row if cell is not None))
        _put_word(document, table, outside)
        document.add_paragraph()
    document.add_paragraph("第三部分  部门决算情况说明")
    document.save(str(path))
    return path


def _put_word(document: object, table: PrintedTable, skipped: int) -> None:
    rows = table.rows[skipped:]
    made = document.add_table(rows=len(rows), cols=table.width)  # type: ignore[attr-defined]
    cells = made._cells  # one look-up: python-docx walks the table for every cell otherwise
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                text = f"{value:.2f}" if isinstance(value, float) else str(value)
                cells[line * table.width + column].text = text
    for first, left, last, right in table.merges:
        if first >= skipped and (first, left) != (last, right):
            made.cell(first - skipped, left).merge(made.cell(last - skipped, right))


def converted(path: Path, suffix: str, folder: Path) -> Path:
    """The same workbook or document, written by a real LibreOffice in another format."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            suffix,
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{path.stem}.{suffix}"
