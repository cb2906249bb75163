"""Table 07: “三公” as a list of lines, or as one wide row of 预算数/决算数 pairs."""

from __future__ import annotations

from juesuan.accounts import Row, Unit
from juesuan.errors import InputError
from juesuan.reading.cells import Blanks, amount_at
from juesuan.reading.grids import Grid
from juesuan.reading.labels import plain_label, three_public_part
from juesuan.reading.titles import is_note


def three_public_rows(grid: Grid, first: int, last: int, unit: Unit, blanks: Blanks) -> tuple[int, list[Row]]:
    """The row after the head, and one row for each part."""
    for row in range(first, min(last, first + 12)):
        texts = [grid.text(row, column) for column in range(grid.width)]
        if any(text in ("项目", "项 目") for text in texts):
            return _list(grid, row, last, unit, blanks)
        parts = {three_public_part(text) for text in texts if text and not is_note(text) and len(text) < 20}
        if "reception" in parts and "abroad" in parts:
            return _wide(grid, row, last, unit, blanks)
    raise InputError(
        "看不懂这张表：找不到“三公”经费的各项", place=grid.place(first, 0), remedy="请按公开格式整理表头"
    )


def _list(grid: Grid, head: int, last: int, unit: Unit, blanks: Blanks) -> tuple[int, list[Row]]:
    name = next(column for column, _ in grid.cells(head) if grid.text(head, column).startswith("项目"))
    start = next(
        (row for row in range(head + 1, last) if three_public_part(grid.text(row, name))),
        last,
    )
    columns: dict[str, int] = {}
    for column in range(name + 1, grid.width):
        header = "".join(grid.text(row, column) for row in range(head, start))
        if "预算" in header:
            columns.setdefault("budget", column)
        elif "决算" in header or "金额" in header or "本年" in header:
            columns.setdefault("actual", column)
    if "actual" not in columns:
        raise InputError("找不到“决算数”一栏", place=grid.place(head, name), remedy="请核对表头")
    rows, seen = [], set()
    for line in range(start, last):
        label = plain_label(grid.at(line, name))
        part = "" if is_note(grid.text(line, name)) else three_public_part(label)
        if part and part not in seen:
            seen.add(part)
            amounts = {column: amount_at(grid, line, at, unit, blanks) for column, at in columns.items()}
            rows.append(Row(part, label, amounts, "", grid.place(line, name)))
    return start, rows


def _wide(grid: Grid, head: int, last: int, unit: Unit, blanks: Blanks) -> tuple[int, list[Row]]:
    pairs = next(
        (
            row
            for row in range(head, last)
            if sum("决算" in grid.text(row, column) for column in range(grid.width)) > 2
        ),
        None,
    )
    bottom = pairs if pairs is not None else head + 1
    labels = _labels(grid, head, bottom)
    line = next(
        (row for row in range(bottom + 1, last) if not _is_ruler(grid, row) and not _is_words(grid, row)),
        last,
    )
    amounts: dict[str, dict[str, int]] = {}
    for column, part in enumerate(labels):
        kind = "actual"
        if pairs is not None:
            kind = (
                "budget"
                if "预算" in grid.text(pairs, column)
                else "actual"
                if grid.text(pairs, column)
                else ""
            )
        if part and kind:
            amounts.setdefault(part, {}).setdefault(kind, column)
    rows = []
    for part, columns in amounts.items():
        found = {kind: amount_at(grid, line, column, unit, blanks) for kind, column in columns.items()}
        rows.append(Row(part, part, found, "", grid.place(line, min(columns.values()))))
    return line, rows


def _labels(grid: Grid, head: int, bottom: int) -> list[str]:
    """The part of each column; a merged label stands for the columns up to the next one."""
    labels: list[str] = []
    outer, inner = "", ""
    for column in range(grid.width):
        upper = grid.text(head, column)
        if upper:
            outer, inner = three_public_part(upper), ""
        lower = "".join(grid.text(row, column) for row in range(head + 1, bottom))
        if lower:
            inner = outer if lower in ("小计", "合计") else three_public_part(lower)
        labels.append(inner or outer)
    return labels


def _is_ruler(grid: Grid, row: int) -> bool:
    """A 栏次 line: 1, 2, 3 …"""
    texts = [text for column in range(grid.width) if (text := grid.text(row, column)) and text != "栏次"]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _is_words(grid: Grid, row: int) -> bool:
    return any(
        isinstance(value, str) and is_note(grid.text(row, column)) for column, value in grid.cells(row)
    )
