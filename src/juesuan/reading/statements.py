"""Tables with two sides, 01 and 04: income on the left, expenditure on the right."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.accounts import Row, Side, TableKind
from juesuan.reading.area import Area, NotThisForm
from juesuan.reading.grids import tidy
from juesuan.reading.labels import plain_label, statement_key
from juesuan.reading.titles import is_note

_AMOUNTS = ("决算数", "金额", "决算", "合计", "小计")
_OTHER_AMOUNTS = ("预算", "行次", "调整", "年初", "上年")
_FUNDS = (("一般公共预算", "general"), ("政府性基金", "fund"), ("国有资本", "capital"))
_NO_LABELS = ("", "栏次", "项目")


def statement_rows(area: Area) -> tuple[int, tuple[Row, ...]]:
    """The row after the head, and the lines of both sides in printed order."""
    head, left, right = _head(area)
    start = next((line for line in range(head + 1, area.last) if _has_label(area, line, left)), area.last)
    rows: list[Row] = []
    sides: tuple[tuple[Side, int, int], ...] = (
        ("income", left, right),
        ("expenditure", right, area.width),
    )
    for side, name, end in sides:
        columns = _columns(area, side, range(head, start), range(name + 1, end))
        if not columns:
            raise NotThisForm(
                "找不到决算数一栏",
                place=area.place(head, name),
                remedy="请核对表头是否写明“决算数”或“金额”",
            )
        rows += _lines(area, side, name, columns, range(start, area.last))
    return start, tuple(rows)


def _head(area: Area) -> tuple[int, int, int]:
    """The header row, and the columns of the labels of both sides."""
    for row in area.head:
        names = [column for column, text in area.texts(row) if text.startswith("项目")]
        if len(names) >= 2:
            return row, names[0], names[1]
    raise NotThisForm(
        "看不懂这张表的表头：没有并列的两个“项目”栏",
        place=area.place(area.first, 0),
        remedy="请按公开格式的表头整理",
    )


def _has_label(area: Area, row: int, name: int) -> bool:
    label = area.text(row, name)
    return label not in _NO_LABELS and not label.isdigit()


def _columns(area: Area, side: Side, head: range, columns: range) -> dict[str, int]:
    """Which column holds what: ``amount``, or in 04 ``total`` and the three kinds of money."""
    four = area.kind is TableKind.FISCAL_APPROPRIATION
    found: dict[str, int] = {}
    for column in columns:
        header = "".join(area.text(row, column) for row in head)
        fund = next((key for part, key in _FUNDS if part in header), "")
        if four and side == "expenditure" and fund:
            found.setdefault(fund, column)
        elif any(word in header for word in _AMOUNTS) and not any(word in header for word in _OTHER_AMOUNTS):
            found.setdefault("total" if four else "amount", column)
    return found


def _lines(area: Area, side: Side, name: int, columns: dict[str, int], lines: range) -> Iterator[Row]:
    seen: set[str] = set()
    for line in lines:
        text, label = area.text(line, name), plain_label(area.at(line, name))
        if label in _NO_LABELS or is_note(text):
            continue
        key = statement_key(label, side, after_total="this_year" in seen)
        if key in seen:
            key = label  # 其中：… repeats the words of the line above
        seen.add(key)
        # A part of the line above says so in its name: sums leave it out.
        part = "其中：" if "其中" in text else ""
        yield Row(key, part + tidy(label), area.amounts(line, columns), side, area.place(line, name))
