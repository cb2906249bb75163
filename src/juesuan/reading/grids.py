"""A grid: the cells of one sheet, or of one Word table, at their true addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from juesuan.errors import Place

Cell = str | Decimal | None


def column_letters(column: int) -> str:
    """``0`` → ``A``, ``27`` → ``AB``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class Grid:
    """``rows`` from the sheet's first row and column; ``merged`` as (top, left, bottom, right), from 0."""

    file: str
    sheet: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    word: bool = False
    uncomputed: Mapping[str, str] = field(default_factory=dict)
    """Addresses of cells that only look empty (errors, formulas without a result) → what is there."""

    def place(self, row: int, column: int) -> Place:
        """The address of a cell as the user's program shows it."""
        if self.word:
            return Place(self.file, self.sheet, f"第{row + 1}行第{column + 1}格")
        return Place(self.file, self.sheet, f"{column_letters(column)}{row + 1}")

    def at(self, row: int, column: int) -> Cell:
        """The cell's value, ``None`` outside the grid and for an empty cell."""
        if row < 0 or row >= len(self.rows) or column < 0 or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]

    def text(self, row: int, column: int) -> str:
        """The cell as text without any white space."""
        return squeezed(self.at(row, column))

    def cells(self, row: int) -> Iterator[tuple[int, Cell]]:
        """The cells of a row that are not empty."""
        for column, value in enumerate(self.rows[row] if row < len(self.rows) else ()):
            if value is not None:
                yield column, value

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


_SPACES = re.compile(r"[\s\u3000\u200b\ufeff]+")
_FORMS = str.maketrans("(),:;'\"“”‘’", "（），：；''''''")


def squeezed(value: Cell) -> str:
    """Text for comparing: no spaces, full-width punctuation, one kind of quotes."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value == value.to_integral_value() else str(value)
    return _SPACES.sub("", value).translate(_FORMS)


def tidy(value: Cell) -> str:
    """A name as it should be printed: no indents and line breaks, full-width brackets."""
    return _SPACES.sub("", str(value or "")).replace("(", "（").replace(")", "）")
