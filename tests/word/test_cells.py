"""Cells of a document's tables: one address, whether the tables are read or the words are checked."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.oxml import OxmlElement

from juesuan.reading.files import Files
from juesuan.word import read_bytes
from printed_tables import licheng
from workbooks import build_document


def addresses(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Where each text that stands once in the tables is: for who reads tables, and for who checks words."""
    read: dict[str, list[str]] = {}
    for grid in Files().grids(path):
        for row in range(len(grid.rows)):
            for column, value in grid.cells(row):
                if grid.lines[row][1]:
                    read.setdefault(str(value), []).append(str(grid.place(row, column)))
    checked: dict[str, list[str]] = {}
    draft = read_bytes(path.read_bytes(), path.name)
    for each in draft.paragraphs:
        if each.in_table and each.text.strip():
            checked.setdefault(each.text.strip(), []).append(str(draft.place(each.index)))
    once = {text for text, places in read.items() if len(places) == 1 and len(checked.get(text, ())) == 1}
    return {text: read[text][0] for text in once}, {text: checked[text][0] for text in once}


def test_both_readers_name_the_same_cells(tmp_path: Path) -> None:
    """The nine printed tables with their merged cells: every text has one address."""
    read, checked = addresses(build_document(tmp_path / "公开.docx", licheng()))
    assert len(read) > 100
    assert read == checked


def test_a_table_in_a_table_and_rows_in_a_control(tmp_path: Path) -> None:
    """The outer cell counts for an inner table; a content control round a row does not hide it."""
    document = docx.Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "第一个"
    table = document.add_table(rows=3, cols=2)
    inner = table.cell(1, 1).add_table(rows=2, cols=2)
    inner.cell(1, 0).text = "里层"
    table.cell(2, 1).text = "末格"
    row = table.rows[2]._tr
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    row.addprevious(control)
    control.append(content)
    content.append(row)
    path = tmp_path / "表.docx"
    document.save(str(path))
    draft = read_bytes(path.read_bytes(), path.name)
    places = {each.text: str(draft.place(each.index)) for each in draft.paragraphs if each.text}
    assert {
        "第一个": "表.docx “第1个表格” 第1行第1列",
        "里层": "表.docx “第2个表格” 第2行第2列",
        "末格": "表.docx “第2个表格” 第3行第2列",
    } == places
