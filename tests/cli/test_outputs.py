"""Where commands write: names that say what is in them, nothing over a file that is not theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.cli import run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped example with its draft."""
    folder = tmp_path_factory.mktemp("demo")
    assert 0 == run(["demo", "-o", str(folder), "-q"])
    return folder


FIGURES = ["2022.xlsx", "2021.xlsx", "-s", "补充资料.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "right"),
    [
        (["draft", *FIGURES, "-o", "新.doc"], "新.docx"),
        (["draft", *FIGURES, "-o", "新"], "新.docx"),
        (["draft", *FIGURES, "-o", "新.docx", "--trace", "溯源.csv"], "溯源.xlsx"),
        (["refresh", "草稿.docx", *FIGURES, "-o", "新.odt"], "新.docx"),
        (["refresh", "草稿.docx", *FIGURES, "-o", "新.docx", "--report", "变动.xls"], "变动.xlsx"),
        (["check", "草稿.docx", "--annotate", "批注.wps"], "批注.docx"),
        (["reasons", "草稿.docx", "-o", "原因.xls"], "原因.xlsx"),
        (["publish", "草稿.docx", "--force", "-o", "公开稿.pdf"], "公开稿.docx"),
        (["new", "补充资料2.xls", "--year", "2022"], "补充资料2.xlsx"),
        (["batch", "check", ".", "--report", "汇总.xls"], "汇总.xlsx"),
    ],
)
def test_a_wrong_suffix_is_refused(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    right: str,
) -> None:
    """Word warns of a .doc that is a .docx: nothing is written, and the message gives the name to write."""
    monkeypatch.chdir(folder)
    before = sorted(folder.iterdir())
    assert 2 == run(arguments)
    assert f"请写成 {right}" in capsys.readouterr().err
    assert before == sorted(folder.iterdir())
