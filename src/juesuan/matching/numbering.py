"""Rows of ordinals in a document (一、 （一） 1.) and where they are broken: what staff took out leaves a gap.

Staff's text is not renumbered: they are shown the new order, whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from juesuan.matching.texts import normal
from juesuan.narrative import Narrative
from juesuan.numerals import chinese_numeral

_ORDINAL = re.compile(
    r"\s*(?:(?P<a>[一二三四五六七八九十]+)(?P<comma>、)|（(?P<b>[一二三四五六七八九十]+)）|(?P<c>\d{1,2})(?P<stop>[.、])(?!\d))"
)
_DIGITS = "一二三四五六七八九"
_NAME = re.compile(r"\s*(?:\d{7}\s*[-－—–]?)?[^\d，。；：]{0,10}")
"""What a paragraph is known by behind its ordinal: a code and a few letters, no figure."""


class Ordinal(NamedTuple):
    """Its level (0: 一、 1: （一） 2: 1.), its number, and where it ends in the paragraph."""

    level: int
    number: int
    end: int
    stop: str = ""

    def renumbered(self, number: int) -> str:
        """Another number written as this one is."""
        if self.level == 2:
            return f"{number}{self.stop}"
        return f"（{chinese_numeral(number)}）" if self.level else f"{chinese_numeral(number)}、"


def ordinal_of(text: str) -> Ordinal | None:
    """The ordinal with which a paragraph begins."""
    match = _ORDINAL.match(normal(text))
    if match is None:
        return None
    if match["c"]:
        return Ordinal(2, int(match["c"]), match.end(), match["stop"])
    numeral = match["a"] or match["b"]
    return Ordinal(0 if match["a"] else 1, _number(numeral), match.end())


def _number(numeral: str) -> int:
    """一 to 九十九."""
    tens, ten, ones = numeral.rpartition("十")
    value = (_DIGITS.find(tens) + 1 if tens else 1) * 10 if ten else 0
    return value + (_DIGITS.find(ones) + 1 if ones else 0)


class Line(NamedTuple):
    """A paragraph of the document: its text, and the generated paragraph that begins there, if one does."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of ordinals with a break: which lines it has (by their place), and the first that is wrong."""

    lines: tuple[tuple[int, Line, Ordinal], ...]
    first_wrong: int

    @property
    def found(self) -> str:
        """The ordinals as they stand."""
        return "".join(line.text[: ordinal.end].strip() for _, line, ordinal in self.lines)

    @property
    def expected(self) -> str:
        """The ordinals in an unbroken row."""
        return "".join(ordinal.renumbered(at) for at, (_, _, ordinal) in enumerate(self.lines, 1))

    @property
    def told(self) -> str:
        """What is wrong, for people."""
        return f"序号不连续：{self.found}"

    @property
    def remedy(self) -> str:
        """The new order, whole: every line with its ordinal, and the one it has now where that differs."""
        return f"要重排的话，依次是：{'；'.join(self._shown())}"

    def _shown(self) -> Iterator[str]:
        for at, (_, line, ordinal) in enumerate(self.lines, 1):
            name = _NAME.match(line.text, ordinal.end)
            rest = name.group().strip() if name else ""
            now = "" if ordinal.number == at else f"（现在是{line.text[: ordinal.end].strip()}）"
            yield f"{ordinal.renumbered(at)}{rest}{now}"


def broken_rows(lines: Sequence[Line], narrative: Narrative) -> list[Row]:
    """The rows in which a generated paragraph's ordinal is neither the next nor, behind the paragraph that the
    edition puts before it, the edition's own: editions may jump, staff's deletions are told."""
    wanted = {key: (ordinal, before) for key, ordinal, before in _generated(narrative)}
    found = []
    for row in _rows(lines):
        last = 0
        for at, line, ordinal in row:
            ours, before = wanted.get(line.key, (None, 0))
            as_generated = ours is not None and ours[:2] == ordinal[:2] and last == before
            if ours is not None and ordinal.number != last + 1 and not as_generated:
                found.append(Row(tuple(row), at))
                break
            last = ordinal.number
    return found


def _rows(lines: Iterable[Line]) -> list[list[tuple[int, Line, Ordinal]]]:
    """The lines with ordinals by rows: a higher level ends the rows below it, a one begins a new row."""
    rows: list[list[tuple[int, Line, Ordinal]]] = []
    open_: dict[int, list[tuple[int, Line, Ordinal]]] = {}
    for at, line in enumerate(lines):
        ordinal = ordinal_of(line.text)
        if ordinal is None:
            continue
        open_ = {level: row for level, row in open_.items() if level <= ordinal.level}
        if ordinal.level not in open_ or ordinal.number == 1:
            open_[ordinal.level] = []
            rows.append(open_[ordinal.level])
        open_[ordinal.level].append((at, line, ordinal))
    return rows


def _generated(narrative: Narrative) -> Iterator[tuple[str, Ordinal, int]]:
    """Every generated ordinal with its paragraph's key and the number before it in its row."""
    for row in _rows(Line(each.text, each.key) for each in narrative.paragraphs):
        before = 0
        for _, line, ordinal in row:
            yield line.key, ordinal, before
            before = ordinal.number
