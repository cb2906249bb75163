"""juesuan's own Word comments, put beside words."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml

from juesuan.word.comments import comment_elements
from juesuan.word.elements import COMMENT_AUTHOR, NAMESPACE, q
from juesuan.word.package import Document
from juesuan.word.surgery import Surgeon


def add_comment(document: Document, surgeon: Surgeon, start: int, end: int, text: str) -> None:
    """A comment by juesuan, undated, on a range of the paragraph's text."""
    comment = document.comments.add_comment(text, COMMENT_AUTHOR, "js")
    number = str(comment.comment_id)
    element = next(each for each in comment_elements(document) if each.get(q("id")) == number)
    element.attrib.pop(q("date"), None)
    for style in list(element.iter(q("pStyle"), q("rStyle"))):
        style.getparent().remove(style)  # styles that the document may not have
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
