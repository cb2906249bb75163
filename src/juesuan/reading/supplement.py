"""Reads the supplement (补充资料): a sheet that people fill in, or YAML/JSON that programs write."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from juesuan.accounts import Amount
from juesuan.amounts import Unit
from juesuan.errors import InputError
from juesuan.findings import Finding
from juesuan.places import FilePlace, Place, SupplementPlace
from juesuan.reading.files import Files
from juesuan.reading.form_index import FormIndex, Line, normalised
from juesuan.reading.form_values import answer, as_text, is_empty, parsed
from juesuan.reading.grids import Grid
from juesuan.reading.structured import SUFFIXES, leaves, load_mapping
from juesuan.supplement import COLUMN_LABELS, Column, Entry, Form, Items, Supplement, Value
from juesuan.text import compact

SHEET_NAME = "补充资料"

_UNITS: Mapping[str, Unit] = {"万元": "万元", "元": "元", "人民币万元": "万元", "人民币元": "元"}
_KEY_HEADERS = frozenset({"编号", "键", "key"})
_LABEL_HEADERS = frozenset({"项目", "名称", "内容", "指标"})
_HEADS = {
    "year": frozenset({"year", "年度", "年份"}),
    "department": frozenset({"department", "部门", "部门名称", "编制单位", "单位名称"}),
    "unit": frozenset({"unit", "单位", "金额单位"}),
}


def read_supplement(
    path: Path, form: Form, *, items: Items = MappingProxyType({}), files: Files | None = None
) -> tuple[Supplement, tuple[Finding, ...]]:
    """Read a supplement: .xlsx (its own file, or the sheet 补充资料 of another workbook), YAML or JSON.

    ``items`` names the items of the figures, for the rows with ``each``. Amounts come back in 元.
    Findings tell of lines and cells that were not understood; ``InputError`` is raised where a value is
    wrong, two lines contradict each other, or amounts have no unit.
    """
    index, files = FormIndex(form, items), files or Files()
    if path.suffix.lower() in SUFFIXES:
        return _from_mapping(load_mapping(path, files.read), path, index)
    grids = files.grids(path)
    called = [grid for grid in grids if SHEET_NAME in normalised(grid.sheet)]
    if not called and len(grids) != 1:
        raise InputError(
            f"没有找到“{SHEET_NAME}”工作表",
            place=FilePlace(path.name),
            remedy=f"请把填写补充资料的那张表命名为“{SHEET_NAME}”",
        )
    return _SheetReader((called or grids)[0], index).read()


def holds_supplement(grids: Sequence[Grid]) -> bool:
    """Whether one of a workbook's sheets is called 补充资料."""
    return any(SHEET_NAME in normalised(grid.sheet) for grid in grids)


@dataclass
class _Collected:
    """What has been read so far."""

    place: SupplementPlace
    unit: Unit | None = None
    year: int | None = None
    department: str | None = None
    settings: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[Column, Value]] = field(default_factory=dict)
    typed: dict[str, dict[Column, str]] = field(default_factory=dict)
    places: dict[str, dict[Column, Place]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def head(self, name: str, raw: object, place: Place) -> None:
        """One of year, department, unit."""
        text = compact(as_text(raw))
        if name == "year":
            if not (match := re.fullmatch(r"((?:19|20)\d\d)年?度?", text)):
                raise InputError(f"“{text}”不是年度", place=place, remedy="请填四位数的年份，如2022")
            self.year = int(match[1])
        elif name == "unit":
            if text not in _UNITS:
                raise InputError(f"不认识单位“{text}”", place=place, remedy="请填“万元”或“元”")
            self.unit = _UNITS[text]
        else:
            self.department = text

    def setting(self, index: FormIndex, name: str, raw: object, place: Place) -> bool:
        """A department's choice; ``False`` where the form has no such setting."""
        setting = index.setting(name)
        if setting is None:
            return False
        text = as_text(raw).strip()
        if setting.choices and text not in setting.choices:
            choices = "、".join(f"“{choice}”" for choice in setting.choices)
            raise InputError(f"“{setting.label}”不能填“{text}”", place=place, remedy=f"请选{choices}之一")
        self.settings[setting.key] = text
        return True

    def value(self, line: Line, column: Column, raw: object, place: Place) -> None:
        """One figure, text or list of the form."""
        if column not in line.row.columns:
            columns = "、".join(f"“{COLUMN_LABELS[name]}”" for name in line.row.columns)
            self.warn(
                "supplement-not-applicable",
                f"这一行没有“{COLUMN_LABELS[column]}”数，没有采用",
                f"请填在{columns}栏",
                place,
                as_text(raw),
            )
            return
        value, typed = parsed(raw, line.row, self.unit, place)
        values = self.values.setdefault(line.key, {})
        places = self.places.setdefault(line.key, {})
        if column in values and _plain(values[column]) != _plain(value):
            remedy = f"请与{places[column].spot}核对，只留一处"
            raise InputError("同一项填了两次，而且不一样", place=place, remedy=remedy)
        if isinstance(value, Amount) and value.yuan is not None and value.yuan < 0:
            self.warn("negative-amount", "金额是负数，请核对", "", place, typed)
        values[column], places[column] = value, place
        if typed:
            self.typed.setdefault(line.key, {})[column] = typed

    def warn(self, code: str, message: str, remedy: str, place: Place, found: str) -> None:
        self.findings.append(Finding(code, "warning", message, remedy, place=place, found=found))

    def result(self) -> tuple[Supplement, tuple[Finding, ...]]:
        entries = {
            key: Entry(values, self.typed.get(key, {}), self.places[key], self.labels.get(key, ""))
            for key, values in self.values.items()
        }
        supplement = Supplement(self.year, self.department, entries, self.settings, self.place)
        return supplement, tuple(self.findings)


def _plain(value: Value) -> object:
    return value.yuan if isinstance(value, Amount) else value


def _from_mapping(
    content: Mapping[str, object], path: Path, index: FormIndex
) -> tuple[Supplement, tuple[Finding, ...]]:
    collected = _Collected(SupplementPlace(path.name))
    content = dict(content)
    for name in _HEADS:
        raw = content.pop(name, None)
        if not is_empty(raw):
            collected.head(name, raw, SupplementPlace(path.name, key=name))
    content.pop("note", None)
    settings = content.pop("settings", None)
    for key, raw in leaves(settings) if isinstance(settings, Mapping) else ():
        place = SupplementPlace(path.name, key=f"settings.{key}")
        if not is_empty(raw) and not collected.setting(index, key, raw, place):
            collected.warn(
                "supplement-unknown-key", f"没有“{key}”这项设置，没有采用", "", place, as_text(raw)
            )
    for key, raw in leaves(content):
        place = SupplementPlace(path.name, key=key)
        stem, _dot, last = key.rpartition(".")
        if is_empty(raw):
            continue
        if line := index.by_key(key):
            collected.value(line, "current", raw, place)
        elif last in COLUMN_LABELS and (line := index.by_key(stem)):
            collected.value(line, last, raw, place)  # type: ignore[arg-type]
        elif not collected.setting(index, key, raw, place):
            message = f"补充资料里没有“{key}”这一项，没有采用"
            collected.warn("supplement-unknown-key", message, "请检查名称", place, as_text(raw))
    return collected.result()


class _SheetReader:
    """Reads the sheet from top to bottom: head and settings, the table's header, its sections."""

    def __init__(self, grid: Grid, index: FormIndex) -> None:
        self.grid, self.index = grid, index
        self.collected = _Collected(SupplementPlace(grid.file, grid.sheet))
        self.columns: dict[int, Column] = {}
        self.key_column: int | None = None
        self.label_column = 0
        self.section = ""

    def read(self) -> tuple[Supplement, tuple[Finding, ...]]:
        for row in range(len(self.grid.rows)):
            if self.is_header(row):
                continue
            if self.columns:
                self.body_row(row)
            else:
                self.head_row(row)
        if not self.columns:
            raise InputError(
                "没有找到“项目、本年、上年、预算”这一行表头",
                place=self.collected.place,
                remedy="请用juesuan new生成空白的补充资料，再填写",
            )
        return self.collected.result()

    def is_header(self, row: int) -> bool:
        """Whether this row names the columns (under “项目” or a section's title) from here on."""
        texts = {at: normalised(cell) for at, cell in self.grid.cells(row) if isinstance(cell, str)}
        headings = (at for at, text in texts.items() if text in _LABEL_HEADERS or self.index.is_section(text))
        if (label := next(headings, None)) is None:
            return False
        columns = {at: column for at, text in texts.items() if at > label and (column := _column(text))}
        if not columns:
            return False
        self.section = texts[label]
        self.label_column, self.columns = label, columns
        self.key_column = next((at for at, text in texts.items() if text in _KEY_HEADERS), None)
        return True

    def head_row(self, row: int) -> None:
        """A line above the table: a name and, in the next cell or after a colon, its value."""
        for at, cell in self.grid.cells(row):
            name = str(cell).strip()
            inline, colon, rest = name.partition("：") if "：" in name else name.partition(":")
            if colon and rest and self.head(inline, rest, row, at):
                continue
            if not is_empty(value := self.answer(row, at + 1)):
                self.head(name, value, row, at + 1)

    def head(self, name: str, raw: object, row: int, column: int) -> bool:
        place = self.place(row, column)
        for head, names in _HEADS.items():
            if normalised(name) in names and normalised(raw) not in names:
                self.collected.head(head, raw, place)
                return True
        setting = self.index.setting(name)
        # A hidden key stands before the label, which is not its value.
        if setting is None or normalised(raw) == normalised(setting.label):
            return False
        return self.collected.setting(self.index, name, raw, place)

    def body_row(self, row: int) -> None:
        label = self.label(row)
        filled = [at for at in self.columns if not is_empty(self.answer(row, at))]
        if not filled:
            if self.index.is_section(label):
                self.section = label
            return
        line = self.line(row, label)
        if line and line.row.each:
            self.collected.labels[line.key] = label
        for at in filled:
            raw, place = self.grid.at(row, at), self.place(row, at, line.key if line else "")
            if line:
                self.collected.value(line, self.columns[at], raw, place)
            else:
                message = f"补充资料里没有“{label}”这一项，没有采用"
                remedy = "请检查名称，或从空白表里复制这一行"
                self.collected.warn("supplement-unknown-label", message, remedy, place, as_text(raw))

    def label(self, row: int) -> str:
        """What a line of the table is called."""
        return str(self.grid.at(row, self.label_column) or "").strip()

    def answer(self, row: int, column: int) -> object:
        """What stands in a cell. Raises ``InputError`` where the file holds no value for it."""
        try:
            return answer(self.grid, row, column)
        except InputError as error:
            line = self.line(row, self.label(row)) if self.columns else None
            place = self.place(row, column, line.key if line else "")
            raise InputError(error.message, place=place, remedy=error.remedy, code=error.code) from None

    def place(self, row: int, column: int, key: str = "") -> SupplementPlace:
        """The address of an answer, with the form's key of its line."""
        return SupplementPlace(*self.grid.place(row, column), key)

    def line(self, row: int, label: str) -> Line | None:
        key = self.grid.at(row, self.key_column) if self.key_column is not None else None
        if key and (line := self.index.by_key(str(key).strip())):
            return line
        return self.index.by_label(label, self.section)


def _column(header: str) -> Column | None:
    if "预算" in header:
        return "budget"
    if header.startswith(("上年", "去年")):
        return "prior"
    return "current" if header.startswith(("本年", "决算数", "金额", "数值")) else None
