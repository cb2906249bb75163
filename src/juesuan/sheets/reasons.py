"""The 原因 workbook: one row a slot, made to be handed round to those who know the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from juesuan.sheets.book import (
    BODY,
    FRAME,
    INPUT,
    LEFT,
    OPEN,
    RIGHT,
    SMALL,
    TITLE,
    as_bytes,
    new_sheet,
    printed_on_a4,
    protect,
    put,
    row_height,
    table,
)

# 原因 is what reading.reasons looks for; the key comes last, where it disturbs nobody.
HEADERS = ("填什么", "所在段落", "本年", "对比数", "增减", "增减（%）", "原因", "由谁填写", "编号")
_WIDTHS = (26, 46, 11, 11, 11, 10, 46, 12, 22)
_REASON, _ASKED = 7, 8
_LISTS = "可选表述"
_NOTE = (
    "请在浅黄色的“原因”栏填写（可从下拉列表中选一条再改，也可直接写），不写“主要原因是”和句号。其他栏不用改。"
)


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One slot: what it asks, where it stands, the change it explains, as printed.

    ``reason`` is what staff wrote so far; an unconfirmed suggestion is not one, and belongs in
    ``suggestions``, or putting the workbook back would confirm it.
    """

    key: str
    label: str
    paragraph: str
    current: str = ""
    base: str = ""
    difference: str = ""
    percent: str = ""
    suggestions: tuple[str, ...] = ()
    reason: str = ""
    asked: str = ""


def write_reasons(rows: Sequence[ReasonRow], *, title: str = "变动原因填写表") -> bytes:
    """The rows as .xlsx: suggestions as drop-downs, and only 原因 and 由谁填写 open to change."""
    book, sheet = new_sheet("原因")
    put(sheet.cell(1, 1), title, TITLE)
    sheet.row_dimensions[1].height = 28
    put(sheet.cell(2, 1), _NOTE, SMALL)
    for line in (1, 2):
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=len(HEADERS))
    table(sheet, 3, HEADERS)
    for at, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    ranges: dict[tuple[str, ...], DataValidation] = {}
    for line, row in enumerate(rows, 4):
        _write_row(sheet, line, row)
        if row.suggestions:
            if row.suggestions not in ranges:
                ranges[row.suggestions] = _drop_down(lists, len(ranges) + 1, row.suggestions)
            ranges[row.suggestions].add(sheet.cell(line, _REASON))
    for validation in ranges.values():
        sheet.add_data_validation(validation)
    sheet.freeze_panes = "B4"
    sheet.print_title_rows = "3:3"
    printed_on_a4(sheet, landscape=True)
    protect(sheet)
    return as_bytes(book)


def _write_row(sheet: Worksheet, line: int, row: ReasonRow) -> None:
    texts = (
        row.label,
        row.paragraph,
        row.current,
        row.base,
        row.difference,
        row.percent,
        row.reason,
        row.asked,
        row.key,
    )
    for at, text in enumerate(texts, 1):
        number = 3 <= at <= 6
        cell = put(
            sheet.cell(line, at), text or None, SMALL if at in (2, 9) else BODY, RIGHT if number else LEFT
        )
        cell.border = FRAME
        if at in (_REASON, _ASKED):
            cell.fill, cell.protection = INPUT, OPEN
    row_height(
        sheet, line, [(row.label, _WIDTHS[0]), (row.paragraph, _WIDTHS[1] * 1.15), (row.reason, _WIDTHS[6])]
    )


def _drop_down(lists: Worksheet, column: int, suggestions: tuple[str, ...]) -> DataValidation:
    """A drop-down over a hidden range: long sentences do not fit into the list of a validation."""
    for at, text in enumerate(suggestions, 1):
        put(lists.cell(at, column), text)
    letter = get_column_letter(column)
    formula = f"'{_LISTS}'!${letter}$1:${letter}${len(suggestions)}"
    validation = DataValidation(type="list", formula1=formula, allow_blank=True)
    # Any words of their own are as welcome.
    validation.showErrorMessage = False
    return validation
