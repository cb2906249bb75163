"""Which cell of which table a paragraph stands in, counted as a reader of the document counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from juesuan.drafts import TableCell
from juesuan.word.elements import q


class Cells:
    """The cells of a document's outermost tables, in their order; ask for the paragraphs in theirs."""

    def __init__(self) -> None:
        self._tables: dict[Any, dict[Any, TableCell]] = {}

    def holding(self, paragraph: Any) -> TableCell | None:
        """The cell that the paragraph element stands in; of a table in a table the outer one's."""
        cells = list(paragraph.iterancestors(q("tc")))
        if not cells:
            return None
        *_, table = paragraph.iterancestors(q("tbl"))
        if table not in self._tables:
            self._tables[table] = dict(_numbered(table, len(self._tables) + 1))
        return self._tables[table][cells[-1]]


def _numbered(table: Any, number: int) -> Iterator[tuple[Any, TableCell]]:
    for row, element in enumerate(_inside(table, q("tr")), 1):
        column = 1 + _count(element, "trPr/gridBefore", 0)
        for cell in _inside(element, q("tc")):
            yield cell, TableCell(number, row, column)
            column += _count(cell, "tcPr/gridSpan", 1)


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, in content controls too; not those of inner tables."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in (q("tc"), q("tr")):
            yield from _inside(child, tag)


def _count(element: Any, path: str, default: int) -> int:
    found = element.find("/".join(q(step) for step in path.split("/")))
    text = found.get(q("val"), "") if found is not None else ""
    return int(text) if text.isascii() and text.isdigit() else default
