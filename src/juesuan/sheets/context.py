"""Where a figure stands, in words a reader of the document recognises."""

from __future__ import annotations

from collections.abc import Mapping

from juesuan.narrative import Narrative, Paragraph, Slot

_AROUND = 16


def sections(narrative: Narrative) -> Mapping[str, str]:
    """The headings over each paragraph, outermost first, by the paragraph's key."""
    trail: dict[str, str] = {}
    found: dict[str, str] = {}
    for paragraph in narrative.paragraphs:
        if paragraph.style.startswith("heading_"):
            trail = {style: text for style, text in trail.items() if style < paragraph.style}
            trail[paragraph.style] = paragraph.text
        found[paragraph.key] = " › ".join(trail.values())
    return found


def around(paragraph: Paragraph, at: int) -> str:
    """The words around the span ``at`` of a paragraph, the span itself in 〔〕."""
    texts = [span.shown if isinstance(span, Slot) else span.text for span in paragraph.spans]
    before, after = "".join(texts[:at]), "".join(texts[at + 1 :])
    lead = "…" if len(before) > _AROUND else ""
    tail = "…" if len(after) > _AROUND else ""
    return f"{lead}{before[-_AROUND:]}〔{texts[at]}〕{after[:_AROUND]}{tail}"
