"""The colours by which staff see what waits for them, put on runs and taken off."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml

from juesuan.word.elements import MARK_FILLS, NAMESPACE, OUTRUN_MARK, PROMPT_MARK, SUGGESTION_MARK, q

_OURS = (PROMPT_MARK, SUGGESTION_MARK, OUTRUN_MARK)
_BEFORE = tuple(
    q(name)
    for name in (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline"),
        *("shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing"),
        *("w", "kern", "position", "sz", "szCs"),
    )
)
"""What the schema wants before a highlight among a run's properties."""


def mark(run: Any, colour: str) -> None:
    """Highlight a run."""
    properties = run.find(q("rPr"))
    if properties is None:
        properties = parse_xml(f"<w:rPr {NAMESPACE}/>")
        run.insert(0, properties)
    at = sum(1 for child in properties if child.tag in _BEFORE)
    properties.insert(at, parse_xml(f'<w:highlight {NAMESPACE} w:val="{colour}"/>'))


def unmark(run: Any) -> None:
    """Take our colours off a run; any other colour is somebody's own."""
    properties = run.find(q("rPr"))
    if properties is None:
        return
    for each in properties.findall(q("highlight")):
        if each.get(q("val")) in _OURS:
            properties.remove(each)
    for each in properties.findall(q("shd")):
        if (each.get(q("fill")) or "").upper() in MARK_FILLS:
            properties.remove(each)
