"""The command line: exit codes, one Chinese message, the contract for programs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from juesuan.cli import run


@pytest.fixture
def desk(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the example's inputs, to stand in."""
    for name in ("2022.xlsx", "2021.xlsx", "补充资料.xlsx", "原因.yaml"):
        shutil.copy(example / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


DRAFT = ["draft", "2022.xlsx", "2021.xlsx", "-s", "补充资料.xlsx", "-o", "草稿.docx"]


def test_drafts_and_says_what_it_did(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was read, how many paragraphs, numbers and slots, what is still to fill in, where the file is."""
    assert 0 == run(DRAFT)
    said = capsys.readouterr().out
    assert "已读 2022.xlsx：泉州市鲤城区工业和信息化局，2022年度" in said
    assert "已生成 草稿.docx：65段，145个数，29处原因（已填8，建议待确认4，未填17）" in said


def test_quiet_says_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --quiet only errors speak."""
    assert 0 == run([*DRAFT, "-q"])
    assert "" == capsys.readouterr().out


def test_json_is_one_document(desk: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Standard output is one UTF-8 JSON document, people's text goes to standard error."""
    assert 0 == run([*DRAFT, "--json"])
    out, err = capfdbinary.readouterr()
    data = json.loads(out)
    assert "juesuan.draft/2" == data["schema"]
    assert (65, 29) == (data["paragraphs"], data["slots"])
    assert "已生成" in err.decode()


def test_an_error_is_json_too(desk: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """A program learns code and message of what could not be done."""
    assert 2 == run(["draft", "没有.xlsx", "2021.xlsx", "-o", "x.docx", "--json"])
    data = json.loads(capfdbinary.readouterr()[0])
    assert ["file-missing"] == [finding["code"] for finding in data["findings"]]


def edit(path: Path, sheet: str, cell: str, value: object) -> None:
    """Change one cell of a workbook."""
    book = openpyxl.load_workbook(path)
    next(each for each in book if each.title.startswith(sheet))[cell] = value
    book.save(path)


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The message of a command that cannot be done; nothing was written, no traceback shown."""
    assert 2 == run(words)
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert not Path("草稿.docx").exists()
    return said


def test_missing_file(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names the file."""
    assert "没有.xlsx" in refused(["draft", "没有.xlsx", "2021.xlsx", "-o", "草稿.docx"], capsys)


def test_not_a_workbook(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text file renamed .xlsx is refused with what to do."""
    Path("假.xlsx").write_text("部门,金额\n", "utf-8")
    assert "另存为 .xlsx" in refused(["draft", "假.xlsx", "2021.xlsx", "-o", "草稿.docx"], capsys)


def test_no_prior_year(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without last year's figures only --first-year goes on."""
    assert "--first-year" in refused(["draft", "2022.xlsx", "-s", "补充资料.xlsx", "-o", "草稿.docx"], capsys)


def test_same_year_twice(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same workbook as both years is told."""
    shutil.copy("2022.xlsx", "又一份.xlsx")
    said = refused(["draft", "2022.xlsx", "又一份.xlsx", "-s", "补充资料.xlsx", "-o", "草稿.docx"], capsys)
    assert "都是2022年度" in said


def test_years_the_wrong_way_round(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Swapped workbooks are recognised as such."""
    said = refused(["draft", "2021.xlsx", "2022.xlsx", "-s", "补充资料.xlsx", "-o", "草稿.docx"], capsys)
    assert "次序反了" in said


def test_sheets_of_different_years(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sheet of another year inside the workbook is named."""
    edit(desk / "2022.xlsx", "公开05表", "D3", "2020年度")
    assert "年度不一致" in refused(DRAFT, capsys)


def test_unknown_unit(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sheet that states no unit is named, with --unit as the remedy."""
    edit(desk / "2022.xlsx", "公开05表", "G3", None)
    said = refused(DRAFT, capsys)
    assert "--unit" in said
    assert "公开05表" in said


def test_a_missing_figure_names_its_sentence(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence, the figure and where it was looked for are named."""
    said = refused(["draft", "2022.xlsx", "2021.xlsx", "-o", "草稿.docx"], capsys)
    assert "government_fund.text" in said
    assert "2021年政府性基金预算财政拨款支出" in said


def test_words_in_an_amount(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names sheet and cell of an amount with words in it."""
    edit(desk / "2022.xlsx", "公开05表", "E12", "80.82（含追加）")
    assert "E12" in refused(DRAFT, capsys)


def test_contradicting_figures_stop_the_draft(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Totals off by 1.00 are an error; --force goes on."""
    edit(desk / "2022.xlsx", "公开05表", "E8", 3654.52)
    assert "相差1.00万元" in refused(DRAFT, capsys)
    assert 0 == run([*DRAFT, "--force"])


def test_an_existing_draft_is_not_replaced(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names refresh; --overwrite replaces."""
    Path("草稿.docx").write_bytes(b"mine")
    assert 2 == run(DRAFT)
    assert "juesuan refresh" in capsys.readouterr().err
    assert b"mine" == Path("草稿.docx").read_bytes()
    assert 0 == run([*DRAFT, "--overwrite"])
    assert b"mine" != Path("草稿.docx").read_bytes()


def test_an_input_is_never_overwritten(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not even with --overwrite."""
    before = Path("2022.xlsx").read_bytes()
    assert 2 == run([*DRAFT[:-1], "2022.xlsx", "--overwrite"])
    assert before == Path("2022.xlsx").read_bytes()
    assert "不能覆盖" in capsys.readouterr().err


def test_the_edition_s_year_is_compared(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Accounts of a year that the edition was not written for bring a warning."""
    for path, year in (("2022.xlsx", "2023年度"), ("2021.xlsx", "2022年度")):
        book = openpyxl.load_workbook(path)
        for sheet in book:
            for row in sheet["A3:L3"]:
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.endswith("年度"):
                        cell.value = year
        book.save(path)
    edit(desk / "补充资料.xlsx", "补充资料", "A1", None)
    book = openpyxl.load_workbook("补充资料.xlsx")
    for row in book.active["A1:H8"]:
        for cell in row:
            if cell.value in (2022, "2022", "2022年度"):
                cell.value = 2023
    book.save("补充资料.xlsx")
    assert 0 == run(DRAFT)
    assert "2023年度" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["drft"], ["draft", "--foo"], ["draft"], ["draft", "a", "-o"]])
def test_wrong_words_are_answered_in_chinese(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A slip on the command line brings one line and where help is."""
    assert 2 == run(words)
    assert "查看用法" in capsys.readouterr().err


def test_help_loads_neither_docx_nor_spreadsheet_code() -> None:
    """`juesuan -h` answers at once, in Chinese."""
    script = (
        "import sys; from juesuan.cli import run; run(['-h'])\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'docx', 'openpyxl', 'lxml', 'python_calamine', 'jinja2'}))"
    )
    said = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], capture_output=True, check=True
    ).stdout.decode()
    assert "用法：juesuan" in said
    assert said.rstrip().endswith("[]")


def test_works_on_a_gbk_console(desk: Path) -> None:
    """A console that cannot show every character is no reason to fail."""
    command = [sys.executable, "-m", "juesuan", *DRAFT]
    done = subprocess.run(
        command, capture_output=True, env={**__import__("os").environ, "PYTHONIOENCODING": "gbk"}
    )
    assert 0 == done.returncode
    assert "已生成" in done.stdout.decode("gbk")


def test_an_internal_error_names_a_diagnostic_file(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 3, no traceback on the screen, the details in a file."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("juesuan.app.draft.draft", fail)
    assert 3 == run(DRAFT)
    said = capsys.readouterr().err
    assert "Traceback" not in said
    path = Path(said.partition("详细情况已写入 ")[2].partition("，请")[0])
    assert "boom" in path.read_text("utf-8")
    path.unlink()


def test_a_refused_publication_exits_with_2(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unfilled draft is not published: every open place is told, nothing is written."""
    assert 0 == run(DRAFT)
    assert 2 == run(["publish", "草稿.docx", "-o", "公开稿.docx"])
    assert "还没有填写" in capsys.readouterr().err
    assert not Path("公开稿.docx").exists()
