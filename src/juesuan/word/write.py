"""Narrative → .docx: into our template, or into a department's own full document."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from typing import Any

from docx.oxml import parse_xml

from juesuan.drafts import Note, Snapshot, noted
from juesuan.errors import DocumentError
from juesuan.narrative import Narrative
from juesuan.places import FilePlace
from juesuan.record import pack
from juesuan.text import compact
from juesuan.word.commenting import Commenter
from juesuan.word.elements import COMMENT_AUTHOR, NAMESPACE, paragraph_xml, q
from juesuan.word.package import (
    Document,
    add_custom_properties,
    custom_properties,
    open_document,
    open_own,
    save_document,
)
from juesuan.word.properties import notes_properties, write_properties
from juesuan.word.styles import ensure_styles, template_bytes
from juesuan.word.surgery import Surgeon, Tracker

PLACEHOLDER = "【第三部分】"


def write(
    narrative: Narrative, template: bytes | None = None, name: str = "", *, notes: Sequence[Note] = ()
) -> bytes:
    """The draft as .docx bytes; the same narrative and template give the same bytes.

    ``template`` is a department's own document (ours without), ``name`` its file's name for messages,
    ``notes`` are comments by juesuan (``Note.paragraph`` counts the narrative's paragraphs).
    The narrative takes the place of the paragraph 【第三部分】; nothing else of the template is touched.
    Raises ``DocumentError`` where the template is no .docx or has no such paragraph.
    """
    document = open_own(template_bytes()) if template is None else open_document(template, name)
    holder = _placeholder(document, name)
    styles = ensure_styles(document)
    first = next_bookmark_id(document)
    body = "".join(
        paragraph_xml(paragraph, styles, first + number)
        for number, paragraph in enumerate(narrative.paragraphs)
    )
    parent, at = holder.getparent(), holder.getparent().index(holder)
    section = holder.find(f"{q('pPr')}/{q('sectPr')}")
    elements: list[Any] = list(parse_xml(f"<w:body {NAMESPACE}>{body}</w:body>"))
    parent[at : at + 1] = elements
    if section is not None and elements:
        elements[-1].find(q("pPr")).append(section)
    if template is None:
        set_core_properties(document, narrative)
    commenter, untracked = Commenter(document), Tracker(0, COMMENT_AUTHOR, None, on=False)
    for note in notes:
        surgeon = Surgeon(elements[note.paragraph], set(), styles, untracked)
        commenter.add(surgeon, note.start, note.end, note.text)
    store_snapshot(document, Snapshot(narrative, notes=noted(notes)))
    return save_document(document)


def _placeholder(document: Document, name: str) -> Any:
    for paragraph in document.element.body.iter(q("p")):
        text = "".join(node.text or "" for node in paragraph.iter(q("t")))
        if compact(text).replace("[", "【").replace("]", "】") == PLACEHOLDER:
            return paragraph
    raise DocumentError(
        f"模板里没有单独一段{PLACEHOLDER}，不知道情况说明放在哪里",
        place=FilePlace(name),
        remedy=f"请在要放情况说明的地方写一段{PLACEHOLDER}",
    )


def next_bookmark_id(document: Document) -> int:
    """A bookmark id above every one in the document."""
    used = [int(each.get(q("id"), "0")) for each in document.element.iter(q("bookmarkStart"))]
    return max(used, default=0) + 1


def set_core_properties(document: Document, narrative: Narrative) -> None:
    """Neutral, fixed document properties: no user name and no clock in the file."""
    properties = document.core_properties
    title = next((paragraph.text for paragraph in narrative.paragraphs if paragraph.style == "title"), "")
    properties.title = f"{narrative.department} {title}".strip()
    properties.author = properties.last_modified_by = "juesuan"
    fixed = datetime.datetime(narrative.year + 1, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
    properties.created = properties.modified = fixed


def store_notes(document: Document, digests: Collection[str]) -> None:
    """Remember which comments are ours in a document without a record."""
    part = custom_properties(document)
    properties = notes_properties(digests)
    add_custom_properties(document, write_properties(part.blob if part else None, properties))


def store_snapshot(document: Document, snapshot: Snapshot) -> None:
    """Put the snapshot into the custom properties, in place of an earlier one."""
    part = custom_properties(document)
    add_custom_properties(document, write_properties(part.blob if part else None, pack(snapshot)))
