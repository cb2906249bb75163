"""Fields (域) that could tell more than the page shows: turned into the words that they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from juesuan.word.elements import q
from juesuan.word.publication.elements import drop_element, unwrap_element, words
from juesuan.word.publication.paths import is_local

_KEPT = words(
    "PAGE NUMPAGES SECTION SECTIONPAGES TOC PAGEREF REF NOTEREF SEQ STYLEREF HYPERLINK = EQ SYMBOL"
    " LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT QUOTE ADVANCE"
)
"""Page numbers, contents, references, formulas. The others repeat names, paths or properties
(AUTHOR, FILENAME, DOCPROPERTY, DOCVARIABLE, INCLUDETEXT, MERGEFIELD …) or are marks of editing (XE, TC)."""


@dataclass
class _Field:
    """A field while it is walked through: its marks, its instruction, whether its result has begun."""

    marks: list[Any] = field(default_factory=list)
    instruction: str = ""
    shown: bool = False


def unlink_fields(story: Any) -> None:
    """Leave of every field that is not one of layout only its result."""
    for simple in list(story.iter(q("fldSimple"))):
        if not _kept(simple.get(q("instr")) or ""):
            unwrap_element(simple)
    for ended in list(_fields(story)):
        if not _kept(ended.instruction):
            for mark in ended.marks:
                drop_element(mark)


def _fields(story: Any) -> Iterator[_Field]:
    open_: list[_Field] = []
    for element in story.iter(q("fldChar"), q("instrText"), q("delInstrText")):
        kind = element.get(q("fldCharType"))
        if kind == "begin":
            open_.append(_Field())
        if not open_:
            continue
        current = open_[-1]
        current.marks.append(element)
        if kind is None and not current.shown:
            current.instruction += element.text or ""
        elif kind == "separate":
            current.shown = True
        elif kind == "end":
            yield open_.pop()


def _kept(instruction: str) -> bool:
    said = instruction.split()
    if not said or is_local(" ".join(said[1:])) or re.search(r'"\s*[^"#:]+\.\w{2,4}"', instruction):
        return False
    return said[0].upper() in _KEPT or said[0].startswith("=")
