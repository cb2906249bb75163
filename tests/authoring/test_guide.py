"""The guide for authors of editions (docs/短语库.md), followed step by step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from juesuan.authoring import check_edition, new_edition
from juesuan.authoring.vocabulary import SLOT_FUNCTIONS
from juesuan.cli import run
from juesuan.comparison import compare, items_of
from juesuan.compose import compose
from juesuan.editions import load_edition
from juesuan.quantities import CASES
from juesuan.reading import read_accounts
from juesuan.reading.supplement import read_supplement

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "licheng-2022"
GUIDE = (ROOT / "docs" / "短语库.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"`([\w.]+\.yaml)`：\n\n```yaml\n(.*?)```", GUIDE, re.DOTALL))
SHOWN = re.findall(r"```text\n(.*?)\n```", GUIDE, re.DOTALL)


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """The edition as the guide makes it: copied, files taken away, the others written anew."""
    folder = tmp_path / "qinghe-2022"
    folder.mkdir()
    for path, content in new_edition(folder, "fujian-2022").items():
        path.write_bytes(content)
    for path in folder.glob("[0-9]*.yaml"):
        path.unlink()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_guide_makes_a_sound_edition(edition: Path) -> None:
    """Whoever follows the guide ends with an edition in which nothing is wrong."""
    assert () == check_edition(edition)


def test_guide_and_fixture_are_one(edition: Path) -> None:
    """The made-up edition of the tests is, file for file, the guide's."""
    fixture = ROOT / "tests" / "editions" / "qinghe-2022"
    expected = {path.name: path.read_text(encoding="utf-8") for path in fixture.iterdir()}
    assert expected == {path.name: path.read_text(encoding="utf-8") for path in edition.iterdir()}


def test_guide_shows_what_check_says(
    edition: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The mistake that the guide makes is reported in the words it shows."""
    section = edition / "02_totals.yaml"
    text = section.read_text(encoding="utf-8")
    section.write_text(text.replace("grand_total.income }}", "grand_total.incom }}"), encoding="utf-8")
    monkeypatch.chdir(edition.parent)
    assert 1 == run(["phrasebook", "check", edition.name])
    told, said = capsys.readouterr()
    assert SHOWN[0] == f"{said}{told}".strip()


def test_guide_shows_the_text_that_comes_out(edition: Path) -> None:
    """The preview in the guide is what the edition writes for the shipped example."""
    loaded = load_edition(edition)
    now = read_accounts([EXAMPLE / "2022.xlsx"]).accounts
    then = read_accounts([EXAMPLE / "2021.xlsx"], blanks="unknown").accounts
    supplement, _ = read_supplement(EXAMPLE / "补充资料.yaml", loaded.form, items=items_of(now, then))
    narrative, _ = compose(compare(now, then, supplement, loaded.form, loaded.manifest.numbers), loaded)
    assert SHOWN[1] == narrative.text


def test_guide_explains_every_case_and_function() -> None:
    """No case of a change and no function goes without a word."""
    for name in (*CASES, *(f"{function}(" for function in SLOT_FUNCTIONS)):
        assert name in GUIDE
