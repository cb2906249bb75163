"""Paths of somebody's machine or network, and references to them."""

from __future__ import annotations

import re
from typing import Any

from juesuan.word.elements import q
from juesuan.word.parts import Parts, Relation
from juesuan.word.publication.elements import R, local_name, unwrap_element

_LOCAL = re.compile(
    r"(?i)\bfile:|(?<![a-z])[a-z]:[\\/]|\\\\+[^\\\s]+\\|(?:^|[\s\"'])(?:/(?:home|users|root|mnt|media|tmp)/|~/)"
)
_PUBLIC = re.compile(r"(?i)(?:https?|ftp|mailto|tel):|#")


def is_local(text: str) -> bool:
    """Whether a text names a place on somebody's machine or network: C:\\…, \\\\server\\…, file:…, /home/…"""
    return bool(_LOCAL.search(text))


def drop_local_references(parts: Parts) -> None:
    """Links, linked pictures and data that point to files of somebody's machine; their words stay."""
    for relation in parts.relations():
        if relation.external and not _public(relation):
            _detach(parts, relation)
            parts.drop([relation])


def _public(relation: Relation) -> bool:
    return bool(_PUBLIC.match(relation.target)) and not is_local(relation.target)


def _detach(parts: Parts, relation: Relation) -> None:
    """Take out what uses the reference: a link leaves its words, anything else the attribute alone."""
    if relation.part not in parts:
        return
    for element in list(parts.tree(relation.part).iter()):
        used = [name for name, value in element.attrib.items() if name.startswith(R) and value == relation.id]
        if not used:
            continue
        if element.tag == q("hyperlink"):
            unwrap_element(element)
        elif relation.kind in ("subDocument", "attachedTemplate", "mailMergeSource") or _only(element):
            element.getparent().remove(element)
        else:
            for name in used:
                del element.attrib[name]


def _only(element: Any) -> bool:
    """Whether an element does nothing but refer: external data of a chart, a frame's source."""
    return len(element.attrib) == 1 and local_name(element) in ("externalData", "sourceFileName", "src")


def drop_local_attributes(parts: Parts) -> None:
    """Descriptions, titles and addresses that are a path: Word writes a picture's own into its description."""
    for name in parts.xml():
        for element in parts.tree(name).iter():
            if not isinstance(element.tag, str):
                continue
            for attribute in [each for each, value in element.attrib.items() if is_local(value)]:
                if attribute == "name":
                    element.set(attribute, "")
                else:
                    del element.attrib[attribute]
