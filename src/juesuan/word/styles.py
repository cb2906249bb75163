"""Our styles in a document: found by name (LibreOffice rewrites ids), copied in where missing."""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any

from juesuan.resources import data_dir
from juesuan.word.elements import FIGURE_STYLE, STYLE_NAMES, StyleIds, q
from juesuan.word.package import Document, open_own

OFFICIAL = "official"


@lru_cache(maxsize=8)
def template_bytes(name: str = OFFICIAL) -> bytes:
    """A Word template of juesuan."""
    return (data_dir("word_templates") / f"{name}.docx").read_bytes()


@lru_cache(maxsize=1)
def _own_styles() -> dict[str, Any]:
    root = open_own(template_bytes()).styles.element
    return {_name(style): style for style in root.iterchildren(q("style"))}


def _name(style: Any) -> str:
    name = style.find(q("name"))
    return (name.get(q("val")) or "").lower() if name is not None else ""


def style_names(document: Document) -> dict[str, str]:
    """Style id → name (lower case), of every style in the document."""
    return {
        style.get(q("styleId")): _name(style) for style in document.styles.element.iterchildren(q("style"))
    }


def ensure_styles(document: Document) -> StyleIds:
    """The ids of our styles; those the document lacks are copied from our template."""
    root = document.styles.element
    ids = {_name(style): style.get(q("styleId")) for style in root.iterchildren(q("style"))}
    taken = set(ids.values())
    for name in (*STYLE_NAMES.values(), FIGURE_STYLE):
        if name.lower() in ids:
            continue
        style = copy.deepcopy(_own_styles()[name.lower()])
        identity = style.get(q("styleId"))
        while identity in taken:
            identity += "J"
        style.set(q("styleId"), identity)
        _settle(style, ids)
        root.append(style)
        ids[name.lower()] = identity
        taken.add(identity)
    paragraphs = {style: ids[name.lower()] for style, name in STYLE_NAMES.items()}
    return StyleIds(paragraphs, ids[FIGURE_STYLE])


def _settle(style: Any, ids: dict[str, str]) -> None:
    """Point a copied style's references at this document's ids; drop what it does not have."""
    for tag, name in (("basedOn", "normal"), ("next", "决算正文")):
        element = style.find(q(tag))
        if element is None:
            continue
        if style.get(q("type")) == "paragraph" and name in ids:
            element.set(q("val"), ids[name])
        else:
            style.remove(element)


def figure_style_ids(document: Document) -> set[str]:
    """The ids that mean our figure style in this document."""
    return {identity for identity, name in style_names(document).items() if name == FIGURE_STYLE.lower()}
