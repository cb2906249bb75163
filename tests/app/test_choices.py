"""What was chosen for a draft holds for every refresh and check of it, without being given again."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import yaml

import juesuan
from juesuan.errors import InputError
from juesuan.reading import read_accounts
from juesuan.word import read_bytes
from records import DRAFTS, put, with_record
from workbooks import Layout, build_workbook, licheng


def texts(path: Path) -> list[str]:
    """The paragraphs of a document."""
    return [paragraph.text for paragraph in read_bytes(path.read_bytes(), path.name).paragraphs]


def test_a_first_year(example: Path, tmp_path: Path) -> None:
    """There was no last year: neither refresh nor check asks for it, and none of them compares."""
    figures, draft = example / "2022.xlsx", tmp_path / "草稿.docx"
    juesuan.draft(figures, supplement=example / "补充资料.xlsx", output=draft, first_year=True)
    once, twice = tmp_path / "一.docx", tmp_path / "二.docx"
    juesuan.refresh(draft, figures, output=once)
    juesuan.refresh(once, figures, output=twice)
    assert texts(draft) == texts(once) == texts(twice)
    assert "no-prior" not in [each.code for each in juesuan.check(twice, figures).findings]


def test_a_first_year_is_over_once_there_is_a_last_year(example: Path, tmp_path: Path) -> None:
    """With last year's accounts given the draft compares, and is no first year's any more."""
    figures, draft = (example / "2022.xlsx", example / "2021.xlsx"), tmp_path / "草稿.docx"
    juesuan.draft(figures[0], supplement=example / "补充资料.xlsx", output=draft, first_year=True)
    second = tmp_path / "二.docx"
    juesuan.refresh(draft, *figures, output=second)
    assert any("较上年决算数减少23.73万元" in text for text in texts(second))
    with pytest.raises(InputError, match="没有给出上年的决算数据"):
        juesuan.refresh(second, figures[0], output=tmp_path / "三.docx")


def without_unit(path: Path) -> Path:
    """A workbook whose sheets do not say their unit."""
    build_workbook(path, licheng(int(path.stem)), unit="元", layout=Layout(notes=False))
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "单位" in cell.value and "元" in cell.value:
                    cell.value = None
    book.save(path)
    return path


def test_the_unit_of_sheets_that_state_none(example: Path, tmp_path: Path) -> None:
    """Sheets without a unit are read in the unit that was said once."""
    figures = [without_unit(tmp_path / f"{year}.xlsx") for year in (2022, 2021)]
    with pytest.raises(InputError):
        read_accounts([figures[0]], blanks="zero")
    draft, second = tmp_path / "草稿.docx", tmp_path / "二.docx"
    juesuan.draft(*figures, supplement=example / "补充资料.xlsx", output=draft, unit="元")
    juesuan.refresh(draft, *figures, output=second)
    assert texts(draft) == texts(second)
    assert any("2011301-行政运行支出150.93万元" in text for text in texts(second))
    checked = juesuan.check(second, *figures)
    assert {"slot-unfilled", "slot-unconfirmed"} >= {
        each.code for each in checked.findings if each.severity == "error"
    }


def test_how_the_department_calls_itself_and_what_it_lists(example: Path, tmp_path: Path) -> None:
    """The choices of the supplement's head: the name it gives itself, only items with an amount."""
    given = yaml.safe_load((example / "补充资料.yaml").read_text("utf-8"))
    given["settings"] = {"self_reference": "本单位", "list_all_items": "仅列有金额的项目"}
    supplement = tmp_path / "补充资料.yaml"
    supplement.write_text(yaml.safe_dump(given, allow_unicode=True), "utf-8")
    figures, draft, second = (
        (example / "2022.xlsx", example / "2021.xlsx"),
        tmp_path / "a.docx",
        tmp_path / "b.docx",
    )
    juesuan.draft(*figures, supplement=supplement, output=draft)
    supplement.unlink()
    juesuan.refresh(draft, *figures, output=second)
    assert (texts(draft), True) == (texts(second), any("本单位" in text for text in texts(second)))
    usual = tmp_path / "c.docx"
    juesuan.draft(*figures, supplement=example / "补充资料.yaml", output=usual)
    assert texts(usual) != texts(draft)


def test_number_formats_that_a_department_chose(tmp_path: Path) -> None:
    """A choice that changes how numbers are printed is made again from the record alone."""
    figures = (DRAFTS / "shanghai-2024.xlsx", DRAFTS / "shanghai-2023.xlsx")
    once, twice = tmp_path / "一.docx", tmp_path / "二.docx"
    juesuan.refresh(DRAFTS / "shanghai.docx", *figures, output=once)
    choice = ("choices", "supplement", "settings")
    once.write_bytes(with_record(once.read_bytes(), lambda all_: put(all_, choice, {"zero_percent": "0%"})))
    juesuan.refresh(once, *figures, output=twice)
    before, after = texts(once), texts(twice)
    zeros = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert zeros
    assert all(old.replace("0.00%", "0%") == new for old, new in zeros)
