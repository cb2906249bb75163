"""What stands in a paragraph besides words: it stays, in its order, whatever a refresh does around it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from juesuan.merge import merge
from juesuan.word import open_document, read_bytes, read_draft, revise, write
from staff import NS, Item, W, narrative
from structure import faults

ITEMS = (Item("2010101", "行政运行", 10000, 9000), Item("2010102", "其他支出", 5000, 4000))
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
OBJECTS = {
    "equation": f"<m:oMath {MATH}><m:r><m:t>x=1</m:t></m:r></m:oMath>",
    "text box": f"<w:r {NS}><w:pict><w:txbxContent><w:p><w:r><w:t>框里的字</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    "picture": f"<w:r {NS}><w:drawing/></w:r>",
    "footnote": f'<w:r {NS}><w:footnoteReference w:id="2"/></w:r>',
    "symbol": f'<w:r {NS}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
    "ruby": f"<w:r {NS}><w:ruby><w:rt><w:r><w:t>zi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>",
}


def opened(items: tuple[Item, ...] = ITEMS) -> Any:
    return docx.Document(BytesIO(write(narrative(items))))


def saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def refreshed(document: Any, items: tuple[Item, ...], *, tracked: bool = False) -> bytes:
    """The document after a refresh with other figures."""
    opened = open_document(saved(document))
    draft = read_draft(opened)
    return revise(
        opened, merge(draft.snapshot, draft, narrative(items)), spent=draft.spent, track_changes=tracked
    )


def body(data: bytes) -> Any:
    return docx.Document(BytesIO(data)).element.body


def holding(document: Any, words: str) -> Any:
    """The element of the paragraph that holds these words."""
    return next(
        each
        for each in document.element.body.iter(f"{W}p")
        if words in "".join(node.text or "" for node in each.iter(f"{W}t"))
    )


@pytest.mark.parametrize("kind", OBJECTS)
def test_a_paragraph_with_an_object_in_it_is_not_removed(kind: str) -> None:
    """The item vanishes; what people put into its paragraph stays, and they are asked."""
    document = opened()
    thing = parse_xml(OBJECTS[kind])
    holding(document, "其他支出").append(thing)
    result = body(refreshed(document, ITEMS[:1]))
    assert 1 == sum(1 for _ in result.iter(thing.tag if kind == "equation" else thing[0].tag))


def test_a_paragraph_that_somebody_commented_on_is_not_removed() -> None:
    """A colleague's comment on it would be lost with it."""
    document = opened()
    paragraph = next(each for each in document.paragraphs if "其他支出" in each.text)
    document.add_comment(paragraph.runs, "再核一下", "王科长")
    result = docx.Document(BytesIO(refreshed(document, ITEMS[:1])))
    assert any("其他支出" in each.text for each in result.paragraphs)
    assert "王科长" in [each.author for each in result.comments]


def _loose(document: Any, inner: str) -> Any:
    """A reason of several parts typed where the control was removed."""
    paragraph = holding(document, "行政运行")
    control = next(paragraph.iter(f"{W}sdt"))
    for element in parse_xml(f"<w:p {NS} {MATH}>{inner}</w:p>"):
        control.addprevious(element)
    control.getparent().remove(control)
    return paragraph


@pytest.mark.parametrize(
    "middle",
    [
        '<w:ins w:id="5" w:author="w"><w:r><w:t>人员增加</w:t></w:r></w:ins>',
        '<w:hyperlink w:anchor="a"><w:r><w:t>人员增加</w:t></w:r></w:hyperlink>',
        '<w:smartTag w:element="x"><w:r><w:t>人员增加</w:t></w:r></w:smartTag>',
        "<w:r><w:sym/></w:r><w:r><w:t>人员增加</w:t></w:r>",
        '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t>人员增加</w:t></w:r>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r><w:r>'
        '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>人员增加</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
    ids=["insertion", "link", "smart tag", "symbol", "footnote", "field"],
)
def test_words_around_a_removed_control_keep_their_order(middle: str) -> None:
    """“不是因为…，而是因为…” must not become its contrary, whatever runs hold its parts."""
    document = opened()
    head, tail = "<w:r><w:t>不是因为</w:t></w:r>", "<w:r><w:t>，而是因为调资</w:t></w:r>"
    before = [each.tag for each in _loose(document, head + middle + tail).iter() if each.tag != f"{W}rPr"]
    data = refreshed(document, (Item("2010101", "行政运行", 12000, 9000), ITEMS[1]))
    text = next(each.text for each in read_bytes(data).paragraphs if "行政运行" in each.text)
    assert "不是因为人员增加，而是因为调资" in text
    for kind in ("footnoteReference", "sym"):
        assert before.count(f"{W}{kind}") == sum(1 for _ in body(data).iter(f"{W}{kind}"))


@pytest.mark.parametrize("tracked", [False, True])
def test_a_note_in_the_run_of_a_figure_stays(tracked: bool) -> None:
    """Some programs put a footnote's reference into the run of the number that changes."""
    document = opened()
    for run in holding(document, "行政运行").iter(f"{W}r"):
        if "".join(node.text or "" for node in run.iter(f"{W}t")) == "100.00":
            run.append(parse_xml(f'<w:footnoteReference {NS} w:id="3"/>'))
    result = body(refreshed(document, (Item("2010101", "行政运行", 12000, 9000), ITEMS[1]), tracked=tracked))
    references = list(result.iter(f"{W}footnoteReference"))
    assert 1 == len(references)
    assert not list(references[0].iterancestors(f"{W}del"))


@pytest.mark.parametrize(
    "after", ["", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"], ids=["alone", "below a table"]
)
def test_a_cell_whose_paragraph_goes_keeps_an_empty_one(after: str) -> None:
    """Word refuses a cell that does not end with a paragraph."""
    document = opened()
    paragraph = holding(document, "其他支出")
    table = parse_xml(
        f"<w:tbl {NS}><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{after}</w:tc></w:tr></w:tbl>"
    )
    paragraph.addprevious(table)
    table.find(f"{W}tr/{W}tc").append(paragraph)
    data = refreshed(document, ITEMS[:1])
    cells = list(body(data).iter(f"{W}tc"))
    assert [f"{W}p"] * len(cells) == [cell[-1].tag for cell in cells]
    assert "其他支出" not in "".join(each.text for each in read_bytes(data).paragraphs)
    assert [] == faults(data)
