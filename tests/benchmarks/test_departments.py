"""The benchmarks' departments: right in every table, the same for the same seed, broken only where promised."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from benchmarks.departments import write_bureau, write_department
from benchmarks.departments_broken import BREAKS
from benchmarks.departments_figures import PARTS, both_years, name
from benchmarks.departments_files import supplement

from juesuan import Drafted, draft
from juesuan.errors import JuesuanError

FILES = ("2022.xlsx", "2021.xlsx", "补充资料.xlsx")


def _drafted(folder: Path) -> Drafted:
    now, then, supplement = (folder / file for file in FILES)
    priors = [then] if then.exists() else []
    return draft(now, *priors, supplement=supplement, output=folder / "草稿.docx")


@pytest.mark.parametrize("seed", [0, 7, 41])
@pytest.mark.parametrize("items", [12, 140])
def test_a_department_is_drafted_without_any_finding(tmp_path: Path, seed: int, items: int) -> None:
    """Tables, years and supplement agree, however many items there are."""
    drafted = _drafted(write_department(tmp_path, seed, items=items))
    assert () == drafted.findings
    assert name(seed) == drafted.inputs.current.department


def test_the_same_seed_the_same_bytes(tmp_path: Path) -> None:
    """A department does not depend on those written before it, nor on the clock."""
    write_department(tmp_path / "a", 7)
    write_department(tmp_path / "other", 8)
    write_department(tmp_path / "b", 7)
    one, again = ([(tmp_path / folder / file).read_bytes() for file in FILES] for folder in "ab")
    assert one == again
    assert [set()] * len(FILES) == [_stamps(tmp_path / "a" / file) for file in FILES]


def test_a_supplement_keeps_nothing_of_the_one_before() -> None:
    """What one department says and the next does not is empty again in the form they share."""
    empty = supplement({}, 2022)
    assert empty != supplement({"vehicles.held": 3}, 2022)
    assert empty == supplement({}, 2022)


def _stamps(path: Path) -> set[object]:
    """Every time of writing in the file: two files written in one second would not show them."""
    with ZipFile(path) as archive:
        times = {each.date_time for each in archive.infolist()} - {(1980, 1, 1, 0, 0, 0)}
        return times | set(re.findall(rb"<dcterms:\w+", archive.read("docProps/core.xml")))


def test_another_year(tmp_path: Path) -> None:
    """The files of another year bear its name and say it."""
    write_department(tmp_path, 3, year=2023)
    assert ["2022.xlsx", "2023.xlsx", "补充资料.xlsx"] == sorted(path.name for path in tmp_path.iterdir())
    inputs = draft(
        tmp_path / "2023.xlsx",
        tmp_path / "2022.xlsx",
        supplement=tmp_path / "补充资料.xlsx",
        output=tmp_path / "草稿.docx",
    ).inputs
    assert (2023, 2023) == (inputs.current.year, inputs.supplement.year)
    assert ["edition-year"] == [finding.code for finding in inputs.findings]


def test_three_public_expenses_change_in_every_way() -> None:
    """Each expense is level, zero, begun, ended, more and less in some of a hundred departments."""
    seen = {(part, _change(seed, part)) for seed in range(100) for part in PARTS}
    changes = ("level", "zero", "begun", "ended", "more", "less")
    assert {(part, change) for part in PARTS for change in changes} == seen


def _change(seed: int, part: str) -> str:
    now, then = (float(each.tables["07"]["actual"][part]) for each in both_years(seed, year=2022, items=12))
    if now == then:
        return "level" if now else "zero"
    if not now or not then:
        return "ended" if then else "begun"
    return "more" if now > then else "less"


def test_every_broken_department_gets_the_code_promised(tmp_path: Path) -> None:
    """One department of each kind fails as promised; all others are drafted."""
    count = 2 * len(BREAKS)
    promised = write_bureau(tmp_path, count, broken=len(BREAKS), seed=100)
    told = {}
    for folder in tmp_path.iterdir():
        try:
            _drafted(folder)
        except JuesuanError as error:
            told[folder.name] = error.code
    assert len(BREAKS) == len(promised)
    assert promised == told
