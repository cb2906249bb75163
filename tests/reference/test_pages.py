"""The pages of docs/ that are made from the program: current, and complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.cli.application import app
from juesuan.problems import CODES
from juesuan.reference import pages

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("name", pages())
def test_every_page_is_current(name: str) -> None:
    """What stands in docs/ is what scripts/write_reference.py would write."""
    assert pages()[name] == (DOCS / name).read_text("utf-8")


def test_every_command_has_a_section() -> None:
    """docs/命令.md tells of every command, of groups and of those in them."""
    alone = {f"juesuan {each.name}" for each in app.registered_commands}
    groups = {
        name
        for group in app.registered_groups
        for name in (
            f"juesuan {group.name}",
            *(f"juesuan {group.name} {each.name}" for each in group.typer_instance.registered_commands),
        )
    }
    sections = {line[3:] for line in pages()["命令.md"].splitlines() if line.startswith("## ")}
    assert {"juesuan", *alone, *groups} == sections


def test_every_code_has_a_line() -> None:
    """docs/问题代码.md has every registered code once."""
    lines = [line for line in pages()["问题代码.md"].splitlines() if line.startswith("| `")]
    assert list(CODES) == sorted((line.split("`")[1] for line in lines), key=list(CODES).index)
