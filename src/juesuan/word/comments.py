"""juesuan's own Word comments: put beside words, and taken out again at the next refresh."""

from __future__ import annotations

from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml

from juesuan.word.elements import COMMENT_AUTHOR, NAMESPACE, q
from juesuan.word.package import Document, related_part, related_part_of_kind
from juesuan.word.read import paragraph_elements
from juesuan.word.surgery import Surgeon

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def add_comment(document: Document, surgeon: Surgeon, start: int, end: int, text: str) -> None:
    """A comment by juesuan, undated, on a range of the paragraph's text."""
    comment = document.comments.add_comment(text, COMMENT_AUTHOR, "js")
    element = _elements(document)[str(comment.comment_id)]
    element.attrib.pop(q("date"), None)
    for style in list(element.iter(q("pStyle"), q("rStyle"))):
        style.getparent().remove(style)  # styles that the document may not have
    number = element.get(q("id"))
    opening = parse_xml(f'<w:commentRangeStart {NAMESPACE} w:id="{number}"/>')
    closing = parse_xml(f'<w:commentRangeEnd {NAMESPACE} w:id="{number}"/>')
    reference = parse_xml(f'<w:r {NAMESPACE}><w:commentReference w:id="{number}"/></w:r>')
    covered = surgeon.between(start, end)
    if covered:
        first = covered[0].control if covered[0].control is not None else covered[0].run
        last = covered[-1].control if covered[-1].control is not None else covered[-1].run
        _outside(first).addprevious(opening)
        _outside(last).addnext(closing)
        closing.addnext(reference)
    else:
        for element in (opening, closing, reference):
            surgeon.paragraph.append(element)


def _outside(element: Any) -> Any:
    """Comment marks stand beside a tracked change or a link, not within it."""
    while element.getparent().tag in (q("ins"), q("del"), q("moveTo"), q("hyperlink"), q("smartTag")):
        element = element.getparent()
    return element


class PersonComment(NamedTuple):
    """A comment that a person wrote, and the index of the paragraph where it begins (``None``: not in the body)."""

    author: str
    text: str
    paragraph: int | None


def open_comments(document: Document) -> list[PersonComment]:
    """The comments of people that nobody has marked as resolved."""
    if related_part(document.part, RT.COMMENTS) is None:  # asking for comments would make a part for them
        return []
    done, where, elements = _resolved(document), _beginnings(document), _elements(document)
    return [
        PersonComment(comment.author, comment.text.strip(), where.get(str(comment.comment_id)))
        for comment in document.comments
        if comment.author != COMMENT_AUTHOR and not (_paragraph_ids(elements[str(comment.comment_id)]) & done)
    ]


def _beginnings(document: Document) -> dict[str, int]:
    """For each comment's id the index of the first paragraph that has a mark of it."""
    found: dict[str, int] = {}
    for index, paragraph in enumerate(paragraph_elements(document)):
        for mark in paragraph.iter(q("commentRangeStart"), q("commentReference")):
            found.setdefault(mark.get(q("id")), index)
    return found


def _elements(document: Document) -> dict[str, Any]:
    """The element of each comment, by its id."""
    part: Any = related_part(document.part, RT.COMMENTS)
    return {element.get(q("id")): element for element in part.element.iter(q("comment"))}


def _paragraph_ids(comment: Any) -> set[str]:
    """The identities of a comment's paragraphs, by which its state is noted elsewhere."""
    return {paragraph.get(f"{{{_W14}}}paraId", "") for paragraph in comment.iter(q("p"))} - {""}


def _resolved(document: Document) -> set[str]:
    """The identities of the last paragraphs of comments that are marked as resolved, and of replies to them."""
    part = related_part_of_kind(document.part, "commentsExtended")
    if part is None:
        return set()
    entries = list(parse_xml(part.blob).iter(f"{{{_W15}}}commentEx"))
    done = {
        each.get(f"{{{_W15}}}paraId", "") for each in entries if each.get(f"{{{_W15}}}done") in ("1", "true")
    }
    replies = {
        each.get(f"{{{_W15}}}paraId", "") for each in entries if each.get(f"{{{_W15}}}paraIdParent") in done
    }
    return done | replies


def remove_comments(document: Document, *, all_of_them: bool = False) -> None:
    """Take juesuan's comments out, or everybody's."""
    part = related_part(document.part, RT.COMMENTS)
    if part is None:
        return
    root = part.element
    gone = set()
    for comment in list(root):
        if all_of_them or comment.get(q("author")) == COMMENT_AUTHOR:
            gone.add(comment.get(q("id")))
            root.remove(comment)
    body = document.element.body
    for mark in list(body.iter(q("commentRangeStart"), q("commentRangeEnd"), q("commentReference"))):
        if mark.get(q("id")) in gone or all_of_them:
            parent = mark.getparent()
            parent.remove(mark)
            if parent.tag == q("r") and all(child.tag == q("rPr") for child in parent):
                parent.getparent().remove(parent)
