"""Finds the tables in a grid by their titles, and reads each one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from juesuan.accounts import COLUMNS, Amount, Row, Table, TableKind
from juesuan.amounts import Unit
from juesuan.errors import InputError
from juesuan.findings import Finding
from juesuan.reading.accounts_tables import account_rows
from juesuan.reading.area import Area, Blanks
from juesuan.reading.basic_expenditure import basic_expenditure_rows
from juesuan.reading.cells import is_number
from juesuan.reading.grids import Grid, squeezed
from juesuan.reading.statements import statement_rows
from juesuan.reading.three_public import three_public_rows
from juesuan.reading.titles import Head, is_note, read_head, stated_year, table_kind
from juesuan.text import compact

T = TableKind

Reader = Callable[[Area], tuple[int, tuple[Row, ...]]]

_READERS: Mapping[TableKind, Reader] = {
    T.INCOME_AND_EXPENDITURE: statement_rows,
    T.FISCAL_APPROPRIATION: statement_rows,
    T.BASIC_EXPENDITURE: basic_expenditure_rows,
    T.THREE_PUBLIC_EXPENSES: three_public_rows,
}
_MAY_BE_NONE = (T.GOVERNMENT_FUND, T.STATE_CAPITAL)
_NONE = re.compile(r"(?:无|没有|未).*(?:数据|支出|收支|收入|拨款|发生)|本表(?:无|为空)|空表")
_LOOK_ABOVE = 4  # rows above a title that may hold the form's number, the department and the unit
_LOOK_BELOW = 8  # rows below it that may state the unit


@dataclass(frozen=True)
class Recognised:
    """A table that was found: what it is, where, and what its head says."""

    table: Table
    file: str
    sheet: str
    cells: str  # the range, as A1:G32
    form: str  # 公开01表
    findings: tuple[Finding, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.table.rows)


@dataclass(frozen=True)
class Unread:
    """A table that was found by its title and could not be read, and the error that says why."""

    kind: TableKind
    error: InputError
    file: str
    sheet: str
    form: str


@dataclass(frozen=True)
class Ignored:
    """A sheet, table or file that was not read, and why; ``year`` is one that it states."""

    file: str
    sheet: str
    why: str
    year: int | None = None


def recognise(grid: Grid, *, blanks: Blanks, unit: Unit | None) -> Iterator[Recognised | Unread | Ignored]:
    """Every table in a grid; a grid without any gives one ``Ignored``."""
    found = _titles(grid)
    read = [_read(grid, each, blanks, unit) for each in found]
    tables = [each for each in read if each is not None]
    if tables:
        yield from tables
        return
    yield Ignored(grid.file, grid.sheet, _why(grid, contents=bool(found)), _year_in(grid))


@dataclass(frozen=True)
class _Title:
    """A title, and the rows that belong to its table: ``top`` to ``last`` (not included)."""

    kind: TableKind
    text: str
    top: int
    row: int
    column: int
    last: int


def _titles(grid: Grid) -> list[_Title]:
    found: list[tuple[TableKind, str, int, int]] = []
    for row in range(len(grid.rows)):
        for column, value in grid.cells(row):
            if isinstance(value, str) and "表" in value and (kind := table_kind(value)):
                found.append((kind, compact(value), row, column))
                break
    tops = [_top(grid, row, found[at - 1][2] + 1 if at else 0) for at, (_, _, row, _) in enumerate(found)]
    lasts = [*tops, len(grid.rows)][1:]
    return [
        _Title(kind, text, top, row, column, max(last, row + 1))
        for (kind, text, row, column), top, last in zip(found, tops, lasts, strict=True)
    ]


def _top(grid: Grid, title: int, first: int) -> int:
    """The first row of a title's head: rows of a few words above it belong to it, notes and data do not."""
    top = title
    for row in range(title - 1, max(title - _LOOK_ABOVE, first) - 1, -1):
        values = list(grid.cells(row))
        if len(values) > 3 or any(is_number(value) or is_note(squeezed(value)) for _, value in values):
            break
        top = row
    return top


def _read(grid: Grid, title: _Title, blanks: Blanks, unit: Unit | None) -> Recognised | Unread | None:
    """The table of a title; ``None`` where nothing stands below it (a line of a table of contents)."""
    head = Head()
    try:
        head = read_head(grid, range(title.top, min(title.row + _LOOK_BELOW, title.last)))
        area = Area(grid, title.kind, title.row + 1, title.last, head.unit or unit, blanks)
        start, rows = _READERS.get(title.kind, account_rows)(area)
        return _recognised(area, title, head.unit or unit, range(title.top, start), rows)
    except InputError as error:
        if not _has_amounts(grid, title):
            return None
        return Unread(title.kind, error, grid.file, grid.sheet, head.form)


def _recognised(
    area: Area, title: _Title, unit: Unit | None, head_rows: range, rows: tuple[Row, ...]
) -> Recognised:
    grid, head = area.grid, read_head(area.grid, head_rows)
    place = grid.place(title.row, title.column)
    if title.kind in _MAY_BE_NONE and all(
        amount.place in area.blank for row in rows for amount in row.amounts.values()
    ):
        rows = _none_at_all(area, rows)
    table = Table(
        kind=title.kind,
        title=title.text,
        unit=unit or "万元",  # without a stated unit no amount was read, so this one has no say
        year=head.year,
        department=head.department,
        place=place,
        rows=rows,
    )
    sheet = place.sheet
    return Recognised(table, grid.file, sheet, _range(grid, title), head.form, tuple(area.findings))


def _none_at_all(area: Area, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Tables 08 and 09 without any amount: a note that says 没有 makes every amount zero."""
    said = any(_NONE.search(text) for row in range(area.first, area.last) for _, text in area.texts(row))
    if not said and (rows or area.blanks == "unknown"):
        return rows
    place = area.place(area.first, 0)
    empty = rows or (Row("total", "合计", dict.fromkeys(COLUMNS[area.kind], Amount(None, place)), "", place),)
    return tuple(
        Row(
            row.key,
            row.name,
            {key: Amount(Decimal(0), amount.place) for key, amount in row.amounts.items()},
            row.side,
            row.place,
        )
        for row in empty
    )


def _has_amounts(grid: Grid, title: _Title) -> bool:
    rows = [values for row in range(title.row + 1, title.last) if (values := list(grid.cells(row)))]
    return len(rows) > 3 and any(is_number(value) for values in rows for _, value in values)


def _range(grid: Grid, title: _Title) -> str:
    rows = range(title.row, title.last)
    if grid.lines:  # the words above a Word table have no address
        rows = range(max(title.row, [line for _, line in grid.lines].index(1)), title.last)
    filled = {row: cells for row in rows if (cells := grid.cells(row))}
    left = min(cells[0][0] for cells in filled.values())
    right = max(cells[-1][0] for cells in filled.values())
    first, last = grid.place(min(filled), left), grid.place(max(filled), right)
    return f"{first.cell}:{last.cell}"


def _why(grid: Grid, *, contents: bool) -> str:
    if grid.empty:
        return "空表"
    if contents:
        return "只有表名，没有数据"
    first = (squeezed(value) for row in range(min(5, len(grid.rows))) for _, value in grid.cells(row))
    if "补充资料" in grid.sheet or any("补充资料" in text for text in first):
        return "补充资料"
    return "没有找到决算表的标题"


def _year_in(grid: Grid) -> int | None:
    texts = (squeezed(value) for row in range(min(20, len(grid.rows))) for _, value in grid.cells(row))
    return next((year for text in texts if (year := stated_year(text))), None)
