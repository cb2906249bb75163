"""Paragraphs the figures call for that are not there, and paragraphs they do not call for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.findings import Severity
from juesuan.matching.likeness import Shape, likeness
from juesuan.matching.texts import skeleton
from juesuan.narrative import Slot
from juesuan.review.model import Material, Remark

_CODE = re.compile(r"\d{7}(?=\s*[-－—–]?\s*[\u4e00-\u9fff])")
_PATH = re.compile(r"[^，。；：]+（类）[^，。；：]*（项）")
_ALIKE = 0.8


def missing(material: Material) -> Iterator[Remark]:
    """Generated paragraphs that nothing in the document stands for."""
    before: int | None = None
    for key, paragraph in material.generated.items():
        if key in material.standing:
            before = material.standing[key].parts[-1].index
            continue
        heading = paragraph.style != "body"
        shown = "".join("……" if isinstance(span, Slot) else span.text for span in paragraph.spans)
        text = f"少了一{'个标题' if heading else '段'}：“{shown[:40]}{'…' if len(shown) > 40 else ''}”"
        severity: Severity = "warning" if heading else "error"
        code = "heading-missing" if heading else "paragraph-missing"
        if before is None:
            yield material.remark(code, severity, text, remedy="请补上", expected=shown)
            continue
        end = len(material.draft.paragraphs[before].text)
        span = (before, max(end - 1, 0), end)
        yield material.remark(code, severity, text, *span, remedy="请补上", expected=shown)


def surplus(material: Material) -> Iterator[Remark]:
    """Item paragraphs the figures do not call for, and paragraphs that stand there twice."""
    copies = {at: key for key, ats in material.alignment.copies.items() for at in ats}
    located = {each.index: key for key, each in material.standing.items()}
    if not located:
        return
    texts = {skeleton(material.draft.paragraphs[at].text): key for at, key in located.items()}
    shapes = {key: Shape.generated(each) for key, each in material.generated.items()}
    for each in material.draft.paragraphs:
        if each.index in material.occupied or each.in_table or len(each.text.strip()) < 12:
            continue
        shape = skeleton(each.text)
        key = copies.get(each.index) or texts.get(shape) or _twin(material, each.text, shapes)
        item = _CODE.search(each.text) or _PATH.search(each.text)
        if key and min(located) < each.index <= max(located) + 1:
            text, remedy = "这一段重复了", "请删去多余的一段"
            yield material.remark(
                "paragraph-repeated", "error", text, each.index, remedy=remedy, found=each.text
            )
        elif item and min(located) < each.index < max(located):
            text, remedy = f"决算数据里没有“{item.group()}”这一科目的这一段", "请核对后删去"
            yield material.remark(
                "paragraph-extra", "error", text, each.index, remedy=remedy, found=each.text
            )


def _twin(material: Material, text: str, shapes: dict[str, Shape]) -> str:
    """The item whose paragraph stands elsewhere already and which this one also is about."""
    wanted = _CODE.search(text) or _PATH.search(text)
    for key in material.standing if wanted else ():
        own = key in shapes and wanted and wanted.group() in material.generated[key].text
        if own and likeness(shapes[key], Shape.of(text)) >= _ALIKE:
            return key
    return ""
