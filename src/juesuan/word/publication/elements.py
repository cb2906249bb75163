"""Small steps on elements that the rules of publication share."""

from __future__ import annotations

from typing import Any

from juesuan.word.elements import q

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def words(listed: str) -> frozenset[str]:
    """Names written one after another, as a set."""
    return frozenset(listed.split())


def unwrap_element(element: Any) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    at = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(at, child)
    parent.remove(element)


def drop_element(element: Any) -> None:
    """Take an element out; the run that held nothing else goes too."""
    parent = element.getparent()
    parent.remove(element)
    if parent.tag == q("r") and all(child.tag == q("rPr") for child in parent):
        parent.getparent().remove(parent)


def local_name(element: Any) -> str:
    """An element's name without its namespace; nothing for comments and instructions."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
