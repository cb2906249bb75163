"""Sheets that people fill in: raw cells, and the cells whose value the file does not hold."""

import zipfile

import pytest
from openpyxl import Workbook

from juesuan.errors import InputError, Place
from juesuan.reading.form_sheets import column_letters, load_sheet, sheet_names
from supplement_forms import sheet_file


def test_addresses_are_true(tmp_path):
    """Blank leading rows and columns do not shift the address of a cell."""
    path = sheet_file(tmp_path / "a.xlsx", [[], [], [None, "x"]], "甲")
    sheet = load_sheet(path, "甲")
    assert ("x", Place("a.xlsx", "甲", "B3")) == (sheet.cell(2, 1), sheet.place(2, 1))


def test_columns_have_letters():
    """Columns are named as spreadsheets name them."""
    assert ["A", "Z", "AA", "AZ", "BA"] == [column_letters(at) for at in (0, 25, 26, 51, 52)]


def test_a_formula_without_value_is_not_empty(tmp_path):
    """A formula nobody computed is an error at its cell, not an unknown figure; others still read."""
    path = sheet_file(tmp_path / "a.xlsx", [["=1+1", 5]], "甲")
    sheet = load_sheet(path, "甲")
    assert 5 == sheet.cell(0, 1)
    with pytest.raises(InputError, match="公式") as caught:
        sheet.cell(0, 0)
    assert "A1" == caught.value.place.cell


def test_an_error_value_is_not_empty(tmp_path):
    """#REF! and its kin are errors at their cell."""
    book = Workbook()
    book.active.title = "甲"
    book.active["B2"] = "#REF!"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="#REF!") as caught:
        load_sheet(tmp_path / "a.xlsx", "甲").cell(1, 1)
    assert "B2" == caught.value.place.cell


def test_refuses_a_cell_at_the_end_of_the_world(tmp_path):
    """One cell at XFD1048576 is refused before anything makes room for the rows before it."""
    book = Workbook()
    book.active.title = "甲"
    book.active["XFD1048576"] = 1
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="范围过大"):
        load_sheet(tmp_path / "a.xlsx", "甲")


@pytest.mark.parametrize(
    ("content", "said"), [(b"<html></html>", "不是电子表格"), (b"PK\x03\x04junk", "不是电子表格")]
)
def test_refuses_other_files(tmp_path, content, said):
    """HTML or rubbish named .xlsx is refused by name."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=said):
        sheet_names(path)


def test_refuses_a_zip_without_a_workbook(tmp_path):
    """A zip that holds no workbook is refused by name."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(InputError, match="不是电子表格"):
        sheet_names(path)


def test_names_a_missing_file(tmp_path):
    """A file that is not there is named."""
    with pytest.raises(InputError, match="没有这个文件"):
        sheet_names(tmp_path / "none.xlsx")
