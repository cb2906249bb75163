"""Zip packages (.xlsx, .ods, .docx): judged before anything parses them, written the same everywhere.

Files come by mail, so a package is judged as a whole when it is opened, for workbooks and documents alike:
64 MiB on disk; 2,000 parts, no name twice, none over another; 256 MiB unpacked, its XML 64 MiB; a part over
1 MiB unpacks to at most 200 times its size; three million tags and attributes (a parser takes about 100
bytes for each of them: 367 KB of ``<w:p/>`` took 5.2 GB); XML in UTF-8 or a Chinese or Latin encoding; no
DTD or entity anywhere. Nothing outside the package is followed: no external link, no macro is ever read.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from lxml import etree

from juesuan.errors import InputError
from juesuan.places import FilePlace

MAX_FILE = 64 * 2**20
MAX_PARTS = 2_000
MAX_BYTES = 256 * 2**20
MAX_XML = 64 * 2**20
MAX_RATIO = 200
RATIO_FROM = 2**20
"""Parts below it may be packed as well as they like: an empty form is nearly nothing."""
MAX_NODES = 3_000_000
LONGEST: Mapping[str, int] = {
    # A department of 1,400 items has 60,000 paragraphs with all its tables, 4,300 of them outside, 2,900 slots.
    "count(//*[local-name() = 'p'])": 100_000,
    "count(//*[local-name() = 'p'][not(ancestor::*[local-name() = 'tbl'])])": 20_000,
    "count(//*[local-name() = 'r'])": 200_000,
    "count(//*[local-name() = 'sdt'])": 10_000,
    "count(//*[local-name() = 'bookmarkStart'])": 20_000,
    "string-length()": 1_000_000,  # five hundred pages
    # A paragraph may list all items: 30,000 characters.
    "count(//*[local-name() = 'p'][string-length() > 50000 or count(.//*) > 20000])": 0,
}
"""What a document may have of what takes a reader time; each was tried at its bound through every command."""

CONTENT_TYPES = "[Content_Types].xml"

_EPOCH = (1980, 1, 1, 0, 0, 0)
_RELATIONS = "_rels/.rels"
_FIRST = (CONTENT_TYPES, _RELATIONS)
_BOM = b"\xef\xbb\xbf"
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ENCODING = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([\w.-]+)")
_ENCODINGS = frozenset(
    {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"gbk", b"gb2312", b"gb18030", b"iso-8859-1"}
)
_UNPARSED = "customxml/"
"""Data of other programs, which nobody here parses: in any encoding, but without DTD too."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
_ENCRYPTED = 1
_LOCAL_HEADER = 30  # bytes before a part's name, of which nothing can be left out
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
_SAVE_AGAIN = "请用 Office 或 WPS 打开后另存为新的文件"
_SMALLER = "请只留要用的内容，图片请压缩，另存为新的文件"


@dataclass(frozen=True)
class Package:
    """A package within bounds; ``xml`` are its XML parts, each of them judged."""

    file: str
    archive: zipfile.ZipFile
    xml: Mapping[str, bytes]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the file."""
        return tuple(self.archive.namelist())

    @cached_property
    def main_part(self) -> str:
        """The part that an Office file is about (``word/document.xml``), empty where none is named."""
        if _RELATIONS not in self.xml:
            return ""
        targets = (
            each.get("Target", "").removeprefix("/")
            for each in self.root(_RELATIONS)
            if each.get("Type", "").endswith("/officeDocument")
        )
        return next((target for target in targets if target in self.xml), "")

    def root(self, name: str) -> Any:
        """The root element of an XML part. Raises ``InputError``: it is not there, or no XML."""
        try:
            return parsed(self.xml[name])
        except (KeyError, etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self.file) from error


def parsed(content: bytes) -> Any:
    """The root element of XML: no comments or instructions in it, entities and the network left alone.

    Raises ``lxml.etree.XMLSyntaxError``, also for elements nested more than 256 deep.
    """
    return etree.fromstring(content, _PARSER)


def open_package(data: bytes, file: str) -> Package:
    """The package ``data`` of the file so called.

    Raises ``InputError``: damaged, locked with a password, beyond the bounds, or XML that is not allowed.
    """
    if len(data) > MAX_FILE:
        raise _too_large(file)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _DAMAGED as error:
        raise damaged(file) from error
    _judge_directory(archive, file)
    return Package(file, archive, dict(_xml_parts(archive, file)))


def _judge_directory(archive: zipfile.ZipFile, file: str) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise InputError(
            "这个文件加了密码", place=FilePlace(file), remedy="请先去掉密码再保存", code="encrypted"
        )
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES:
        raise _too_large(file)
    if any(
        part.file_size > RATIO_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1)
        for part in parts
    ):
        raise _too_large(file)
    # Names count without case: a parser may take XL/Workbook.xml for the one that was looked at.
    if len({part.filename.lower() for part in parts}) < len(parts) or _overlap(archive):
        raise damaged(file)


def _overlap(archive: zipfile.ZipFile) -> bool:
    """Whether two parts share bytes: the way to unpack one of them many times."""
    parts = sorted(archive.infolist(), key=lambda part: part.header_offset)
    ends = [*(part.header_offset for part in parts[1:]), archive.start_dir]
    return any(
        part.header_offset + _LOCAL_HEADER + len(part.filename) + part.compress_size > end
        for part, end in zip(parts, ends, strict=True)
    )


def _xml_parts(archive: zipfile.ZipFile, file: str) -> Iterator[tuple[str, bytes]]:
    """Every XML part, judged."""
    size = nodes = 0
    is_xml = _XmlByType(archive, file)
    for part in archive.infolist():
        name = part.filename
        if not is_xml(name):
            continue
        size += part.file_size
        if size > MAX_XML:
            raise _too_large(file)
        content = _read(archive, name, file)
        nodes += content.count(b"<") + content.count(b"=")
        if nodes > MAX_NODES:
            raise _too_large(file)
        _judge_xml(name, content, file)
        yield name, content


class _XmlByType:
    """Which parts are XML: by their name, or by what the package says of them, whatever their name."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.parts: set[str] = set()
        self.endings = {"xml", "rels"}
        name = next((each for each in archive.namelist() if each == CONTENT_TYPES), None)
        if name is None:
            return
        if archive.getinfo(name).file_size > RATIO_FROM:
            raise _too_large(file)
        content = _read(archive, name, file)
        _judge_xml(name, content, file)
        try:
            types = parsed(content)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(file) from error
        for each in types:
            if each.get("ContentType", "").lower().endswith("xml"):
                self.parts.add(each.get("PartName", "").lower().removeprefix("/"))
                self.endings.add(each.get("Extension", "xml").lower())

    def __call__(self, name: str) -> bool:
        name = name.lower()
        return name.rpartition(".")[2] in self.endings or name in self.parts


def _read(archive: zipfile.ZipFile, name: str, file: str) -> bytes:
    try:
        return archive.read(name)  # no more than the directory says, or zipfile complains
    except _DAMAGED as error:
        raise damaged(file) from error


def _judge_xml(name: str, content: bytes, file: str) -> None:
    # In UTF-16 and UTF-32 the same letters stand between zeros.
    if _DTD.search(content.replace(b"\0", b"")):
        raise _not_allowed(file, "实体定义")
    if name.lower().startswith(_UNPARSED):
        return
    content = content.removeprefix(_BOM)
    declared = _ENCODING.match(content)
    strange = declared is not None and declared.group(1).lower() not in _ENCODINGS
    if strange or b"\0" in content or not content.lstrip().startswith(b"<"):
        raise _not_allowed(file, "少见的文字编码")


def judge_length(root: Any, file: str) -> None:
    """Refuse a document that is longer than any of a department. Raises ``InputError``."""
    if any(etree.XPath(measure)(root) > most for measure, most in LONGEST.items()):
        raise InputError(
            "这个文档太长，不像决算公开的文件",
            place=FilePlace(file),
            remedy="请只留部门决算的内容，另存为新的文件",
            code="too-large",
        )


def write_package(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The parts as a package: the same bytes for the same content, whatever the system and the time of day."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(parts, key=lambda part: (part[0] not in _FIRST, part[0])):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = (
                3,
                0o644 << 16,
            )  # zipfile would write the system it runs on
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def damaged(file: str) -> InputError:
    """The error for a package that cannot be read."""
    return InputError("这个文件已损坏", place=FilePlace(file), remedy=_SAVE_AGAIN, code="damaged")


def _too_large(file: str) -> InputError:
    return InputError(
        "这个文件展开后太大，不像决算公开的文件", place=FilePlace(file), remedy=_SMALLER, code="too-large"
    )


def _not_allowed(file: str, what: str) -> InputError:
    return InputError(
        f"这个文件里有不允许的内容（{what}）", place=FilePlace(file), remedy=_SAVE_AGAIN, code="not-allowed"
    )
