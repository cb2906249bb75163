"""Which table a title names, and what the head of a table says: year, unit, department."""

from __future__ import annotations

import re
from dataclasses import dataclass

from juesuan.accounts import TableKind, Unit
from juesuan.reading.grids import Grid, squeezed

T = TableKind

_LEAD = re.compile(
    r"^(?:(?:附件|附表|表|公开|GK|财决|部门决算)[0-9０-９一二三四五六七八九十]{1,3}(?:表)?[-、.．：]?"
    r"|[0-9０-９]{1,2}[-、.．：]?|[一二三四五六七八九十]{1,2}[、.．]|（[0-9一二三四五六七八九十]+）)"
)
_YEAR = re.compile(r"(20\d\d)年")
_UNIT = re.compile(r"(?:金额)?单位[：:]?(?:人民币)?[（(]?(万元|元)")
_BARE_UNIT = re.compile(r"^[（(]?(?:人民币)?(万元|元)[)）]?$")
_DEPARTMENT = re.compile(
    r"(?:公开部门|预算部门|部门名称|编制部门|编制单位|单位名称|填报单位|部门|单位)[：:](.+?)(?=20\d\d年|金额单位|单位[：:]|$)"
)
_NOTE = re.compile(r"^(?:注|说明|备注|本表|\d+[.、．]本)")


def table_kind(text: str) -> TableKind | None:
    """The table that a cell's text is the title of, or ``None`` where it is no title."""
    text = squeezed(text).replace("'", "")
    if len(text) > 45 or "表" not in text or _NOTE.match(text) or "。" in text:
        return None
    text = re.sub(r"^20\d\d年度?", "", _LEAD.sub("", text))
    text = re.sub(r"^.*?部门(?=收入|支出|财政|一般|政府性|国有)", "", text)
    text = re.sub(r"[（（][^）]*[））]$", "", text)
    if not re.search(r"决算(?:总|明细)?表$", text):
        return None
    if "三公" in text:
        return T.THREE_PUBLIC_EXPENSES
    if "国有资本经营" in text:
        return T.STATE_CAPITAL
    if "政府性基金" in text:
        return T.GOVERNMENT_FUND
    if "基本支出" in text:
        return T.BASIC_EXPENDITURE if "一般公共预算" in text else None
    if "一般公共预算" in text:
        return T.GENERAL_PUBLIC_BUDGET if "支出决算" in text and "收入" not in text else None
    if "财政拨款" in text:
        return T.FISCAL_APPROPRIATION if "收入支出" in text or "收支" in text else None
    if re.search(r"(?:收入支出|收支)决算总表$", text):
        return T.INCOME_AND_EXPENDITURE
    if text.endswith(("收入决算表", "收入决算总表")):
        return T.INCOME
    if text.endswith(("支出决算表", "支出决算总表")) and "项目" not in text:
        return T.EXPENDITURE
    return None


@dataclass(frozen=True)
class Head:
    """What the rows above a table's data say."""

    year: int | None
    unit: Unit | None
    department: str | None
    form: str


def read_head(grid: Grid, first: int, last: int) -> Head:
    """Year, unit and department from the rows ``first`` to ``last`` (not included)."""
    year: int | None = None
    unit: Unit | None = None
    department: str | None = None
    form = ""
    for row in range(max(first, 0), last):
        for _, value in grid.cells(row):
            text = squeezed(value)
            if year is None and (found := _YEAR.search(text)):
                year = int(found.group(1))
            if unit is None and (found := _UNIT.search(text) or _BARE_UNIT.match(text)):
                unit = "万元" if found.group(1) == "万元" else "元"
            if department is None and (found := _DEPARTMENT.search(str(value).replace(":", "："))):
                name = squeezed(found.group(1)).strip("：")
                if name and not _BARE_UNIT.match(name):
                    department = name
            if re.match(r"^(?:公开|财决|GK|表)\w{0,8}$", text) and not form:
                form = text
    return Head(year, unit, department, form)


def is_note(text: str) -> bool:
    """Whether a row that starts so is a note below the table."""
    return bool(_NOTE.match(text))
