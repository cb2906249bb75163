"""The comments of a document as read back, and ours taken out again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from lxml import etree

from juesuan.drafts import Comment, note_digest
from juesuan.word.elements import COMMENT_AUTHOR, q
from juesuan.word.package import Document, related_part, related_part_of_kind

_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def read_comments(document: Document, paragraphs: Iterable[Any]) -> tuple[Comment, ...]:
    """Every comment of the document, with whether somebody marked it (or the one it answers) as resolved.

    ``paragraphs`` are the document's, in their order.
    """
    elements = comment_elements(document)
    if not elements:
        return ()
    done, where = _resolved(document), _places(paragraphs)
    return tuple(
        Comment(
            each.get(q("author"), ""),
            _text(each).strip(),
            bool(_paragraph_ids(each) & done),
            where.get(each.get(q("id"), "")),
        )
        for each in elements
    )


def _places(paragraphs: Iterable[Any]) -> dict[str, int]:
    """Id of a comment → index of the paragraph in which it begins."""
    found: dict[str, int] = {}
    for index, paragraph in enumerate(paragraphs):
        for mark in paragraph.iter(q("commentRangeStart"), q("commentReference")):
            found.setdefault(mark.get(q("id"), ""), index)
    return found


def people_s_comments(document: Document, ours: Collection[str]) -> frozenset[str]:
    """The ids of the comments that people wrote, or typed into; ``ours`` are the digests of those we wrote."""
    found = (each for each in comment_elements(document) if note_digest(_text(each)) not in ours)
    return frozenset(each.get(q("id"), "") for each in found)


def comment_elements(document: Document) -> list[Any]:
    """The elements of all comments."""
    part = related_part(document.part, RT.COMMENTS)
    return list(part.element.iterchildren(q("comment"))) if part is not None else []


def _text(comment: Any) -> str:
    paragraphs = ("".join(node.text or "" for node in each.iter(q("t"))) for each in comment.iter(q("p")))
    return "\n".join(paragraphs)


def _paragraph_ids(comment: Any) -> set[str]:
    """The identities of a comment's paragraphs, by which its state is noted elsewhere."""
    return {each.get(f"{{{_W14}}}paraId", "") for each in comment.iter(q("p"))} - {""}


def _resolved(document: Document) -> set[str]:
    """The identities of the last paragraphs of comments that are marked as resolved, and of replies to them."""
    part = related_part_of_kind(document.part, "commentsExtended")
    if part is None:
        return set()
    try:
        entries = list(parse_xml(part.blob).iter(f"{{{_W15}}}commentEx"))
    except etree.XMLSyntaxError:  # then nothing is known to be resolved, and every comment stays
        return set()
    done = {
        each.get(f"{{{_W15}}}paraId", "") for each in entries if each.get(f"{{{_W15}}}done") in ("1", "true")
    }
    replies = {
        each.get(f"{{{_W15}}}paraId", "") for each in entries if each.get(f"{{{_W15}}}paraIdParent") in done
    }
    return done | replies


def remove_comments(document: Document, digests: Collection[str]) -> None:
    """Take out the comments with these words: those that we wrote and nobody typed into.

    Not by author: who is called juesuan, or answers in its comment, would lose what they typed.
    """
    gone = set()
    for comment in comment_elements(document) if digests else ():
        if comment.get(q("author")) == COMMENT_AUTHOR and note_digest(_text(comment)) in digests:
            gone.add(comment.get(q("id")))
            comment.getparent().remove(comment)
    if not gone:
        return
    drop_marks(document.element.body, gone)


def drop_marks(scope: Any, numbers: Collection[str] | None = None) -> None:
    """Take out where comments (with these ids; none given: all) begin, end and are referred to."""
    for mark in list(scope.iter(*map(q, _MARKS))):
        if numbers is None or mark.get(q("id")) in numbers:
            parent = mark.getparent()
            parent.remove(mark)
            if parent.tag == q("r") and all(child.tag == q("rPr") for child in parent):
                parent.getparent().remove(parent)
