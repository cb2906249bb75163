"""Table 07: “三公” as a list of lines, or as one wide row."""

from __future__ import annotations

from juesuan.accounts import Row
from juesuan.reading.area import Area, NotThisForm
from juesuan.reading.cells import is_number
from juesuan.reading.grids import tidy
from juesuan.reading.labels import plain_label, three_public_part
from juesuan.reading.titles import is_note

_ACTUALS = ("决算", "金额", "本年", "支出数", "统计数")
_NAMES = {
    "total": "合计",
    "abroad": "因公出国（境）费",
    "vehicles": "公务用车购置及运行维护费",
    "vehicles_purchase": "公务用车购置费",
    "vehicles_operation": "公务用车运行维护费",
    "reception": "公务接待费",
}


def three_public_rows(area: Area) -> tuple[int, tuple[Row, ...]]:
    """The row after the head, and one row for each part.

    A budget column without any figure is left out: it was not filled in, which is not zero.
    """
    for row in area.head:
        texts = dict(area.texts(row))
        name = next((column for column, text in texts.items() if text.startswith("项目")), None)
        if name is not None:
            start, rows = _list(area, row, name)
            return start, _without_empty_budget(area, rows)
        parts = {three_public_part(text) for text in texts.values() if len(text) < 20 and not is_note(text)}
        if {"abroad", "reception"} <= parts:
            start, rows = _wide(area, row)
            return start, _without_empty_budget(area, rows)
    raise NotThisForm(
        "看不懂这张表：找不到“三公”经费的各项",
        place=area.place(area.first, 0),
        remedy="请按公开格式整理表头",
    )


def _list(area: Area, head: int, name: int) -> tuple[int, list[Row]]:
    start = next(
        (row for row in range(head + 1, area.last) if three_public_part(area.text(row, name))), area.last
    )
    columns: dict[str, int] = {}
    for column in range(name + 1, area.width):
        header = "".join(area.text(row, column) for row in range(head, start))
        if "上年" not in header and (key := _money(header)):
            columns.setdefault(key, column)
    if "actual" not in columns:
        raise NotThisForm("找不到“决算数”一栏", place=area.place(head, name), remedy="请核对表头")
    rows: dict[str, Row] = {}
    for line in range(start, area.last):
        label = plain_label(area.at(line, name))
        part = "" if is_note(area.text(line, name)) else three_public_part(label)
        if part and part not in rows:
            amounts = area.amounts(line, columns)
            rows[part] = Row(part, tidy(label), amounts, "", area.place(line, name))
    return start, list(rows.values())


def _money(header: str) -> str:
    """Whether a column holds the budget or the actual; empty where neither."""
    if "预算" in header:
        return "budget"
    return "actual" if any(word in header for word in _ACTUALS) else ""


def _wide(area: Area, head: int) -> tuple[int, list[Row]]:
    # 预算数 and 决算数 stand above the parts (two groups) or below them (pairs).
    above = head - 1 if any(_is_money(text) for _, text in area.texts(head - 1)) else head
    start = next((row for row in range(head + 1, area.last) if _is_data(area, row)), area.last)
    columns: dict[str, dict[str, int]] = {}
    for column, path in enumerate(_header_paths(area, range(max(above, area.first), start))):
        parts = [part for text in path if (part := three_public_part(text))]
        deepest = [part for part in parts if part != "total"] or parts
        if deepest:
            columns.setdefault(deepest[-1], {}).setdefault(_money("".join(path)) or "actual", column)
    rows = []
    for part, pair in columns.items():
        place = area.place(start, min(pair.values()))
        rows.append(Row(part, _NAMES[part], area.amounts(start, pair), "", place))
    return start, rows


def _is_money(text: str) -> bool:
    return text.endswith(("预算数", "决算数", "预算", "决算"))


def _is_data(area: Area, row: int) -> bool:
    """Whether a row below the labels holds the amounts: empty only when nothing follows."""
    texts = [text for _, text in area.texts(row) if text != "栏次"]
    if not texts:
        return not any(True for below in range(row + 1, area.last) for _ in area.texts(below))
    ruler = len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]
    return not ruler and any(
        is_number(area.at(row, column)) or text == "-" for column, text in area.texts(row)
    )


def _header_paths(area: Area, rows: range) -> list[list[str]]:
    """The labels above each column, from the top: a label reaches right up to the next one beside or above."""
    paths: list[list[str]] = [[] for _ in range(area.width)]
    starts = [0] * area.width  # where the label above begins
    for row in rows:
        text, begin = "", 0
        for column in range(area.width):
            if area.text(row, column):
                text, begin = area.text(row, column), column
            elif starts[column] > begin:
                text, begin = "", starts[column]
            if text:
                paths[column].append(text)
            starts[column] = max(starts[column], begin)
    return paths


def _without_empty_budget(area: Area, rows: list[Row]) -> tuple[Row, ...]:
    if any(amount.place not in area.blank for row in rows if (amount := row.amounts.get("budget"))):
        return tuple(rows)
    return tuple(
        Row(
            row.key,
            row.name,
            {key: row.amounts[key] for key in row.amounts if key != "budget"},
            "",
            row.place,
        )
        for row in rows
    )
