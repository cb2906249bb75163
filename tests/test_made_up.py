"""Made-up departments are plausible: all tables agree, and a seed always gives the same ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.app.inputs import Sources, load
from made_up import department, made_up
from workbooks import build_workbook


@settings(max_examples=25)
@given(st.integers(0, 5_000), st.sampled_from((4, 12, 60)))
def test_all_identities_hold(tmp_path_factory: pytest.TempPathFactory, seed: int, items: int) -> None:
    """Both years' tables agree within and between them and from year to year."""
    folder = tmp_path_factory.mktemp("made-up")
    now, then = made_up(seed, items=items)
    current, prior = (build_workbook(folder / f"{each.year}.xlsx", each) for each in (now, then))
    inputs = load(Sources(current, (prior,)))
    assert () == inputs.findings
    assert department(seed) == inputs.current.department


def test_the_same_seed_the_same_bytes(tmp_path: Path) -> None:
    """Benchmarks of today and of next year work on the same departments."""
    now, _then = made_up(7)
    one = build_workbook(tmp_path / "a.xlsx", now).read_bytes()
    assert one == build_workbook(tmp_path / "b.xlsx", made_up(7)[0]).read_bytes()


def test_every_seed_is_another_department() -> None:
    """A thousand departments have a thousand names."""
    assert 1_000 == len({department(seed) for seed in range(1_000)})
