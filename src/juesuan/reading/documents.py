"""A published .docx as grids: every Word table, with the words above it that name it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from juesuan.errors import InputError
from juesuan.packages import Package, judge_length
from juesuan.places import FilePlace, table_name
from juesuan.reading.grids import Cell, Grid, Range
from juesuan.reading.titles import table_kind

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ABOVE = 10  # paragraphs above a table that may be its head
_MAX_COLUMNS = 64  # Word allows 63
_NOT_SHOWN = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_W}pPr"})

Row = tuple[Cell, ...]


def document_grids(package: Package) -> list[Grid]:
    """The tables of a .docx. Raises ``InputError``: damaged, or a document whose tables are pictures."""
    root = package.root(package.main_part)
    judge_length(root, package.file)
    return body_grids(root, package.file)


def body_grids(root: Any, file: str) -> list[Grid]:
    """One grid a table of a parsed document: the words above it first, then its rows.

    A table that goes on over the page (a second Word table without words of its own) is joined to the
    first. Raises ``InputError``: a document whose tables are pictures.
    """
    grids: list[Grid] = []
    above: list[str] = []
    number = 0
    for block in _blocks(root):
        if block.tag == f"{_W}p":
            above += [text] if (text := _text(block)) else []
            continue
        number += 1
        grid = _grid(file, number, above, block)
        grids[-1:] = [_joined(grids[-1], grid)] if grids and _goes_on(grid, above) else [*grids[-1:], grid]
        above = []
    if not grids and _has_pictures(root):
        raise InputError(
            "文档里没有 Word 表格，决算表可能是图片",
            place=FilePlace(file),
            remedy="请给出决算表的工作簿，或表格可编辑的 .docx",
            code="tables-are-pictures",
        )
    return grids


def _blocks(element: Any) -> Iterator[Any]:
    """Paragraphs and outermost tables in the order of the document, wherever they are wrapped."""
    for child in element:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag not in _NOT_SHOWN:
            yield from _blocks(child)


def _grid(file: str, number: int, above: list[str], table: Any) -> Grid:
    name = table_name(number)
    head = above[-_ABOVE:]
    rows, merged = _rows(table, len(head))
    lines = [(name, 0)] * len(head) + [(name, line) for line in range(1, len(rows) + 1)]
    return Grid(file, name, (*((text,) for text in head), *rows), merged, tuple(lines))


def _goes_on(grid: Grid, above: list[str]) -> bool:
    titled = any(isinstance(cell, str) and table_kind(cell) for row in grid.rows[:3] for cell in row)
    return not titled and all(text.startswith("续") for text in above)


def _joined(first: Grid, second: Grid) -> Grid:
    down = len(first.rows)
    merged = ((top + down, left, bottom + down, right) for top, left, bottom, right in second.merged)
    rows, lines = (*first.rows, *second.rows), (*first.lines, *second.lines)
    return Grid(first.file, first.sheet, rows, (*first.merged, *merged), lines)


def _rows(table: Any, top: int) -> tuple[list[Row], tuple[Range, ...]]:
    """The rows, each merged cell's text in its first place, and the merged ranges."""
    rows: list[Row] = []
    begun: dict[int, tuple[int, int, int]] = {}  # column → where a merge down began, and its last column
    merged: dict[tuple[int, int], Range] = {}
    for line, row in enumerate(_inside(table, f"{_W}tr"), top):
        cells: list[Cell] = [None] * _number(row, "trPr/gridBefore", 0)
        for cell in _inside(row, f"{_W}tc"):
            column, width = len(cells), _number(cell, "tcPr/gridSpan", 1)
            down = cell.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = down is not None and down.get(f"{_W}val", "continue") != "restart"
            first, left, right = (
                begun.get(column, (line, column, column + width - 1))
                if goes_on
                else (line, column, column + width - 1)
            )
            if down is not None:
                begun[column] = (first, left, right)
            if (first, left) != (line, column + width - 1):
                merged[first, left] = (first, left, line, right)
            cells += [None if goes_on else _text(cell) or None, *[None] * (width - 1)]
        rows.append(tuple(cells[:_MAX_COLUMNS]))
    return rows, tuple(merged.values())


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also inside content controls; not those of inner tables."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in (f"{_W}tc", f"{_W}tr") and child.tag not in _NOT_SHOWN:
            yield from _inside(child, tag)


def _number(element: Any, path: str, default: int) -> int:
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    text = found.get(f"{_W}val", "") if found is not None else ""
    return min(int(text), _MAX_COLUMNS) if text.isascii() and text.isdigit() else default


def _text(element: Any) -> str:
    return "".join(_words(element)).strip()


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}br"):
            yield "  "
        elif child.tag not in _NOT_SHOWN:
            yield from _words(child)


def _has_pictures(root: Any) -> bool:
    return any(element.tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object") for element in root.iter())
