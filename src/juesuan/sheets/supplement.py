"""The supplement as a form to fill in (``juesuan new``), with what is already known written in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from openpyxl.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from juesuan.accounts import Amount, FinalAccounts
from juesuan.amounts import Unit, in_unit
from juesuan.comparison import items_of
from juesuan.facts import FACTS, ITEM_LISTS
from juesuan.sheets.book import (
    BAND,
    BODY,
    BOLD,
    CENTRE,
    CLOSED,
    FRAME,
    INPUT,
    LEFT,
    LINE_POINTS,
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
)
from juesuan.supplement import (
    COLUMN_LABELS,
    Column,
    Entry,
    Form,
    FormRow,
    FormSection,
    Items,
    RowKind,
    Supplement,
    Value,
)

NOTES = (
    "1. 只填浅黄色的格子，灰色的不用填。金额一律按下面“单位”一行，填数字，不写公式。",
    "2. 没有发生的填0。不知道的留空：留空不当作0，用到这个数的句子会提示。",
    "3. 决算表里已有的数以决算表为准，这里只补充表里没有的。",
)
SPARE_ROWS = 3
SPARE_ROWS_WITHOUT_ITEMS = 12  # of the general public budget, which every department has

_KEY, _LABEL, _NOTE = 1, 2, 6
_COLUMNS: Mapping[Column, int] = {"current": 3, "prior": 4, "budget": 5}
_WIDTHS = {"A": 12, "B": 42, "C": 14, "D": 14, "E": 14, "F": 36}
_INPUT_WIDTH = 42
_UNITS: tuple[Unit, ...] = ("万元", "元")
_FACTS = {fact.key: fact for fact in FACTS}


def carried_forward(last_year: Supplement) -> dict[str, Entry]:
    """What last year's supplement says of its own year, as this year's column 上年."""
    return {
        key: Entry({"prior": entry.values["current"]})
        for key, entry in last_year.entries.items()
        if isinstance(entry.values.get("current"), Amount | Decimal)
    }


def write_supplement(
    form: Form,
    *,
    year: int,
    department: str,
    prior: FinalAccounts | None = None,
    current: FinalAccounts | None = None,
    known: Mapping[str, Entry] = MappingProxyType({}),
    settings: Mapping[str, str] = MappingProxyType({}),
    unit: Unit = "万元",
) -> bytes:
    """The form as .xlsx: ``known`` and last year's figures of ``prior`` are written in, exact, in ``unit``.

    The rows with ``each`` stand for the items of ``current`` and ``prior``; a few spare ones follow them.
    """
    book, sheet = new_sheet("补充资料")
    writer = _Writer(sheet, unit, _Known(prior, known, unit), items_of(current, prior))
    writer.head(
        form, year, department, {setting.key: setting.default for setting in form.settings} | {**settings}
    )
    for section in form.sections:
        writer.section(section, year)
    writer.finish()
    return as_bytes(book)


class _Known:
    """What can be written in beforehand: given entries, else last year's figure from its tables."""

    def __init__(self, prior: FinalAccounts | None, entries: Mapping[str, Entry], unit: Unit) -> None:
        self.prior, self.entries, self.unit = prior, entries, unit

    def value(self, row: FormRow, key: str, column: Column) -> object:
        """The content of a cell, ``None`` where nothing is known."""
        entry = self.entries.get(key)
        if entry and column in entry.values:
            return self.shown(entry.values[column])
        if column != "prior" or self.prior is None:
            return None
        return self.shown(self.last_year(self.prior, row, key))

    def last_year(self, prior: FinalAccounts, row: FormRow, key: str) -> Amount:
        if row.each:
            return prior.amount(ITEM_LISTS[row.each], key.rpartition(".")[2], "total")
        cells = _FACTS[key].cells if key in _FACTS else ()
        amounts = (
            prior.amount(cell.table, cell.row, cell.column, cell.side) for cell in cells if not cell.plus
        )
        return next((amount for amount in amounts if amount.known), Amount(None))

    def shown(self, value: Value) -> object:
        if isinstance(value, tuple):
            return "、".join(value)
        if not isinstance(value, Amount):
            return value
        if value.yuan is None:
            return None
        return in_unit(value.yuan, self.unit)


class _Writer:
    """Writes the form from top to bottom."""

    def __init__(self, sheet: Worksheet, unit: Unit, known: _Known, items: Items) -> None:
        self.sheet, self.unit, self.known, self.items = sheet, unit, known, items
        self.row = 0
        self.validations = {kind: _validation(kind) for kind in ("amount", "count", "number", "list", "text")}

    def cell(self, column: int) -> Cell:
        cell = self.sheet.cell(self.row, column)
        assert isinstance(cell, Cell)
        return cell

    def merged(self, first: int, last: int) -> None:
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=last)

    def next_row(self, height: float = LINE_POINTS + 5) -> None:
        self.row += 1
        self.sheet.row_dimensions[self.row].height = height

    def head(self, form: Form, year: int, department: str, settings: Mapping[str, str]) -> None:
        self.next_row(30)
        put(self.cell(_LABEL), f"{year}年度部门决算补充资料", TITLE, CENTRE)
        self.merged(_LABEL, _NOTE)
        for note in NOTES:
            self.next_row()
            put(self.cell(_LABEL), note, SMALL)
            self.merged(_LABEL, _NOTE)
        self.next_row(6)
        self.choice("department", "部门", department)
        self.choice("year", "年度", year)
        self.choice("unit", "单位", self.unit, _UNITS, "下面所有金额的单位")
        for setting in form.settings:
            self.choice(setting.key, setting.label, settings[setting.key], setting.choices, setting.note)

    def choice(
        self, key: str, label: str, value: object, choices: tuple[str, ...] = (), note: str = ""
    ) -> None:
        """A line of the head: a name and one wide cell, with a drop-down where there are choices."""
        self.next_row()
        self.labels(key, label, note)
        self.wide_input(value)
        if choices:
            # As text, or a spreadsheet makes the number 0 of the choice “0.00”.
            self.cell(_COLUMNS["current"]).number_format = "@"
            listed = ",".join(choices)
            validation = DataValidation(type="list", formula1=f'"{listed}"', showErrorMessage=True)
            validation.errorTitle, validation.error = label, "请从下拉列表中选择"
            self.sheet.add_data_validation(validation)
            validation.add(self.cell(_COLUMNS["current"]))

    def labels(self, key: str, label: str, note: str) -> None:
        put(self.cell(_KEY), key)
        put(self.cell(_LABEL), label).border = FRAME
        put(self.cell(_NOTE), note, SMALL).border = FRAME

    def section(self, section: FormSection, year: int) -> None:
        self.next_row(10)
        used = {column for row in section.rows for column in row.columns if row.kind not in ("list", "text")}
        self.next_row()
        years = {"current": year, "prior": year - 1, "budget": year}
        put(self.cell(_KEY), "编号")
        for at, text in ((_LABEL, section.title), (_NOTE, "说明")):
            put(self.cell(at), text, BOLD, LEFT if at == _LABEL else CENTRE)
        for column, at in _COLUMNS.items():
            # Every section names its columns, so that the reader finds them wherever a page begins.
            put(
                self.cell(at),
                f"{COLUMN_LABELS[column]}（{years[column]}年）",
                BOLD if column in used else SMALL,
                CENTRE,
            )
        for at in range(_LABEL, _NOTE + 1):
            self.cell(at).fill, self.cell(at).border = BAND, FRAME
        if section.note:
            self.next_row()
            put(self.cell(_LABEL), section.note, SMALL)
            self.merged(_LABEL, _NOTE)
            width = sum(_WIDTHS[letter] for letter in "BCDEF")
            row_height(self.sheet, self.row, [(section.note, width * 1.15)])
        for row in section.rows:
            for key, label in row.lines(self.items):
                self.line(row, key, label)
            if row.each:
                self.spare_lines(row)

    def spare_lines(self, row: FormRow) -> None:
        many = row.each == "general_public_budget.items" and not self.items.get(row.each)
        for _ in range(SPARE_ROWS_WITHOUT_ITEMS if many else SPARE_ROWS):
            self.line(row, "", "")
            label = self.cell(_LABEL)
            label.fill, label.protection = INPUT, OPEN

    def line(self, row: FormRow, key: str, label: str) -> None:
        self.next_row()
        self.labels(key, label, row.note)
        row_height(self.sheet, self.row, [(label, _WIDTHS["B"]), (row.note, _WIDTHS["F"] * 1.15)])
        if row.kind in ("list", "text"):
            value = self.known.value(row, key, "current")
            self.wide_input(value)
            row_height(
                self.sheet, self.row, [(str(value or ""), _INPUT_WIDTH), (row.note, _WIDTHS["F"] * 1.15)]
            )
            self.validations[row.kind].add(self.cell(_COLUMNS["current"]))
            return
        for column, at in _COLUMNS.items():
            cell = self.cell(at)
            cell.border = FRAME
            if column not in row.columns:
                cell.fill = CLOSED
                continue
            put(cell, self.known.value(row, key, column) if key else None, BODY, RIGHT)
            cell.fill, cell.protection = INPUT, OPEN
            self.validations[row.kind].add(cell)

    def wide_input(self, value: object) -> None:
        first, last = _COLUMNS["current"], _COLUMNS["budget"]
        put(self.cell(first), value, BODY, LEFT)
        for at in range(first, last + 1):
            cell = self.cell(at)
            cell.fill, cell.border, cell.protection = INPUT, FRAME, OPEN
        self.merged(first, last)

    def finish(self) -> None:
        sheet = self.sheet
        for letter, width in _WIDTHS.items():
            sheet.column_dimensions[letter].width = width
        sheet.column_dimensions["A"].hidden = True
        for validation in self.validations.values():
            if validation.sqref.ranges:
                sheet.add_data_validation(validation)
        sheet.print_area = f"B1:F{self.row}"
        printed_on_a4(sheet)
        protect(sheet)


def _validation(kind: RowKind) -> DataValidation:
    """The check and the hint of a cell of that kind."""
    if kind == "count":
        validation = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
        title, hint, error = "个数", "填整数。没有填0，不知道就留空。", "请填不小于0的整数。"
    elif kind in ("amount", "number"):
        validation = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
        title, hint = "金额", "按表上方“单位”填数字。没有发生填0，不知道就留空。"
        error = "这里应当填不小于0的数字。确实是负数的，选“是”保留。"
        # A refund can make a year's amount negative: warned of, not forbidden.
        validation.errorStyle = "warning"
        if kind == "number":
            title, hint = "数值", "只填数字，百分数不写%。没有填0，不知道就留空。"
    else:
        validation = DataValidation(type="textLength", operator="lessThanOrEqual", formula1="2000")
        title, hint, error = "文字", "直接填写文字。", "文字太长。"
        if kind == "list":
            title, hint = "名单", "几个名称之间用顿号或分号隔开。"
    validation.promptTitle, validation.prompt = title, hint
    validation.errorTitle, validation.error = title, error
    validation.showInputMessage = validation.showErrorMessage = True
    return validation
