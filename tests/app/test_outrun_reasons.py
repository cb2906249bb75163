"""A reason that the figures have outrun is marked in the document, and stays so until somebody looks at it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from juesuan import check, cli, refresh
from juesuan.word.marks import mark
from rounds import changed, drafted
from staff import Desk, W

ITEM, REASON = "items.2011301", "精简会议和差旅，日常开支减少"


@pytest.fixture
def filled(example: Path, tmp_path: Path) -> Path:
    """The example's draft with one reason filled in, for a fall."""
    return _filled(example, tmp_path, REASON)


def _filled(example: Path, tmp_path: Path, reason: str) -> Path:
    desk = Desk.open(drafted(example, tmp_path).read_bytes(), 1)
    desk.fill(ITEM, reason)
    path = tmp_path / "已填.docx"
    path.write_bytes(desk.save())
    return path


def refreshed(document: Path, example: Path, tmp_path: Path, amount: float, name: str = "第2稿.docx") -> Path:
    """The document refreshed with another amount (万元) of the item, which stood at 174.66 the year before."""
    figures = changed(example / "2022.xlsx", tmp_path / f"{amount}.xlsx", {"2011301": amount})
    target = tmp_path / name
    refresh(document, figures, example / "2021.xlsx", output=target, force=True)
    return target


def highlights(path: Path, words: str) -> set[str | None]:
    """The colours of the runs that hold these words."""
    body: Any = docx.Document(str(path)).element.body
    found = set()
    for run in body.iter(f"{W}r"):
        text = "".join(node.text or "" for node in run.iter(f"{W}t"))
        if text and (text in words or words in text):
            mark = run.find(f"{W}rPr/{W}highlight")
            found.add(mark.get(f"{W}val") if mark is not None else None)
    return found


def comments(path: Path) -> list[str]:
    return [each.text for each in docx.Document(str(path)).comments]


def test_a_turned_reason_is_marked_and_commented(filled: Path, example: Path, tmp_path: Path) -> None:
    """The words stay as typed, in a colour of their own, with a comment that names both changes."""
    second = refreshed(filled, example, tmp_path, 190.00)
    assert {"magenta"} == highlights(second, REASON)
    (told,) = [each for each in comments(second) if "写原因时是" in each]
    assert "减少" in told.split("现在是")[0]
    assert "增加" in told.split("现在是")[1]


def test_it_stays_marked_through_any_number_of_refreshes(filled: Path, example: Path, tmp_path: Path) -> None:
    """Refreshing again with the same figures settles nothing; one comment stands, not several."""
    path = refreshed(filled, example, tmp_path, 190.00)
    for number in range(3, 6):
        path = refreshed(path, example, tmp_path, 190.00, f"第{number}稿.docx")
        assert {"magenta"} == highlights(path, REASON)
        assert 1 == sum("写原因时是" in each for each in comments(path))


def test_edited_words_lose_the_mark(filled: Path, example: Path, tmp_path: Path) -> None:
    """Who changed the reason has looked at it."""
    desk = Desk.open(refreshed(filled, example, tmp_path, 190.00).read_bytes(), 1)
    desk.fill(ITEM, "新增人员3名")
    path = tmp_path / "改.docx"
    path.write_bytes(desk.save())
    third = refreshed(path, example, tmp_path, 190.00, "第3稿.docx")
    assert {None} == highlights(third, "新增人员3名")
    assert not any("写原因时是" in each for each in comments(third))


def test_figures_that_come_back_lift_the_mark(filled: Path, example: Path, tmp_path: Path) -> None:
    """The reason fits again."""
    second = refreshed(filled, example, tmp_path, 190.00)
    back = tmp_path / "第3稿.docx"
    refresh(second, example / "2022.xlsx", example / "2021.xlsx", output=back, force=True)
    assert {None} == highlights(back, REASON)
    assert not any("写原因时是" in each for each in comments(back))


def test_words_of_a_person_lose_the_colour_of_the_prompt(filled: Path, example: Path, tmp_path: Path) -> None:
    """Typed over a yellow prompt they are yellow still; the next refresh tells the filled from the open."""
    document = docx.Document(str(filled))
    body: Any = document.element.body
    for run in body.iter(f"{W}r"):
        if REASON in "".join(node.text or "" for node in run.iter(f"{W}t")):
            mark(run, "yellow")
    document.save(str(filled))
    assert {"yellow"} == highlights(filled, REASON)
    same = tmp_path / "同.docx"
    refresh(filled, example / "2022.xlsx", example / "2021.xlsx", output=same, force=True)
    assert {None} == highlights(same, REASON)


def test_a_number_in_a_reason_that_is_no_more_is_named(example: Path, tmp_path: Path) -> None:
    """The old number and the new stand in the comment, and check tells them too, also the round after."""
    path = _filled(example, tmp_path, "压减日常开支23.73万元")
    second = refreshed(path, example, tmp_path, 170.00)
    again = refreshed(second, example, tmp_path, 170.00, "第3稿.docx")
    for each in (second, again):
        assert any("“23.73”现在是“4.66”" in told for told in comments(each))
        found = [finding for finding in check(each).findings if finding.code == "reason-number-stale"]
        assert [("23.73", "4.66")] == [(finding.found, finding.expected) for finding in found]


def test_a_refresh_says_what_it_filled_and_a_full_stop_is_no_rival(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reason from a file that stands now is told; the same words with a full stop are the same words."""
    desk = Desk.open(drafted(example, tmp_path, reasons=False).read_bytes(), 1)
    desk.fill(ITEM, f"{REASON}。")
    document = tmp_path / "已填.docx"
    document.write_bytes(desk.save())
    reasons = tmp_path / "原因.yaml"
    reasons.write_text(f"{ITEM}: {REASON}\nitems.2150517: 技改项目已完工\n", "utf-8")
    target = tmp_path / "第2稿.docx"
    figures = [str(example / name) for name in ("2022.xlsx", "2021.xlsx")]
    assert 0 == cli.run(["refresh", str(document), *figures, "-o", str(target), "--reasons", str(reasons)])
    said = capsys.readouterr().out
    assert "填入1处原因" in said
    assert not any("另有一种填写" in each for each in comments(target))
