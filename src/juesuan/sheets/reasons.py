"""The 原因 workbook: one row a slot, made to be handed round to those who know the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from juesuan.continuation import continued, pieces
from juesuan.narrative import WrittenFor
from juesuan.sheets.book import Column, add_table, as_bytes, new_sheet, put
from juesuan.sheets.numbers import Number, number

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
    about: WrittenFor | None = None
    suggestions: tuple[str, ...] = ()
    reason: str = ""
    conflict: str = ""


def write_reasons(rows: Sequence[ReasonRow], *, title: str = "变动原因填写表") -> bytes:
    """The rows as .xlsx: suggestions as drop-downs, and only 原因 and 由谁填写 open to change.

    A reason longer than a cell goes on in rows of its own below.
    """
    book, sheet = new_sheet("原因")
    lines = [line for row in rows for line in _lines(row)]
    add_table(sheet, title, _NOTE, COLUMNS, (cells for cells, _ in lines))
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    drop_downs: dict[tuple[str, ...], DataValidation] = {}
    for at, (_, suggestions) in enumerate(lines, 4):
        if suggestions:
            if suggestions not in drop_downs:
                drop_downs[suggestions] = _drop_down(lists, len(drop_downs) + 1, suggestions)
            drop_downs[suggestions].add(sheet.cell(at, _REASON))
    for validation in drop_downs.values():
        sheet.add_data_validation(validation)
    return as_bytes(book)


def _lines(row: ReasonRow) -> Iterator[tuple[tuple[str | Number, ...], tuple[str, ...]]]:
    """The cells of a slot's row with its suggestions, and of the rows in which its reason goes on."""
    asks = f"{row.label}\n{row.conflict}" if row.conflict else row.label
    first, *rest = pieces(row.reason)
    yield (asks, row.paragraph, *_change(row.about), first, "", row.key), row.suggestions
    for at, piece in enumerate(rest, 2):
        yield (f"（{row.label}，接上一行）", "", "", "", "", "", piece, "", continued(row.key, at)), ()


def _change(about: WrittenFor | None) -> tuple[str | Number, ...]:
    """This year's figure, what it is compared with, and the change: negative where it fell."""
    if about is None:
        return ("", "", "", "")
    falling = about.case in ("decrease", "to_zero")
    return (
        number(about.current),
        number(about.base),
        number(about.difference, falling=falling),
        number(about.percent, falling=falling),
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
