"""A .docx opened and saved: bounds before parsing, the same bytes for the same content.

Bounds: 2,000 parts, 256 MiB unpacked in all, no DTD or entity in any XML part.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import _ContentTypesItem
from lxml import etree

from juesuan.errors import DocumentError
from juesuan.places import FilePlace, Place

MAX_PARTS = 2_000
MAX_BYTES = 256 * 2**20
_EPOCH = (1980, 1, 1, 0, 0, 0)

Document = Any  # docx.document.Document, which has no types


def open_own(data: bytes) -> Document:
    """A document that ships with juesuan, which need not be suspected."""
    return docx.Document(BytesIO(data))


def open_document(data: bytes, name: str = "") -> Document:
    """The document. Raises ``DocumentError``: not a .docx, locked, damaged, or not safe."""
    place = FilePlace(name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P" in data[:65536]:
            raise DocumentError("这个文件加了密码", place=place, remedy="请先去掉密码再保存")
        raise DocumentError(
            "这是旧格式的文档（.doc 或 .wps）", place=place, remedy="请用 Word 或 WPS 另存为 .docx"
        )
    try:
        _check(data, place)
        return docx.Document(BytesIO(data))
    except DocumentError:
        raise
    except etree.XMLSyntaxError as error:
        raise DocumentError(
            "文档内部的结构已损坏",
            place=place,
            remedy="请用 Word 或 WPS 打开（需要时让它修复）后另存为 .docx",
        ) from error
    except Exception as error:  # python-docx raises KeyError, ValueError, BadZipFile … for broken packages
        raise DocumentError(
            "这不是 Word 文档，或已损坏", place=place, remedy="请用 Word 或 WPS 打开后另存为 .docx"
        ) from error


def _check(data: bytes, place: Place) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES:
            raise DocumentError("这个文档展开后太大", place=place, remedy="请核对文件，或压缩其中的图片")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as stream:
                    head = stream.read(1024)
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise DocumentError(
                        "文档里有不允许的内容（实体定义）",
                        place=place,
                        remedy="请用 Word 或 WPS 另存为新的文档",
                    )


def save_document(document: Document) -> bytes:
    """The document as bytes: parts in a fixed order with fixed times."""
    package = document.part.package
    parts = list(package.iter_parts())
    types = _ContentTypesItem.from_parts(parts)  # type: ignore[no-untyped-call]
    entries: list[tuple[str, bytes]] = [
        ("[Content_Types].xml", types.blob),
        (PACKAGE_URI.rels_uri.membername, package.rels.xml),
    ]
    for part in sorted(parts, key=lambda part: str(part.partname)):
        entries.append((part.partname.membername, part.blob))
        if len(part.rels):
            entries.append((part.partname.rels_uri.membername, part.rels.xml))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, blob in entries:
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), blob, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def related_part(owner: Any, kind: str) -> Any | None:
    """The part that ``owner`` (a package or part) is related to in that way, or ``None``."""
    for relation in owner.rels.values():
        if relation.reltype == kind and not relation.is_external:
            return relation.target_part
    return None


def custom_properties(document: Document) -> Any | None:
    """The part with the custom properties, or ``None``."""
    return related_part(document.part.package, RT.CUSTOM_PROPERTIES)


def add_custom_properties(document: Document, blob: bytes) -> None:
    """Put the custom properties in, in place of those that are there."""
    package = document.part.package
    part = custom_properties(document)
    if part is None:
        name = PackURI("/docProps/custom.xml")
        kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
        part = Part(name, kind, blob, package)
        package.relate_to(part, RT.CUSTOM_PROPERTIES)
    part._blob = blob
