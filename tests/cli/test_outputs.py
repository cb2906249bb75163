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


@pytest.mark.parametrize("name", ["草稿.docx", "2022.xlsx"])
def test_the_demo_leaves_what_somebody_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A draft that was filled in, or an own workbook, stays; the example goes beside, and the user is told."""
    monkeypatch.chdir(tmp_path)
    assert 0 == run(["demo"])
    changed = Path("juesuan-demo", name)
    changed.write_bytes(b"filled in")
    before = {path: path.read_bytes() for path in Path("juesuan-demo").iterdir()}
    capsys.readouterr()
    for _ in range(2):
        assert 0 == run(["demo"])
        assert f"juesuan-demo 里的{name}与例子不同" in capsys.readouterr().out
    assert before == {path: path.read_bytes() for path in Path("juesuan-demo").iterdir()}
    assert ["juesuan-demo", "juesuan-demo-2"] == sorted(path.name for path in tmp_path.iterdir())
    assert b"filled in" != Path("juesuan-demo-2", name).read_bytes()


def test_the_demo_again_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A demo in which nobody changed anything is made again where it was; a file taken away comes back."""
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert 0 == run(["demo", "-q"])
        Path("juesuan-demo", "2021.xlsx").unlink()
    assert ["juesuan-demo"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(("folder", "said"), [("长" * 300, "太长"), ("file", "同名的文件")])
def test_a_demo_that_cannot_be(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    folder: str,
    said: str,
) -> None:
    """A folder that cannot be made is told."""
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    assert 2 == run(["demo", "-o", folder])
    assert said in capsys.readouterr().err
