"""Texts in the form in which they are compared: one width, without figures, without spaces."""

from __future__ import annotations

import re

from juesuan.narrative import Paragraph, Slot

SLOT = "\ufffc"
"""Stands for a slot's words, which never count when paragraphs are compared."""
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
CODE = re.compile(r"(?<!\d)\d{7}(?!\d)")
"""An account's code (支出功能分类 to the 项)."""

_WIDTH = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９．％Ｘｘ"} | {
    ord(one): other for one, other in zip("(),:;?!\"'”’－—–‐∶", "（），：；？！“‘“‘----：", strict=True)
}


def normal(text: str) -> str:
    """The text in one width, character by character."""
    text = text.translate(_WIDTH)
    return re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", ",", text)


def skeleton(text: str) -> str:
    """A text without its figures and spaces, for telling which paragraph it is."""
    return NUMBER.sub("#", normal("".join(text.split())))


def literal(paragraph: Paragraph) -> str:
    """A generated paragraph's text with each slot as one character."""
    return "".join(SLOT if isinstance(span, Slot) else span.text for span in paragraph.spans)


def same_words(one: Paragraph, other: Paragraph) -> bool:
    """Whether two generated paragraphs have the same words, to the letter, around the same slots."""
    return _outline(one) == _outline(other)


def _outline(paragraph: Paragraph) -> list[str]:
    return [f"{SLOT}{span.key}" if isinstance(span, Slot) else span.text for span in paragraph.spans]
