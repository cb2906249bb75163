"""The record as custom document properties: JSON, deflated, in base64, in pieces that every editor keeps."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Mapping

import juesuan
from juesuan.drafts import Snapshot
from juesuan.errors import DocumentError
from juesuan.findings import Finding
from juesuan.places import FilePlace
from juesuan.record.migrations import FORMAT, migrated
from juesuan.record.parts import as_data, as_snapshot

PREFIX = "juesuan-"
CHUNK = 250
"""Characters of a property: Word refuses longer ones."""
MOST_PROPERTIES = 400
"""Properties of a record that went through .docx, .odt and .doc unharmed; beyond it was not tried."""
LARGEST = 8 * 2**20
"""Bytes of JSON: 1,400 items with nine tables take 2.4 MB. Beyond this a record is no honest one."""

_NUMBER = re.compile(r"[0-9]{1,6}")
_CHUNKS = re.compile(re.escape(PREFIX) + r"[0-9]{4,6}")


def pack(snapshot: Snapshot) -> dict[str, str]:
    """The snapshot as properties: name → value. The same snapshot gives the same properties."""
    raw = json.dumps(as_data(snapshot), ensure_ascii=False, separators=(",", ":")).encode()
    text = base64.b64encode(zlib.compress(raw, 9)).decode()
    chunks = [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]
    head = {"format": str(FORMAT), "version": juesuan.__version__, "digest": _digest(text)}
    pieces = {f"{number:04d}": chunk for number, chunk in enumerate(chunks)}
    return {f"{PREFIX}{name}": value for name, value in {**head, **pieces}.items()}


def unpack(properties: Mapping[str, str], name: str = "") -> tuple[Snapshot | None, tuple[Finding, ...]]:
    """The snapshot in the properties; none, with the finding ``snapshot-damaged``, where it cannot be read.

    Records of every earlier format are read. Raises ``DocumentError`` where a newer juesuan wrote it.
    """
    chunks = sorted((key for key in properties if _CHUNKS.fullmatch(key)), key=lambda key: (len(key), key))
    if not chunks:
        return None, ()
    said = properties.get(f"{PREFIX}format", "")
    number = int(said) if _NUMBER.fullmatch(said) else 0
    if number > FORMAT:
        version = properties.get(f"{PREFIX}version", "")[:20]
        raise DocumentError(
            f"这份文稿是较新的 juesuan（{version}）生成的",
            place=FilePlace(name),
            remedy="请先更新 juesuan，再来处理它",
        )
    text = "".join(properties[key] for key in chunks)
    try:
        if not number or _digest(text) != properties.get(f"{PREFIX}digest"):
            raise ValueError
        return as_snapshot(migrated(json.loads(_inflated(text)), number)), ()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error):
        return None, (damaged(name),)


def damaged(name: str) -> Finding:
    """What is said of a record that cannot be read: the document is then compared by its words."""
    text = "文稿中 juesuan 的记录已损坏，将按文字比对"
    return Finding("snapshot-damaged", "warning", text, "请核对结果", place=FilePlace(name))


def size_findings(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Says so where the record needs more properties than were tried in every format."""
    count = len(pack(snapshot))
    if count <= MOST_PROPERTIES:
        return ()
    finding = Finding(
        "record-large",
        "warning",
        f"这份文稿很大，juesuan 的记录占{count}个文档属性，超过了在各种格式中试过的{MOST_PROPERTIES}个",
        "请一直存为 .docx，不要另存为 .doc、.odt 或 .wps 再存回来，以免记录丢失",
        found=str(count),
        expected=str(MOST_PROPERTIES),
    )
    return (finding,)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _inflated(text: str) -> bytes:
    inflater = zlib.decompressobj()
    raw = inflater.decompress(base64.b64decode(text, validate=True), LARGEST)
    if inflater.unconsumed_tail or not inflater.eof:
        raise ValueError
    return raw
