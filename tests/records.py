"""Records taken apart: the JSON in a draft's properties, changed and put back as anybody could."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from juesuan.record import CHUNK, PREFIX
from juesuan.record.carrier import packed_text, unpacked_text
from juesuan.word.properties import read_properties, write_properties

DRAFTS = Path(__file__).parent / "record" / "drafts-0.1"
JSONPath = tuple[str | int, ...]


def json_of(properties: Mapping[str, str]) -> Any:
    """The JSON of a record."""
    chunks = sorted(name for name in properties if name.removeprefix(PREFIX).isdigit())
    text = "".join(properties[name] for name in chunks)
    return json.loads(unpacked_text(text, int(properties[f"{PREFIX}format"])))


def properties_of(data: object, number: str = "2") -> dict[str, str]:
    """The properties of a record with this JSON (bytes are taken as they are), its digest in order."""
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    text = base64.b64encode(zlib.compress(raw)).decode() if number == "1" else packed_text(raw)
    chunks = [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    head = {f"{PREFIX}format": number, f"{PREFIX}version": "9.9", f"{PREFIX}digest": digest}
    return head | {f"{PREFIX}{at:04d}": chunk for at, chunk in enumerate(chunks)}


def paths(data: Any, above: JSONPath = ()) -> Iterator[JSONPath]:
    """The path of every value in it."""
    yield above
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield from paths(value, (*above, key))


def at(data: Any, path: JSONPath) -> Any:
    """The value there."""
    for step in path:
        data = data[step]
    return data


def put(data: Any, path: JSONPath, value: object) -> Any:
    """The data with another value there; everything beside the path is shared with the old."""
    if not path:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = put(data[path[0]], path[1:], value)
    return copy


def without(data: Any, path: JSONPath) -> Any:
    """The data without the field or element there."""
    *above, last = path
    copy = at(data, tuple(above)).copy()
    del copy[last]
    return put(data, tuple(above), copy)


def repacked(docx: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The document with its custom properties changed."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(buffer, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            new.writestr(item, change(data) if item.filename == "docProps/custom.xml" else data)
    return buffer.getvalue()


def with_record(docx: bytes, change: Callable[[Any], Any]) -> bytes:
    """The document with its record's JSON changed, in the format that it has."""

    def changed(blob: bytes) -> bytes:
        properties = read_properties(blob) or {}
        data = change(json_of(properties))
        return write_properties(blob, properties_of(data, properties[f"{PREFIX}format"]))

    return repacked(docx, changed)
