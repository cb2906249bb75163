"""The one guard for workbooks and documents, and the one way they are written."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

import pytest

from juesuan.errors import InputError
from juesuan.packages import MAX_NODES, judge_length, open_package, parsed, write_package

TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/main.bin" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)
DTD = '<?xml version="1.0"?>{}<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def refusal(data: bytes) -> tuple[str, str]:
    """Code and message with which the package is refused."""
    with pytest.raises(InputError) as caught:
        open_package(data, "x.docx")
    assert ("x.docx", True) == (caught.value.place.file, bool(caught.value.remedy))
    return caught.value.code, caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("part", ["word/document.xml", "customXml/item1.xml", "word/main.bin", "a.XML"])
def test_a_dtd_is_refused_wherever_it_stands(part: str, encoding: str) -> None:
    """A DTD far into any XML part, in any encoding, is refused."""
    content = DTD.format(" " * 5000).encode(encoding)
    data = zipped({"[Content_Types].xml": TYPES, part: content})
    assert ("not-allowed", "这个文件里有不允许的内容（实体定义）") == refusal(data)


@pytest.mark.parametrize(
    "content", ["<x/>".encode("utf-16"), b"<?xml" + b" " * 200 + b"encoding='utf-7'?><x/>"]
)
def test_an_encoding_that_could_hide_something_is_refused(content: bytes) -> None:
    """XML that is parsed stands in an encoding whose letters can be searched."""
    assert ("not-allowed", "这个文件里有不允许的内容（少见的文字编码）") == refusal(
        zipped({"word/styles.xml": content})
    )


def test_data_of_other_programs_may_have_their_own_encoding() -> None:
    """customXml is parsed by nobody here, so a whole document is not refused for it."""
    open_package(zipped({"customXml/item1.xml": "<x/>".encode("utf-16")}), "x.docx")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("ratio", {"word/media/a.bin": bytes(20_000_000)}),
        ("XML in all", {f"word/{at}.xml": b"<x>" + b"abcdefgh" * 2_200_000 + b"</x>" for at in range(4)}),
        ("elements", {"word/document.xml": b"<x>" + b"<p/>" * MAX_NODES + b"</x>"}),
        ("attributes", {"word/document.xml": b"<x>" + b'<p a="" b="" c=""/>' * (MAX_NODES // 4) + b"</x>"}),
        ("parts", {f"word/media/{at}": b"" for at in range(2001)}),
    ],
)
def test_what_unpacks_too_far_is_refused(name: str, parts: Mapping[str, bytes]) -> None:
    """Bytes, elements and parts are bounded, packed or not."""
    method = zipfile.ZIP_DEFLATED if name == "ratio" else zipfile.ZIP_STORED
    assert ("too-large", "这个文件展开后太大，不像决算公开的文件") == refusal(zipped(parts, method))


def test_names_that_differ_in_case_only_are_refused() -> None:
    """Of two parts with one name a parser may take the one that nobody looked at."""
    assert "damaged" == refusal(zipped({"word/a.xml": b"<x/>", "word/A.xml": b"<y/>"}))[0]


def test_parts_that_share_bytes_are_refused() -> None:
    """A directory that lists the same bytes twice would unpack them twice."""
    data = bytearray(zipped({"a.bin": b"x" * 100, "b.bin": b"y" * 100}, zipfile.ZIP_STORED))
    second = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 0)  # where b.bin begins: at the beginning of a.bin
    assert "damaged" == refusal(bytes(data))[0]


def test_a_part_that_is_longer_than_it_says_is_refused() -> None:
    """The sizes in the directory are not taken on trust."""
    data = bytearray(zipped({"a.xml": b"<x>" + b"y" * 1000 + b"</x>"}))
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 24, 10)
    assert "damaged" == refusal(bytes(data))[0]


def test_a_locked_package_is_named_as_such() -> None:
    """A part that is encrypted asks for the password to be taken off."""
    data = bytearray(zipped({"a.xml": b"<x/>"}))
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<H", data, entry + 8, 1)
    assert ("encrypted", "这个文件加了密码") == refusal(bytes(data))


LONG = {
    "paragraphs": "<p/>" * 20_001,
    "paragraphs in tables": f"<tbl>{'<p/>' * 100_001}</tbl>",
    "runs": "<p>" + "<r/>" * 19_999 + "</p>" + ("<p>" + "<r/>" * 19_999 + "</p>") * 10,
    "controls": "<sdt/>" * 10_001,
    "bookmarks": "<bookmarkStart/>" * 20_001,
    "characters": f"<p>{'字' * 40_000}</p>" * 26,
    "characters of one paragraph": f"<p>{'字' * 50_001}</p>",
    "elements of one paragraph": f"<p>{'<r/>' * 20_001}</p>",
}


@pytest.mark.parametrize("name", LONG)
def test_a_document_beyond_every_department_is_refused(name: str) -> None:
    """Each kind of thing that takes a reader time has its bound."""
    with pytest.raises(InputError, match="这个文档太长"):
        judge_length(parsed(f"<body>{LONG[name]}</body>".encode()), "x.docx")


def test_a_whole_department_of_1_400_items_is_not() -> None:
    """Nine tables of 1,400 lines, 4,300 paragraphs, 2,900 slots, a list of all names in one of them."""
    cell = "<tc><p><r><t>12345.67</t></r></p></tc>"
    tables = f"<tbl>{f'<tr>{cell * 10}</tr>' * 1_400}</tbl>" * 4
    slot = "<sdt><r><t>填写</t></r></sdt>"
    body = f"<p><bookmarkStart/>{'<r><t>一般行政管理事务</t></r>' * 8}{slot}</p>" * 2_900 + "<p/>" * 1_400
    names = f"<p><r><t>{'其他城乡社区公共设施支出、' * 1_400}</t></r></p>"
    judge_length(parsed(f"<body>{tables}{body}{names}</body>".encode()), "x.docx")


def test_written_the_same_on_every_system() -> None:
    """Order, times and attributes of the entries do not depend on the caller or the system."""
    parts = {"word/b.xml": b"<b/>", "[Content_Types].xml": TYPES, "_rels/.rels": b"<r/>", "a.xml": b"<a/>"}
    data = write_package(parts.items())
    assert data == write_package(reversed(parts.items()))
    entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    assert ["[Content_Types].xml", "_rels/.rels", "a.xml", "word/b.xml"] == [
        each.filename for each in entries
    ]
    assert {((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)} == {
        (each.date_time, each.create_system, each.external_attr) for each in entries
    }
