"""Drafts that an earlier juesuan wrote refresh for ever: stored as they were, refreshed with other figures.

``drafts-0.1`` holds the drafts of 0.1 (format 1, positional): one as generated, one of a first year, one
that staff worked on and that was refreshed twice (a conflict open, words of two slots that are gone, a
paragraph taken out), and one of the other edition. None of them may ever be written anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import juesuan
from juesuan.drafts import Draft
from juesuan.narrative import EditionIdentity
from juesuan.record import PREFIX, unpack
from juesuan.word import read_bytes
from juesuan.word.package import custom_properties, open_document
from juesuan.word.properties import read_properties
from records import DRAFTS, json_of, properties_of
from rounds import changed

NAMES = sorted(path.name for path in DRAFTS.glob("*.docx"))


def read(path: Path) -> Draft:
    """The document as read back."""
    return read_bytes(path.read_bytes(), path.name)


def texts(path: Path) -> list[str]:
    """The paragraphs of a document."""
    return [paragraph.text for paragraph in read(path).paragraphs]


@pytest.mark.parametrize("name", NAMES)
def test_the_record_is_read_whole(name: str) -> None:
    """Nothing of it is damaged, and every paragraph of the record stands in the document."""
    part = custom_properties(open_document((DRAFTS / name).read_bytes()))
    assert part is not None
    assert "1" == (read_properties(part.blob) or {})[f"{PREFIX}format"]
    draft = read(DRAFTS / name)
    assert draft.snapshot is not None
    assert () == draft.findings
    assert draft.snapshot.base.choices.supplement is not None
    if name != "fujian-refreshed.docx":
        assert draft.snapshot.base.text.splitlines() == [each.text for each in draft.paragraphs]


def test_a_draft_as_generated(example: Path, tmp_path: Path) -> None:
    """Changed figures are in the text; supplement and edition come from the record, no word else changes."""
    target = tmp_path / "新稿.docx"
    figures = changed(example / "2022.xlsx", tmp_path / "2022.xlsx", {"2011301": 190.00})
    juesuan.refresh(DRAFTS / "fujian.docx", figures, example / "2021.xlsx", output=target, force=True)
    before, after = texts(DRAFTS / "fujian.docx"), texts(target)
    differing = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [
        (
            "（一）2011301-行政运行支出150.93万元，较上年决算数减少23.73万元，下降13.59%。主要原因是【请填写原因】。",
            "（一）2011301-行政运行支出190.00万元，较上年决算数增加15.34万元，增长8.78%。主要原因是【请填写原因】。",
        )
    ] == differing


def test_a_draft_that_staff_worked_on(example: Path, tmp_path: Path) -> None:
    """Staff's words stay, the open conflict is told again, what vanished comes back with its reason."""
    source, target = DRAFTS / "fujian-refreshed.docx", tmp_path / "新稿.docx"
    result = juesuan.refresh(source, example / "2022.xlsx", example / "2021.xlsx", output=target)
    shown = texts(target)
    joined = "\n".join(shown)
    assert "财政拨款实际支出3653.52万元" in joined
    assert "以下是我们自己加的一段说明。" in shown
    assert "3.上缴上级支出" not in joined
    assert (
        "（一）2011301-行政运行支出150.93万元，较上年决算数减少23.73万元，下降13.59%。主要原因是精简会议和差旅，日常开支减少。"
        in shown
    )
    assert any("1880.00" in text for text in shown)
    assert any("1876.55" in note.text for note in result.revision.notes)
    for words in ("当年实施重点用能企业节能诊断项目", "上年一次性安排的疫情防控物资采购不再发生"):
        assert f"主要原因是{words}。" in joined
    snapshot = read(target).snapshot
    assert snapshot is not None
    assert any("1880.00" in each.staff and "1876.55" in each.fresh for each in snapshot.pending)
    assert ("totals.expenditure.remittance_to_superior",) == snapshot.removed


def test_a_draft_of_the_other_edition(tmp_path: Path) -> None:
    """The Shanghai draft refreshes in Shanghai's sentences, filled reasons in place."""
    source, target = DRAFTS / "shanghai.docx", tmp_path / "新稿.docx"
    figures = (DRAFTS / "shanghai-2024.xlsx", DRAFTS / "shanghai-2023.xlsx")
    result = juesuan.refresh(source, *figures, output=target)
    assert (texts(source), ()) == (texts(target), result.revision.actions)
    amounts = {"2010601": 1000.00}
    changed_now = changed(figures[0], tmp_path / "2024.xlsx", amounts)
    other = tmp_path / "改数.docx"
    juesuan.refresh(source, changed_now, figures[1], output=other, force=True)
    differing = [new for old, new in zip(texts(source), texts(other), strict=True) if old != new]
    assert [True] == ["1000.00" in text for text in differing]


def test_a_first_year_s_draft(example: Path, tmp_path: Path) -> None:
    """0.1 did not note that there was no last year: said once more, it is noted from then on."""
    once, twice = tmp_path / "一.docx", tmp_path / "二.docx"
    juesuan.refresh(DRAFTS / "fujian-first-year.docx", example / "2022.xlsx", output=once, first_year=True)
    juesuan.refresh(once, example / "2022.xlsx", output=twice)
    assert texts(DRAFTS / "fujian-first-year.docx") == texts(once) == texts(twice)


def test_what_a_refresh_writes_has_today_s_format(example: Path, tmp_path: Path) -> None:
    """The refreshed draft carries named fields and says the same as a record made now."""
    target = tmp_path / "新稿.docx"
    juesuan.refresh(DRAFTS / "fujian.docx", example / "2022.xlsx", example / "2021.xlsx", output=target)
    part = custom_properties(open_document(target.read_bytes()))
    assert part is not None
    properties = read_properties(part.blob) or {}
    assert "2" == properties[f"{PREFIX}format"]
    assert {"department", "year", "edition", "blocks"} <= set(json_of(properties))


@pytest.mark.parametrize(
    ("told", "digest", "expected"),
    [
        ("fujian-2022", "8b6eebd3a805b1c6" + "0" * 48, EditionIdentity("fujian-2022", "", "", True)),
        ("fujian-2022", "f" * 64, EditionIdentity("fujian-2022", "", "", False)),
        ("/tmp/shared/fujian-2022", "f" * 64, EditionIdentity("fujian-2022", "", "", False)),
        ("\\\\server\\share\\fujian-2022\\", "f" * 64, EditionIdentity("fujian-2022", "", "", False)),
        ("../..", "f" * 64, EditionIdentity("..", "", "", False)),
    ],
)
def test_whose_edition_a_record_of_0_1_names(told: str, digest: str, expected: EditionIdentity) -> None:
    """By its content it is known to have come with juesuan; of a path nothing but the last name is left."""
    data = {
        "version": "0.1.0",
        "narrative": {
            "department": "某某局",
            "year": 2022,
            "edition": told,
            "edition_hash": digest,
            "figures_hash": "",
            "settings": {},
            "paragraphs": [],
        },
        "written_for": {},
        "retired": {},
        "removed": [],
        "pending": [],
    }
    snapshot, _ = unpack(properties_of(data, "1"))
    assert snapshot is not None
    edition = snapshot.base.edition
    assert (expected.name, expected.shipped) == (edition.name, edition.shipped)
