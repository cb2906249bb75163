"""Which table a title names, and what the head of a table says: year, unit, department."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from juesuan.accounts import TableKind
from juesuan.amounts import Unit
from juesuan.errors import InputError
from juesuan.reading.grids import Grid, squeezed

T = TableKind

_LEAD = re.compile(
    r"^(?:(?:附件|附表|表|公开|GK|财决|部门决算)[0-9０-９一二三四五六七八九十]{1,3}(?:表)?[-、.．：]?"
    r"|[0-9０-９]{1,2}[-、.．：]?|[一二三四五六七八九十]{1,2}[、.．]|（[0-9一二三四五六七八九十]+）)"
)
_NOTE = re.compile(r"^(?:注|说明|备注|本表|\d+[.、．]本)")
_FORM = re.compile(r"^(?:公开|财决|GK|表)\w{0,8}$")
_YEAR = re.compile(r"(20\d\d)年度|年度：?(20\d\d)(?!\d)|(20\d\d)年(?!\d{1,2}月)")
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_UNIT = re.compile(r"(?:金额)?单位[：]?(?:人民币)?[（]?([百千万十亿]*元)")
_BARE_UNIT = re.compile(r"^[（]?(?:人民币)?([百千万十亿]*元)[）]?$")
_DEPARTMENT = re.compile(
    r"(?:公开部门|预算部门|部门名称|部门（单位）|编制部门|编制单位|单位名称|填报单位|部门|单位)[：:]"
    r"(.+?)(?=20\d\d\s*年|金额单位|单位[：:]|\s{2,}|$)"
)


@lru_cache(maxsize=4096)
def table_kind(text: str) -> TableKind | None:
    """The table that a cell's text is the title of, or ``None`` where it is no title."""
    if "表" not in text:
        return None
    text = squeezed(text).replace("'", "")
    if len(text) > 60 or _NOTE.match(text) or "。" in text:
        return None
    text = re.sub(r"^20\d\d年度?", "", _LEAD.sub("", text))
    text = re.sub(r"^.*?部门(?=收入|支出|财政|一般|政府性|国有)", "", text)
    text = re.sub(r"（[^）]*）$", "", text)
    if "三公" in text and re.search(r"(?:决算|情况|统计)表$", text):
        return T.THREE_PUBLIC_EXPENSES
    if not re.search(r"决算总?表$", text) and not text.endswith("基本支出决算明细表"):
        return None
    if "项目" in text:
        return None
    if "基本支出" in text:
        return T.BASIC_EXPENDITURE if "一般公共预算" in text else None
    if "国有资本经营" in text:
        return T.STATE_CAPITAL
    if "政府性基金" in text:
        return T.GOVERNMENT_FUND
    if "一般公共预算" in text:
        return T.GENERAL_PUBLIC_BUDGET if "收入" not in text else None
    if "财政拨款" in text:
        return T.FISCAL_APPROPRIATION if "收入支出" in text or "收支" in text else None
    if text.endswith(("收入支出决算总表", "收支决算总表")):
        return T.INCOME_AND_EXPENDITURE
    if text.endswith(("收入支出决算表", "收支决算表")):
        return None
    if text.endswith(("收入决算表", "收入决算总表")):
        return T.INCOME
    return T.EXPENDITURE if text.endswith(("支出决算表", "支出决算总表")) else None


@dataclass(frozen=True)
class Head:
    """What the rows around a table's title say; ``form`` is the number of the form (公开01表)."""

    year: int | None = None
    unit: Unit | None = None
    department: str | None = None
    form: str = ""


def read_head(grid: Grid, rows: range) -> Head:
    """Year, unit and department from these rows. Raises ``InputError`` for a unit other than 元 and 万元."""
    year: int | None = None
    unit: Unit | None = None
    department: str | None = None
    form = ""
    for row in rows:
        for column, value in grid.cells(row):
            if not isinstance(value, str):
                continue
            said = _said(value)
            year = year or said.year
            if unit is None and said.unit:
                unit = _known_unit(said.unit, grid, row, column)
            department = department or said.department
            form = form or said.form
    return Head(year, unit, department, form)


class _Said(NamedTuple):
    """What one cell says: as ``Head``, with the unit in the cell's words."""

    year: int | None
    unit: str
    department: str | None
    form: str


@lru_cache(maxsize=4096)
def _said(value: str) -> _Said:
    text = squeezed(value)
    unit = _UNIT.search(text) or _BARE_UNIT.match(text)
    return _Said(
        stated_year(text),
        unit.group(1) if unit else "",
        _stated_department(value),
        text if _FORM.match(text) else "",
    )


@lru_cache(maxsize=4096)
def stated_year(text: str) -> int | None:
    """The year that a text without white space states: 2022年度, 二〇二二年度."""
    found = _YEAR.search(text) or _YEAR.search(text.translate(_CHINESE_DIGITS))
    return int(next(filter(None, found.groups()))) if found else None


def _known_unit(text: str, grid: Grid, row: int, column: int) -> Unit:
    if text == "万元":
        return "万元"
    if text == "元":
        return "元"
    raise InputError(
        f"不认识的金额单位“{text}”",
        place=grid.place(row, column),
        remedy="请把金额换成万元或元，并改正表头的单位",
        code="unit-unknown",
    )


def _stated_department(value: str) -> str | None:
    found = _DEPARTMENT.search(value)
    name = squeezed(found.group(1)).strip("：") if found else ""
    return name if name and not _BARE_UNIT.match(re.sub(r"（.*）$", "", name)) else None


@lru_cache(maxsize=4096)
def is_note(text: str) -> bool:
    """Whether a row that starts so is a note below the table."""
    return bool(_NOTE.match(text))
