"""Paths of somebody's machine or network, and references to them."""

from __future__ import annotations

import re

from juesuan.word.parts import Parts
from juesuan.word.publication.relations import detach

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
        if relation.external and not is_public(relation.target):
            detach(parts, relation)
            parts.drop([relation])


def is_public(target: str) -> bool:
    """Whether a link leads where any reader can go: an address of the web, of mail, a place in the document."""
    return bool(_PUBLIC.match(target)) and not is_local(target)


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
