"""Made-up departments are plausible: all tables agree, and a seed always gives the same ones."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.app.inputs import load
from juesuan.app.sources import Sources
from made_up import department, made_up
from trials import fewer
from workbooks import build_workbook


@fewer(8)
@given(st.integers(0, 5_000), st.sampled_from((4, 12, 60)))
def test_all_identities_hold(tmp_path_factory: pytest.TempPathFactory, seed: int, items: int) -> None:
    """Both years' tables agree within and between them and from year to year."""
    folder = tmp_path_factory.mktemp("made-up")
    now, then = made_up(seed, items=items)
    current, prior = (build_workbook(folder / f"{each.year}.xlsx", each) for each in (now, then))
    inputs = load(Sources(current, (prior,)))
    assert () == inputs.findings
    assert department(seed) == inputs.current.department


def test_the_same_seed_the_same_figures(tmp_path: Path) -> None:
    """Benchmarks of today and of next year work on the same departments; another seed is another one."""
    assert made_up(7) == made_up(7)
    assert made_up(7) != made_up(8)
    path = build_workbook(tmp_path / "a.xlsx", made_up(7)[0])
    with zipfile.ZipFile(path) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {part.date_time for part in archive.infolist()}
        assert b"<dcterms:" not in archive.read("docProps/core.xml")


def test_every_seed_is_another_department() -> None:
    """A thousand departments have a thousand names."""
    assert 1_000 == len({department(seed) for seed in range(1_000)})
