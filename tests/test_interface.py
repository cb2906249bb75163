"""The package's face: what is exported, and docs/接口.md, whose examples run as they stand."""

from __future__ import annotations

import inspect
import re
import shutil
import subprocess
import sys
import typing
from pathlib import Path

import pytest

import juesuan
import pages

PAGE = Path(__file__).parents[1] / "docs" / "接口.md"
FUNCTIONS = [name for name in juesuan.__all__ if name.islower()]


@pytest.fixture
def desk(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the example's inputs, to stand in."""
    for name in ("2022.xlsx", "2021.xlsx", "补充资料.xlsx", "原因.yaml"):
        shutil.copy(example / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_s_examples_print_what_it_says(desk: Path) -> None:
    """Every example runs, one after the other, and prints what stands below it."""
    for expected, printed in pages.run(PAGE):
        assert expected == printed


def test_the_page_tells_of_every_name() -> None:
    """What is exported is documented, and every parameter too."""
    text = PAGE.read_text("utf-8")
    assert set() == {name for name in juesuan.__all__ if not re.search(rf"\b{name}\b", text)}
    parameters = {name for each in FUNCTIONS for name in inspect.signature(getattr(juesuan, each)).parameters}
    assert set() == {name for name in parameters if not re.search(rf"\b{name}\b", text)} - {
        "current",
        "document",
        "documents",
        "file",
        "priors",
    }


def test_every_function_says_what_it_takes_and_gives() -> None:
    """Types all over, and a docstring; each gives one of the exported results."""
    for name in FUNCTIONS:
        function = getattr(juesuan, name)
        assert function.__doc__
        hints = typing.get_type_hints(
            function, localns={each: getattr(juesuan, each) for each in juesuan.__all__}
        )
        assert hints.keys() == inspect.signature(function).parameters.keys() | {"return"}
        assert hints["return"].__name__ in juesuan.__all__


def test_importing_it_costs_nothing() -> None:
    """No room of the house is loaded before a use case is asked for."""
    script = "import juesuan, sys; print([name for name in sys.modules if name.startswith('juesuan.')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()


def test_what_is_not_exported_is_no_attribute() -> None:
    """A slip in a name is told as Python tells it."""
    with pytest.raises(AttributeError, match="drafft"):
        juesuan.drafft  # noqa: B018


def test_two_outputs_in_one_file_are_refused(desk: Path) -> None:
    """Draft and trace cannot both be one file; nothing is written."""
    before = sorted(desk.iterdir())
    with pytest.raises(juesuan.JuesuanError):
        juesuan.draft(
            "2022.xlsx", "2021.xlsx", supplement="补充资料.xlsx", output="草稿.docx", trace="草稿.docx"
        )
    assert before == sorted(desk.iterdir())
