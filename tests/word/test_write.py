"""Writing the draft: what is in the .docx, and that others open it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from juesuan.drafts import bookmark_name, control_tag
from juesuan.errors import DocumentError
from juesuan.narrative import EditionIdentity, Figure, Narrative, Paragraph, Slot, Text
from juesuan.word import read_bytes, write
from structure import faults

REASON = Slot("items.2011301", "reason", "2011301 行政运行：减少23.73万元的主要原因", "【请填写原因】")
SUGGESTED = Slot("fund", "reason", "基金", "【请填写原因】", ("没有支出",), "没有支出", "suggested")
FILLED = Slot("capital", "reason", "国资", "【请填写原因】", (), "a<b>&“c”\x07", "filled")


def narrative(*spans: object) -> Narrative:
    """A small narrative with a title, a heading and one body paragraph."""
    body = spans or (Text("支出"), Figure("spent", "150.93"), Text("万元。主要原因是"), REASON, Text("。"))
    paragraphs = (
        Paragraph("title", "title", (Text("第三部分2022年度部门决算情况说明"),)),
        Paragraph("head", "heading_1", (Text("一、收入支出决算总体情况说明"),)),
        Paragraph("body", "body", tuple(body)),  # type: ignore[arg-type]
    )
    return Narrative("某某局", 2022, EditionIdentity("fujian-2022", "e"), paragraphs)


def test_reads_back_as_it_was_written() -> None:
    """Texts, slots, figures and the snapshot come back as they went."""
    made = narrative()
    draft = read_bytes(write(made))
    assert [each.text for each in made.paragraphs] == [each.text for each in draft.paragraphs]
    assert draft.snapshot is not None
    assert made == draft.snapshot.base
    pieces = {piece.text: piece for piece in draft.paragraphs[2].pieces}
    assert pieces["150.93"].figure
    assert control_tag("items.2011301") == pieces["【请填写原因】"].tag
    assert pieces["【请填写原因】"].marked
    assert (bookmark_name("body"),) == draft.paragraphs[2].bookmarks


def test_marks_what_waits_for_somebody() -> None:
    """Prompts and suggestions are highlighted, filled slots are not."""
    draft = read_bytes(write(narrative(REASON, Text("。"), SUGGESTED, Text("。"), FILLED)))
    marks = [piece.marked for piece in draft.paragraphs[2].pieces if piece.tag]
    assert [True, True, False] == marks


def test_keeps_any_text_that_xml_can_hold() -> None:
    """Angle brackets, quotes and control characters in a reason break nothing."""
    assert "a<b>&“c”" == read_bytes(write(narrative(FILLED))).paragraphs[2].text


def test_same_narrative_same_bytes() -> None:
    """No clock and no randomness is in the file."""
    assert write(narrative()) == write(narrative())


def test_headings_are_real_headings() -> None:
    """Word's navigation pane and table of contents see the headings."""
    document = docx.Document(BytesIO(write(narrative())))
    assert ["Title", "Heading 1", "决算正文"] == [each.style.name for each in document.paragraphs]


def test_is_sound() -> None:
    """Ids and names are unique, parts and relationships complete."""
    assert [] == faults(write(narrative(REASON, SUGGESTED, FILLED)))


def test_passes_an_independent_validator(tmp_path: Path) -> None:
    """The schema validator has nothing to object to."""
    path = tmp_path / "草稿.docx"
    path.write_bytes(write(narrative(REASON, SUGGESTED, FILLED)))
    result = OpenXmlValidator().validate(path)
    assert [] == [str(error) for error in result.errors]


def own_document(path: Path) -> None:
    """A department's own document with a place for the narrative."""
    document = docx.Document()
    document.add_heading("第一部分 部门概况", 1)
    document.add_paragraph("职责若干。")
    document.add_paragraph("").add_run("【第三")
    document.paragraphs[-1].add_run("部分】")
    document.add_table(1, 1).cell(0, 0).text = "表"
    document.add_paragraph("第四部分")
    document.save(str(path))


def test_goes_into_a_department_s_own_document(tmp_path: Path) -> None:
    """The narrative takes the place of 【第三部分】; everything else stays."""
    path = tmp_path / "整份.docx"
    own_document(path)
    data = write(narrative(), path.read_bytes(), path.name)
    texts = [each.text for each in read_bytes(data).paragraphs]
    assert [
        "第一部分 部门概况",
        "职责若干。",
        *(each.text for each in narrative().paragraphs),
        "表",
        "第四部分",
    ] == texts
    assert [] == faults(data)


def test_says_where_the_narrative_should_go(tmp_path: Path) -> None:
    """A document without 【第三部分】 is refused with what to do."""
    path = tmp_path / "空.docx"
    docx.Document().save(str(path))
    with pytest.raises(DocumentError, match="请在要放情况说明的地方写一段【第三部分】"):
        write(narrative(), path.read_bytes(), path.name)


@pytest.mark.office
def test_libreoffice_makes_a_pdf_of_it(tmp_path: Path, convert) -> None:  # type: ignore[no-untyped-def]
    """The draft opens without repair."""
    path = tmp_path / "draft.docx"
    path.write_bytes(write(narrative()))
    assert convert(path, "pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.office
@pytest.mark.parametrize("kind", ["docx", "odt", "doc"])
def test_text_bookmarks_and_snapshot_survive_libreoffice(tmp_path: Path, convert, kind: str) -> None:  # type: ignore[no-untyped-def]
    """A round trip through each format keeps the words, the anchors and the record."""
    path = tmp_path / "draft.docx"
    path.write_bytes(write(narrative()))
    back = convert(path, kind)
    if kind != "docx":
        back = convert(back, "docx")
    draft = read_bytes(back.read_bytes())
    assert [each.text for each in narrative().paragraphs] == [each.text for each in draft.paragraphs]
    assert draft.snapshot is not None
    assert bookmark_name("body") in draft.paragraphs[2].bookmarks


def test_parts_have_fixed_times() -> None:
    """Every part carries the same date, so that archives compare."""
    with zipfile.ZipFile(BytesIO(write(narrative()))) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {each.date_time for each in archive.infolist()}
