"""What a published document refers to: only what a reader sees, and only what is referred to."""

from __future__ import annotations

from typing import Any

from juesuan.word.elements import q
from juesuan.word.parts import Parts, Relation
from juesuan.word.publication.elements import R, local_name, unwrap_element, words

_BY_KIND = words(
    "styles numbering fontTable theme settings footnotes endnotes chartStyle chartColorStyle themeOverride"
    " diagramDrawing"
)
"""Kinds that a part finds by what they are, without an element that names their id."""
_BY_ID = words(
    "header footer image hyperlink chart chartEx chartUserShapes diagramData diagramLayout diagramQuickStyle"
    " diagramColors font package oleObject control activeXControlBinary aFChunk video audio media hdphoto"
    " model3d frame subDocument customXml"  # custom XML that an element names is ink; other is data of forms
)
_KEPT = _BY_KIND | _BY_ID
"""All others are left out, as with the settings: properties, people, comments, labels, panes, templates,
printers, macros, signatures, and whatever a later Word or another program adds."""

_REFERRING = words(
    "externalData sourceFileName src hlinkClick hlinkHover printerSettings contentPart OLEObject control subDoc"
    " altChunk userShapes"
)
"""Elements that do nothing but refer: without what they refer to they are not valid."""


def drop_relations(parts: Parts) -> None:
    """Take out every reference of a kind that no page shows; of the package itself all but the document."""
    for relation in parts.relations():
        kept = relation.kind in _KEPT if relation.part else relation.kind == "officeDocument"
        if not kept:
            detach(parts, relation)
            parts.drop([relation])
    parts.prune()


def drop_unused(parts: Parts) -> None:
    """Take out references that no element uses any more: a hidden picture, a header that is shown nowhere."""
    for name in parts.xml():
        relations = [each for each in parts.relations(name) if each.kind in _BY_ID]
        if relations:
            used = {value for element in parts.tree(name).iter() for value in element.attrib.values()}
            parts.drop(each for each in relations if each.id not in used)


def detach(parts: Parts, relation: Relation) -> None:
    """Take out what uses the reference: a link leaves its words, anything else the attribute alone."""
    if relation.part not in parts.xml():
        return
    for element in list(parts.tree(relation.part).iter()):
        used = [name for name, value in element.attrib.items() if name.startswith(R) and value == relation.id]
        if not used:
            continue
        if element.tag == q("hyperlink"):
            unwrap_element(element)
        elif local_name(element) in _REFERRING:
            _drop(element)
        else:
            for name in used:
                del element.attrib[name]


def _drop(element: Any) -> None:
    element.getparent().remove(element)
