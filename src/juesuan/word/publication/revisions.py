"""Tracked changes, wherever they stand."""

from __future__ import annotations

from juesuan.word.elements import q
from juesuan.word.parts import Parts
from juesuan.word.publication.elements import words

_TRACKED = [
    q(name)
    for name in words(
        "ins del moveFrom moveTo moveFromRangeStart moveToRangeStart cellIns cellDel cellMerge"
        " rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tblGridChange trPrChange tcPrChange"
        " numberingChange customXmlInsRangeStart customXmlDelRangeStart customXmlMoveFromRangeStart"
        " customXmlMoveToRangeStart"
    )
] + [
    f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}"
    for name in ("conflictIns", "conflictDel")
]


def tracked_parts(parts: Parts) -> tuple[str, ...]:
    """The names of the parts that hold tracked changes: body, headers, footers, notes, styles, numbering."""
    looked = [*parts.stories(), *parts.related(parts.main(), "styles", "numbering")]
    return tuple(name for name in looked if next(parts.tree(name).iter(*_TRACKED), None) is not None)
