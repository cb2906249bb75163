"""A .docx opened and saved: judged before parsing, the same bytes for the same content."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part
from lxml import etree

from juesuan.errors import DocumentError, InputError
from juesuan.packages import CONTENT_TYPES, judge_length, open_package, write_package
from juesuan.places import FilePlace, Place
from juesuan.word.elements import q

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SAVE_AS = "请用 Word 或 WPS 打开后另存为 .docx"

Document = Any  # python-docx's classes are typed, but what they return of an element is not


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
        open_package(data, name)
        document = docx.Document(BytesIO(data))
        if document.element.find(q("body")) is None:
            raise _no_document(place)
        judge_length(document.element, name)
    except InputError as error:
        if error.code == "damaged":
            raise _no_document(place) from error
        raise DocumentError(error.message, place=place, remedy=error.remedy) from error
    except etree.XMLSyntaxError as error:
        raise DocumentError(
            "文档内部的结构已损坏",
            place=place,
            remedy="请用 Word 或 WPS 打开（需要时让它修复）后另存为 .docx",
        ) from error
    except Exception as error:  # python-docx raises KeyError, ValueError, BadZipFile … for broken packages
        raise _no_document(place) from error
    return document


def _no_document(place: Place) -> DocumentError:
    return DocumentError("这不是 Word 文档，或已损坏", place=place, remedy=_SAVE_AS)


def save_document(document: Document) -> bytes:
    """The document as bytes: parts in a fixed order with fixed times."""
    package = document.part.package
    parts = list(package.iter_parts())
    entries: list[tuple[str, bytes]] = [
        (CONTENT_TYPES, _content_types(parts)),
        (PACKAGE_URI.rels_uri.membername, package.rels.xml),
    ]
    for part in parts:
        entries.append((part.partname.membername, part.blob))
        if len(part.rels):
            entries.append((part.partname.rels_uri.membername, part.rels.xml))
    return write_package(entries)


def _content_types(parts: list[Any]) -> bytes:
    """What each part is: by its ending for pictures and the like, by its name for all XML."""
    names: Any = {None: _TYPES}
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap=names)
    endings = {"rels": CT.OPC_RELATIONSHIPS, "xml": CT.XML}
    parts = sorted(parts, key=lambda part: str(part.partname))
    for part in parts:
        if part.partname.ext:
            endings.setdefault(part.partname.ext.lower(), part.content_type)
    for ending, kind in sorted(endings.items()):
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=ending, ContentType=kind)
    for part in parts:
        if endings.get(part.partname.ext.lower()) != part.content_type:
            etree.SubElement(
                root, f"{{{_TYPES}}}Override", PartName=str(part.partname), ContentType=part.content_type
            )
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def related_part(owner: Any, kind: str) -> Any | None:
    """The part that ``owner`` (a package or part) is related to in that way, or ``None``."""
    for relation in owner.rels.values():
        if relation.reltype == kind and not relation.is_external:
            return relation.target_part
    return None


def related_part_of_kind(owner: Any, kind: str) -> Any | None:
    """The same by the last word of the relation's type: later parts of Word's have their own namespaces."""
    found = (each for each in owner.rels.values() if each.reltype.rpartition("/")[2] == kind)
    return next((each.target_part for each in found if not each.is_external), None)


def custom_properties(document: Document) -> Any | None:
    """The part with the custom properties, or ``None``."""
    return related_part(document.part.package, RT.CUSTOM_PROPERTIES)


def add_custom_properties(document: Document, blob: bytes) -> None:
    """Put the custom properties in, in place of those that are there."""
    package = document.part.package
    present = custom_properties(document)
    name = present.partname if present else PackURI("/docProps/custom.xml")
    for key, relation in list(package.rels.items()):
        if relation.reltype == RT.CUSTOM_PROPERTIES and not relation.is_external:
            del package.rels[key]
    part = Part(name, CT.OFC_CUSTOM_PROPERTIES, blob, package)
    package.relate_to(part, RT.CUSTOM_PROPERTIES)
