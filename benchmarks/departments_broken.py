"""Ten ways in which a department's files come in broken, each with the code of the error it gets."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import load_workbook

from juesuan.sheets.book import as_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet


class Break(NamedTuple):
    """A way to break the department in a folder (of that year)."""

    code: str
    spoil: Callable[[Path, int], None]


def _no_prior(folder: Path, year: int) -> None:
    (folder / f"{year - 1}.xlsx").unlink()


def _truncated(folder: Path, year: int) -> None:
    path = folder / f"{year}.xlsx"
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _contradictory(folder: Path, year: int) -> None:
    with _edited(folder / f"{year}.xlsx") as book:
        _beside(book.worksheets[0], "总计").value += 10


def _unknown_class(folder: Path, year: int) -> None:
    with _edited(folder / f"{year}.xlsx") as book:
        for row in book.worksheets[2].iter_rows(max_col=1):
            if row[0].value == "201":
                row[0].value = "299"


def _sheet_missing(folder: Path, year: int) -> None:
    with _edited(folder / f"{year}.xlsx") as book:
        book.remove(book.worksheets[2])


def _text_for_number(folder: Path, year: int) -> None:
    with _edited(folder / f"{year}.xlsx") as book:
        _beside(book.worksheets[0], "总计").value = "见附件"


def _old_supplement(folder: Path, year: int) -> None:
    with _edited(folder / "补充资料.xlsx") as book:
        for row in book.worksheets[0].iter_rows(max_col=3):
            if row[0].value == "year":
                row[2].value = year - 1


def _same_year(folder: Path, year: int) -> None:
    shutil.copyfile(folder / f"{year}.xlsx", folder / f"{year - 1}.xlsx")


def _web_page(folder: Path, year: int) -> None:
    (folder / f"{year}.xlsx").write_text("<html><body>请先登录</body></html>", "utf-8")


def _empty(folder: Path, year: int) -> None:
    (folder / f"{year}.xlsx").write_bytes(b"")


BREAKS = (
    Break("no-prior", _no_prior),
    Break("damaged", _truncated),
    Break("figures-contradict", _contradictory),
    Break("figures-contradict", _unknown_class),
    Break("figure-missing", _sheet_missing),
    Break("input", _text_for_number),
    Break("input", _old_supplement),
    Break("input", _same_year),
    Break("not-a-workbook", _web_page),
    Break("file-empty", _empty),
)


@contextmanager
def _edited(path: Path) -> Iterator[Workbook]:
    book = load_workbook(path)
    yield book
    path.write_bytes(as_bytes(book))


def _beside(sheet: Worksheet, label: str) -> Cell:
    """The cell right of the first one with that label."""
    found = next(cell for row in sheet.iter_rows() for cell in row if cell.value == label)
    return found.offset(column=1)
