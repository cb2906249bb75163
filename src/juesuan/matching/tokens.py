"""Sentences as tokens to compare: a quantity with its unit, a direction word, a slot are one each.

Widths of brackets and digits and white space do not count; everything else does, letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from juesuan.drafts import DraftParagraph
from juesuan.matching.texts import SLOT, normal
from juesuan.matching.words import Words
from juesuan.narrative import Figure, Paragraph, Slot

Kind = Literal["quantity", "direction", "slot", "punctuation", "character", "break"]
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


class Token(NamedTuple):
    """``text`` compares, ``shown`` is how it stands there, at ``start:end`` of its paragraph.

    ``paragraph`` is the index in the document (-1: a generated one); ``figure`` what a generated quantity
    prints; ``slot`` the key of a slot. A ``break`` stands where staff broke a paragraph in two.
    """

    text: str
    start: int
    end: int
    kind: Kind = "character"
    shown: str = ""
    paragraph: int = -1
    figure: Figure | None = None
    slot: str = ""

    @property
    def quantity(self) -> Quantity:
        """The quantity it is. Only for that kind."""
        match = _PARTS.fullmatch(self.text)
        assert match
        return Quantity(match[1], match[2])

    @property
    def trend(self) -> Trend:
        """Where it says a figure went. Only for a direction."""
        return DIRECTIONS[self.text]


def tokens_of(text: str, offset: int = 0, paragraph: int = -1) -> list[Token]:
    """The tokens of a stretch of text; ``offset`` is where it begins in its paragraph."""
    bare = "".join(text.split())
    spaced = len(bare) < len(text)
    at = (
        [place for place, character in enumerate(text) if not character.isspace()]
        if spaced
        else range(len(text))
    )
    found = []
    for match in _TOKEN.finditer(normal(bare)):
        kind: Kind = match.lastgroup or "character"  # type: ignore[assignment]
        start, end = at[match.start()], at[match.end() - 1] + 1
        found.append(Token(match[0], offset + start, offset + end, kind, text[start:end], paragraph))
    return found


def slot_token(key: str, start: int, end: int, paragraph: int = -1) -> Token:
    """What stands in a slot: equal to itself, whatever words are there."""
    name = f"{SLOT}{key}"
    return Token(name, start, end, "slot", name, paragraph, slot=key)


def generated_tokens(paragraph: Paragraph) -> list[Token]:
    """A generated paragraph's tokens; a quantity knows the figure it prints."""
    tokens: list[Token] = []
    figures: dict[int, Figure] = {}
    at, begin, literal = 0, 0, ""
    for span in paragraph.spans:
        if isinstance(span, Slot):
            tokens += tokens_of(literal, begin)
            begin = at + len(span.shown)
            tokens.append(slot_token(span.key, at, begin))
            at, literal = begin, ""
            continue
        if isinstance(span, Figure):
            figures[at] = span
        literal += span.text
        at += len(span.text)
    tokens += tokens_of(literal, begin)
    return [
        token._replace(figure=figures[token.start])
        if token.kind == "quantity" and token.start in figures
        else token
        for token in tokens
    ]


def document_tokens(parts: Sequence[DraftParagraph], slots: Sequence[Words]) -> list[Token]:
    """The tokens of what stands for one paragraph in the document, with a break between its parts."""
    tokens: list[Token] = []
    for part in parts:
        if tokens:
            tokens.append(Token("\n", tokens[-1].end, tokens[-1].end, "break", "\n", tokens[-1].paragraph))
        tokens += _part_tokens(part, [words for words in slots if words.paragraph == part.index])
    return tokens


def _part_tokens(found: DraftParagraph, slots: Sequence[Words]) -> Iterator[Token]:
    at = 0
    for words in sorted(slots, key=lambda slot: (slot.start, slot.end)):
        if words.start < at:
            continue  # overlapping guesses: the first one stands
        yield from tokens_of(found.text[at : words.start], at, found.index)
        yield slot_token(words.key, words.start, words.end, found.index)
        at = words.end
    yield from tokens_of(found.text[at:], at, found.index)


def without_ordinal(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens after a leading 一、 （一） 1."""
    match = ORDINAL.match("".join(token.text for token in tokens[:8]))
    length, at = match.end() if match else 0, 0
    while length > 0:
        length -= len(tokens[at].text)
        at += 1
    return tokens[at:]
