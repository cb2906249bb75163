"""The last gate: what stands against publication, what is only told, and what a person overrides knowingly."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

import juesuan
from juesuan.app.publish import NotReady
from juesuan.findings import Finding
from juesuan.places import ParagraphPlace
from rounds import changed, drafted
from staff import NS, Desk

ITEM = "items.2011301"


@pytest.fixture
def ready(example: Path, tmp_path: Path) -> Path:
    """The example's draft with every reason filled: nothing stands against it."""
    path = tmp_path / "草稿.docx"
    reasons = [example / "原因.yaml"]
    juesuan.draft(
        example / "2022.xlsx",
        example / "2021.xlsx",
        output=path,
        reasons=reasons,
        supplement=example / "补充资料.xlsx",
    )
    return path


def refused(document: Path, *figures: Path, **options: bool) -> tuple[Finding, ...]:
    """What publish says against a document."""
    with pytest.raises(NotReady) as caught:
        juesuan.publish(document, *figures, **options)
    return caught.value.findings


def with_reason(document: Path, words: str) -> Path:
    """A copy in which one reason reads otherwise."""
    desk = Desk.open(document.read_bytes(), 1)
    desk.fill(ITEM, words)
    path = document.with_name("改.docx")
    path.write_bytes(desk.save())
    return path


def test_a_finished_draft_is_published_and_what_was_not_read_is_said(ready: Path) -> None:
    """Without figures the gate compares with the record alone, and says so."""
    result = juesuan.publish(ready)
    assert () == result.forced
    assert ["figures-not-read"] == [each.code for each in result.findings if each.severity == "info"]


def test_with_figures_everything_is_compared(ready: Path, example: Path, tmp_path: Path) -> None:
    """A draft that was right by its record is refused by figures that have changed since."""
    current = changed(example / "2022.xlsx", tmp_path / "改.xlsx", {"2011301": 190.00})
    codes = {each.code for each in refused(ready, current, example / "2021.xlsx")}
    assert "figures-not-read" not in codes
    assert codes
    assert not juesuan.publish(ready, example / "2022.xlsx", example / "2021.xlsx").forced


@pytest.mark.parametrize(
    "words", ["无", "略", "待定", "……", "【待定】", "【请填写原因】", "主要原因是压减开支"]
)
def test_an_empty_reason_stands_against_it(words: str, ready: Path) -> None:
    """What the clerk's walk found in a published copy."""
    assert refused(with_reason(ready, words))


def test_a_reason_that_the_figures_have_outrun_stands_against_it(
    ready: Path, example: Path, tmp_path: Path
) -> None:
    """Its direction turned with the last refresh, and nobody has looked at it."""
    current = changed(example / "2022.xlsx", tmp_path / "改.xlsx", {"2011301": 190.00})
    second = tmp_path / "第2稿.docx"
    juesuan.refresh(ready, current, example / "2021.xlsx", output=second, force=True)
    assert "reason-flipped" in [each.code for each in refused(second)]
    assert "reason-flipped" in [each.code for each in juesuan.publish(second, force=True).forced]


def commented(document: Path, *, resolved: bool = False) -> Path:
    """A copy with a colleague's comment, perhaps marked as resolved as Word notes it."""
    word = docx.Document(str(document))
    comment = word.add_comment(word.paragraphs[5].runs, "批次数请办公室再核一下", "王科长")
    if resolved:
        w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        comment.paragraphs[-1]._p.set(
            "{http://schemas.microsoft.com/office/word/2010/wordml}paraId", "00AA00AA"
        )
        _resolve(word, w14)
    path = document.with_name("批.docx")
    word.save(str(path))
    return path


def _resolve(word: docx.document.Document, w14: str) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    blob = f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="00AA00AA" w15:done="1"/></w15:commentsEx>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
    part = Part(PackURI("/word/commentsExtended.xml"), kind, blob.encode(), word.part.package)
    word.part.relate_to(part, "http://schemas.microsoft.com/office/2011/relationships/commentsExtended")


def test_a_colleague_s_open_comment_stands_against_it(ready: Path) -> None:
    """It is listed with author and words; dropping it is somebody's own decision, and told."""
    document = commented(ready)
    (told,) = [each for each in refused(document) if each.code == "comment-open"]
    assert isinstance(told.place, ParagraphPlace)
    assert told.place.quote in docx.Document(str(document)).paragraphs[5].text
    assert "王科长" in told.message
    assert "批次数请办公室再核一下" in told.message
    dropped = juesuan.publish(document, drop_comments=True)
    assert ["comment-dropped"] == [each.code for each in dropped.findings if "王科长" in each.message]


def test_a_resolved_comment_does_not(ready: Path) -> None:
    """Who marked it as resolved has dealt with it."""
    assert () == juesuan.publish(commented(ready, resolved=True)).forced


def test_what_cannot_be_read_resolves_no_comment(ready: Path) -> None:
    """Where the part that notes it is no XML, the comment counts as open."""
    document = commented(ready, resolved=True)
    with zipfile.ZipFile(document) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/commentsExtended.xml"] = b"<"
    with zipfile.ZipFile(document, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "comment-open" in [each.code for each in refused(document)]


def test_a_change_tracked_in_a_header_stands_against_it(ready: Path) -> None:
    """Nobody sees it among the pages, everybody in the file."""
    word = docx.Document(str(ready))
    word.sections[0].header.paragraphs[0]._p.append(
        parse_xml(f'<w:ins {NS} w:id="9" w:author="a"><w:r><w:t>内部</w:t></w:r></w:ins>')
    )
    word.save(str(ready))
    assert "revisions-unresolved" in [each.code for each in refused(ready)]


def test_warnings_are_told_with_the_refusal_and_with_the_copy(ready: Path) -> None:
    """Nothing that check would say is kept back at the gate."""
    document = with_reason(ready, "项目支出变化。。")
    told = {(each.code, each.severity) for each in juesuan.check(document).findings}
    doubled = {each for each in told if each[1] == "warning"}
    assert doubled
    published = juesuan.publish(document, force=True)
    assert doubled <= {(each.code, each.severity) for each in published.findings}


def test_names_that_may_be_meant_for_readers_are_listed(ready: Path) -> None:
    """A bookmark of staff's stays and is told; with strict it goes."""
    word = docx.Document(str(ready))
    word.paragraphs[5]._p.insert(1, parse_xml(f'<w:bookmarkStart {NS} w:id="99" w:name="老张改"/>'))
    word.paragraphs[5]._p.append(parse_xml(f'<w:bookmarkEnd {NS} w:id="99"/>'))
    word.save(str(ready))
    told = [each for each in juesuan.publish(ready).findings if each.code == "trace-left"]
    assert ["书签“老张改”会随公开稿公开"] == [each.message for each in told]
    assert [] == [each for each in juesuan.publish(ready, strict=True).findings if each.code == "trace-left"]


def test_accepting_suggestions_accepts_nothing_else(example: Path, tmp_path: Path) -> None:
    """Whoever accepts the suggestions has not answered the prompts, and has turned no figure round."""
    path = drafted(example, tmp_path, reasons=False)
    plain, accepted = (
        Counter(each.code for each in refused(path, accept_suggestions=accept)) for accept in (False, True)
    )
    assert {"slot-unfilled", "slot-unconfirmed"} <= set(plain)
    assert plain - Counter({"slot-unconfirmed": plain["slot-unconfirmed"]}) == accepted
    (finished := tmp_path / "填好").mkdir()
    desk = Desk.open(drafted(example, finished).read_bytes(), 1)
    (turned,) = (
        node
        for paragraph in desk.paragraphs()
        for node in desk.texts(paragraph)
        if node.text == "万元，较上年决算数减少" and "2011301" in "".join(paragraph.itertext())
    )
    turned.text = "万元，较上年决算数增加"
    path.write_bytes(desk.save())
    assert "direction-differs" in {each.code for each in refused(path, accept_suggestions=True)}


def test_accepted_suggestions_are_listed(example: Path, tmp_path: Path) -> None:
    """With the other slots filled the copy is made, and says which suggestions it took over."""
    path = drafted(example, tmp_path, reasons=False)
    desk = Desk.open(path.read_bytes(), 1)
    for finding in juesuan.check(path).findings:
        if finding.code == "slot-unfilled" and isinstance(finding.place, ParagraphPlace):
            desk.fill(finding.place.slot, "按合同约定的进度付款")
    path.write_bytes(desk.save())
    assert {"slot-unconfirmed"} == {each.code for each in refused(path) if each.severity == "error"}
    made = juesuan.publish(path, accept_suggestions=True)
    assert (4, ()) == (len(made.accepted), made.forced)
