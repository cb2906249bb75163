"""Text as tokens: a number, a word of the vocabulary, a stop, a bracket, a slot; any other letter is one.

Width, white space, quotes and thousands separators are gone from a token; its offsets tell where it
stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from juesuan.narrative import SLOT, Figure, Paragraph, Slot
from juesuan.vocabulary import Vocabulary

Kind = Literal["number", "year", "ordinal", "word", "letter", "stop", "open", "close", "symbol", "slot"]

STOPS = "，。；：！？"
FULL_STOPS = "。！？"
_QUOTES = frozenset("“”‘’\"'「」『』")
_WIDE = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９．％－＋＝～／＜＞"}
_NARROW = dict(zip(map(ord, "(),:;?!–—‐−〜｡､"), "（），：；？！----～。、", strict=True))
_PLAIN = _WIDE | _NARROW
_CODE = re.compile(r"\d{7}")
_COUNTED = "一二三四五六七八九十百零〇"
_PATTERN = rf"""
    (?P<ordinal>（[{_COUNTED}]{{1,5}}）|(?<![^{STOPS}])(?:[{_COUNTED}]{{1,5}}、|\d{{1,3}}[.、](?!\d)))
    |(?P<year>(?:19|20)\d\d(?=年))年度?
    |(?P<number>\d+(?:[,，]\d{{3}}(?!\d))*(?:\.\d+)?%?)
    |(?P<stop>[{STOPS}.])
    |(?P<open>（)
    |(?P<close>）)
    |(?P<word>WORDS)
    |(?P<letter>[^\W_])
    |(?P<symbol>.)
"""
_USUAL = {
    "number": re.compile(r"\d+(?:\.\d+)?%?"),
    "ordinal": re.compile(rf"（[{_COUNTED}]{{1,5}}）|[{_COUNTED}]{{1,5}}、|\d{{1,3}}[.、]"),
}
_BEFORE = "甲"  # a letter, put before a text that goes on behind a slot: no ordinal begins there


class Token(NamedTuple):
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
        words = (f"{first}(?:{'|'.join(rest)})" for first, rest in vocabulary.by_first.items())
        self._usual = re.compile(_PATTERN.replace("WORDS", "|".join(words)), re.VERBOSE | re.DOTALL)

    def text(
        self, text: str, slots: Sequence[SlotRange] = (), odd: Mapping[str, Kind] = {}
    ) -> tuple[Token, ...]:
        """Tokens of a text with slots.

        ``odd`` are figures and ordinals that look like none (基数为0，不可比), with what they are.
        """
        # A pattern of its own: together with the usual one it would be compiled anew for every paragraph.
        said = "|".join(
            (f"(?<![^{STOPS}])" if odd[each] == "ordinal" else "") + re.escape(each)
            for each in sorted(odd, key=len, reverse=True)
        )
        pattern = re.compile(f"(?P<odd>{said})") if odd else None
        tokens: list[Token] = []
        at = 0
        for slot in sorted(slots, key=lambda each: (each.start, each.end)):
            if slot.start < at:
                continue  # overlapping guesses: the first one stands
            tokens += self._plain(text[at : slot.start], at, pattern, odd)
            tokens.append(Token("slot", SLOT + slot.key, "", slot.start, slot.end, slot=slot.key))
            at = slot.end
        tokens += self._plain(text[at:], at, pattern, odd)
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
                text = squeezed(span.text)[0].replace("，", "")
                tokens.append(Token("number", text, "", at, at + len(span.text), span))
            else:
                tokens += self._plain(span.text, at, None, {})
            at += len(span.text)
        for each in paragraph.statements:
            if each.kind == "ordinal":
                tokens = _numbered(tokens, each.end)
        return _separated(tokens)

    def _plain(
        self, text: str, offset: int, pattern: re.Pattern[str] | None, odd: Mapping[str, Kind]
    ) -> Iterator[Token]:
        plain, where = squeezed(text)
        begin = 1 if offset else 0
        for match in self._matches(_BEFORE[:begin] + plain, begin, pattern):
            kind, said, sense = match.lastgroup, match[0], ""
            if kind == "word":
                sense = self.vocabulary.senses[said]
            elif kind == "year":
                said, sense = match["year"], self._year_sense(match["year"])
            elif kind == "number":
                said = said.replace("，", "")
            elif kind == "odd":
                kind = odd[said]
            elif said == ".":
                said = "。"
            start, end = where[match.start() - begin], where[match.end() - begin - 1] + 1
            yield Token(kind, said, sense, offset + start, offset + end)  # type: ignore[arg-type]

    def _matches(self, plain: str, at: int, odd: re.Pattern[str] | None) -> Iterator[re.Match[str]]:
        """One match after the other; what is odd comes first wherever a token may begin."""
        if odd is None:
            yield from self._usual.finditer(plain, at)
            return
        while at < len(plain):
            match = odd.match(plain, at) or self._usual.match(plain, at)
            assert match  # any letter is a token
            yield match
            at = match.end()

    def _year_sense(self, year: str) -> str:
        if not self.year:
            return year
        return {self.year: "current", self.year - 1: "prior"}.get(int(year), "history")


def squeezed(text: str) -> tuple[str, list[int]]:
    """The text in one width without white space and quotes, and where each of its letters stood."""
    kept = [at for at, letter in enumerate(text) if not letter.isspace() and letter not in _QUOTES]
    return "".join(text[at] for at in kept).translate(_PLAIN), kept


def _numbered(tokens: list[Token], end: int) -> list[Token]:
    """The tokens of a paragraph whose ordinal ends there, as one token."""
    first = [token for token in tokens if token.end <= end]
    text = "".join(token.text for token in first)
    ordinal = [Token("ordinal", text, "", first[0].start, first[-1].end)] if first else []
    return [*ordinal, *tokens[len(first) :]]


def _separated(tokens: list[Token]) -> tuple[Token, ...]:
    """A 、 behind a figure parts clauses like any stop; in a list of names it is part of the words."""
    counted = False
    for at, token in enumerate(tokens):
        if token.kind == "stop":
            counted = False
        elif token.kind == "number":
            counted = True
        elif token.text == "、" and counted:
            tokens[at] = token._replace(kind="stop")
            counted = False
    return tuple(tokens)


def looks_usual(token: Token) -> bool:
    """Whether a figure or an ordinal is read as what it is wherever it stands."""
    return bool(_USUAL[token.kind].fullmatch(token.text))


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
