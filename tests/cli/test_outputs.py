"""Where commands write: names that say what is in them, nothing over a file that is not theirs."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote_to_bytes

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


# ---- names that are not UTF-8, readers that go away ----

WORKBOOK, DRAFT, NEW, SHEET = (
    os.fsdecode(name) for name in (b"2022\xff.xlsx", b"\xb2\xdd.docx", b"2\xff.docx", b"t\xfe.xlsx")
)
ODD = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")


@pytest.fixture
def odd(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a workbook and a draft whose names are not UTF-8."""
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    (tmp_path / "2022.xlsx").rename(tmp_path / WORKBOOK)
    (tmp_path / "草稿.docx").rename(tmp_path / DRAFT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@ODD
@pytest.mark.parametrize(
    ("code", "arguments", "outputs"),
    [
        (
            0,
            ["draft", WORKBOOK, "2021.xlsx", "-s", "补充资料.xlsx", "-o", NEW, "--trace", SHEET],
            [NEW, SHEET],
        ),
        (0, ["refresh", DRAFT, WORKBOOK, "2021.xlsx", "-o", NEW, "--report", SHEET], [NEW, SHEET]),
        (1, ["check", DRAFT, WORKBOOK, "2021.xlsx", "--annotate", NEW], [NEW]),
        (0, ["verify", WORKBOOK, "2021.xlsx"], []),
        (0, ["inspect", WORKBOOK], []),
        (0, ["reasons", DRAFT, "-o", SHEET], [SHEET]),
        (0, ["publish", DRAFT, "--force", "-o", NEW], [NEW]),
        (0, ["new", SHEET, "--figures", WORKBOOK], [SHEET]),
        (2, ["draft", SHEET, "-o", "x.docx"], []),
    ],
)
def test_names_that_are_not_utf_8(
    odd: Path, capfdbinary: pytest.CaptureFixture[bytes], code: int, arguments: list[str], outputs: list[str]
) -> None:
    """Whatever a file is called, the work is done and told: JSON has a name to show, and the exact one."""
    assert code == run([*arguments, "--json"])
    data = json.loads(capfdbinary.readouterr().out)
    assert set(outputs) <= {path.name for path in odd.iterdir()}
    if "output" in data:
        exact = {
            each["shown"]: os.fsdecode(unquote_to_bytes(each["percent_encoded"]))
            for each in data["undecodable"]
        }
        assert outputs[0] == exact[data["output"]]


@ODD
def test_a_batch_of_names_that_are_not_utf_8(odd: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Departments' folders may be called anything, too, and a second run knows them again."""
    department = Path(os.fsdecode(b"in/\xb2\xc6\xd5\xfe\xbe\xd6"))
    department.mkdir(parents=True)
    for old, new in ((WORKBOOK, "2022.xlsx"), ("2021.xlsx", "2021.xlsx"), ("补充资料.xlsx", "补充资料.xlsx")):
        Path(old).rename(department / new)
    for state in ("done", "unchanged"):
        assert 0 == run(["batch", "draft", "in", "-o", "out", "--jobs", "1", "--json", "-q"])
        assert 1 == json.loads(capfdbinary.readouterr().out)[state]
    assert (Path("out") / department.name / "草稿.docx").is_file()


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_reader_that_goes_away(odd: Path) -> None:
    """Whoever pipes into ``head`` has the file and the exit code all the same."""
    command = [
        sys.executable,
        "-m",
        "juesuan",
        "draft",
        WORKBOOK,
        "2021.xlsx",
        "-s",
        "补充资料.xlsx",
        "-o",
        NEW,
    ]
    for words in ([], ["--json", "--overwrite"]):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run([*command, *words], stdout=writing, stderr=subprocess.PIPE)
        os.close(writing)
        assert (0, False) == (done.returncode, "出错".encode() in done.stderr)
        assert (odd / NEW).is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk at hand")
def test_a_result_that_cannot_be_shown(odd: Path) -> None:
    """A full disk under standard output is told; the draft is written all the same."""
    with Path("/dev/full").open("wb") as full:
        command = [
            sys.executable,
            "-m",
            "juesuan",
            "draft",
            WORKBOOK,
            "2021.xlsx",
            "-s",
            "补充资料.xlsx",
            "-o",
            NEW,
        ]
        done = subprocess.run([*command, "--json"], stdout=full, stderr=subprocess.PIPE)
    assert (0, True) == (done.returncode, "没能全部显示".encode() in done.stderr)
    assert (odd / NEW).is_file()


# ---- errors of ours ----


def test_the_diagnosis_is_for_its_user_alone(
    odd: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file in the temporary folder has the user's command line: nobody else reads it or guesses its name."""
    monkeypatch.setattr(tempfile, "tempdir", str(odd))

    def broken(*_: object) -> None:
        raise ZeroDivisionError(WORKBOOK)

    monkeypatch.setattr("juesuan.cli.commands.unchanged_folder", broken)
    for _ in range(2):
        assert 3 == run(["demo", "-o", WORKBOOK])
    said, found = capsys.readouterr().err, list(odd.glob("juesuan-诊断-*.txt"))
    assert 2 == len(found)
    for path in found:
        assert str(path) in said
        assert "ZeroDivisionError" in path.read_text("utf-8")
        assert os.name == "nt" or 0o600 == path.stat().st_mode & 0o777


def test_a_diagnosis_that_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a place for it, the message does not name a file that is not there."""

    def broken(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("juesuan.cli.commands.unchanged_folder", broken)
    monkeypatch.setattr(tempfile, "mkstemp", broken)
    assert 3 == run(["demo"])
    assert "程序内部出错，没有写出任何文件。详细情况没能写下来" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["draft", "LONG.xlsx", "2021.xlsx", "-o", "新.docx"],
        ["draft", *FIGURES, "-o", "LONG.docx"],
        ["draft", "2022.xlsx", "2021.xlsx", "-s", "LONG.yaml", "-o", "新.docx"],
        ["draft", *FIGURES, "--template", "LONG", "-o", "新.docx"],
        ["draft", *FIGURES, "--reasons", "LONG.yaml", "-o", "新.docx"],
        ["draft", *FIGURES, "--edition", "LONG", "-o", "新.docx"],
        ["refresh", "LONG.docx", *FIGURES, "-o", "新.docx"],
        ["verify", "LONG.xlsx"],
        ["inspect", "LONG"],
        ["demo", "-o", "LONG"],
        ["new", "LONG.xlsx", "--year", "2022"],
        ["batch", "draft", "LONG", "-o", "out"],
        ["batch", "draft", ".", "-o", "LONG"],
        ["batch", "check", ".", "--report", "LONG.xlsx"],
        ["phrasebook", "new", "LONG"],
        ["phrasebook", "check", "LONG"],
    ],
)
def test_a_name_that_is_too_long_is_a_plain_message(
    odd: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """Whatever the file is for: exit 2, one message, no error of ours."""
    (odd / WORKBOOK).rename(odd / "2022.xlsx")
    assert 2 == run([each.replace("LONG", "长" * 120) for each in arguments])
    said = capsys.readouterr().err
    assert "不能完成" in said
    assert "内部出错" not in said
