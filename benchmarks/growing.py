"""Documents that grow: more items, all of them touched by staff; more paragraphs that staff wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from docx.oxml import parse_xml

from corrections import W, rewritten

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CLAUSE = "（有关情况已说明）"
OWN = "第{}项工作由本单位{}牵头，会同有关科室办理，已经{}，资料存档备查。"
WHO = ("办公室", "财务科", "业务科", "人事科", "法规科", "督查室", "信息中心")
STATE = ("办结", "报送主管部门", "通过验收", "移交", "公示", "签订合同")


def every_item_touched(data: bytes) -> bytes:
    """Every slot filled, and a remark behind every paragraph that is no heading."""
    return rewritten(data, _touch)


def with_staff_paragraphs(count: int) -> Callable[[bytes], bytes]:
    """So many paragraphs of staff's own, evenly between the others; no two are alike."""

    def more(root: Any) -> None:
        standing = [each for each in root.iter(f"{W}p") if each.find(f".//{W}t") is not None]
        for at in range(count - 1, -1, -1):
            text = OWN.format(at + 1, WHO[at % len(WHO)], STATE[at % len(STATE)])
            new = parse_xml(f"<w:p {NS}><w:r><w:t>{text}</w:t></w:r></w:p>")
            standing[at * len(standing) // count].addnext(new)

    return lambda data: rewritten(data, more)


def without_anchors(data: bytes) -> bytes:
    """Bookmarks and the tags of controls are gone; the record is there."""

    def lose(root: Any) -> None:
        for name in ("bookmarkStart", "bookmarkEnd"):
            for mark in list(root.iter(f"{W}{name}")):
                mark.getparent().remove(mark)
        for properties in root.iter(f"{W}sdtPr"):
            for name in ("tag", "id"):
                for element in properties.findall(f"{W}{name}"):
                    properties.remove(element)

    return rewritten(data, lose)


def _touch(root: Any) -> None:
    for number, control in enumerate(root.iter(f"{W}sdt"), 1):
        control.find(f".//{W}t").text = f"第{number}项工作按计划推进，所需经费据实列支"
    for paragraph in root.iter(f"{W}p"):
        texts = paragraph.findall(f".//{W}t")
        if texts and (texts[-1].text or "").endswith(("。", "；")):
            texts[-1].text = f"{texts[-1].text[:-1]}{CLAUSE}{texts[-1].text[-1]}"


def doubled(prior: Path, target: Path) -> Path:
    """Last year's workbook with every amount doubled: identities hold, and every comparison is another."""
    book = openpyxl.load_workbook(prior)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, float):
                    cell.value *= 2
    book.save(target)
    return target
