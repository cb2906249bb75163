"""Arguments that several commands share reach them as one value."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import pytest
import typer

from juesuan.app.sources import Sources
from juesuan.cli.arguments import command, the_sources

SEEN: list[Any] = []
group = typer.Typer()


@command("look", group, sources=the_sources)
def look(
    first: Annotated[str, typer.Argument()],
    sources: Sources,
    last: Annotated[bool, typer.Option("--last")] = False,
) -> None:
    """A command with an argument before and an option after the figures."""
    SEEN[:] = [first, sources, last]


@command("other", group)
def other() -> None:
    """Two commands, or typer would drop their names."""


def run(*words: str) -> list[Any]:
    """What the command is given."""
    typer.main.get_command(group).main(["look", *words], standalone_mode=False)
    return SEEN


def test_the_figures_come_as_one_value() -> None:
    """In any order of arguments and options, typed as the library takes them."""
    words = [
        "甲",
        "2022.xlsx",
        "2021.xlsx",
        "2021乙.xlsx",
        "--unit",
        "元",
        "-s",
        "补.xlsx",
        "--last",
        "--first-year",
    ]
    priors = (Path("2021.xlsx"), Path("2021乙.xlsx"))
    expected = Sources(Path("2022.xlsx"), priors, Path("补.xlsx"), None, "元", True)
    assert ["甲", expected, True] == run(*words)


def test_what_is_not_given_is_empty() -> None:
    """Only this year's figures must be given."""
    assert ["甲", Sources(Path("2022.xlsx")), False] == run("甲", "2022.xlsx")


def test_the_arguments_stand_where_the_parameter_stands() -> None:
    """Help lists them in the place of what is made of them."""
    names = [each.name for each in typer.main.get_command(group).commands["look"].params]  # type: ignore[attr-defined]
    assert ["first", "current", "priors", "supplement", "edition", "unit", "first_year", "last"] == names


def test_a_wrong_unit_is_a_wrong_argument() -> None:
    """It is told as such, before anything is read."""
    with pytest.raises(typer.BadParameter):
        run("甲", "2022.xlsx", "--unit", "亿元")
