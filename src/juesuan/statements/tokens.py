"""Text as tokens: a number, a word of the vocabulary, a stop, a bracket, a slot; any other letter is one.

Width, white space, quotes and thousands separators are gone from a token; its offsets tell where it
stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from juesuan.narrative import SLOT, Figure, Paragraph, Slot
from juesuan.vocabulary import Vocabulary

Kind = Literal["number", "year", "ordinal", "word", "letter", "stop", "open", "close", "symbol", "slot"]

STOPS = "，。；：！？"
FULL_STOPS = "。！？"
_QUOTES = frozenset("“”‘’\"'「」『』")
_WIDE = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９．％－＋＝～／＜＞"}
_NARROW = dict(zip(map(ord, "(),:;?!–—‐−〜｡､"), "（），：；？！----～。、", strict=True))
_PLAIN = _WIDE | _NARROW
_YEAR = re.compile(r"((?:19|20)\d\d)年度?")
_NUMBER = re.compile(r"\d+(?:[,，]\d{3}(?!\d))*(?:\.\d+)?%?")
_ORDINAL = re.compile(r"（[一二三四五六七八九十百]{1,4}）|[一二三四五六七八九十百]{1,4}、|\d{1,3}[.、](?!\d)")
_CODE = re.compile(r"\d{7}")


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` compares; ``sense`` is the group of the vocabulary; ``start:end`` is where it stands.

    ``figure`` is what a generated number prints; ``slot`` the key of a slot.
    """

    kind: Kind
    text: str
    sense: str
    start: int
    end: int
    figure: Figure | None = None
    slot: str = ""

    @property
    def mute(self) -> bool:
        """Whether it says nothing: a stop, or a bracket that only sets figures apart."""
        return self.kind == "stop"

    @property
    def is_code(self) -> bool:
        """Whether it is an account's code (支出功能分类 to the 项)."""
        return self.kind == "number" and self.figure is None and bool(_CODE.fullmatch(self.text))

    def is_code_piece(self, other: Token) -> bool:
        """Whether the other is what is left of this code after somebody typed into it."""
        return self.is_code and other.kind == "number" and other.text in self.text

    @property
    def speaks(self) -> bool:
        """Whether it is a word or letter of a name: no number, stop, bracket, symbol or slot."""
        return self.kind in ("word", "letter")


@dataclass(frozen=True, slots=True)
class SlotRange:
    """Where a slot's words stand in a text."""

    key: str
    start: int
    end: int


class Lexer:
    """Cuts text into tokens. ``year`` (of the accounts) tells which year is the prior one; 0: unknown."""

    def __init__(self, vocabulary: Vocabulary, year: int = 0) -> None:
        self.vocabulary = vocabulary
        self.year = year

    def text(
        self, text: str, slots: Sequence[SlotRange] = (), printed: Collection[str] = ()
    ) -> tuple[Token, ...]:
        """Tokens of a text with slots. ``printed`` are figures that are no plain numbers (基数为0，不可比)."""
        tokens: list[Token] = []
        at = 0
        for slot in sorted(slots, key=lambda each: (each.start, each.end)):
            if slot.start < at:
                continue  # overlapping guesses: the first one stands
            tokens += self._plain(text[at : slot.start], at, printed)
            tokens.append(Token("slot", SLOT + slot.key, "", slot.start, slot.end, slot=slot.key))
            at = slot.end
        tokens += self._plain(text[at:], at, printed)
        return _separated(tokens)

    def paragraph(self, paragraph: Paragraph) -> tuple[Token, ...]:
        """Tokens of a generated paragraph; offsets count ``Paragraph.literal``, a figure is one token."""
        tokens: list[Token] = []
        at = 0
        for span in paragraph.spans:
            if isinstance(span, Slot):
                tokens.append(Token("slot", SLOT + span.key, "", at, at + 1, slot=span.key))
                at += 1
                continue
            if isinstance(span, Figure):
                text = _squeezed(span.text)[0].replace(",", "")
                tokens.append(Token("number", text, "", at, at + len(span.text), span))
            else:
                tokens += self._plain(span.text, at, ())
            at += len(span.text)
        return _separated(tokens)

    def _plain(self, text: str, offset: int, printed: Collection[str]) -> list[Token]:
        plain, where = _squeezed(text)
        tokens: list[Token] = []
        at = 0
        first = offset == 0
        while at < len(plain):
            opening = (at == 0 and first) or (bool(tokens) and tokens[-1].kind == "stop")
            kind, length, said, sense = self._next(plain, at, opening, printed)
            begin, end = where[at], where[at + length - 1] + 1
            tokens.append(Token(kind, said, sense, offset + begin, offset + end))
            at += length
        return tokens

    def _next(
        self, plain: str, at: int, opening: bool, printed: Collection[str]
    ) -> tuple[Kind, int, str, str]:
        """Kind, length, text and sense of the token that begins at ``at``."""
        letter = plain[at]
        for figure in printed:
            if plain.startswith(figure, at):
                return "number", len(figure), figure, ""
        if (opening or letter == "（") and (match := _ORDINAL.match(plain, at)):
            return "ordinal", len(match[0]), match[0], ""
        if letter.isdigit():
            if match := _YEAR.match(plain, at):
                return "year", len(match[0]), match[1], self._year_sense(match[1])
            if match := _NUMBER.match(plain, at):
                return "number", len(match[0]), re.sub("[,，]", "", match[0]), ""
        if letter in STOPS or letter == ".":
            return "stop", 1, "。" if letter == "." else letter, ""
        if letter in "（）":
            return ("open" if letter == "（" else "close"), 1, letter, ""
        for word in self.vocabulary.by_first.get(letter, ()):
            if plain.startswith(word, at):
                return "word", len(word), word, self.vocabulary.senses[word]
        return ("letter" if letter.isalnum() else "symbol"), 1, letter, ""

    def _year_sense(self, year: str) -> str:
        if not self.year:
            return year
        return {self.year: "current", self.year - 1: "prior"}.get(int(year), "history")


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text in one width without white space and quotes, and where each of its letters stood."""
    kept = [at for at, letter in enumerate(text) if not letter.isspace() and letter not in _QUOTES]
    return "".join(text[at] for at in kept).translate(_PLAIN), kept


def _separated(tokens: list[Token]) -> tuple[Token, ...]:
    """A 、 behind a figure parts clauses like any stop; in a list of names it is part of the words."""
    counted = False
    for at, token in enumerate(tokens):
        if token.kind == "stop":
            counted = False
        elif token.kind == "number":
            counted = True
        elif token.text == "、" and counted:
            tokens[at] = replace(token, kind="stop")
            counted = False
    return tuple(tokens)


def bracketed(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The outermost pairs of brackets, as positions of their first and last token."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind == "open":
            opened.append(at)
        elif token.kind == "close" and opened:
            start = opened.pop()
            if not opened:
                pairs.append((start, at))
    return pairs
