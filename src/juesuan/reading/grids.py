"""A grid: the cells of one sheet, or of one Word table, at their true addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from juesuan import text
from juesuan.amounts import plain
from juesuan.places import CellPlace, cell_name

Cell = str | Decimal | None
Range = tuple[int, int, int, int]
"""Top, left, bottom, right, counted from 0, ends included."""


@dataclass(frozen=True)
class Grid:
    """``rows`` from the sheet's first row and column; of merged cells only the first has the value.

    In a Word document the words above a table are its first rows; ``lines`` then tells, for each row,
    the Word table and the row in it (0 for words above).
    """

    file: str
    sheet: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Range, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()
    uncomputed: Mapping[str, str] = field(default_factory=dict)
    """Addresses of cells that only look empty (errors, formulas without a result) → what is there."""

    def place(self, row: int, column: int) -> CellPlace:
        """The address of a cell as the user's program shows it."""
        if not self.lines:
            return CellPlace(self.file, self.sheet, _address(row, column))
        table, line = self.lines[min(row, len(self.lines) - 1)]
        return CellPlace(self.file, table, cell_name(line, column + 1) if line else "表前文字")

    def at(self, row: int, column: int) -> Cell:
        """The cell's value, ``None`` outside the grid and for an empty cell."""
        if row < 0 or column < 0:
            return None
        try:
            return self.rows[row][column]
        except IndexError:
            return None

    def cells(self, row: int) -> Sequence[tuple[int, Cell]]:
        """The cells of a row that are not empty."""
        return self._filled[row] if row < len(self.rows) else ()

    @cached_property
    def _filled(self) -> tuple[tuple[tuple[int, Cell], ...], ...]:
        return tuple(
            [
                tuple([(column, value) for column, value in enumerate(row) if value is not None])
                for row in self.rows
            ]
        )

    @cached_property
    def hidden(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """The cells that merged ranges hide → the first cell of the range."""
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.merged
            for row in range(top, min(bottom, len(self.rows)) + 1)
            for column in range(left, min(right, self.width) + 1)
            if (row, column) != (top, left)
        }

    @cached_property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    @property
    def empty(self) -> bool:
        return all(value is None for row in self.rows for value in row)


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """``0`` → ``A``, ``27`` → ``AB``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """``A`` → ``0``, ``AB`` → ``27``."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


@lru_cache(maxsize=16384)
def _address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row + 1}"


@lru_cache(maxsize=8192)
def squeezed(value: Cell) -> str:
    """A cell for comparing: no spaces, full-width punctuation, one kind of quotes."""
    if value is None:
        return ""
    return text.squeezed(value) if isinstance(value, str) else plain(value)


@lru_cache(maxsize=8192)
def tidy(value: Cell) -> str:
    """A name as it should be printed: no indents and line breaks, full-width brackets."""
    return text.tidy(str(value or ""))
