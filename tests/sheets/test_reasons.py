"""The 原因 workbook: handed round, filled in, read back."""

import io

from openpyxl import load_workbook

from juesuan.reading.reasons import read_reasons
from juesuan.sheets.reasons import ReasonRow, write_reasons

SUGGESTIONS = ("两年均没有出国（境）任务，" * 30, "严格执行中央八项规定精神")
ROWS = (
    ReasonRow(
        "items.2011302",
        "2011302 一般行政管理事务：增加53.19万元的主要原因",
        "（二）2011302-一般行政管理事务支出80.82万元。",
        "80.82",
        "27.63",
        "53.19",
        "192.51%",
        reason="=新增服务",
    ),
    ReasonRow("sangong.abroad_vs_prior", "因公出国（境）费", "（一）因公", suggestions=SUGGESTIONS),
    ReasonRow("sangong.reception_vs_prior", "公务接待费", "（三）公务", suggestions=SUGGESTIONS),
)


def sheet_of(content):
    return load_workbook(io.BytesIO(content))["原因"]


def test_comes_back_as_it_went(tmp_path):
    """The reasons so far read back by key; slots without one say nothing."""
    path = tmp_path / "原因.xlsx"
    path.write_bytes(write_reasons(ROWS))
    assert {"items.2011302": "=新增服务"} == read_reasons(path)


def test_what_people_fill_in_is_read(tmp_path):
    """A reason typed or chosen in the workbook is read with its key."""
    book = load_workbook(io.BytesIO(write_reasons(ROWS)))
    book["原因"]["G5"] = SUGGESTIONS[1]
    book.save(tmp_path / "原因.xlsx")
    assert SUGGESTIONS[1] == read_reasons(tmp_path / "原因.xlsx")["sangong.abroad_vs_prior"]


def test_suggestions_are_a_drop_down_over_a_hidden_range():
    """Slots with the same suggestions share one list; other words are allowed."""
    book = load_workbook(io.BytesIO(write_reasons(ROWS)))
    (check,) = book["原因"].data_validations.dataValidation
    assert ("'可选表述'!$A$1:$A$2", "G5 G6", False) == (
        check.formula1,
        str(check.sqref),
        bool(check.showErrorMessage),
    )
    assert "hidden" == book["可选表述"].sheet_state
    assert [SUGGESTIONS] == list(book["可选表述"].iter_cols(values_only=True))


def test_only_the_reason_columns_are_open():
    """Protected but for 原因 and 由谁填写."""
    sheet = sheet_of(write_reasons(ROWS))
    assert sheet.protection.sheet
    assert ["原因", "由谁填写"] == [
        sheet.cell(3, cell.column).value for cell in sheet[4] if not cell.protection.locked
    ]


def test_a_conflict_is_shown_where_it_is_to_be_settled():
    """Answers that differ stand under what is asked, and the reason stays open."""
    row = ReasonRow("fund", "基金", "四", conflict="甲.xlsx：没有；乙.xlsx：少了")
    sheet = sheet_of(write_reasons([row]))
    assert ("基金\n甲.xlsx：没有；乙.xlsx：少了", None) == (sheet["A4"].value, sheet["G4"].value)


def test_same_input_same_bytes():
    """The workbook is the same file whenever it is written."""
    assert write_reasons(ROWS) == write_reasons(ROWS)
