"""A published document tells nothing but its words: secrets planted where Word keeps such things."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from finished import written
from juesuan.errors import DocumentError
from juesuan.word import read_bytes, write
from juesuan.word.publication import Parts, has_revisions, publish
from structure import faults
from word.publication.planting import (
    MAIN,
    ML,
    MS,
    Files,
    Plant,
    body,
    contents,
    field,
    outside,
    packed,
    part,
    planted,
    replaced,
    setting,
    style,
    words,
)

_CHANGE = 'w:id="901" w:author="§" w:date="2023-08-01T00:00:00Z"'
_PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="9" {}/>'
    '<a:graphic><a:graphicData uri="u"/></a:graphic></wp:inline></w:drawing></w:r>'
)
_NOTES = (
    '<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="1"><w:p w:rsidR="00AA00{rsid}">{xml}</w:p></w:footnote></w:footnotes>'
)
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"

PRIVATE: dict[str, Plant] = {
    "author of a comment": part(
        "word/comments.xml",
        '<w:comments><w:comment w:id="1" w:author="§" w:initials="z"><w:p/></w:comment></w:comments>',
        "comments",
        f"{ML}.comments+xml",
    ),
    "people": part(
        "word/people.xml",
        '<w15:people><w15:person w15:author="§"><w15:presenceInfo w15:providerId="AD" w15:userId="§"/></w15:person></w15:people>',
        f"{MS}/people",
        f"{ML}.people+xml",
    ),
    "answered comments": part(
        "word/commentsExtended.xml",
        '<w15:commentsEx><w15:commentEx w15:paraId="§" w15:done="1"/></w15:commentsEx>',
        f"{MS}/commentsExtended",
        f"{ML}.commentsExtended+xml",
    ),
    "company and manager": part(
        "docProps/app.xml",
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Company>§</Company><Manager>§</Manager><Template>C:\\§.dotm</Template><HyperlinkBase>§</HyperlinkBase></Properties>",
        _EXTENDED,
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        owner="",
    ),
    "custom XML": part("customXml/item1.xml", "<w:x>§</w:x>", "customXml", "application/xml"),
    "glossary": part(
        "word/glossary/document.xml",
        "<w:glossaryDocument><w:docParts>§</w:docParts></w:glossaryDocument>",
        "glossaryDocument",
        f"{ML}.document.glossary+xml",
    ),
    "web settings": part(
        "word/webSettings.xml",
        '<w:webSettings><w:x w:val="§"/></w:webSettings>',
        "webSettings",
        f"{ML}.webSettings+xml",
    ),
    "thumbnail": part(
        "docProps/thumbnail.xml",
        "<w:x>§</w:x>",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
        "application/xml",
        owner="",
    ),
    "unreferenced part": lambda files, secret: files.update({"word/left.xml": secret.encode()}),
    "hidden words": words("<w:r><w:rPr><w:vanish/></w:rPr><w:t>§</w:t></w:r>"),
    "words hidden by a style": words('<w:r><w:rPr><w:rStyle w:val="Secret2"/></w:rPr><w:t>§</w:t></w:r>'),
    "a hidden row": body(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r>"
        "<w:t>§</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    ),
    "a hidden index entry": words(
        '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr><w:vanish/></w:rPr>'
        '<w:instrText>XE "§"</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "author of a paragraph's change": words(f"<w:pPr><w:pPrChange {_CHANGE}><w:pPr/></w:pPrChange></w:pPr>"),
    "author of a cell's change": body(
        f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:trPrChange {_CHANGE}><w:trPr/></w:trPrChange></w:trPr><w:tc>"
        f"<w:tcPr><w:tcPrChange {_CHANGE}><w:tcPr/></w:tcPrChange></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    ),
    "author of a move": words(
        f'<w:moveFromRangeStart w:name="m" {_CHANGE}/><w:moveFromRangeEnd w:id="901"/>'
    ),
    "author of a style's change": style(
        f'<w:style w:type="paragraph" w:styleId="S9"><w:name w:val="S9"/><w:pPr><w:pPrChange {_CHANGE}><w:pPr/></w:pPrChange></w:pPr></w:style>'
    ),
    "an exception of table properties": body(
        f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tblPrEx><w:tblPrExChange {_CHANGE}><w:tblPrEx/></w:tblPrExChange></w:tblPrEx><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    ),
    "author of a numbering's change": words(
        f'<w:pPr><w:numPr><w:numberingChange {_CHANGE} w:original="1"/></w:numPr></w:pPr>'
    ),
    "permission of an editor": words('<w:permStart w:id="7" w:ed="DOMAIN\\§"/><w:permEnd w:id="7"/>'),
    "session of a paragraph": words('<w:r w:rsidRPr="§"><w:t>x</w:t></w:r>'),
    "session of a style": style(
        '<w:style w:type="paragraph" w:styleId="S8"><w:name w:val="S8"/><w:rsid w:val="§"/></w:style>'
    ),
    "session in a footnote": part(
        "word/footnotes.xml",
        _NOTES.format(rsid="§", xml='<w:r><w:commentReference w:id="§"/></w:r>'),
        "footnotes",
        f"{ML}.footnotes+xml",
    ),
    "sessions of the settings": setting('<w:rsids><w:rsidRoot w:val="§"/></w:rsids>'),
    "document variables": setting('<w:docVars><w:docVar w:name="n" w:val="§"/></w:docVars>'),
    "mail merge": setting('<w:mailMerge><w:connectString w:val="§"/></w:mailMerge>'),
    "identity of the document": setting('<w15:docId w15:val="§"/>'),
    "write protection": setting('<w:writeProtection w:hash="§"/>'),
    "attached template": outside("attachedTemplate", "file:///C:/Users/§/x.dotm", owner="word/settings.xml"),
    "a link to a file": outside(
        "hyperlink",
        "file:///D:/§/x.docx",
        '<w:hyperlink r:id="{id}"><w:r><w:t>见附件</w:t></w:r></w:hyperlink>',
    ),
    "a link to a server": outside(
        "hyperlink", "\\\\server\\§\\x", '<w:hyperlink r:id="{id}"><w:r><w:t>见附件</w:t></w:r></w:hyperlink>'
    ),
    "a link to a neighbour": outside(
        "hyperlink", "§-内部.docx", '<w:hyperlink r:id="{id}"><w:r><w:t>见附件</w:t></w:r></w:hyperlink>'
    ),
    "included text": field('INCLUDETEXT "C:\\\\Users\\\\§\\\\x.docx"'),
    "included neighbour": field('INCLUDEPICTURE "§.png"'),
    "a property's field": field("DOCPROPERTY §"),
    "a variable's field": field("DOCVARIABLE §"),
    "an author's field": words('<w:fldSimple w:instr=" AUTHOR §"><w:r><w:t>x</w:t></w:r></w:fldSimple>'),
    "a link's field": field('HYPERLINK "file:///C:/§.docx"'),
    "a picture's own path": words(_PICTURE.format('name="图片 9" descr="C:\\Users\\§\\Pictures\\x.png"')),
    "a path as a title": words('<w:r><w:pict><v:shape o:title="\\\\nas\\§\\x.jpg"/></w:pict></w:r>'),
    "a control's title": words(
        '<w:sdt><w:sdtPr><w:alias w:val="§"/><w:dataBinding w:xpath="§" w:storeItemID="§"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>'
    ),
    "a smart tag": words(
        '<w:smartTag w:uri="§" w:element="PersonName"><w:smartTagPr><w:attr w:name="n" w:val="§"/></w:smartTagPr><w:r><w:t>x</w:t></w:r></w:smartTag>'
    ),
    "a last place edited": words('<w:bookmarkStart w:id="77" w:name="_GoBack§"/><w:bookmarkEnd w:id="77"/>'),
}
HELPERS = style(
    '<w:style w:type="character" w:styleId="Secret1"><w:name w:val="S1"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Secret2"><w:name w:val="S2"/><w:basedOn w:val="Secret1"/></w:style>'
)


def _embedded(files: Files, secret: str) -> str:
    part(f"word/embeddings/{secret}.xml", "<w:x/>", "package", "application/xml")(files, secret)
    return Parts(packed(files)).relations(MAIN)[-1].id


LISTED: dict[str, Plant] = {
    "picture": words(_PICTURE.format('name="§" descr="§"')),
    "bookmark": words('<w:bookmarkStart w:id="78" w:name="§"/><w:bookmarkEnd w:id="78"/>'),
    "style": style(
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="§"><w:name w:val="§"/></w:style>'
    ),
    "embedded": lambda files, secret: words(
        f'<w:r><w:object><o:OLEObject r:id="{_embedded(files, secret)}"/></w:object></w:r>'
    )(files, secret),
}


@pytest.fixture(scope="module")
def draft() -> bytes:
    """The example's draft, every reason filled."""
    return write(written())


@pytest.fixture(scope="module")
def full(draft: bytes) -> tuple[bytes, dict[str, str]]:
    """The draft with every private trace."""
    return planted(draft, {"": HELPERS, **PRIVATE})


@pytest.mark.parametrize("place", PRIVATE)
def test_nothing_private_is_published(place: str, full: tuple[bytes, dict[str, str]]) -> None:
    """Of each secret nothing is left, in any part of the file."""
    data, secrets = full
    assert secrets[place] in contents(data)
    assert secrets[place] not in contents(publish(Parts(data)).data)


def test_words_are_the_draft_s(draft: bytes, full: tuple[bytes, dict[str, str]]) -> None:
    """What a reader reads is unchanged: each generated paragraph, links' and fields' words too."""
    before = [each.text for each in read_bytes(draft).paragraphs]
    after = [each.text for each in read_bytes(publish(Parts(full[0])).data).paragraphs]
    assert before == after[: len(before)]
    assert 3 == sum(text == "见附件" for text in after)


def test_no_control_mark_or_record_stays(draft: bytes) -> None:
    """Controls, hidden bookmarks, highlights, our style and our record are gone."""
    text = contents(publish(Parts(draft)).data)
    for left in ("<w:sdt>", "_js_", "w:highlight", "决算数字", "juesuan"):
        assert left not in text


def test_ours_go_also_when_nothing_tells_them(draft: bytes) -> None:
    """Controls and highlights without tags and bookmarks, as an editor may leave them, go too."""
    stripped, _ = planted(draft, {"": _strip})
    text = contents(publish(Parts(stripped)).data)
    assert "<w:sdt" not in text
    assert "w:highlight" not in text


def _strip(files: dict[str, bytes], secret: str) -> None:
    text = files[MAIN].decode()
    files[MAIN] = re.sub(r"<w:(tag|bookmarkStart|bookmarkEnd) [^>]*/>", "", text).encode()


@pytest.mark.parametrize("kind", LISTED)
def test_what_may_be_meant_for_readers_is_listed_and_goes_when_strict(kind: str, draft: bytes) -> None:
    """A picture's name, a bookmark, a style, a workbook: told, kept, and taken out with ``strict``."""
    data, secrets = planted(draft, {kind: LISTED[kind]})
    plain, strict = publish(Parts(data)), publish(Parts(data), strict=True)
    assert [kind] == sorted({each.kind for each in plain.left})
    assert any(secrets[kind] in each.name for each in plain.left)
    assert secrets[kind] in contents(plain.data)
    assert secrets[kind] not in contents(strict.data)
    assert () == strict.left


_REVISION = f"<w:p><w:ins {_CHANGE}><w:r><w:t>x</w:t></w:r></w:ins></w:p>"


@pytest.mark.parametrize(
    "plant",
    [
        words(_REVISION.removeprefix("<w:p>").removesuffix("</w:p>")),
        part("word/header9.xml", f"<w:hdr>{_REVISION}</w:hdr>", "header", f"{ML}.header+xml"),
        part(
            "word/footnotes.xml",
            f'<w:footnotes><w:footnote w:id="1">{_REVISION}</w:footnote></w:footnotes>',
            "footnotes",
            f"{ML}.footnotes+xml",
        ),
        words(
            f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{_REVISION}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        ),
        PRIVATE["author of a cell's change"],
        PRIVATE["an exception of table properties"],
        PRIVATE["author of a style's change"],
    ],
    ids=["body", "header", "footnote", "text box", "cell", "table", "style"],
)
def test_tracked_changes_are_seen_wherever_they_stand(plant: Plant, draft: bytes) -> None:
    """A change that nobody accepted is found in headers, notes, boxes, cells and styles."""
    assert not has_revisions(Parts(draft))
    assert has_revisions(Parts(planted(draft, {"": plant})[0]))


def test_the_clean_copy_is_sound(full: tuple[bytes, dict[str, str]]) -> None:
    """No part without a type, no reference into nothing, no doubled mark."""
    plain = planted(full[0], {})[0]
    assert [] == [each for each in faults(publish(Parts(plain), strict=True).data) if "S9" not in each]


@pytest.mark.office
def test_the_clean_copy_opens(
    full: tuple[bytes, dict[str, str]], tmp_path: Path, convert: Callable[[Path, str], Path]
) -> None:
    """LibreOffice makes pages of it."""
    path = tmp_path / "公开稿.docx"
    path.write_bytes(publish(Parts(full[0])).data)
    assert convert(path, "pdf").stat().st_size > 10_000


def test_a_part_that_is_no_xml_is_told() -> None:
    """Also one at which Word may not look: it could not be seen whether it holds a name."""
    damaged, _ = planted(write(written()), {"": replaced("word/fontTable.xml", "<w:fonts>")})
    with pytest.raises(DocumentError, match=r"word/fontTable\.xml：文档内部的结构已损坏"):
        publish(Parts(damaged))
