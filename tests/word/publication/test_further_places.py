"""Secrets where Word, WPS and other programs keep them beside the usual places: panes, charts, pictures, fields."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import pytest

from finished import written
from juesuan.word import write
from juesuan.word.parts import Parts
from juesuan.word.publication import has_revisions, publish
from juesuan.word.publication.pictures import cleaned
from structure import faults
from word.publication.planting import (
    MAIN,
    ML,
    STYLES,
    Files,
    Plant,
    R,
    body,
    contents,
    outside,
    part,
    planted,
    relate,
    style,
    words,
)

_MS = "http://schemas.microsoft.com/office"
_C = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
)
_HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
_DRAWING = (
    '<w:r>{}<w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="9" name="图片 1">{}</wp:docPr>'
    '<a:graphic><a:graphicData uri="u">{}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)


def _field(instruction: str, shown: str = "见附件", inside: str = "", run: str = "") -> str:
    mark = f'<w:r>{run}<w:fldChar w:fldCharType="{{}}">{{}}</w:fldChar></w:r>'
    code = f'<w:r>{run}<w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    result = f"<w:r>{run}<w:t>{shown}</w:t></w:r>"
    return mark.format("begin", inside) + code + mark.format("separate", "") + result + mark.format("end", "")


def _of_package(name: str, kind: str) -> Plant:
    return part(name, "<w:x>§</w:x>", kind, "application/xml", owner="")


def _before(name: str, closing: str, more: str) -> Plant:
    def plant(files: Files, secret: str) -> None:
        at = files[name].rindex(closing.encode())
        files[name] = files[name][:at] + more.replace("§", secret).encode() + files[name][at:]

    return plant


def _binary(name: str, content: Callable[[str], bytes], kind: str, use: str) -> Plant:
    """A part that is no XML, and its use in a paragraph; § in its name or content is the secret."""

    def plant(files: Files, secret: str) -> None:
        full = name.replace("§", secret)
        files[full] = content(secret)
        ending = full.rpartition(".")[2]
        types = files["[Content_Types].xml"].decode()
        if f'Extension="{ending}"' not in types:
            new = f'<Default Extension="{ending}" ContentType="image/{ending}"/>'
            files["[Content_Types].xml"] = types.replace("<Default ", new + "<Default ", 1).encode()
        number = relate(files, MAIN, kind, "/" + full)
        if use:
            words(use.replace("{id}", number))(files, secret)

    return plant


def _chart(xml: str) -> Plant:
    def plant(files: Files, secret: str) -> None:
        name = f"word/charts/chart{len(files)}.xml"
        content = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        files[name] = f"<c:chartSpace {_C}>{xml.replace('§', secret)}</c:chartSpace>".encode()
        types = files["[Content_Types].xml"].decode()
        override = f'<Override PartName="/{name}" ContentType="{content}"/></Types>'
        files["[Content_Types].xml"] = types.replace("</Types>", override).encode()
        number = relate(files, MAIN, "chart", "/" + name)
        words(_DRAWING.format("", "", f'<c:chart {_C} r:id="{number}"/>'))(files, secret)

    return plant


def _png(secret: str) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    drawn = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    said = chunk(b"tEXt", b"Author\0" + secret.encode()) if secret else b""
    shown = chunk(b"IDAT", zlib.compress(b"\0\1\2\3")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + drawn + said + shown + secret.encode()


def _jpeg(secret: str, orientation: int = 1) -> bytes:
    def segment(marker: int, data: bytes) -> bytes:
        return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data

    said = secret.encode()
    entries = struct.pack("<HHHIHH", 1, 0x0112, 3, 1, orientation, 0)
    exif = segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0" + entries + b"\0\0\0\0" + said)
    xmp = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + said)
    more = segment(0xED, said) + segment(0xFE, said) + segment(0xE2, b"MPF\0" + said)
    drawn = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + segment(0xEE, b"Adobe\0d\0\0\0\0\1")
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56"
    return (
        b"\xff\xd8" + drawn + exif + xmp + more + segment(0xDB, b"\0" + bytes(64)) + scan + b"\xff\xd9" + said
    )


_PICTURE = _DRAWING.format("", "", '<a:blip r:embed="{id}"/>')

PLACES: dict[str, Plant] = {
    "a label of confidentiality": _of_package(
        "docMetadata/LabelInfo.xml", f"{_MS}/2020/02/relationships/classificationlabels"
    ),
    "a task pane": _of_package("word/taskpanes.xml", f"{_MS}/2011/relationships/webextensiontaskpanes"),
    "a ribbon": _of_package("customUI/customUI14.xml", f"{_MS}/2007/relationships/ui/extensibility"),
    "properties in strict words": _of_package(
        "docProps/a9.xml", "http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties"
    ),
    "a part of an unknown kind": part("word/odd.xml", "<w:x>§</w:x>", "http://x.org/odd", "application/xml"),
    "tasks": part(
        "word/tasks.xml", "<w:x>§</w:x>", f"{_MS}/2019/05/relationships/documenttasks", "application/xml"
    ),
    "a remark in the XML": _before(MAIN, "</w:body>", "<!-- § -->"),
    "an instruction in the XML": _before(MAIN, "</w:body>", "<?who §?>"),
    "a remark among styles": _before(STYLES, "</w:styles>", "<!-- § -->"),
    "data of a field": words(_field('HYPERLINK "http://a.gov.cn"', inside="<w:fldData>§</w:fldData>")),
    "a field that nothing ends": words(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>AUTHOR §</w:instrText></w:r>'
    ),
    "a hidden link's field": words(_field('HYPERLINK "http://§.gov.cn"', "x", run=_HIDDEN)),
    "a link to a folder beside": words(_field('HYPERLINK "..\\\\§\\\\"')),
    "a link without quotes": words(_field("HYPERLINK §.docx")),
    "a field's question": words(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        + _field("DOCPROPERTY q", "§")
        + '<w:r><w:instrText> = "a" "b"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>见附件</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "a hidden formula": words(
        f'<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r>{_HIDDEN}<m:t>§</m:t></m:r></m:oMath>'
    ),
    "a hidden text box": words(
        '<w:r><w:drawing><wp:anchor><wp:docPr id="4" name="文本框 4" hidden="1"/><a:graphic><a:graphicData uri="x">'
        "<w:txbxContent><w:p><w:r><w:t>§</w:t></w:r></w:p></w:txbxContent></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    ),
    "a hidden shape of old": words(
        '<w:r><w:pict><v:shape style="position:absolute;visibility:hidden"><v:textbox><w:txbxContent><w:p><w:r><w:t>§</w:t></w:r>'
        "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    ),
    "a hidden picture": _binary(
        "word/media/h.png",
        lambda secret: secret.encode(),
        "image",
        _PICTURE.replace("<w:r>", f"<w:r>{_HIDDEN}"),
    ),
    "a hidden link": outside(
        "hyperlink",
        "http://§.cn/",
        f'<w:hyperlink r:id="{{id}}"><w:r>{_HIDDEN}<w:t>x</w:t></w:r></w:hyperlink>',
    ),
    "who is to sign": words(
        '<w:r><w:pict><v:shape><o:signatureline suggestedsigner="§"/></v:shape></w:pict></w:r>'
    ),
    "a drawing packed once more": words('<w:r><w:pict><v:shape o:gfxdata="§"/></w:pict></w:r>'),
    "a header that is shown nowhere": part(
        "word/header77.xml", "<w:hdr><w:p><w:r><w:t>§</w:t></w:r></w:p></w:hdr>", "header", f"{ML}.header+xml"
    ),
    "a picture that is shown nowhere": _binary(
        "word/media/u.png", lambda secret: secret.encode(), "image", ""
    ),
    "text in a PNG": _binary("word/media/p.png", _png, "image", _PICTURE),
    "camera and comment of a JPEG": _binary("word/media/j.jpeg", _jpeg, "image", _PICTURE),
    "name of a picture's file": _binary("word/media/§.png", lambda _: _png(""), "image", _PICTURE),
    "a chart's workbook": _chart("<c:f>[§.xlsx]Sheet1!$A$1</c:f>"),
    "a chart's folder": _chart("<c:f>'C:\\Users\\§\\[x.xlsx]Sheet1'!$A$1</c:f>"),
    "a chart's pivot table": _chart("<c:pivotSource><c:name>[§.xlsx]S!t</c:name></c:pivotSource>"),
    "a chart's row that is left out": _chart(
        "<c:ext><c15:filteredBarSeries><c15:ser><c:v>§</c:v></c15:ser></c15:filteredBarSeries></c:ext>"
    ),
    "data of another program": words(
        '<w:r><w:t xmlns:k="http://www.wps.cn/officeDocument/2013/wpsCustomData" k:hdid="§">x</w:t></w:r>'
    ),
    "an element of another program": words('<k:trace xmlns:k="urn:our:system" k:user="§">§</k:trace>'),
    "a linked workbook": outside(
        "oleObject",
        "file:///C:/x.xlsx",
        '<w:r><w:object><v:shape/><o:OLEObject Type="Link" r:id="{id}"><o:FieldCodes>§</o:FieldCodes></o:OLEObject></w:object></w:r>',
    ),
    "where a pen wrote": _binary(
        "word/ink/ink1.xml",
        lambda secret: (
            f'<k:ink xmlns:k="http://www.w3.org/2003/InkML"><k:annotation>{secret}</k:annotation></k:ink>'.encode()
        ),
        "customXml",
        _DRAWING.format("", "", '<w14:contentPart r:id="{id}"/>'),
    ),
}
TOLD: dict[str, Plant] = {
    "a table's description": body(
        '<w:tbl><w:tblPr><w:tblCaption w:val="§"/><w:tblDescription w:val="§"/></w:tblPr><w:tblGrid/>'
        "<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    ),
    "an old shape's description": words('<w:r><w:pict><v:oval alt="§"/></w:pict></w:r>'),
    "an old shape's name": words('<w:r><w:pict><v:shape id="§"/></w:pict></w:r>'),
    "another name of a style": style(
        '<w:style w:type="paragraph" w:styleId="S7"><w:name w:val="heading 9"/><w:aliases w:val="§"/></w:style>'
    ),
    "a list's name": part(
        "word/numbering.xml",
        '<w:numbering><w:abstractNum w:abstractNumId="77"><w:name w:val="§"/></w:abstractNum></w:numbering>',
        "numbering",
        f"{ML}.numbering+xml",
    ),
}


@pytest.fixture(scope="module")
def draft() -> bytes:
    """The example's draft, every reason filled."""
    return write(written())


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_left(place: str, draft: bytes) -> None:
    """The secret is in no part and no name; no reference leads into nothing; the words beside it stay."""
    data, secrets = planted(draft, {place: PLACES[place]})
    published = publish(Parts(data)).data
    assert secrets[place] in contents(data)
    assert secrets[place] not in contents(published)
    assert contents(data).count("见附件") == contents(published).count("见附件")
    assert [] == [*faults(published), *_dangling(published)]


@pytest.mark.parametrize("place", TOLD)
def test_what_may_be_meant_is_told(place: str, draft: bytes) -> None:
    """Descriptions and names that people gave are listed, and gone with ``strict``."""
    data, secrets = planted(draft, {place: TOLD[place]})
    assert any(secrets[place] == each.name for each in publish(Parts(data)).left)
    strict = publish(Parts(data), strict=True)
    assert secrets[place] not in contents(strict.data)
    assert () == strict.left


def test_a_printer_s_settings_leave_no_reference(draft: bytes) -> None:
    """What belonged to a printer goes with the element that named it."""

    def plant(files: Files, secret: str) -> None:
        files["word/printer.bin"] = secret.encode()
        types = files["[Content_Types].xml"].decode()
        new = '<Default Extension="bin" ContentType="application/x-printer"/>'
        files["[Content_Types].xml"] = types.replace("<Default ", new + "<Default ", 1).encode()
        number = relate(files, MAIN, "printerSettings", "/word/printer.bin")
        _before(MAIN, "</w:sectPr>", f'<w:printerSettings xmlns:r="{R}" r:id="{number}"/>')(files, secret)

    published = publish(Parts(planted(draft, {"": plant})[0])).data
    assert [] == _dangling(published)
    assert "word/printer" not in contents(published)


def test_a_header_that_repeats_a_heading_still_finds_it(draft: bytes) -> None:
    """A style that ``strict`` renames is renamed in the fields that name it."""
    own = style(
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="A1"><w:name w:val="单位标题"/></w:style>'
    )
    data, _ = planted(draft, {"": own, "field": words(_field('STYLEREF "单位标题"'))})
    text = contents(publish(Parts(data), strict=True).data)
    assert "单位标题" not in text
    assert 'STYLEREF "样式1"' in text


def test_a_conflict_of_two_editors_is_a_tracked_change(draft: bytes) -> None:
    """Word's marks of a conflict between two people count as changes that nobody decided."""
    mark = words('<w:r><w:rPr><w14:conflictIns w:id="5" w:author="§"/></w:rPr><w:t>x</w:t></w:r>')
    assert has_revisions(Parts(planted(draft, {"": mark})[0]))


def test_a_picture_keeps_what_it_shows() -> None:
    """Pixels, colours and orientation stay byte for byte; a damaged picture is left as it is."""
    assert _png("") == cleaned(_png("Zhang"))
    assert (
        b"\xff\xda" + _jpeg("").partition(b"\xff\xda")[2]
        == cleaned(_jpeg("Zhang"))[cleaned(_jpeg("Zhang")).index(b"\xff\xda") :]
    )
    assert b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06" in cleaned(_jpeg("Zhang", 6))
    assert b"Exif" not in cleaned(_jpeg("Zhang", 1))
    assert _png("Zhang")[:40] == cleaned(_png("Zhang")[:40])
    assert _jpeg("Zhang")[:60] == cleaned(_jpeg("Zhang")[:60])


def _dangling(data: bytes) -> list[str]:
    """References by an id that nothing has."""
    parts = Parts(data)
    return [
        f"{name}: {value}"
        for name in parts.xml()
        for element in parts.tree(name).iter()
        for attribute, value in element.attrib.items()
        if attribute.startswith(f"{{{R}}}") and value not in {each.id for each in parts.relations(name)}
    ]
