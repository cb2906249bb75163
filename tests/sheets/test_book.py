"""What all workbooks for people share."""

import io
import zipfile

from openpyxl import load_workbook

from juesuan.sheets.book import as_bytes, lines_needed, new_sheet, put


def test_no_time_of_day_in_the_file():
    """No stamp of the clock is left in the package, neither in the zip nor in its properties."""
    book, _sheet = new_sheet("甲")
    archive = zipfile.ZipFile(io.BytesIO(as_bytes(book)))
    assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in archive.infolist()}
    assert b"dcterms" not in archive.read("docProps/core.xml")


def test_text_never_becomes_a_formula():
    """Words that begin with = are words."""
    book, sheet = new_sheet("甲")
    put(sheet["A1"], "=HYPERLINK(1)")
    again = load_workbook(io.BytesIO(as_bytes(book)))
    assert ("=HYPERLINK(1)", "s") == (again["甲"]["A1"].value, again["甲"]["A1"].data_type)


def test_lines_count_chinese_twice():
    """A Chinese character takes the room of two, and every line break starts a line."""
    assert [1, 1, 2, 2] == [lines_needed(text, 11) for text in ("", "五个汉字宽", "六个汉字的宽", "a\nb")]
