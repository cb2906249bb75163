"""The 原因 workbook: one row a slot, made to be handed round to those who know the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from juesuan.sheets.book import Column, add_table, as_bytes, new_sheet, put

# 原因 and 编号 are what reading.reasons looks for; the key comes last, where it disturbs nobody.
COLUMNS = (
    Column("填什么", 28),
    Column("所在段落", 46, small=True),
    Column("本年", 11, number=True),
    Column("对比数", 11, number=True),
    Column("增减", 11, number=True),
    Column("增减（%）", 11, number=True),
    Column("原因", 46, open=True),
    Column("由谁填写", 13, open=True),
    Column("编号", 24, small=True),
)
_REASON = 7
_LISTS = "可选表述"
_NOTE = (
    "请在浅黄色的“原因”栏填写（可从下拉列表中选一条再改，也可直接写），不写“主要原因是”和句号。其他栏不用改。"
)


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One slot: what it asks, where it stands, the change it explains, as printed.

    ``reason`` is what staff wrote so far; an unconfirmed suggestion is not one, and belongs in
    ``suggestions``, or putting the workbook back would confirm it. ``conflict`` says how several
    answers differ.
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
    conflict: str = ""


def write_reasons(rows: Sequence[ReasonRow], *, title: str = "变动原因填写表") -> bytes:
    """The rows as .xlsx: suggestions as drop-downs, and only 原因 and 由谁填写 open to change."""
    book, sheet = new_sheet("原因")
    add_table(sheet, title, _NOTE, COLUMNS, map(_texts, rows))
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    drop_downs: dict[tuple[str, ...], DataValidation] = {}
    for line, row in enumerate(rows, 4):
        if row.suggestions:
            if row.suggestions not in drop_downs:
                drop_downs[row.suggestions] = _drop_down(lists, len(drop_downs) + 1, row.suggestions)
            drop_downs[row.suggestions].add(sheet.cell(line, _REASON))
    for validation in drop_downs.values():
        sheet.add_data_validation(validation)
    return as_bytes(book)


def _texts(row: ReasonRow) -> tuple[str, ...]:
    asks = f"{row.label}\n{row.conflict}" if row.conflict else row.label
    change = (row.current, row.base, row.difference, row.percent)
    return (asks, row.paragraph, *change, row.reason, "", row.key)


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
