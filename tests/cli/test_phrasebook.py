"""The commands for authors of editions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from juesuan.app.phrasebook import list_editions
from juesuan.cli import run

ROOT = Path(__file__).resolve().parents[2]


def test_lists_what_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    """Both editions with their official sources."""
    assert 0 == run(["phrasebook", "list"])
    said = capsys.readouterr().out
    assert "fujian-2022" in said
    assert "shanghai-2024" in said


@pytest.mark.parametrize("edition", ["fujian-2022", "shanghai-2024"])
def test_shipped_editions_are_sound(edition: str, capsys: pytest.CaptureFixture[str]) -> None:
    """check finds nothing in them."""
    assert 0 == run(["phrasebook", "check", edition])
    assert "没有发现问题" in capsys.readouterr().out


def test_a_copy_is_checked_with_every_mistake(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A copied edition with two slips: both are told at once, exit 1; a second copy overwrites nothing."""
    folder = tmp_path / "my-2025"
    assert 0 == run(["phrasebook", "new", str(folder), "--from", "fujian-2022"])
    assert 2 == run(["phrasebook", "new", str(folder), "--from", "fujian-2022"])
    section = folder / "02_fiscal.yaml"
    section.write_text(section.read_text("utf-8").replace("fiscal.income }}", "fiscal.incom }}"), "utf-8")
    other = folder / "01_totals.yaml"
    other.write_text(
        other.read_text("utf-8").replace("{{ expenditure.project }}", "{{ expenditure.projekt }}"), "utf-8"
    )
    capfdbinary.readouterr()
    assert 1 == run(["phrasebook", "check", str(folder), "--json"])
    found = json.loads(capfdbinary.readouterr()[0])["findings"]
    assert 2 == sum("edition-unknown-name" == finding["code"] for finding in found)


def test_names_have_their_values(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With figures every name shows the value it has there."""
    words = [
        "phrasebook",
        "names",
        "fujian-2022",
        "--figures",
        str(example / "2022.xlsx"),
        str(example / "2021.xlsx"),
    ]
    assert 0 == run([*words, "-s", str(example / "补充资料.xlsx")])
    said = capsys.readouterr().out
    line = next(line for line in said.splitlines() if " grand_total.income " in line)
    assert "3653.52" in line


def test_previews_the_narrative(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text of the narrative, paragraph by paragraph."""
    words = ["phrasebook", "preview", "fujian-2022", str(example / "2022.xlsx"), str(example / "2021.xlsx")]
    assert 0 == run([*words, "-s", str(example / "补充资料.xlsx"), "--reasons", str(example / "原因.yaml")])
    golden = (ROOT / "tests" / "golden" / "licheng-2022.txt").read_text("utf-8")
    assert golden.strip() == capsys.readouterr().out.strip()


def test_a_preview_is_kept_apart_from_notices(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows of the 补充资料 that the edition does not use are told on stderr; stdout is the narrative alone."""
    edition = ROOT / "tests" / "editions" / "qinghe-2022"
    words = ["phrasebook", "preview", str(edition), str(example / "2022.xlsx"), str(example / "2021.xlsx")]
    assert 0 == run([*words, "-s", str(example / "补充资料.xlsx")])
    said = capsys.readouterr()
    guide = (ROOT / "docs" / "短语库.md").read_text("utf-8")
    assert f"```text\n{said.out}```" in guide
    assert "机关运行经费" in said.err


@pytest.mark.parametrize("words", [["2022.xlsx"], ["-s", "补充资料.xlsx"]])
def test_names_ignores_no_figures(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Files without --figures are refused, and the complaint names the option."""
    assert 2 == run(["phrasebook", "names", "fujian-2022", *words])
    assert "--figures" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["phrasebook"]])
def test_no_command_brings_the_help_page(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Not a failure to be read about: the page itself."""
    assert 2 == run(words)
    assert capsys.readouterr().err.startswith("用法：")


def test_a_mistyped_command_is_answered_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest command is proposed; nothing of the library's English is left."""
    assert 2 == run(["phrasebook", "chekc"])
    said = capsys.readouterr().err
    assert "不能完成：没有命令 'chekc'，是不是 check？用 juesuan phrasebook -h 查看用法\n" == said


def test_an_unknown_edition_cannot_be_checked(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, with the editions there are."""
    assert 2 == run(["phrasebook", "check", "nowhere-2022"])
    assert "fujian-2022、shanghai-2024" in capsys.readouterr().err


def test_readme_tells_every_edition_and_its_source() -> None:
    """The table of editions says what the manifests say."""
    readme = (ROOT / "README.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")] for line in readme.splitlines() if line[:3] == "| `"]
    expected = [(each.name, each.place, each.source) for each in list_editions()]
    assert expected == [(row[1].split("`")[1], row[2], row[3]) for row in rows]
