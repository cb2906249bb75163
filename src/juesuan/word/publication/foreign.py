"""What programs and people leave in the XML that no page shows: remarks, data of other programs, names of themes."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from juesuan.word.parts import Parts
from juesuan.word.publication.elements import local_name, words

_KNOWN = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/",
    "urn:schemas-microsoft-com:",
    "http://www.w3.org/",
)
"""Beginnings of the namespaces that draw a page. Others are data of the program that wrote them (WPS keeps
the number of the machine's disk so), which every other program passes over."""

_DATA = words("gfxdata timeString")  # a drawing packed once more, with its names; when a pen wrote
_ELEMENTS = words(
    "signatureline pivotSource printSettings themeFamily annotation annotationXML"
    " filteredAreaSeries filteredBarSeries filteredBubbleSeries filteredLineSeries filteredPieSeries"
    " filteredRadarSeries filteredScatterSeries filteredSurfaceSeries filteredCategoryTitle filteredSeriesTitle"
)
"""Who is to sign, where a chart's data came from and what it leaves out, whose theme it is."""
_THEME = words("theme clrScheme fontScheme fmtScheme")
_BOOK = re.compile(r"('?)[^'!\[]*\[[^\]]*\]")  # '[C:\\…\\][x.xlsx]Sheet1'!$A$1


def drop_foreign(parts: Parts) -> None:
    """Take them out of every part; what charts show, and the look of themes, stays."""
    for name in parts.xml():
        root = parts.tree(name)
        etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
        for element in list(root.iter()):
            if not _known(element.tag) or local_name(element) in _ELEMENTS:
                _drop(element)
                continue
            for attribute in list(element.attrib):
                if not _known(attribute) or attribute.rpartition("}")[2] in _DATA:
                    del element.attrib[attribute]
            if local_name(element) in _THEME and element.get("name"):
                element.set("name", "Office")
            if local_name(element) == "f" and "[" in (element.text or ""):
                element.text = _BOOK.sub(r"\1", element.text)


def _known(name: str) -> bool:
    return not name.startswith("{") or name[1:].startswith(_KNOWN)


def _drop(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
