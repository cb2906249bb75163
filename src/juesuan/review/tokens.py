"""Sentences as tokens to compare: a quantity with its unit, a direction word, a slot are one each.

Widths of brackets and digits, white space and ordinals do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from juesuan.alignment import SLOT, Words
from juesuan.drafts import DraftParagraph
from juesuan.narrative import Figure, Paragraph, Slot

Kind = Literal["quantity", "direction", "slot", "punctuation", "character"]
Trend = Literal["up", "down", "level"]

DIRECTIONS: dict[str, Trend] = {
    **dict.fromkeys(("增加", "增长", "上升", "大于", "高于", "多于", "超过", "超出"), "up"),
    **dict.fromkeys(("减少", "下降", "降低", "小于", "低于", "少于"), "down"),
    **dict.fromkeys(("持平", "等于", "不变", "无变化", "无增减变化"), "level"),
}
"""Words that say where a figure went; those of one trend may stand for each other."""

UNITS = (
    "%",
    "万元",
    "亿元",
    "元",
    "个",
    "辆",
    "批次",
    "人次",
    "批",
    "人",
    "台",
    "套",
    "年",
    "月",
    "日",
    "分",
)
PUNCTUATION = "，。；：、！？"
ORDINAL = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.、](?!\d))")

_WIDTH = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９．％Ｘｘ"} | {
    ord(one): other for one, other in zip("(),:;?!\"'”’－—–‐∶", "（），：；？！“‘“‘----：", strict=True)
}
_NUMBER = r"(?:(?<!\d)-)?\d(?:[\d,]*\d)?(?:\.\d+)?"
_TOKEN = re.compile(
    f"(?P<quantity>{_NUMBER}(?:{'|'.join(UNITS)})?)"
    f"|(?P<direction>{'|'.join(sorted(DIRECTIONS, key=len, reverse=True))})"
    f"|(?P<punctuation>[{PUNCTUATION}])|.",
    re.DOTALL,
)
_PARTS = re.compile(f"({_NUMBER})(.*)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed, with the unit that follows it."""

    digits: str
    unit: str

    @property
    def value(self) -> Decimal:
        return Decimal(self.digits.replace(",", ""))

    @property
    def decimals(self) -> int:
        return len(self.digits.partition(".")[2])

    @property
    def is_code(self) -> bool:
        """An account code (支出功能分类 to the 项)."""
        return not self.unit and bool(re.fullmatch(r"\d{7}", self.digits))

    @property
    def is_year(self) -> bool:
        return self.unit == "年" and bool(re.fullmatch(r"\d{4}", self.digits))


@dataclass(frozen=True)
class Word:
    """A token: ``text`` compares, ``start:end`` is where it stands in its paragraph.

    ``paragraph`` is the index in the document (-1: a generated one); ``figure`` what a generated
    quantity prints.
    """

    text: str
    start: int
    end: int
    kind: Kind = "character"
    paragraph: int = -1
    figure: Figure | None = None

    @cached_property
    def quantity(self) -> Quantity:
        """The quantity it is. Only for that kind."""
        match = _PARTS.fullmatch(self.text)
        assert match
        return Quantity(match[1], match[2])

    @property
    def trend(self) -> Trend:
        """Where it says a figure went. Only for a direction."""
        return DIRECTIONS[self.text]


def normal(text: str) -> str:
    """The text in one width, character by character."""
    text = text.translate(_WIDTH)
    return re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", ",", text)


def words_of(text: str, offset: int = 0, paragraph: int = -1) -> list[Word]:
    """The tokens of a stretch of text; ``offset`` is where it begins in its paragraph."""
    letters = [(at, character) for at, character in enumerate(text) if not character.isspace()]
    plain = normal("".join(character for _, character in letters))
    found = []
    for match in _TOKEN.finditer(plain):
        kind: Kind = match.lastgroup or "character"  # type: ignore[assignment]
        start, end = letters[match.start()][0], letters[match.end() - 1][0] + 1
        found.append(Word(match.group(), offset + start, offset + end, kind, paragraph))
    return found


def without_ordinal(words: list[Word]) -> list[Word]:
    """The tokens after a leading 一、 （一） 1."""
    head = "".join(word.text for word in words[:8])
    match = ORDINAL.match(head)
    length = match.end() if match else 0
    return list(_after(words, length))


def _after(words: Sequence[Word], length: int) -> Iterator[Word]:
    seen = 0
    for word in words:
        if seen >= length:
            yield word
        seen += len(word.text)


def generated_words(paragraph: Paragraph) -> list[Word]:
    """A generated paragraph's tokens; a quantity knows the figure it prints."""
    words: list[Word] = []
    figures: dict[int, Figure] = {}
    at, begin, literal = 0, 0, ""
    for span in (*paragraph.spans, None):
        if isinstance(span, Slot) or span is None:
            words += words_of(literal, begin)
            literal = ""
        if isinstance(span, Slot):
            words.append(Word(f"{SLOT}{span.key}", at, at + len(span.shown), "slot"))
            at += len(span.shown)
            begin = at
        elif span is not None:
            if isinstance(span, Figure):
                figures[at] = span
            literal += span.text
            at += len(span.text)
    return without_ordinal([replace(word, figure=figures.get(word.start)) for word in words])


def staff_words(found: DraftParagraph, slots: Sequence[Words]) -> list[Word]:
    """A document paragraph's tokens, with what stands in its slots as one token each."""
    words: list[Word] = []
    at = 0
    for each in sorted(slots, key=lambda slot: (slot.start, slot.end)):
        if each.start < at:
            continue  # overlapping guesses: the first one stands
        words += words_of(found.text[at : each.start], at, found.index)
        words.append(Word(f"{SLOT}{each.key}", each.start, each.end, "slot", found.index))
        at = each.end
    words += words_of(found.text[at:], at, found.index)
    return without_ordinal(words)
