"""Any .docx → ``Draft``: what a reader of the document sees, in document order.

Tracked insertions are read, deletions are not. Controls, links and the like are walked into; a text
box's second copy, field codes and comments are not text of the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from juesuan.drafts import BOOKMARK_PREFIX, Draft, DraftParagraph, Piece, Snapshot
from juesuan.findings import Finding
from juesuan.record import damaged, unpack
from juesuan.word.cells import Cells
from juesuan.word.comments import people_s_comments, read_comments
from juesuan.word.elements import q
from juesuan.word.package import Document, custom_properties, open_document
from juesuan.word.properties import read_notes, read_properties
from juesuan.word.styles import figure_style_ids, style_names

_P, _R, _T, _SDT, _RPR, _RSTYLE, _FIELD = map(q, ("p", "r", "t", "sdt", "rPr", "rStyle", "fldChar"))
_DELETED = {q("del"), q("moveFrom")}
_SKIPPED = {
    q("pPr"),
    q("rPr"),
    q("sdtPr"),
    q("sdtEndPr"),
    q("instrText"),
    q("delText"),
    q("drawing"),
    q("pict"),
    q("object"),
}
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OBJECTS = (
    *map(q, ("drawing", "pict", "object", "sym", "ruby", "footnoteReference", "endnoteReference", "ptab")),
    f"{_M}oMath",
)
"""What people put into a paragraph besides text; a paragraph that holds one is not as generated."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHARACTERS = {q("tab"): "\t", q("br"): "\n", q("cr"): "\n", q("noBreakHyphen"): "-", q("softHyphen"): ""}


def read_bytes(data: bytes, name: str = "") -> Draft:
    """The document in ``data``; ``name`` is used in messages."""
    return read_draft(open_document(data, name), name)


def read_draft(document: Document, name: str = "") -> Draft:
    """What a reader of the opened document sees; ``name`` is used in messages."""
    snapshot, findings = read_snapshot(document, name)
    draft = Draft(
        (), snapshot, findings, name, read_comments(document, paragraph_elements(document)), _notes(document)
    )
    return replace(draft, paragraphs=tuple(_Walk(document, draft.ours).paragraphs()))


def _notes(document: Document) -> frozenset[str]:
    part = custom_properties(document)
    return read_notes(read_properties(part.blob) or {}) if part is not None else frozenset()


def read_snapshot(document: Document, name: str = "") -> tuple[Snapshot | None, tuple[Finding, ...]]:
    """The snapshot the document carries, if any."""
    part = custom_properties(document)
    if part is None:
        return None, ()
    properties = read_properties(part.blob)
    return unpack(properties, name) if properties is not None else (None, (damaged(name),))


def paragraph_elements(document: Document) -> Iterator[Any]:
    """Every paragraph of the body in document order, those in tables and block controls too.

    A paragraph inside another one (in a text box) is not counted; its index would not be stable.
    """
    skipped = {q("p"), q("drawing"), q("pict"), _FALLBACK}

    def walk(element: Any) -> Iterator[Any]:
        for child in element:
            if child.tag == q("p"):
                yield child
            elif isinstance(child.tag, str) and child.tag not in skipped and child.tag not in _DELETED:
                yield from walk(child)

    return walk(document.element.body)


@dataclass
class Atom:
    """A text-bearing element of a paragraph, with what surrounds it: the smallest thing to revise."""

    text: str
    run: Any
    node: Any
    control: Any = None
    figure: bool = False
    marked: bool = False


@dataclass
class _State:
    control: Any = None
    field_depth: list[str] = field(default_factory=list)


def atoms(paragraph: Any, figure_styles: set[str]) -> Iterator[Atom]:
    """The visible text of a paragraph, element by element."""
    yield from _atoms(paragraph, figure_styles, _State())


def _atoms(element: Any, figures: set[str], state: _State) -> Iterator[Atom]:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _DELETED or tag in _SKIPPED or tag == _FALLBACK:
            continue
        if tag == _R:
            yield from _run_atoms(child, figures, state)
        elif tag == _SDT:
            outer = state.control
            state.control = outer if outer is not None else child
            yield from _atoms(child, figures, state)
            state.control = outer
        elif tag != _P:
            yield from _atoms(child, figures, state)


def _run_atoms(run: Any, figures: set[str], state: _State) -> Iterator[Atom]:
    properties = run.find(_RPR)
    figure = marked = False
    if properties is not None:
        style = properties.find(_RSTYLE)
        figure = style is not None and style.get(q("val")) in figures
        marked = _is_marked(properties)
    for node in run:
        if node.tag == _FIELD:
            kind = node.get(q("fldCharType"))
            if kind == "begin":
                state.field_depth.append("code")
            elif kind == "separate" and state.field_depth:
                state.field_depth[-1] = "result"
            elif kind == "end" and state.field_depth:
                state.field_depth.pop()
            continue
        text = node.text or "" if node.tag == _T else _CHARACTERS.get(node.tag, "")
        if text and "code" not in state.field_depth:
            yield Atom(text, run, node, state.control, figure, marked)


def _is_marked(properties: Any) -> bool:
    highlight = properties.find(q("highlight"))
    if highlight is not None and highlight.get(q("val")) not in (None, "none"):
        return True
    shading = properties.find(q("shd"))
    if shading is None:
        return False
    fill = (shading.get(q("fill")) or "auto").lower()
    return fill not in ("auto", "ffffff")


class _Walk:
    """One pass over a document, numbering its controls."""

    def __init__(self, document: Document, ours: frozenset[str]) -> None:
        self.document = document
        self.styles = style_names(document)
        self.figures = figure_style_ids(document)
        self.controls: dict[Any, int] = {}
        self.cells = Cells()
        self.comments = people_s_comments(document, ours)

    def paragraphs(self) -> Iterator[DraftParagraph]:
        """Every paragraph, in order."""
        for index, element in enumerate(paragraph_elements(self.document)):
            names = [*self._before(element), *self._inside(element)]
            style = element.find(f"{q('pPr')}/{q('pStyle')}")
            yield DraftParagraph(
                index,
                tuple(self._pieces(element)),
                tuple(dict.fromkeys(names)),
                self.styles.get(style.get(q("val")), "") if style is not None else "",
                self.cells.holding(element),
                self._holds_objects(element),
            )

    def _holds_objects(self, element: Any) -> bool:
        if next(element.iter(*_OBJECTS), None) is not None:
            return True
        marks = element.iter(q("commentRangeStart"), q("commentReference"))
        return bool(self.comments) and any(mark.get(q("id")) in self.comments for mark in marks)

    def _before(self, element: Any) -> Iterator[str]:
        """Bookmarks that start directly before the paragraph, between the blocks."""
        previous = element.getprevious()
        while previous is not None and previous.tag in (q("bookmarkStart"), q("bookmarkEnd")):
            if previous.tag == q("bookmarkStart") and _ours(previous):
                yield previous.get(q("name"))
            previous = previous.getprevious()

    def _inside(self, element: Any) -> Iterator[str]:
        for start in element.iter(q("bookmarkStart")):
            if _ours(start):
                yield start.get(q("name"))

    def _pieces(self, element: Any) -> Iterator[Piece]:
        pending: tuple[Any, ...] | None = None
        words: list[str] = []
        for atom in atoms(element, self.figures):
            kind = (atom.control, atom.figure, atom.marked)
            if pending is not None and kind != pending:
                yield self._piece("".join(words), *pending)
                words = []
            pending = kind
            words.append(atom.text)
        if pending is not None:
            yield self._piece("".join(words), *pending)

    def _piece(self, text: str, control: Any, figure: bool, marked: bool) -> Piece:
        if control is None:
            return Piece(text, None, "", figure, marked)
        number = self.controls.setdefault(control, len(self.controls))
        tag = control.find(f"{q('sdtPr')}/{q('tag')}")
        return Piece(text, number, (tag.get(q("val")) or "") if tag is not None else "", figure, marked)


def _ours(start: Any) -> bool:
    return (start.get(q("name")) or "").startswith(BOOKMARK_PREFIX)
