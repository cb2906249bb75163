"""The 审核意见 of one department: a page that a bureau can send out as it is."""

from __future__ import annotations

import datetime
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Cm, Pt

from juesuan.batch.outcomes import Row, Said
from juesuan.word.elements import NAMESPACE, STYLE_NAMES, q
from juesuan.word.package import Document, open_own, save_document
from juesuan.word.styles import template_bytes

_KINDS = {"error": "必须改", "warning": "请核对", "info": "供参考"}
_SINCE = {"new": "新发现", "again": "上次已提出", "": ""}
_HEADS = ("序号", "位置", "要改什么", "类别", "与上次相比")
_WIDTHS = (Cm(1.3), Cm(3.4), Cm(7.2), Cm(1.7), Cm(2.4))
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def write_opinion(row: Row, document: str, *, unchanged: bool = False) -> bytes:
    """What to change in ``document`` (its file name), what is new, told before, or put right, as .docx.

    ``unchanged`` says that the department's files are those of the last check. The same row gives the
    same bytes.
    """
    page = open_own(template_bytes())
    body = page.element.body
    for element in list(body.iterchildren(q("p"))):
        body.remove(element)
    _paragraph(page, "审核意见", "title")
    year = f"{row.year}年度" if row.year else ""
    _paragraph(page, f"部门：{row.name or row.department}　{year}".strip())
    _paragraph(page, f"文稿：{document or '（没有交来文稿）'}")
    _paragraph(page, _conclusion(row, unchanged))
    listed = [said for said in row.findings if said.finding.severity != "info"]
    if listed:
        _table(page, listed, bool(listed[0].since))
    for heading, texts in (
        ("上次提出、本次已改正", row.mended),
        ("供参考，不必改", [str(said.finding) for said in row.findings if said.finding.severity == "info"]),
    ):
        if texts:
            _paragraph(page, heading, "heading_2")
        for number, text in enumerate(texts, 1):
            _paragraph(page, f"{number}．{text}")
    properties = page.core_properties
    properties.title, properties.author, properties.last_modified_by = "审核意见", "juesuan", "juesuan"
    properties.created = properties.modified = datetime.datetime((row.year or 2000) + 1, 1, 1)
    return save_document(page)


def _conclusion(row: Row, unchanged: bool) -> str:
    if not row.done:
        return "这次没有能够审核，原因见下表。请改正后重新报来。"
    errors, warnings = row.count("error"), row.count("warning")
    if not errors and not warnings:
        found = "没有发现问题。"
    else:
        found = f"发现必须改的{errors}处，请核对的{warnings}处。"
    if unchanged:
        return f"文稿和数据与上次审核时相同，没有改动。{found}"
    known = [said for said in row.findings if said.finding.severity != "info" and said.since]
    if not known and not row.mended:
        return found
    new = sum(said.since == "new" for said in known)
    return f"{found}与上次相比：新发现{new}处，上次已提出、还没有改的{len(known) - new}处，已改正{len(row.mended)}处。"


def _paragraph(page: Document, text: str, style: str = "body") -> None:
    paragraph = page.add_paragraph(text)
    paragraph.style = next(each for each in page.styles if each.name.lower() == STYLE_NAMES[style].lower())


def _table(page: Document, listed: list[Said], compared: bool) -> None:
    columns = len(_HEADS) if compared else len(_HEADS) - 1
    table = page.add_table(rows=1, cols=columns)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, _WIDTHS, strict=False):
        column.width = width
    element = next(reversed(page.element.body.findall(q("tbl"))))
    element.find(q("tblPr")).append(parse_xml(f"<w:tblBorders {NAMESPACE}>{_BORDERS}</w:tblBorders>"))
    _cells(table.rows[0], _HEADS[:columns], bold=True)
    head = parse_xml(f"<w:trPr {NAMESPACE}><w:tblHeader/></w:trPr>")
    element.find(q("tr")).insert(0, head)
    for number, said in enumerate(listed, 1):
        found = said.finding
        texts = (str(number), str(found.place), found.text, _KINDS[found.severity], _SINCE[said.since])
        _cells(table.add_row(), texts[:columns])


def _cells(row: Any, texts: tuple[str, ...], *, bold: bool = False) -> None:
    for cell, width, text in zip(row.cells, _WIDTHS, texts, strict=False):
        cell.width = width
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = bold, Pt(10.5)
