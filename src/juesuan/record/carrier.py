"""The record as custom document properties: JSON, compressed, in base64, in pieces that every editor keeps."""

from __future__ import annotations

import base64
import hashlib
import json
import lzma
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
"""What 300 items with nine tables must fit into. LibreOffice kept 4,000 through .docx, .odt and .doc; how
Word and WPS take more than a few hundred was not tried."""
LARGEST = 8 * 2**20
"""Bytes of JSON: 1,400 items with nine tables take 1.8 MB. Beyond this a record is no honest one."""

_LZMA = [{"id": lzma.FILTER_LZMA2, "preset": 4, "pb": 0, "dict_size": 2**20}]
"""A third less than zlib makes of 300 items with nine tables, in 60 ms; preset 6 saves a tenth more and
takes 130, or 10 instead of 3 for the example."""

_NUMBER = re.compile(r"[0-9]{1,6}")
_CHUNKS = re.compile(re.escape(PREFIX) + r"[0-9]{4,6}")


def pack(snapshot: Snapshot) -> dict[str, str]:
    """The snapshot as properties: name → value. The same snapshot gives the same properties."""
    raw = json.dumps(as_data(snapshot), ensure_ascii=False, separators=(",", ":")).encode()
    text = packed_text(raw)
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
        return as_snapshot(migrated(json.loads(unpacked_text(text, number)), number)), ()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, zlib.error, lzma.LZMAError):
        return None, (damaged(name),)


def damaged(name: str) -> Finding:
    """What is said of a record that cannot be read: the document is then compared by its words."""
    text = "文稿中 juesuan 的记录已损坏，将按文字比对"
    return Finding("snapshot-damaged", "warning", text, "请核对结果", place=FilePlace(name))


def size_findings(count: int) -> tuple[Finding, ...]:
    """Says so where a record takes more properties than every editor is known to keep."""
    if count <= MOST_PROPERTIES:
        return ()
    finding = Finding(
        "record-large",
        "info",
        f"这份文稿很大，juesuan 的记录占{count}个文档属性，多于{MOST_PROPERTIES}个，在 Word、WPS 里没有试过",
        "请一直存为 .docx，不要另存为 .doc、.odt 或 .wps 再存回来；更新前另留一份",
        found=str(count),
        expected=str(MOST_PROPERTIES),
    )
    return (finding,)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def packed_text(raw: bytes) -> str:
    """JSON as the text that is cut into properties."""
    return base64.b64encode(lzma.compress(raw, format=lzma.FORMAT_RAW, filters=_LZMA)).decode()


def unpacked_text(text: str, number: int) -> bytes:
    """The JSON in a record of format ``number``. Raises ``ValueError`` or what the decoders do."""
    packed = base64.b64decode(text, validate=True)
    inflater = zlib.decompressobj() if number == 1 else lzma.LZMADecompressor(lzma.FORMAT_RAW, None, _LZMA)
    raw = inflater.decompress(packed, LARGEST)
    if not inflater.eof:  # cut off, or larger than any honest record
        raise ValueError
    return raw
