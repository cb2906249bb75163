"""Finds the tables in grids by their titles, and reads each one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.accounts import Row, Table, TableKind, Unit
from juesuan.errors import InputError, Place
from juesuan.reading.accounts_tables import account_rows
from juesuan.reading.basic_expenditure import basic_expenditure_rows
from juesuan.reading.cells import Blanks
from juesuan.reading.grids import Grid
from juesuan.reading.statements import statement_rows
from juesuan.reading.three_public import three_public_rows
from juesuan.reading.titles import read_head, table_kind

T = TableKind

_TITLE_COLUMNS = 30


@dataclass(frozen=True)
class Recognised:
    """A table that was found: what it is, where, and what its head says."""

    table: Table
    file: str
    sheet: str
    cells: str  # the range, as A1:G32
    form: str  # 公开01表

    @property
    def rows(self) -> int:
        return len(self.table.rows)


@dataclass(frozen=True)
class Ignored:
    """A sheet or file that was not read, and why."""

    file: str
    sheet: str
    why: str


@dataclass(frozen=True)
class _Found:
    kind: TableKind
    title: str
    row: int
    column: int
    end: int


def titles(grid: Grid) -> list[_Found]:
    """The titles in a grid with the rows each table takes."""
    found: list[tuple[TableKind, str, int, int]] = []
    for row in range(len(grid.rows)):
        for column, value in grid.cells(row):
            if column > _TITLE_COLUMNS or not isinstance(value, str):
                continue
            kind = table_kind(value)
            if kind:
                found.append((kind, "".join(value.split()), row, column))
                break
    if not found:
        return []
    ends = [row for _, _, row, _ in found[1:]] + [len(grid.rows)]
    return [_Found(*each, end) for each, end in zip(found, ends, strict=True)]


def recognise(grid: Grid, *, blanks: Blanks, unit: Unit | None) -> Iterator[Recognised | Ignored]:
    """Every table in a grid. Raises ``InputError`` where a table is there but cannot be understood."""
    found = titles(grid)
    if not found:
        empty = not any(True for row in range(len(grid.rows)) for _ in grid.cells(row))
        why = "空表" if empty else "没有找到决算表的标题"
        yield Ignored(grid.file, grid.sheet, "补充资料" if "补充资料" in grid.sheet else why)
        return
    for each in found:
        if each.end - each.row < 4:
            continue  # a line of a table of contents
        yield _read(grid, each, blanks, unit)


def _read(grid: Grid, found: _Found, blanks: Blanks, unit: Unit | None) -> Recognised:
    first = found.row + 1
    probe = read_head(grid, found.row, min(found.row + 8, found.end))
    stated = probe.unit or unit
    if stated is None:
        raise InputError(
            "没有写明金额单位（万元或元）",
            place=Place(grid.file, grid.sheet),
            remedy="请在表头补上“单位：万元”，或加 --unit 万元",
        )
    start, rows = _rows(grid, found.kind, first, found.end, stated, blanks)
    head = read_head(grid, found.row, max(start, first))
    table = Table(
        kind=found.kind,
        title=found.title,
        unit=stated,
        year=head.year,
        department=head.department,
        place=grid.place(found.row, found.column),
        rows=tuple(rows),
    )
    top, bottom = grid.place(found.row, 0).cell, grid.place(found.end - 1, max(grid.width - 1, 0)).cell
    return Recognised(table, grid.file, grid.sheet, f"{top}:{bottom}", head.form)


def _rows(
    grid: Grid, kind: TableKind, first: int, last: int, unit: Unit, blanks: Blanks
) -> tuple[int, Sequence[Row]]:
    if kind in (T.INCOME_AND_EXPENDITURE, T.FISCAL_APPROPRIATION):
        return statement_rows(grid, kind, first, last, unit, blanks)
    if kind is T.BASIC_EXPENDITURE:
        return basic_expenditure_rows(grid, first, last, unit, blanks)
    if kind is T.THREE_PUBLIC_EXPENSES:
        return three_public_rows(grid, first, last, unit, blanks)
    return account_rows(grid, kind, first, last, unit, blanks)
