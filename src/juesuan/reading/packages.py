"""Zip-based files (.xlsx, .ods, .docx) looked at before anything parses them: files come by mail.

Bounds: 64 MiB on disk; 2,000 parts, no name twice; 256 MiB unpacked in all and 64 MiB in one XML part;
a part over 1 MiB unpacks to at most 200 times its size; XML in UTF-8 or a Chinese or Latin encoding,
without DTD or entity. Nothing outside the package is followed: no external link, no macro is ever read.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from juesuan.errors import InputError
from juesuan.places import FilePlace

MAX_FILE = 64 * 2**20
MAX_PARTS = 2_000
MAX_BYTES = 256 * 2**20
MAX_XML = 64 * 2**20
MAX_RATIO = 200

_XML = (".xml", ".rels")
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.-]+)")
_ENCODINGS = frozenset(
    {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"gbk", b"gb2312", b"gb18030", b"iso-8859-1"}
)
_SAVE_AGAIN = "请用 Excel 或 WPS 打开后另存为新的文件"


@dataclass(frozen=True)
class Package:
    """A zip whose parts are within bounds; an XML part is checked when it is read."""

    file: str
    archive: zipfile.ZipFile

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(self.archive.namelist())

    def read(self, name: str) -> bytes:
        """A part. Raises ``InputError``: damaged, or XML that is not allowed."""
        try:
            content = self.archive.read(name)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise _damaged(self.file) from error
        if name.endswith(_XML):
            self._check_xml(content)
        return content

    def _check_xml(self, content: bytes) -> None:
        declared = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
        strange = content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:1] == b"\0"
        if strange or (declared and declared.group(1).lower() not in _ENCODINGS):
            raise _not_allowed(self.file, "少见的文字编码")
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise _not_allowed(self.file, "实体定义")

    def check_all_xml(self) -> None:
        """Check every XML part, for a parser that will read them itself."""
        for name in self.names:
            if name.endswith(_XML):
                self.read(name)


def open_package(data: bytes, file: str) -> Package:
    """The package. Raises ``InputError``: damaged, locked, or beyond the bounds."""
    place = FilePlace(file)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _damaged(file) from error
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise InputError("这个文件加了密码", place=place, remedy="请先去掉密码再保存", code="encrypted")
    too_large = len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES
    if too_large or any(_is_bomb(part) for part in parts):
        raise InputError(
            "这个文件展开后太大，不像决算公开的文件",
            place=place,
            remedy="请只留决算表，另存为新的文件",
            code="too-large",
        )
    if len({part.filename for part in parts}) < len(parts):
        raise _damaged(file)
    return Package(file, archive)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    if part.filename.endswith(_XML) and part.file_size > MAX_XML:
        return True
    return part.file_size > 2**20 and part.file_size > MAX_RATIO * max(part.compress_size, 1)


def _damaged(file: str) -> InputError:
    return InputError("这个文件已损坏", place=FilePlace(file), remedy=_SAVE_AGAIN, code="damaged")


def _not_allowed(file: str, what: str) -> InputError:
    return InputError(
        f"这个文件里有不允许的内容（{what}）", place=FilePlace(file), remedy=_SAVE_AGAIN, code="not-allowed"
    )
