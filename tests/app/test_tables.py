"""A whole document: 第二部分's own tables beside the narrative."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from docx.table import _Row

import juesuan
from juesuan import check, publish, refresh
from juesuan.app.documents import open_draft
from juesuan.app.publish import NotReady
from juesuan.app.tables import against_figures
from juesuan.reading import read_accounts
from rounds import changed
from workbooks import build_document, licheng


@pytest.fixture
def whole(example: Path, tmp_path: Path) -> Path:
    """The department's full document: nine Word tables, then the finished narrative."""
    template = build_document(tmp_path / "整份.docx", licheng(2022))
    document = docx.Document(str(template))
    document.add_paragraph("【第三部分】")
    document.save(str(template))
    target = tmp_path / "全文.docx"
    juesuan.draft(
        example / "2022.xlsx",
        example / "2021.xlsx",
        supplement=example / "补充资料.xlsx",
        reasons=[example / "原因.yaml"],
        template=template,
        output=target,
    )
    return target


def edit(path: Path, change: Callable[[_Row], None]) -> None:
    """Change the line of table 05 that holds 行政运行."""
    document = docx.Document(str(path))
    [line] = [
        row
        for table in document.tables
        for row in table.rows
        if len(row.cells) == 7 and [cell.text for cell in row.cells][3:5] == ["行政运行", "150.93"]
    ]
    change(line)
    document.save(str(path))


def write(column: int, words: str) -> Callable[[_Row], None]:
    """Type other words into a cell of the line."""

    def change(line: _Row) -> None:
        line.cells[column].text = words

    return change


def remove(line: _Row) -> None:
    """Delete the line."""
    line._tr.getparent().remove(line._tr)


def repeat(line: _Row) -> None:
    """Add the line again, as another account."""
    line._tr.addnext(deepcopy(line._tr))
    line.cells[2].text = "77"


def spoil(path: Path) -> None:
    """Type another amount into table 05's first 项."""
    edit(path, write(4, "151.93"))


def test_agreeing_tables_are_no_finding(whole: Path, example: Path, tmp_path: Path) -> None:
    """A whole document that agrees with its figures is clean, and can be published."""
    assert check(whole, example / "2022.xlsx", example / "2021.xlsx").clean
    assert check(whole).clean
    publish(whole, output=tmp_path / "公开稿.docx")


def test_a_cell_that_differs_is_named(whole: Path, example: Path) -> None:
    """Table, line, what it prints and what the figures say."""
    spoil(whole)
    found = [
        each
        for each in check(whole, example / "2022.xlsx", example / "2021.xlsx").findings
        if each.code == "table-differs"
    ]
    assert [("151.93", "150.93")] == [(each.found, each.expected) for each in found]
    assert "05表“2011301 行政运行”合计" in found[0].message
    assert found[0].place.sheet.startswith("第")
    assert found[0].place.cell


def test_publish_refuses_tables_that_disagree_with_the_text(whole: Path, tmp_path: Path) -> None:
    """Nothing is written while table and text print different amounts."""
    spoil(whole)
    with pytest.raises(NotReady) as refusal:
        publish(whole, output=tmp_path / "公开稿.docx")
    assert "table-text-differ" in {each.code for each in refusal.value.findings}
    assert not (tmp_path / "公开稿.docx").exists()


def test_a_refresh_tells_of_tables_that_are_old(whole: Path, example: Path, tmp_path: Path) -> None:
    """The narrative is refreshed; the tables are the department's own, so they are only reported."""
    spoil(whole)
    result = refresh(whole, example / "2022.xlsx", example / "2021.xlsx", output=tmp_path / "第2稿.docx")
    assert "table-differs" in {each.code for each in result.findings}


@pytest.mark.parametrize(
    ("change", "found", "expected"),
    [(remove, "没有这一行", "150.93"), (repeat, "150.93", "没有这一行")],
)
def test_a_line_that_only_one_of_them_has(
    change: Callable[[_Row], None], found: str, expected: str, whole: Path, example: Path, tmp_path: Path
) -> None:
    """A line that is missing or was added is told once, and the document is not published."""
    edit(whole, change)
    findings = check(whole, example / "2022.xlsx", example / "2021.xlsx").findings
    assert [(found, expected)] == [
        (each.found, each.expected) for each in findings if each.code == "table-differs"
    ]
    with pytest.raises(NotReady):
        publish(whole, output=tmp_path / "公开稿.docx")
    assert not (tmp_path / "公开稿.docx").exists()


def test_tables_that_cannot_be_read_are_not_passed_over(whole: Path, example: Path, tmp_path: Path) -> None:
    """Words in an amount of the document's table are an error, never silence."""
    edit(whole, write(4, "150.93（含追加）"))
    for checked in (check(whole), check(whole, example / "2022.xlsx", example / "2021.xlsx")):
        [finding] = [each for each in checked.findings if each.code == "tables-unreadable"]
        assert "150.93（含追加）" in finding.message
    with pytest.raises(NotReady) as refusal:
        publish(whole, output=tmp_path / "公开稿.docx")
    assert ["tables-unreadable"] == [each.code for each in refusal.value.findings if each.severity == "error"]


def test_tables_that_contradict_one_another(whole: Path, tmp_path: Path) -> None:
    """An amount that no sentence prints is judged by the identities of the document's tables."""
    edit(whole, write(5, "151.38"))
    with pytest.raises(NotReady) as refusal:
        publish(whole, output=tmp_path / "公开稿.docx")
    assert "identity-row-columns" in {each.code for each in refusal.value.findings}


def test_tables_of_another_year(example: Path, tmp_path: Path) -> None:
    """Last year's tables left in the document are one finding, not hundreds."""
    old = build_document(tmp_path / "旧表.docx", licheng(2021))
    figures = read_accounts([example / "2022.xlsx"]).accounts
    assert [("tables-of-another-year", "2021", "2022")] == [
        (each.code, each.found, each.expected)
        for each in against_figures(open_draft(old, Path.read_bytes), figures)
    ]


def test_a_narrative_alone_has_nothing_to_compare(tmp_path: Path, example: Path) -> None:
    """A document without the nine tables brings no finding about tables."""
    path = tmp_path / "第三部分.docx"
    docx.Document().save(str(path))
    figures = read_accounts([example / "2022.xlsx"]).accounts
    assert () == against_figures(open_draft(path, Path.read_bytes), figures)


def test_tables_that_state_no_year_do_not_stop_publication(whole: Path, tmp_path: Path) -> None:
    """They could not be compared, and check says so; the department may publish all the same."""
    document = docx.Document(str(whole))
    for paragraph in document.paragraphs:
        if "第三部分" in paragraph.text:
            break
        for run in paragraph.runs:
            run.text = run.text.replace("2022年度", "")
    document.save(str(whole))
    assert ["warning"] == [
        each.severity for each in check(whole).findings if each.code == "tables-unreadable"
    ]
    publish(whole, output=tmp_path / "公开稿.docx")


def test_a_paragraph_that_staff_took_out_says_nothing(whole: Path, example: Path, tmp_path: Path) -> None:
    """Its figures changed afterwards: the document's tables are right, and no text is there to contradict them."""
    document = docx.Document(str(whole))
    (gone,) = (each._p for each in document.paragraphs if "2011301" in each.text)
    gone.getparent().remove(gone)
    document.save(str(whole))
    target = tmp_path / "第2稿.docx"
    figures = changed(example / "2022.xlsx", tmp_path / "改.xlsx", {"2011301": 160.93})
    refresh(whole, figures, example / "2021.xlsx", output=target, force=True)
    edit(target, write(4, "160.93"))
    assert "table-text-differ" not in {each.code for each in check(target).findings}
