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
_PATH = re.compile(
    r"[^，。；：（）]{1,40}（类）[^，。；：]{0,80}（项）"
)  # bounded: it is looked for in what staff typed
_ALIKE = 0.6
"""From here on two paragraphs on one account are the same sentence twice: copies of the editions' items with one
letter in ten changed are above it, words of staff's own on the same account are not."""


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
    copies = {at for ats in material.alignment.copies.values() for at in ats}
    located = {each.index for each in material.standing.values()}
    if not located:
        return
    first, last = min(located), max(located)
    more = [
        each
        for each in material.draft.paragraphs[first : last + 2]
        if each.index not in material.occupied and not each.in_table and len(each.text.strip()) >= 12
    ]
    if not more:
        return
    texts = {skeleton(material.draft.paragraphs[at].text) for at in located}
    items = _items(material)
    for each in more:
        account = _account(each.text)
        twin = any(likeness(item, Shape.of(each.text)) >= _ALIKE for item in items.get(account, ()))
        if each.index in copies or skeleton(each.text) in texts or twin:
            text, remedy = "这一段重复了", "请删去多余的一段"
            yield material.remark(
                "paragraph-repeated", "error", text, each.index, remedy=remedy, found=each.text
            )
        elif account and each.index < last:
            text, remedy = f"决算数据里没有“{account}”这一科目的这一段", "请核对后删去"
            yield material.remark(
                "paragraph-extra", "error", text, each.index, remedy=remedy, found=each.text
            )


def _account(text: str) -> str:
    """The account a paragraph is about: its code, or its path through the levels."""
    found = _CODE.search(text) or _PATH.search(text)
    return found[0] if found else ""


def _items(material: Material) -> dict[str, list[Shape]]:
    """The standing items by their accounts."""
    items: dict[str, list[Shape]] = {}
    for key in material.standing:
        paragraph = material.generated[key]
        if account := _account(paragraph.text):
            items.setdefault(account, []).append(Shape.generated(paragraph))
    return items
