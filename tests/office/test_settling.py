"""A refreshed draft in a real LibreOffice: revisions accepted or rejected, comments resolved; then refreshed again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

import juesuan
from rounds import changed, drafted, read
from staff import Desk
from structure import faults

pytestmark = pytest.mark.office

ITEM, REASON = "items.2011301", "精简会议和差旅，日常开支减少"
RISEN = (
    "（一）2011301-行政运行支出190.00万元，较上年决算数增加15.34万元，增长8.78%。主要原因是" + REASON + "。"
)
OUTRUN = "写原因时是减少23.73万元，现在是增加15.34万元"
Figures = tuple[Path, Path]


@pytest.fixture
def figures(example: Path, tmp_path: Path) -> Figures:
    """行政运行 rises instead of falling, an item is gone and one has come."""
    current = changed(
        example / "2022.xlsx",
        tmp_path / "升.xlsx",
        {"2011301": 190.00, "2299999": None},
        added={"2220199": ("其他粮油物资事务支出", 12.34)},
    )
    return current, changed(example / "2021.xlsx", tmp_path / "上年.xlsx", {"2299999": None})


@pytest.fixture
def filled(example: Path, tmp_path: Path) -> Path:
    """A finished draft, one reason of which was written for a fall."""
    desk = Desk.open(drafted(example, tmp_path).read_bytes(), 1)
    desk.fill(ITEM, REASON)
    path = tmp_path / "已填.docx"
    path.write_bytes(desk.save())
    return path


def refreshed(path: Path, figures: Figures, folder: Path, name: str, *, tracked: bool = False) -> Path:
    target = folder / name
    juesuan.refresh(path, *figures, output=target, force=True, track_changes=tracked)
    assert [] == faults(target.read_bytes())
    return target


def texts(path: Path) -> list[str]:
    return [each.text for each in read(path).paragraphs if each.text]


def comments(path: Path) -> list[str]:
    return [each.text for each in docx.Document(str(path)).comments]


def test_accepted_and_refreshed_again_nothing_changes(
    filled: Path, figures: Figures, tmp_path: Path, type_into: Any
) -> None:
    """Every revision accepted: the same figures find nothing to do, the comments that still hold stand once."""
    tracked = refreshed(filled, figures, tmp_path, "修订.docx", tracked=True)
    accepted = type_into(tracked, [["dispatch", ".uno:AcceptAllTrackedChanges"]])
    plain = refreshed(filled, figures, tmp_path, "直接.docx")
    assert texts(plain) == texts(accepted)
    again = refreshed(accepted, figures, tmp_path, "再.docx")
    assert texts(plain) == texts(again)
    assert sorted(comments(plain)) == sorted(comments(again))
    assert 1 == sum(OUTRUN in each for each in comments(again))


def test_rejected_and_refreshed_again_the_figures_come(
    filled: Path, figures: Figures, tmp_path: Path, type_into: Any
) -> None:
    """Every revision rejected: the old words, then the new figures again, staff's reason and one comment on it."""
    tracked = refreshed(filled, figures, tmp_path, "修订.docx", tracked=True)
    rejected = type_into(tracked, [["dispatch", ".uno:RejectAllTrackedChanges"]])
    assert texts(filled) == texts(rejected)
    again = refreshed(rejected, figures, tmp_path, "再.docx")
    shown = texts(again)
    assert RISEN in shown
    assert 1 == sum(REASON in text for text in shown)
    assert 1 == sum(OUTRUN in each for each in comments(again))


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_resolved_comment_settles_the_reason(
    kind: str,
    filled: Path,
    figures: Figures,
    example: Path,
    tmp_path: Path,
    type_into: Any,
    convert: Callable[..., Path],
) -> None:
    """Resolved in LibreOffice, saved as .docx or through .odt: not told again until the figures change again."""
    second = refreshed(filled, figures, tmp_path, "第2稿.docx")
    assert any(OUTRUN in each for each in comments(second))
    resolved = type_into(second, [["resolve", OUTRUN]], kind)
    resolved = convert(resolved, "docx") if kind == "odt" else resolved
    assert "reason-flipped" not in {each.code for each in juesuan.check(resolved).findings}
    third = refreshed(resolved, figures, tmp_path, "第3稿.docx")
    assert RISEN in texts(third)
    assert not any(OUTRUN in each for each in comments(third))
    back = refreshed(third, (example / "2022.xlsx", example / "2021.xlsx"), tmp_path, "第4稿.docx")
    assert any("写原因时是增加15.34万元，现在是减少23.73万元" in each for each in comments(back))


def test_an_open_comment_is_told_again(
    filled: Path, figures: Figures, tmp_path: Path, type_into: Any
) -> None:
    """Opened and saved without a decision: the comment stands once, the mark with it."""
    second = refreshed(filled, figures, tmp_path, "第2稿.docx")
    third = refreshed(type_into(second, []), figures, tmp_path, "第3稿.docx")
    assert 1 == sum(OUTRUN in each for each in comments(third))
