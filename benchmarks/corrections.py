"""What a refresh is timed on: an earlier draft, filled in by staff, and figures corrected since."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree

from juesuan import draft

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CORRECTION = 1.5  # 万元 moved from one item to another: totals and identities hold
ADDED = "（有关情况已向主管部门书面说明。）"


def staff_draft(folder: Path, year: int, work: Path) -> Path:
    """A draft from figures before their correction, with every other slot filled and words added."""
    earlier, first = work / f"{year - 1}更正前.xlsx", work / "初稿.docx"
    before_correction(folder / f"{year - 1}.xlsx", earlier)
    draft(folder / f"{year}.xlsx", earlier, supplement=folder / "补充资料.xlsx", output=first, overwrite=True)
    edited = work / "已填写.docx"
    edited.write_bytes(filled(first.read_bytes()))
    return edited


def before_correction(prior: Path, target: Path) -> None:
    """The prior year's workbook with an amount on the wrong one of two items of table 05."""
    workbook = openpyxl.load_workbook(prior)
    for sheet in workbook:
        if sheet["A1"].value == "一般公共预算财政拨款支出决算表":
            items = [row for row in sheet.iter_rows(min_row=9) if _is_item(row)]
            for row, sign in ((items[0], 1), (items[1], -1)):
                row[4].value = round(row[4].value + sign * CORRECTION, 2)
    workbook.save(target)


def _is_item(row: tuple[openpyxl.cell.Cell, ...]) -> bool:
    code = "".join(str(cell.value) for cell in row[:3] if cell.value)
    return bool(re.fullmatch(r"\d{7}", code)) and row[4].value > 2 * CORRECTION


def filled(data: bytes) -> bytes:
    """The document with every other slot filled and a remark of staff after every tenth paragraph's words."""
    return rewritten(data, _fill)


def rewritten(data: bytes, edit: Callable[[Any], None]) -> bytes:
    """The document after ``edit`` has had its way with the root of its text."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [(each, archive.read(each)) for each in archive.infolist()]
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, blob in parts:
            if info.filename == "word/document.xml":
                root = etree.fromstring(blob)
                edit(root)
                blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            archive.writestr(info, blob)
    return buffer.getvalue()


def _fill(root: Any) -> None:
    for number, control in enumerate(list(root.iter(f"{W}sdt"))[::2]):
        text = control.find(f".//{W}t")
        text.text = f"第{number + 1}项工作按计划推进，所需经费据实列支"
    for paragraph in list(root.iter(f"{W}p"))[9::10]:
        paragraph.findall(f".//{W}t")[-1].text += ADDED
