"""A clean copy for publication: words and layout stay, everything that was for working goes."""

from __future__ import annotations

from typing import Any

from juesuan.drafts import BOOKMARK_PREFIX, TAG_PREFIX
from juesuan.word.comments import remove_comments
from juesuan.word.elements import q
from juesuan.word.package import (
    Document,
    add_custom_properties,
    custom_properties,
    open_document,
    save_document,
)
from juesuan.word.read import paragraph_elements
from juesuan.word.revise import unwrap
from juesuan.word.snapshot import write_properties
from juesuan.word.styles import figure_style_ids

_TRACKED = (
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "cellIns",
    "cellDel",
)
_PERSONAL = ("author", "last_modified_by", "comments", "keywords", "category")


def has_revisions(data: bytes) -> bool:
    """Whether the document holds tracked changes that nobody has accepted or rejected."""
    document = open_document(data)
    return next(document.element.iter(*(q(name) for name in _TRACKED)), None) is not None


def publish(data: bytes) -> bytes:
    """The clean copy: no controls of ours, comments, marks, bookmarks, snapshot, names of people."""
    document = open_document(data)
    remove_comments(document, all_of_them=True)
    figures = figure_style_ids(document)
    ours = _generated(document)
    for holder in list(document.element.body.iter(q("sdt"))):
        if _is_ours(holder) or any(parent in ours for parent in holder.iterancestors(q("p"))):
            _unmark(holder)
            unwrap(holder)
    for element in ours:
        _unmark(element)
    for start in list(document.element.body.iter(q("bookmarkStart"))):
        if (start.get(q("name")) or "").startswith(BOOKMARK_PREFIX):
            _drop_bookmark(document, start)
    _drop_figure_style(document, figures)
    _drop_traces(document)
    return save_document(document)


def _generated(document: Document) -> set[Any]:
    """The paragraphs with a bookmark of ours."""
    return {
        element
        for element in paragraph_elements(document)
        if any(
            (each.get(q("name")) or "").startswith(BOOKMARK_PREFIX)
            for each in element.iter(q("bookmarkStart"))
        )
    }


def _is_ours(holder: Any) -> bool:
    tag = holder.find(f"{q('sdtPr')}/{q('tag')}")
    return tag is not None and (tag.get(q("val")) or "").startswith(TAG_PREFIX)


def _unmark(element: Any) -> None:
    for properties in element.iter(q("rPr")):
        for name in ("highlight", "shd"):
            mark = properties.find(q(name))
            if mark is not None:
                properties.remove(mark)


def _drop_bookmark(document: Document, start: Any) -> None:
    number = start.get(q("id"))
    for end in list(document.element.body.iter(q("bookmarkEnd"))):
        if end.get(q("id")) == number:
            end.getparent().remove(end)
    start.getparent().remove(start)


def _drop_figure_style(document: Document, figures: set[str]) -> None:
    for style in list(document.element.body.iter(q("rStyle"))):
        if style.get(q("val")) in figures:
            style.getparent().remove(style)
    root = document.styles.element
    for style in list(root.iterchildren(q("style"))):
        if style.get(q("styleId")) in figures:
            root.remove(style)


def _drop_traces(document: Document) -> None:
    """The snapshot, names of people, and the marks of single editing sessions."""
    part = custom_properties(document)
    if part is not None:
        add_custom_properties(document, write_properties(part.blob, {}))
    for name in _PERSONAL:
        setattr(document.core_properties, name, "")
    for element in document.element.iter():
        if isinstance(element.tag, str):
            for name in [name for name in element.attrib if name.startswith(q("rsid"))]:
                del element.attrib[name]
    for rsids in list(document.settings.element.iter(q("rsids"))):
        rsids.getparent().remove(rsids)
