"""The custom properties of a document: ours read and put in place, everybody else's kept."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Mapping
from io import BytesIO
from typing import Any

from lxml import etree

from juesuan.record import PREFIX

_CP = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"

_NOTES = f"{PREFIX}notes-"
_DIGESTS = 19  # digests of 12 characters in a property of 250


def read_properties(blob: bytes) -> dict[str, str] | None:
    """The text properties of a custom-properties part; ``None`` where it is no XML."""
    root = _root(blob)
    if root is None:
        return None
    return {str(item.get("name")): "".join(map(str, item.itertext())) for item in _items(root)}


def write_properties(blob: bytes | None, properties: Mapping[str, str]) -> bytes:
    """The part with ours replaced and everybody else's kept; no properties at all: ours removed."""
    root = _root(blob) if blob else None
    if root is None:  # there is none, or nothing in it can be kept
        names: Any = {None: _CP, "vt": _VT}
        root = etree.Element(f"{{{_CP}}}Properties", nsmap=names)
    for item in _items(root):
        if (item.get("name") or "").startswith(PREFIX):
            root.remove(item)
    number = max((_number(item.get("pid")) for item in _items(root)), default=1)
    for name, value in properties.items():
        number += 1
        item = etree.SubElement(root, f"{{{_CP}}}property", fmtid=_FMTID, pid=str(number), name=name)
        etree.SubElement(item, f"{{{_VT}}}lpwstr").text = value
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def notes_properties(digests: Collection[str]) -> dict[str, str]:
    """The digests of our comments as properties, for a document that has no record to keep them."""
    listed = sorted(digests)
    rows = [listed[at : at + _DIGESTS] for at in range(0, len(listed), _DIGESTS)]
    return {f"{_NOTES}{number}": " ".join(row) for number, row in enumerate(rows, 1)}


def read_notes(properties: Mapping[str, str]) -> frozenset[str]:
    """The digests that ``notes_properties`` wrote."""
    kept = (value for name, value in properties.items() if name.startswith(_NOTES))
    return frozenset(digest for value in kept for digest in value.split())


def record_size(docx: bytes) -> int:
    """How many properties the record takes in a document that we wrote."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("docProps/custom")]
    return sum(part.count(f'name="{PREFIX}'.encode()) for part in parts)


def _root(blob: bytes) -> Any:
    try:
        return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None


def _items(root: Any) -> list[Any]:
    return [item for item in root if isinstance(item.tag, str) and item.get("name")]


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 1
