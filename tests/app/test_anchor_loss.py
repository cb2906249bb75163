"""Documents that lost what juesuan put in: no reason is lost, and what could not be refreshed is told."""

from __future__ import annotations

import itertools
import re
import zipfile
from pathlib import Path

import pytest

from juesuan import refresh
from juesuan.reading.reasons import read_reasons
from rounds import changed, drafted, read
from staff import Desk
from structure import faults

LOSSES = ("tags", "bookmarks", "controls", "snapshot")
COMBINATIONS = [each for size in (1, 2, 3, 4) for each in itertools.combinations(LOSSES, size)]


def strip(source: Path, target: Path, losses: tuple[str, ...]) -> Path:
    """A copy of the document without these."""
    desk = Desk.open(source.read_bytes(), 1)
    if "tags" in losses:
        desk.lose_tags()
    if "bookmarks" in losses:
        desk.lose_bookmarks()
    if "controls" in losses:
        desk.lose_controls()
    target.write_bytes(desk.save())
    if "snapshot" in losses:
        bare = target.with_suffix(".bare.docx")
        with zipfile.ZipFile(target) as old, zipfile.ZipFile(bare, "w") as new:
            for item in old.infolist():
                data = old.read(item)
                if item.filename == "docProps/custom.xml":
                    continue
                if item.filename == "[Content_Types].xml":
                    data = re.sub(rb'<Override PartName="/docProps/custom.xml"[^>]*/>', b"", data)
                if item.filename == "_rels/.rels":
                    data = re.sub(rb'<Relationship [^>]*custom.xml"[^>]*/>', b"", data)
                new.writestr(item, data)
        bare.replace(target)
    return target


@pytest.mark.parametrize("losses", COMBINATIONS, ids="+".join)
def test_no_reason_is_lost(example: Path, tmp_path: Path, losses: tuple[str, ...]) -> None:
    """Every reason of the example stands in the second draft, whatever anchors are gone."""
    staff = strip(drafted(example, tmp_path), tmp_path / "已填.docx", losses)
    figures = changed(
        example / "2022.xlsx", tmp_path / "2022-改.xlsx", {"2011301": 160.00, "2150899": 1000.00}
    )
    target = tmp_path / "第2稿.docx"
    result = refresh(
        staff, figures, example / "2021.xlsx", supplement=example / "补充资料.xlsx", output=target, force=True
    )
    shown = "\n".join(
        [*(each.text for each in read(target).paragraphs), *(note.text for note in result.revision.notes)]
    )
    assert [] == [words for words in read_reasons(example / "原因.yaml").values() if words not in shown]
    assert [] == faults(target.read_bytes())
    assert "2011301-行政运行支出160.00万元" in shown
    if "snapshot" in losses:
        assert any(finding.code == "paragraph-unsure" for finding in result.findings)
    else:
        assert "较上年决算数减少424.98万元，下降29.82%。主要原因是规上工业企业培育奖励集中兑付。" in shown
    if losses != ("snapshot",) and "bookmarks" in losses:
        assert any(finding.code == "anchors-lost" for finding in result.findings) or "controls" not in losses


@pytest.mark.parametrize("losses", COMBINATIONS, ids="+".join)
def test_a_refresh_puts_the_anchors_back(example: Path, tmp_path: Path, losses: tuple[str, ...]) -> None:
    """After one refresh controls, tags, bookmarks and the record are there again."""
    staff = strip(drafted(example, tmp_path), tmp_path / "已填.docx", losses)
    target = tmp_path / "第2稿.docx"
    refresh(
        staff,
        example / "2022.xlsx",
        example / "2021.xlsx",
        supplement=example / "补充资料.xlsx",
        output=target,
    )
    draft = read(target)
    assert draft.snapshot is not None
    assert 65 == sum(bool(each.bookmarks) for each in draft.paragraphs)
    assert 29 == len({piece.tag for each in draft.paragraphs for piece in each.pieces if piece.tag})
