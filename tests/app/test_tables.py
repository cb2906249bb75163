"""A whole document: 第二部分's own tables beside the narrative."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

import juesuan
from juesuan.app.check import check
from juesuan.app.publish import NotReady, publish
from juesuan.app.refresh import refresh
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


def spoil(path: Path) -> None:
    """Type another amount into table 05's first 项."""
    document = docx.Document(str(path))
    for table in document.tables:
        for row in table.rows:
            texts = [cell.text for cell in row.cells]
            if "行政运行" in texts and "150.93" in texts and len(texts) <= 8:
                row.cells[texts.index("150.93")].text = "151.93"
                document.save(str(path))
                return
    raise AssertionError("no such row")


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
    assert "行政运行" in found[0].message


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
