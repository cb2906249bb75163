"""The example's figures give one and the same narrative, whatever layout or format they come in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from juesuan.app.inputs import load
from juesuan.app.sources import Sources
from juesuan.compose import compose
from workbooks import LAYOUTS, Layout, build_document, build_workbook, converted, licheng

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "licheng-2022"


def narrative(current: Path, prior: Path | None = None) -> list[str]:
    """The paragraphs that these figures and the example's supplement give."""
    inputs = load(Sources(current, (prior or EXAMPLE / "2021.xlsx",), EXAMPLE / "补充资料.yaml"))
    made, _ = compose(inputs.comparison, inputs.edition)
    return [paragraph.text for paragraph in made.paragraphs]


@cache
def of_the_example() -> tuple[str, ...]:
    return tuple(narrative(EXAMPLE / "2022.xlsx"))


@pytest.mark.parametrize("unit", ["万元", "元"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout(name: str, unit: str, tmp_path: Path) -> None:
    """Every layout, in 万元 and in 元, gives the example's narrative, character for character."""
    layout, arrangement = LAYOUTS[name]
    path = build_workbook(
        tmp_path / "2022.xlsx", licheng(), unit=unit, layout=layout, arrangement=arrangement
    )
    assert list(of_the_example()) == narrative(path)


@pytest.mark.parametrize("title_inside", [False, True], ids=["title above", "title in the table"])
def test_published_document_as_prior(title_inside: bool, tmp_path: Path) -> None:
    """Last year's published .docx as prior gives the same narrative as last year's workbook."""
    path = build_document(
        tmp_path / "2021.docx", licheng(2021), layout=Layout(notes=False), title_inside=title_inside
    )
    assert list(of_the_example()) == narrative(EXAMPLE / "2022.xlsx", path)


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_office_formats(suffix: str, tmp_path: Path) -> None:
    """Both years saved by LibreOffice as .xls and .ods give the same narrative."""
    current = build_workbook(tmp_path / "2022.xlsx", licheng())
    prior = build_workbook(tmp_path / "2021.xlsx", licheng(2021), layout=Layout(notes=False))
    out = tmp_path / "out"
    assert list(of_the_example()) == narrative(converted(current, suffix, out), converted(prior, suffix, out))
