"""Fields (域) that could tell more than the page shows: turned into the words that they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from juesuan.word.elements import q
from juesuan.word.publication.elements import drop_element, unwrap_element, words
from juesuan.word.publication.paths import is_local, is_public

_KEPT = words(
    "PAGE NUMPAGES SECTION SECTIONPAGES TOC PAGEREF REF NOTEREF SEQ STYLEREF HYPERLINK = EQ SYMBOL"
    " LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT QUOTE ADVANCE"
)
"""Page numbers, contents, references, formulas. The others repeat names, paths or properties
(AUTHOR, FILENAME, DOCPROPERTY, DOCVARIABLE, INCLUDETEXT, MERGEFIELD …) or are marks of editing (XE, TC)."""


_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*|\\\\\S+))', re.IGNORECASE)


@dataclass
class Field:
    """A field while it is walked through: its marks, what it is told to do, whether its result has begun.

    ``said`` are words of other fields within its instruction, which the page does not show.
    """

    marks: list[Any] = field(default_factory=list)
    said: list[Any] = field(default_factory=list)
    instruction: str = ""
    shown: bool = False

    def drop(self) -> None:
        """Leave only the result."""
        for each in (*self.marks, *self.said):
            if each.getparent() is not None:  # a field within the instruction may have gone before
                drop_element(each)


def unlink_fields(story: Any) -> None:
    """Leave of every field that is not one of layout only its result, and of all no data beside their words."""
    for data in list(story.iter(q("fldData"))):
        data.getparent().remove(data)
    for simple in list(story.iter(q("fldSimple"))):
        if not _kept(simple.get(q("instr")) or ""):
            unwrap_element(simple)
    for each in list(fields(story)):
        if not _kept(each.instruction):
            each.drop()


def fields(story: Any) -> Iterator[Field]:
    """The complex fields, inner ones first; at last those that nothing ends, as far as they can be known."""
    open_: list[Field] = []
    for element in story.iter(q("fldChar"), q("instrText"), q("delInstrText"), q("t")):
        kind = element.get(q("fldCharType"))
        if kind == "begin":
            open_.append(Field())
        if not open_:
            continue
        current = open_[-1]
        if element.tag == q("t"):
            for each in open_:
                if not each.shown:
                    each.said.append(element)
                    each.instruction += element.text or ""
            continue
        current.marks.append(element)
        if kind is None and not current.shown:
            current.instruction += element.text or ""
        elif kind == "separate":
            current.shown = True
        elif kind == "end":
            yield open_.pop()
    for each in open_:
        each.said.clear()
        yield each


def _kept(instruction: str) -> bool:
    said = instruction.split()
    if not said or is_local(" ".join(said[1:])):
        return False
    link = _LINK.match(instruction)
    if link and not is_public(link[1] or link[2] or "#"):
        return False
    return said[0].upper() in _KEPT or said[0].startswith("=")
