"""The snapshot of what the generator last wrote, in the document's custom properties.

JSON, compressed, in base64, split over properties of at most 250 characters: that is what survives
Word, WPS and LibreOffice through .docx, .odt and .doc alike.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any

from lxml import etree

import juesuan
from juesuan.drafts import Pending, Snapshot
from juesuan.errors import DocumentError
from juesuan.findings import Finding
from juesuan.narrative import Figure, Narrative, Paragraph, Slot, Span, Text, WrittenFor
from juesuan.places import FilePlace

FORMAT = 1
CHUNK = 250
LARGEST = 16 * 2**20  # bytes of JSON
PREFIX = "juesuan-"

_CP = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def pack(snapshot: Snapshot) -> dict[str, str]:
    """The snapshot as properties: name → value."""
    data = {
        "version": juesuan.__version__,
        "narrative": _packed_narrative(snapshot.base),
        "written_for": dict(snapshot.written_for),
        "retired": dict(snapshot.retired),
        "removed": list(snapshot.removed),
        "pending": list(snapshot.pending),
        "cites": {key: dict(each) for key, each in snapshot.cites.items()},
    }
    raw = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    text = base64.b64encode(zlib.compress(raw, 6)).decode()
    chunks = [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]
    properties = {
        f"{PREFIX}format": str(FORMAT),
        f"{PREFIX}version": juesuan.__version__,
        f"{PREFIX}digest": hashlib.sha256(text.encode()).hexdigest()[:16],
    }
    return properties | {f"{PREFIX}{number:04d}": chunk for number, chunk in enumerate(chunks)}


def unpack(properties: Mapping[str, str], name: str = "") -> tuple[Snapshot | None, tuple[Finding, ...]]:
    """The snapshot in the properties; none, with a finding, where it is damaged.

    Raises ``DocumentError`` where a newer juesuan wrote it.
    """
    said = properties.get(f"{PREFIX}format")
    chunks = sorted(key for key in properties if key.startswith(PREFIX) and key[len(PREFIX) :].isdigit())
    if not chunks:
        return None, ()
    if said and said.isdigit() and int(said) > FORMAT:
        version = properties.get(f"{PREFIX}version", "")
        raise DocumentError(
            f"这份文稿是较新的 juesuan（{version}）生成的",
            place=FilePlace(name),
            remedy="请先更新 juesuan，再来处理它",
        )
    text = "".join(properties[key] for key in chunks)
    try:
        if hashlib.sha256(text.encode()).hexdigest()[:16] != properties.get(f"{PREFIX}digest"):
            raise ValueError
        inflater = zlib.decompressobj()
        raw = inflater.decompress(base64.b64decode(text, validate=True), LARGEST)
        if inflater.unconsumed_tail:
            raise ValueError
        return _unpacked(json.loads(raw)), ()
    except (ValueError, KeyError, TypeError, IndexError, zlib.error, binascii.Error):
        finding = Finding(
            "snapshot-damaged",
            "warning",
            "文稿中 juesuan 的记录已损坏，将按文字比对；请核对结果",
            place=FilePlace(name),
        )
        return None, (finding,)


def read_properties(blob: bytes) -> dict[str, str]:
    """The text properties of a custom-properties part."""
    root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    found = {}
    for item in root:
        if isinstance(item.tag, str) and item.get("name"):
            found[str(item.get("name"))] = "".join(map(str, item.itertext()))
    return found


def write_properties(blob: bytes | None, properties: Mapping[str, str]) -> bytes:
    """The part with ours replaced and everybody else's kept; no properties at all: ours removed."""
    root: Any
    if blob:
        root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    else:
        names: Any = {None: _CP, "vt": _VT}
        root = etree.Element(f"{{{_CP}}}Properties", nsmap=names)
    for item in list(root):
        if isinstance(item.tag, str) and (item.get("name") or "").startswith(PREFIX):
            root.remove(item)
    number = max((int(item.get("pid", "1")) for item in root if isinstance(item.tag, str)), default=1)
    for name, value in properties.items():
        number += 1
        item = etree.SubElement(root, f"{{{_CP}}}property", fmtid=_FMTID, pid=str(number), name=name)
        etree.SubElement(item, f"{{{_VT}}}lpwstr").text = value
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _packed_narrative(narrative: Narrative) -> dict[str, Any]:
    return {
        "department": narrative.department,
        "year": narrative.year,
        "edition": narrative.edition,
        "edition_hash": narrative.edition_hash,
        "figures_hash": narrative.figures_hash,
        "settings": dict(narrative.settings),
        "paragraphs": [
            [paragraph.key, paragraph.style, [_packed_span(span) for span in paragraph.spans]]
            for paragraph in narrative.paragraphs
        ],
    }


def _packed_span(span: Span) -> Any:
    if isinstance(span, Text):
        return span.text
    if isinstance(span, Figure):
        return ["f", span.key, span.text]
    return [
        "s",
        span.key,
        span.kind,
        span.label,
        span.prompt,
        list(span.suggestions),
        span.text,
        span.state,
        span.about,
    ]


def _unpacked(data: Any) -> Snapshot:
    told = data["narrative"]
    narrative = Narrative(
        told["department"],
        told["year"],
        told["edition"],
        told["edition_hash"],
        told["figures_hash"],
        tuple(
            Paragraph(key, style, tuple(map(_unpacked_span, spans)))
            for key, style, spans in told["paragraphs"]
        ),
        told["settings"],
    )
    return Snapshot(
        narrative,
        {key: WrittenFor(*value) for key, value in data["written_for"].items()},
        data["retired"],
        tuple(data["removed"]),
        tuple(Pending(*each) for each in data["pending"]),
        data["version"],
        data.get("cites", {}),  # 0.1 had none
    )


def _unpacked_span(span: Any) -> Span:
    if isinstance(span, str):
        return Text(span)
    if span[0] == "f":
        return Figure(span[1], span[2])
    _, key, kind, label, prompt, suggestions, text, state, about = span
    return Slot(
        key, kind, label, prompt, tuple(suggestions), text, state, WrittenFor(*about) if about else None
    )
