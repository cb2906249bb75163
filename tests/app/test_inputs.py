"""What belongs together: both years in order, and the supplement of this year, given or carried."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

import juesuan
from juesuan.app.inputs import load
from juesuan.app.sources import Sources
from juesuan.errors import InputError
from juesuan.supplement import Supplement
from workbooks import build_workbook, licheng


def of_year(year: int, folder: Path) -> Path:
    """The example's figures as those of another year."""
    return build_workbook(folder / f"{year}.xlsx", replace(licheng(), year=year))


def supplement(example: Path, target: Path, **cells: object) -> Path:
    """A copy of the example's supplement with these cells changed."""
    book = openpyxl.load_workbook(example / "补充资料.xlsx")
    for cell, value in cells.items():
        book.active[cell] = value
    book.save(target)
    return target


@pytest.mark.parametrize("typed", [2022, None], ids=["dated", "undated"])
def test_a_draft_s_supplement_is_of_the_draft_s_year(
    typed: int | None, example: Path, tmp_path: Path
) -> None:
    """Last year's counts of visits are not printed as this year's: a year on, another must be given."""
    given = supplement(example, tmp_path / "补充资料.xlsx", C7=typed)
    draft = tmp_path / "草稿.docx"
    juesuan.draft(example / "2022.xlsx", example / "2021.xlsx", supplement=given, output=draft)
    current, prior = of_year(2023, tmp_path), example / "2022.xlsx"
    with pytest.raises(InputError, match="补充资料是2022年度的，决算是2023年度的") as caught:
        juesuan.refresh(draft, current, prior, output=tmp_path / "第2稿.docx", force=True)
    assert all(words in str(caught.value) for words in ("草稿中的补充资料", "请用 -s 给出2023年度的补充资料"))
    assert not (tmp_path / "第2稿.docx").exists()
    this_year = supplement(example, tmp_path / "补充资料2023.xlsx", C7=2023)
    juesuan.refresh(draft, current, prior, supplement=this_year, output=tmp_path / "第2稿.docx", force=True)
    assert (tmp_path / "第2稿.docx").exists()


def test_an_empty_supplement_is_of_no_other_year(example: Path, tmp_path: Path) -> None:
    """Where nothing was supplied nothing is refused, and the next draft carries its own year."""
    carried = Supplement(2022)
    inputs = load(Sources(of_year(2023, tmp_path), (example / "2022.xlsx",), carried=carried))
    assert 2023 == inputs.supplement.year


@pytest.mark.parametrize(
    ("current", "prior", "expected"),
    [
        (2022, 2022, "都是2022年度的决算"),
        (2022, 2023, "两个文件的次序反了"),
        (2022, 2020, "2020年度的决算，本年是2022年度，上年应是2021年度"),
        (2022, 2024, "2024年度的决算，本年是2022年度，上年应是2021年度"),
    ],
)
def test_years_that_do_not_follow_one_another_are_refused(
    current: int, prior: int, expected: str, tmp_path: Path
) -> None:
    """The same year twice, the wrong order, a gap: each is said in its own words."""
    (tmp_path / "上年").mkdir()
    now, then = of_year(current, tmp_path), of_year(prior, tmp_path / "上年")
    with pytest.raises(InputError) as caught:
        juesuan.verify(now, then)
    assert expected in str(caught.value)
