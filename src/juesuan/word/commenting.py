"""Word comments, put beside words: juesuan's own, and in examples those of people."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml

from juesuan.word.comments import comment_elements
from juesuan.word.elements import COMMENT_AUTHOR, NAMESPACE, escaped, q, run
from juesuan.word.package import Document, related_part
from juesuan.word.surgery import Surgeon


class Commenter:
    """Puts comments into a document, undated and numbered on from those that are there."""

    def __init__(self, document: Document, author: str = COMMENT_AUTHOR, initials: str = "js") -> None:
        self.document, self.author, self.initials = document, escaped(author), escaped(initials)
        self.next: int | None = None

    def add(self, surgeon: Surgeon, start: int, end: int, text: str) -> None:
        """A comment on a range of a paragraph's text."""
        number = self._written(text)
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

    def _written(self, text: str) -> int:
        """Write the comment itself; its number.

        The library's own way looks through all comments for a free number, for each one anew.
        """
        assert self.document.comments is not None  # asking for them makes the part where there is none
        if self.next is None:
            numbers = (int(each.get(q("id"), "0")) for each in comment_elements(self.document))
            self.next = max(numbers, default=-1) + 1
        number, self.next = self.next, self.next + 1
        lines = "</w:p><w:p>".join(run(line) for line in text.split("\n"))
        head = (
            f'<w:comment {NAMESPACE} w:id="{number}" w:author="{self.author}" w:initials="{self.initials}">'
        )
        words = f"<w:p><w:r><w:annotationRef/></w:r>{lines}</w:p>"
        part = related_part(self.document.part, RT.COMMENTS)
        assert part is not None
        part.element.append(parse_xml(f"{head}{words}</w:comment>"))
        return number


def _outside(element: Any) -> Any:
    """Comment marks stand beside a tracked change or a link, not within it."""
    while element.getparent().tag in (q("ins"), q("del"), q("moveTo"), q("hyperlink"), q("smartTag")):
        element = element.getparent()
    return element
