"""What a refresh does to the .docx beside the words: page layout, and its own earlier revisions."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION

from juesuan.merge import merge
from juesuan.narrative import Narrative
from juesuan.word import open_document, read_bytes, read_draft, revise, write
from staff import Item, W, narrative
from structure import faults

FIRST = Item("2011301", "行政运行", 1200, 1000)
SECOND = Item("2011350", "事业运行", 3000, 2500)


def refreshed(data: bytes, fresh: Narrative, *, tracked: bool = False) -> bytes:
    """The document with the figures of ``fresh``."""
    document = open_document(data)
    draft = read_draft(document)
    return revise(document, merge(draft.snapshot, draft, fresh), spent=draft.spent, track_changes=tracked)


def with_landscape_until(words: str) -> bytes:
    """A draft of both items whose pages are landscape up to the paragraph with these words."""
    document = docx.Document(BytesIO(write(narrative((FIRST, SECOND)))))
    section = document.add_section(WD_SECTION.NEW_PAGE)
    first = document.sections[0]
    assert section.orientation != WD_ORIENT.LANDSCAPE
    first.orientation = WD_ORIENT.LANDSCAPE
    (break_,) = (
        each for each in document.element.body.iter(f"{W}sectPr") if each.getparent().tag != f"{W}body"
    )
    home, carrier = (
        next(each for each in document.paragraphs if words in each.text),
        break_.getparent().getparent(),
    )
    home._p.get_or_add_pPr().append(break_)
    carrier.getparent().remove(carrier)
    return saved(document)


def saved(document: object) -> bytes:
    buffer = BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


@pytest.mark.parametrize("tracked", [False, True], ids=["plainly", "tracked"])
def test_a_removed_paragraph_leaves_its_section(tracked: bool) -> None:
    """A section's layout stands in its last paragraph: the item goes, the landscape pages stay."""
    data = with_landscape_until("行政运行")
    result = refreshed(data, narrative((SECOND,)), tracked=tracked)
    layouts = [
        [section.orientation for section in docx.Document(BytesIO(each)).sections] for each in (data, result)
    ]
    assert [WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT] == layouts[0] == layouts[1]
    assert "行政运行" not in "".join(each.text for each in read_bytes(result).paragraphs)
    assert [] == faults(result)


def test_an_ordinary_removed_paragraph_is_gone() -> None:
    """Without a section to keep, no empty paragraph stays behind."""
    data = write(narrative((FIRST, SECOND)))
    counts = [
        len(docx.Document(BytesIO(each)).paragraphs) for each in (data, refreshed(data, narrative((SECOND,))))
    ]
    assert counts[0] - 1 == counts[1]


def test_a_number_that_juesuan_put_in_is_taken_back_plainly() -> None:
    """Three tracked refreshes: struck out are staff's accepted words, never what juesuan proposed before."""
    data = write(narrative((FIRST,)))
    for current in (1300, 1400, 1500):
        data = refreshed(data, narrative((Item("2011301", "行政运行", current, 1000),)), tracked=True)
    body = docx.Document(BytesIO(data)).element.body
    struck = ["".join(node.text or "" for node in each.iter(f"{W}delText")) for each in body.iter(f"{W}del")]
    nested = [each for each in body.iter(f"{W}del") if each.getparent().tag == f"{W}ins"]
    assert [] == nested
    assert "12.00" in struck
    assert {"13.00", "14.00"}.isdisjoint(struck)
    assert "行政运行支出15.00万元" in "".join(each.text for each in read_bytes(data).paragraphs)
    assert [] == faults(data)


def test_what_a_colleague_inserted_is_struck_out_not_taken_back() -> None:
    """A tracked insertion of somebody else is theirs to withdraw: a deletion is marked within it."""
    document = docx.Document(BytesIO(write(narrative((FIRST, SECOND)))))
    paragraph = next(each for each in document.paragraphs if "行政运行" in each.text)
    for run in list(paragraph._p.iter(f"{W}r")):
        mark = docx.oxml.OxmlElement("w:ins")
        for name, value in ((f"{W}id", "900"), (f"{W}author", "王科长")):
            mark.set(name, value)
        run.addprevious(mark)
        mark.append(run)
    result = refreshed(
        saved(document), narrative((Item("2011301", "行政运行", 1300, 1000), SECOND)), tracked=True
    )
    body = docx.Document(BytesIO(result)).element.body
    theirs = [each for each in body.iter(f"{W}del") if each.getparent().get(f"{W}author") == "王科长"]
    assert "12.00" in ["".join(node.text or "" for node in each.iter(f"{W}delText")) for each in theirs]
