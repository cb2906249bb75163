"""The 原因 workbook: handed round, filled in, read back."""

import io

import pytest
from openpyxl import load_workbook

from juesuan.errors import InputError
from juesuan.narrative import WrittenFor
from juesuan.reading.reasons import read_reasons
from juesuan.sheets.reasons import ReasonRow, write_reasons

SUGGESTIONS = ("两年均没有出国（境）任务，" * 30, "严格执行中央八项规定精神")
ROWS = (
    ReasonRow(
        "items.2011302",
        "2011302 一般行政管理事务：增加53.19万元的主要原因",
        "（二）2011302-一般行政管理事务支出80.82万元。",
        WrittenFor("increase", "80.82", "27.63", "53.19", "192.51%"),
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


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        (
            WrittenFor("decrease", "150.93", "174.66", "23.73", "13.59%"),
            [(150.93, "0.00"), (174.66, "0.00"), (-23.73, "0.00"), (-0.1359, "0.00%")],
        ),
        (
            WrittenFor("to_zero", "0.00", "1,300.00", "1,300.00", "100.0%"),
            [(0, "0.00"), (1300, "#,##0.00"), (-1300, "#,##0.00"), (-1, "0.0%")],
        ),
        (
            WrittenFor("from_zero", "8.00", "0.00", "8.00", "基数为0，不可比"),
            [(8, "0.00"), (0, "0.00"), (8, "0.00"), ("基数为0，不可比", "General")],
        ),
        (WrittenFor("first_year", "8"), [(8, "0"), (None, "General"), (None, "General"), (None, "General")]),
    ],
)
def test_the_change_is_numbers_that_can_be_summed(about, expected):
    """Numbers with a format, a fall negative, a percentage a share of one; text stays text."""
    sheet = sheet_of(write_reasons([ReasonRow("a", "甲", "一", about)]))
    assert expected == [(cell.value, cell.number_format) for cell in sheet[4][2:6]]


@pytest.mark.parametrize(
    "reason",
    [
        "长" * 32_767,
        "长" * 32_768,
        "字" * 40_000,
        "𠮷" * 20_000,  # beyond the first plane: two units each
        ("一 " * 20_000).strip(),
        "_x0041_",
        "_x005F_x0041_和_X0041_",
        "第一行\n第二行",
    ],
    ids=lambda reason: f"{reason[:8]}×{len(reason)}",
)
def test_every_reason_comes_back_whole(tmp_path, reason):
    """However long, and whatever looks like a code of the file format."""
    path = tmp_path / "原因.xlsx"
    path.write_bytes(write_reasons([ReasonRow("a", "甲", "一", reason=reason), ReasonRow("b", "乙", "二")]))
    assert {"a": reason} == read_reasons(path)


def test_pieces_may_be_sorted_but_not_doubled(tmp_path):
    """The rows of one reason carry their number; two different texts in one of them are an error."""
    path = tmp_path / "原因.xlsx"
    book = load_workbook(io.BytesIO(write_reasons([ReasonRow("a", "甲", "一", reason="字" * 70_000)])))
    sheet = book["原因"]
    assert ["a", "a#续2", "a#续3"] == [sheet.cell(line, 9).value for line in (4, 5, 6)]
    for column in (7, 9):
        sheet.cell(4, column).value, sheet.cell(6, column).value = (
            sheet.cell(6, column).value,
            sheet.cell(4, column).value,
        )
    book.save(path)
    assert {"a": "字" * 70_000} == read_reasons(path)
    sheet["I6"], sheet["G6"] = "a#续2", "别的"
    book.save(path)
    with pytest.raises(InputError, match="填了两次"):
        read_reasons(path)


def test_same_input_same_bytes():
    """The workbook is the same file whenever it is written."""
    assert write_reasons(ROWS) == write_reasons(ROWS)
