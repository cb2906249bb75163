"""The area of a grid that one table takes, and the amounts in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from juesuan.accounts import Amount, Row, TableKind
from juesuan.amounts import Unit
from juesuan.errors import InputError
from juesuan.findings import Finding
from juesuan.places import CellPlace
from juesuan.reading.cells import as_number, is_number
from juesuan.reading.grids import Cell, Grid, squeezed

Blanks = Literal["zero", "unknown"]

LARGEST: Mapping[Unit, Decimal] = {"元": Decimal(10) ** 13, "万元": Decimal(10) ** 9}
"""More than any department's accounts, so a slip of units or keys."""

HEAD_ROWS = 16  # the columns' labels stand no deeper below the title


class NotThisForm(InputError):
    """A table has the title, but its columns and lines are not those of the form."""

    code = "table-not-understood"


@dataclass
class Area:
    """Rows ``first`` to ``last`` (not included) of a grid, below the title of a table of that kind.

    ``unit`` is what the table's head states; it is asked for only when an amount is there.
    """

    grid: Grid
    kind: TableKind
    first: int
    last: int
    unit: Unit | None
    blanks: Blanks
    findings: list[Finding] = field(default_factory=list)
    blank: set[CellPlace] = field(default_factory=set)
    """Where an amount was looked for and the cell is empty."""

    @property
    def head(self) -> range:
        """The rows that may hold the columns' labels."""
        return range(self.first, min(self.last, self.first + HEAD_ROWS))

    @property
    def width(self) -> int:
        return self.grid.width

    def at(self, row: int, column: int) -> Cell:
        return self.grid.at(row, column)

    def text(self, row: int, column: int) -> str:
        """The cell as text without any white space."""
        return squeezed(self.grid.at(row, column))

    def texts(self, row: int) -> Iterator[tuple[int, str]]:
        """The cells of a row that are not empty, as text without white space."""
        return ((column, squeezed(value)) for column, value in self.grid.cells(row))

    def place(self, row: int, column: int) -> CellPlace:
        return self.grid.place(row, column)

    def amounts(self, row: int, columns: dict[str, int]) -> dict[str, Amount]:
        """The amounts of a row by column key."""
        return {key: self.amount(row, column) for key, column in columns.items()}

    def amount(self, row: int, column: int) -> Amount:
        """The amount in a cell.

        Raises ``InputError``: no unit is stated, the cell is hidden by a merged one, its value was
        never computed or is an error, it has words, or a number beyond any department's accounts.
        """
        grid = self.grid
        place = grid.place(row, column)
        if self.unit is None:
            raise InputError(
                "没有写明金额单位（万元或元）",
                place=CellPlace(place.file, place.sheet),
                remedy="请在表头补上“单位：万元”，或加 --unit 万元",
            )
        value = grid.at(row, column)
        if value is None or (row, column) in grid.hidden:
            self._refuse_hidden(row, column, place)
        number = as_number(value, place)
        if number is None:
            self.blank.add(place)
            return Amount(Decimal(0) if self.blanks == "zero" else None, place)
        largest = LARGEST[self.unit]
        if not -largest < number < largest:
            raise InputError(
                f"金额 {squeezed(number)} {self.unit}太大，不像一个部门的决算数",
                place=place,
                remedy="请核对这个数和表头的金额单位",
            )
        return Amount.from_cell(number, self.unit, place)

    def _refuse_hidden(self, row: int, column: int, place: CellPlace) -> None:
        first = self.grid.hidden.get((row, column))
        if first is not None:
            raise InputError(
                f"这一格被合并单元格（从{self.place(*first).spot}起）盖住了，读不出这里的数",
                place=place,
                remedy="请取消合并，每一格填自己的数",
            )
        what = self.grid.uncomputed.get(place.cell)
        if what is not None and self.at(row, column) is None:
            raise InputError(
                f"这一格{what}，读不到数",
                place=place,
                remedy="请用 Excel 或 WPS 打开，改好公式或换成数字，保存后再来",
            )

    def pass_over(self, row: int, columns: Sequence[int]) -> None:
        """Say that a line with amounts was not read, because it is none of the form's."""
        at = next((column for column in columns if self._is_amount(row, column)), None)
        if at is None:
            return
        words = next((text for _, text in self.texts(row)), "")
        self.findings.append(
            Finding(
                "line-not-read",
                "warning",
                f"这一行（{words[:20]}）有金额，却没有科目编码，也不是合计，没有读取，请核对",
                place=self.place(row, at),
                found=str(self.at(row, at)),
            )
        )

    def _is_amount(self, row: int, column: int) -> bool:
        value = self.at(row, column)
        return is_number(value) and as_number(value, self.place(row, column)) != 0


class Lines:
    """The lines of a table as they are read: each key once."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._seen: dict[str, Row] = {}

    def add(self, row: Row) -> None:
        """Take a line. Raises ``InputError`` for a key that was there before, unless it is the same total."""
        before = self._seen.setdefault(row.key, row)
        if before is row:
            return
        if row.key == "total" and [a.yuan for a in row.amounts.values()] == [
            a.yuan for a in before.amounts.values()
        ]:
            return
        what = "合计行" if row.key == "total" else f"{self._what} {row.key}"
        raise InputError(
            f"{what}在这张表里出现了两次，另一处在 {before.place.spot}",
            place=row.place,
            remedy="请删去重复的一行",
            code="code-twice",
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._seen.values())
