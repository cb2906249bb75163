"""Spans and paragraphs as WordprocessingML text: runs, content controls, hidden bookmarks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from juesuan.drafts import bookmark_name, control_tag
from juesuan.narrative import Figure, Paragraph, Slot, Span

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACE = f'xmlns:w="{W}"'
FIGURE_STYLE = "决算数字"
LABEL_LENGTH = 64
COMMENT_AUTHOR = "juesuan"
PROMPT_MARK, SUGGESTION_MARK, OUTRUN_MARK = "yellow", "cyan", "magenta"
"""Highlights: to be filled in; filled in by us, to be confirmed; a reason that the figures have outrun."""
MARK_FILLS = frozenset({"FFFF00", "00FFFF", "FF00FF"})
"""The same as shading, which LibreOffice makes of them."""

STYLE_NAMES: Mapping[str, str] = {
    "title": "Title",
    "heading_1": "heading 1",
    "heading_2": "heading 2",
    "heading_3": "heading 3",
    "body": "决算正文",
}
"""The narrative's paragraph styles → the names they have in a Word document."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(_ILLEGAL.pattern[:-1] + '&<>"\n]')


def q(name: str) -> str:
    """``w:p`` → the qualified name lxml uses."""
    return f"{{{W}}}{name.removeprefix('w:')}"


def escaped(text: str) -> str:
    """Text for XML; characters that XML cannot hold are dropped, line breaks become spaces."""
    if not _SPECIAL.search(text):
        return text
    return (
        _ILLEGAL.sub("", text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\n", " ")
        .replace('"', "&quot;")
    )


def identity(key: str) -> int:
    """A stable positive 31-bit number for a key: ids of controls."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) & 0x7FFFFFFF or 1


@dataclass(frozen=True, slots=True)
class StyleIds:
    """The ids that the document's own style part gives our styles."""

    paragraphs: Mapping[str, str]
    figure: str


def run(text: str, properties: str = "") -> str:
    """A run with these properties (XML inside ``w:rPr``)."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def marked(slot: Slot) -> str:
    """The highlight of a slot that waits for somebody."""
    if slot.state in ("filled", "confirmed"):
        return ""
    return f'<w:highlight w:val="{PROMPT_MARK if slot.state == "empty" else SUGGESTION_MARK}"/>'


def control(slot: Slot, content: str, number: int | None = None) -> str:
    """An inline rich-text content control titled with what it asks."""
    label, tag = escaped(slot.label[:LABEL_LENGTH]), escaped(control_tag(slot.key))
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{label}"/><w:tag w:val="{tag}"/>'
        f'<w:id w:val="{number or identity(slot.key)}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )


def span_xml(span: Span, styles: StyleIds, base: str = "", control_id: int | None = None) -> str:
    """A span as XML; ``base`` are the run properties of the words around it."""
    if isinstance(span, Slot):
        return control(span, run(span.shown, base + marked(span)), control_id)
    if isinstance(span, Figure):
        return run(span.text, f'<w:rStyle w:val="{styles.figure}"/>{base}')
    return run(span.text, base)


def bookmark(key: str, number: int) -> tuple[str, str]:
    """The start and the end of the hidden bookmark of a paragraph."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(key)}"/>'
    return start, f'<w:bookmarkEnd w:id="{number}"/>'


def paragraph_xml(paragraph: Paragraph, styles: StyleIds, number: int, *, namespaced: bool = False) -> str:
    """A generated paragraph whole, with its bookmark around its words."""
    start, end = bookmark(paragraph.key, number)
    spans = "".join(span_xml(span, styles) for span in paragraph.spans)
    style = styles.paragraphs[paragraph.style]
    head = f"<w:p {NAMESPACE}>" if namespaced else "<w:p>"
    return f'{head}<w:pPr><w:pStyle w:val="{style}"/></w:pPr>{start}{spans}{end}</w:p>'
