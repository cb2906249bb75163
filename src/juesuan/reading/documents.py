"""A published .docx as grids: every Word table, with the words above it that name it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from juesuan.errors import InputError, Place
from juesuan.reading.grids import Cell, Grid
from juesuan.reading.titles import table_kind
from juesuan.reading.workbooks import examine

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ABOVE = 6  # paragraphs above a table that may be its head


def document_grids(path: Path, data: bytes) -> list[Grid]:
    """One grid a table: its title and head lines first, then its rows, merged cells spread.

    A table that goes on over the page (a second Word table without a title) is joined to the first.
    Raises ``InputError``: damaged, or a document whose tables are pictures.
    """
    import io

    import docx

    examine(data, path.name)
    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except Exception as error:  # python-docx raises whatever the broken part raises
        raise InputError(
            "这不是 Word 文档，或已损坏", place=Place(path.name), remedy="请用 Word 或 WPS 打开后另存为 .docx"
        ) from error
    grids: list[Grid] = []
    above: list[str] = []
    for block in body:
        if block.tag == f"{_W}p":
            if text := _text(block):
                above = [*above, text][-_ABOVE:]
        elif block.tag == f"{_W}tbl":
            rows = _rows(block)
            titled = any(table_kind(text) for text in above) or any(
                isinstance(cell, str) and table_kind(cell) for row in rows[:3] for cell in row
            )
            if not titled and grids and not above:
                last = grids[-1]
                grids[-1] = Grid(last.file, last.sheet, (*last.rows, *rows), word=True)
            else:
                head: list[tuple[Cell, ...]] = [(text,) for text in _head(above)]
                grids.append(Grid(path.name, f"表{len(grids) + 1}", (*head, *rows), word=True))
            above = []
    if not grids and next(body.iter(f"{_W}drawing"), None) is not None:
        raise InputError(
            "文档里没有 Word 表格，决算表可能是图片",
            place=Place(path.name),
            remedy="请给出工作簿，或表格可编辑的 .docx",
        )
    return grids


def _head(above: list[str]) -> list[str]:
    """The words from the title on; what stands before it belongs to something else."""
    start = next((at for at in range(len(above) - 1, -1, -1) if table_kind(above[at])), None)
    return [] if start is None else above[start:]


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(f"{_W}t")).strip()


def _rows(table: Any) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for row in table.iterchildren(f"{_W}tr"):
        cells: list[Cell] = []
        before = row.find(f"{_W}trPr/{_W}gridBefore")
        cells += [None] * (int(before.get(f"{_W}val", "0")) if before is not None else 0)
        for cell in _cells(row):
            properties = cell.find(f"{_W}tcPr")
            span = properties.find(f"{_W}gridSpan") if properties is not None else None
            below = properties.find(f"{_W}vMerge") if properties is not None else None
            goes_on = below is not None and below.get(f"{_W}val") != "restart"
            text = "" if goes_on else _text(cell)
            width = int(span.get(f"{_W}val", "1")) if span is not None else 1
            cells += [text or None] + [None] * (width - 1)
        rows.append(tuple(cells))
    return rows


def _cells(row: Any) -> list[Any]:
    found = []
    for child in row:
        if child.tag == f"{_W}tc":
            found.append(child)
        elif child.tag == f"{_W}sdt":
            found += list(child.iter(f"{_W}tc"))
    return found
