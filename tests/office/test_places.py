"""A paragraph's place is where LibreOffice shows it: the number counted there, the quote found by searching."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from juesuan import check
from juesuan.places import ParagraphPlace
from rounds import drafted

pytestmark = pytest.mark.office


def scattered(path: Path, target: Path) -> Path:
    """The document with what does not count among its paragraphs, and what does though it stands inside."""
    document = docx.Document(str(path))
    paragraphs = list(document.paragraphs)
    for at in range(3, len(paragraphs), 7):
        paragraphs[at].insert_paragraph_before("")
        paragraphs[at].insert_paragraph_before(" \u3000")
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 1).text = "表里的2024年度"
        paragraphs[at]._p.addprevious(table._tbl)
    wrapped = paragraphs[1]._p  # a paragraph in a block control is one of the body's
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    wrapped.addprevious(control)
    control.append(content)
    content.append(wrapped)
    for paragraph in paragraphs[4::5]:
        paragraph.runs[0].add_break()  # a line break: searching does not go across it
    inserted = OxmlElement("w:ins")  # a tracked insertion is text that is shown
    inserted.set(qn("w:id"), "9001")
    inserted.set(qn("w:author"), "某人")
    last = paragraphs[30]._p
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "出国支出XX万元。"
    run.append(text)
    inserted.append(run)
    last.append(inserted)
    document.save(str(target))
    return target


def test_a_paragraph_is_found_where_its_place_says(example: Path, tmp_path: Path, type_into: Any) -> None:
    """Empty paragraphs, tables, block controls and line breaks among them: number and quote still lead there."""
    path = scattered(drafted(example, tmp_path, reasons=False), tmp_path / "散.docx")
    found = check(path, example / "2022.xlsx", example / "2021.xlsx").findings
    places = [each.place for each in found if isinstance(each.place, ParagraphPlace)]
    assert len({place.paragraph for place in places}) > 15
    listed = tmp_path / "paragraphs.json"
    type_into(path, [["tell_paragraphs", str(listed)]])
    shown = [text for text in json.loads(listed.read_text("utf-8")) if text.strip()]
    for place in places:
        assert place.quote
        assert place.quote in shown[place.paragraph - 1]
