"""Paragraphs the figures call for that are not there, and paragraphs they do not call for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.findings import Severity
from juesuan.matching.likeness import Shape, likeness
from juesuan.matching.texts import skeleton
from juesuan.narrative import Paragraph, Slot
from juesuan.review.model import Material, Remark

_CODE = re.compile(r"\d{7}(?=\s*[-－—–]?\s*[\u4e00-\u9fff])")
_PATH = re.compile(
    r"[^，。；：（）]{1,40}（类）[^，。；：]{0,80}（项）"
)  # bounded: it is looked for in what staff typed
_ALIKE = 0.6
"""From here on two paragraphs on one account are the same sentence twice. Tried on the items of both editions:
copies with up to one letter in seven changed are above 0.67, staff's own sentences on the account below 0.54."""


def missing(material: Material) -> Iterator[Remark]:
    """Generated paragraphs that nothing in the document stands for: taken out by staff, or never written."""
    before: int | None = None
    for key, paragraph in material.generated.items():
        if key in material.standing:
            before = material.standing[key].parts[-1].index
            continue
        shown = "".join("……" if isinstance(span, Slot) else span.text for span in paragraph.spans)
        code, severity, message, remedy = _told(material, paragraph)
        message = f"{message}：“{shown[:40]}{'…' if len(shown) > 40 else ''}”"
        at = before if before is not None else 0 if material.draft.paragraphs else None
        end = len(material.draft.paragraphs[at].text) if before is not None and at is not None else 0
        span = (at, max(end - 1, 0), end)
        yield material.remark(code, severity, message, *span, remedy=remedy, expected=shown, key=key)


def _told(material: Material, paragraph: Paragraph) -> tuple[str, Severity, str, str]:
    """Code, severity, message and remedy for a paragraph that is not there.

    Deleting is staff's right: what a refresh has seen is settled; before that somebody must say that it was meant.
    """
    snapshot, what = material.draft.snapshot, "一段" if paragraph.style == "body" else "一个标题"
    if snapshot and paragraph.key in snapshot.removed:
        return "paragraph-deleted", "info", f"人工删去了{what}", ""
    code = "paragraph-missing" if paragraph.style == "body" else "heading-missing"
    if snapshot and paragraph.key in material.written:
        remedy = f"误删的请补上；确实不写的，用 juesuan refresh 更新一次，或公开时加 --settle {paragraph.key}"
        return code, "warning", f"少了{what}，像是人工删去的", remedy
    return code, "error" if paragraph.style == "body" else "warning", f"少了{what}", "请补上"


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
