"""The commands for authors of editions, and the command reference."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from juesuan.cli import run
from juesuan.cli.reference import reference

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
    assert golden in capsys.readouterr().out


def test_the_reference_is_up_to_date() -> None:
    """docs/命令.md has every command's present help."""
    assert reference() == (ROOT / "docs" / "命令.md").read_text("utf-8")
    for name in ("draft", "refresh", "check", "reasons", "publish", "inspect", "verify", "phrasebook check"):
        assert f"## juesuan {name}\n" in reference()
