"""A department's nine tables as rows of cells, in every layout that departments use.

``Figures`` is plain data (万元 as text, ``None`` for a cell that is printed blank); ``Layout`` says how
it is printed. ``printed`` gives one ``PrintedTable`` for each table; ``workbooks`` writes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

FIGURES = Path(__file__).resolve().parent / "figures"

TITLES = {
    "01": "收入支出决算总表",
    "02": "收入决算表",
    "03": "支出决算表",
    "04": "财政拨款收入支出决算总表",
    "05": "一般公共预算财政拨款支出决算表",
    "06": "一般公共预算财政拨款基本支出决算表",
    "07": "一般公共预算财政拨款“三公”经费支出决算表",
    "08": "政府性基金预算财政拨款收入支出决算表",
    "09": "国有资本经营预算财政拨款支出决算表",
}
FUND = ["年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余"]
AMOUNT_HEADERS = {
    "02": [
        "本年收入合计",
        "财政拨款收入",
        "上级补助收入",
        "事业收入",
        "经营收入",
        "附属单位上缴收入",
        "其他收入",
    ],
    "03": ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
    "05": ["小计", "基本支出", "项目支出"],
}
THREE_PUBLIC = {
    "total": "合计",
    "abroad": "1.因公出国（境）费",
    "vehicles": "2.公务用车购置及运行维护费",
    "vehicles_purchase": "其中：（1）公务用车购置费",
    "vehicles_operation": "（2）公务用车运行维护费",
    "reception": "3.公务接待费",
}
ALIASES = {
    "资源勘探信息等支出": "资源勘探工业信息等支出",
    "文化旅游体育与传媒支出": "文化体育与传媒支出",
    "卫生健康支出": "医疗卫生与计划生育支出",
    "自然资源海洋气象等支出": "国土海洋气象等支出",
}
LATE_CLASSES = ("灾害防治及应急管理支出", "抗疫特别国债安排的支出")
"""类 that the 24-row table 01 does not have."""

Cell = str | int | float | None
Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Figures:
    """One year of one department; ``tables`` by number, as in ``tests/figures/*.json``."""

    department: str
    year: int
    tables: Mapping[str, Any]

    @classmethod
    def load(cls, name: str) -> Figures:
        return cls(**json.loads((FIGURES / f"{name}.json").read_text(encoding="utf-8")))


def licheng(year: int = 2022) -> Figures:
    """The example department's figures: 2022 complete, 2021 in part."""
    return Figures.load(f"licheng-{year}")


@dataclass(frozen=True)
class Layout:
    """How the tables are printed; the default is the layout of a common export."""

    blank_rows_above: int = 0
    blank_columns: int = 0
    blank_rows_inside: bool = False
    codes: Literal["split", "levels", "text", "integer", "spaced"] = "split"
    """类/款/项 apart; 201 | 20113 | 2011301; one column as text, as numbers, with spaces and a quote."""
    amounts: Literal["number", "text", "noise"] = "number"
    zeros: Literal["printed", "blank", "dash"] = "printed"
    indent: bool = False
    ruler: bool = True
    total: Literal["first", "last"] = "first"
    line_numbers: bool = False
    """行次 columns in the two-sided tables."""
    classes: Literal[24, 26] = 26
    aliases: bool = False
    """Old names of 类 in tables 01 and 04."""
    blocks: Literal[2, 3] = 3
    three_public: Literal["actuals", "list", "pairs", "groups"] = "actuals"
    state_capital: Literal[3, 6] = 3
    notes: bool = True
    title: str = "{title}"
    """With ``{title}``, ``{year}``, ``{department}``, ``{form}``."""
    head: Literal["row", "above", "together"] = "row"
    """Department, year and unit in a row below the title, above it, or in one cell."""
    year: bool = True
    unit_stated: bool = True


EXPORTED = Layout()


@dataclass
class PrintedTable:
    """A table ready to write: rows from its title on, and merged ranges (from 0, ends included)."""

    number: str
    title: str
    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max(map(len, self.rows))


def printed(figures: Figures, *, unit: str = "万元", layout: Layout = EXPORTED) -> dict[str, PrintedTable]:
    """Every table of these figures, by number."""
    return {number: _Printer(figures, number, unit, layout).table() for number in figures.tables}


class _Printer:
    def __init__(self, figures: Figures, number: str, unit: str, layout: Layout) -> None:
        self.figures, self.number, self.unit, self.layout = figures, number, unit, layout
        self.data = figures.tables[number]

    def table(self) -> PrintedTable:
        makers = {"01": self._statement, "04": self._statement, "06": self._basic, "07": self._three_public}
        body, merges = makers.get(self.number, self._accounts)()
        if self.layout.blank_rows_inside:
            body, merges = _with_blank_rows(body, merges)
        return self._with_head(body, merges)

    def _with_head(self, body: list[list[Cell]], merges: list[Merge]) -> PrintedTable:
        width = max(map(len, body))
        layout, figures = self.layout, self.figures
        form = f"公开{self.number}表"
        title = layout.title.format(
            title=TITLES[self.number], year=figures.year, department=figures.department, form=form
        )
        if self.number == "09" and layout.state_capital == 6:
            title = title.replace("财政拨款支出", "财政拨款收入支出")
        year = f"{figures.year}年度" if layout.year else None
        unit = f"单位：{self.unit}" if layout.unit_stated else None
        facts = _spread(width, f"部门：{figures.department}", year, unit)
        if layout.head == "together":
            joined = "　".join(
                filter(None, (f"编制单位：{figures.department}", year, unit and f"金额{unit}"))
            )
            facts = _spread(width, joined)
        forms = _spread(width, None, None, form)
        top = [[title], forms, facts] if layout.head != "above" else [forms, facts, [title]]
        where = 2 if layout.head == "above" else 0
        rows, down = [*top, *body], len(top)
        shifted = [(a + down, b, c + down, d) for a, b, c, d in merges]
        merged = [(where, 0, where, width - 1), *shifted]
        notes = [
            [f"注：本表反映部门本年度{TITLES[self.number]}的情况。"],
            ["2.本套报表金额单位转换时可能存在尾数误差。"],
        ]
        above, left = layout.blank_rows_above, layout.blank_columns
        rows = [[] for _ in range(above)] + [
            [None] * left + row for row in rows + (notes if layout.notes else [])
        ]
        return PrintedTable(
            self.number, title, rows, [(a + above, b + left, c + above, d + left) for a, b, c, d in merged]
        )

    def amount(self, text: str | None) -> Cell:
        """An amount of the data as this layout prints it."""
        if text is None:
            return None
        value = Decimal(text) * (10000 if self.unit == "元" else 1)
        if not value and self.layout.zeros != "printed":
            return None if self.layout.zeros == "blank" else "-"
        if self.layout.amounts == "text":
            return f"{value:,.2f}"
        noise = 3e-13 if self.layout.amounts == "noise" else 0
        return float(value) * (1 + noise)

    def name(self, name: str, level: int = 0) -> str:
        return "　" * level + name if self.layout.indent else name

    # Tables 01 and 04: two sides

    def _statement(self) -> tuple[list[list[Cell]], list[Merge]]:
        four = self.number == "04"
        headers = [
            "项目（按功能分类）",
            "合计",
            "一般公共预算财政拨款",
            "政府性基金预算财政拨款",
            "国有资本经营预算财政拨款",
        ]
        left: list[list[Cell]] = [["收入", None], ["项目", "金额" if four else "决算数"]]
        right: list[list[Cell]] = [
            ["支出", *[None] * (4 if four else 1)],
            list(headers) if four else ["项目（按支出功能分类）", "决算数"],
        ]
        if self.layout.ruler:
            left.append(["栏次", "1"])
            right.append(["栏次", *map(str, range(2, 2 + len(right[0]) - 1))])
        head = len(left)
        left += [[label, self.amount(value)] for label, value in self.data["income"]]
        right += [[label, *map(self.amount, values)] for label, *values in self._expenditure()]
        if self.layout.line_numbers:
            for side in (left, right):
                for line, row in enumerate(side):
                    row.insert(
                        1, {0: None, 1: "行次"}.get(line, str(line - head + 1) if line >= head else None)
                    )
        self._align_totals(left, right)
        rows = [[*a, *b] for a, b in zip(left, right, strict=True)]
        wide = len(left[0])
        return rows, [(0, 0, 0, wide - 1), (0, wide, 0, len(rows[0]) - 1)]

    def _expenditure(self) -> Iterable[list[Any]]:
        for label, *values in self.data["expenditure"]:
            plain = label.split("、")[-1]
            if self.layout.classes == 24 and plain in LATE_CLASSES:
                continue
            yield [label.replace(plain, ALIASES.get(plain, plain)) if self.layout.aliases else label, *values]

    @staticmethod
    def _align_totals(left: list[list[Cell]], right: list[list[Cell]]) -> None:
        """Both sides' 本年…合计 stand in one line, and 总计 in the last."""

        def at(side: list[list[Cell]], start: str) -> int:
            return next(line for line, row in enumerate(side) if str(row[0]).startswith(start))

        for start in ("本年", "总计"):
            gap = at(right, start) - at(left, start)
            shorter = left if gap > 0 else right
            where = at(shorter, start)
            shorter[where:where] = [[None] * len(shorter[0]) for _ in range(abs(gap))]

    # Tables 02, 03, 05, 08, 09: one account a line

    def _accounts(self) -> tuple[list[list[Cell]], list[Merge]]:
        grouped = self.number in ("08", "09")
        headers = AMOUNT_HEADERS.get(self.number) or (
            FUND if self._six() else ["合计", "基本支出", "项目支出"]
        )
        codes = 3 if self.layout.codes in ("split", "levels") else 1
        first: list[Cell] = ["项目", *[None] * codes, *headers]
        second: list[Cell] = [
            "支出功能分类科目编码",
            *[None] * (codes - 1),
            "科目名称",
            *[None] * len(headers),
        ]
        merges: list[Merge] = [(0, 0, 0, codes)]
        if grouped:
            start = codes + 1 + headers.index("基本支出") - 1
            for column in range(start, start + 3):
                first[column], second[column] = None, headers[column - codes - 1]
            first[start] = "本年支出"
            merges.append((0, start, 0, start + 2))
        rows = [first, second]
        if codes == 3:
            rows.append(["类", "款", "项", *[None] * (len(headers) + 1)])
            merges += [(1, 0, 1, 2), (1, 3, 2, 3)]
            merges += [(0, c, 2, c) for c in range(4, len(first)) if not grouped]
        if self.layout.ruler:
            rows.append(["栏次", *[None] * codes, *map(str, range(1, len(headers) + 1))])
            merges.append((len(rows) - 1, 0, len(rows) - 1, codes))
        total: list[Cell] = ["合计", *[None] * codes, *map(self.amount, self._values(self.data["total"]))]
        lines = [
            [
                *self._code(code),
                self.name(name, (len(code) - 3) // 2),
                *map(self.amount, self._values(values)),
            ]
            for code, name, *values in self.data["rows"]
        ]
        rows += [total, *lines] if self.layout.total == "first" else [*lines, total]
        return rows, merges

    def _six(self) -> bool:
        return self.number == "08" or (self.number == "09" and self.layout.state_capital == 6)

    def _values(self, values: Sequence[str | None]) -> list[str | None]:
        if self.number == "09" and self._six():
            zero = "0.00" if any(values) else None
            return [zero, values[0], *values, zero]
        return list(values)

    def _code(self, code: str, widths: Sequence[int] = (3, 5, 7)) -> list[Cell]:
        levels = [code[:width] for width in widths if len(code) >= width]
        parts = [
            levels[0],
            *(longer[len(shorter) :] for shorter, longer in pairwise(levels)),
        ]
        gaps: list[Cell] = [None] * (len(widths) - len(levels))
        ways: dict[str, list[Cell]] = {
            "split": [*parts, *gaps],
            "levels": [*levels, *gaps],
            "text": [code],
            "integer": [int(code)],
            "spaced": [f"'  {code} "],
        }
        return ways[self.layout.codes]

    # Table 06: blocks side by side

    def _basic(self) -> tuple[list[list[Cell]], list[Merge]]:
        public, personnel = list(self.data["public"]), list(self.data["personnel"])
        half = (len(public) + 1) // 2
        blocks = [personnel, public] if self.layout.blocks == 2 else [personnel, public[:half], public[half:]]
        codes = 2 if self.layout.codes in ("split", "levels") else 1
        wide = codes + 2
        top: list[Cell] = [
            "人员经费",
            *[None] * (wide - 1),
            "公用经费",
            *[None] * (wide * (len(blocks) - 1) - 1),
        ]
        head: list[Cell] = ["经济分类科目编码", *[None] * (codes - 1), "科目名称", "金额"] * len(blocks)
        rows: list[list[Cell]] = [top, head]
        if codes == 2:
            rows.append(["类", "款", None, None] * len(blocks))
        for line in range(max(map(len, blocks))):
            row: list[Cell] = []
            for block in blocks:
                if line < len(block):
                    code, name, value = block[line]
                    row += [
                        *self._code(code, (3, 5)),
                        self.name(name, (len(code) - 3) // 2),
                        self.amount(value),
                    ]
                else:
                    row += [*[None] * (wide - 1), self.amount("0.00")]
            rows.append(row)
        totals = self.data["totals"]
        rows.append(
            ["人员经费合计", *[None] * (wide - 2), self.amount(totals["personnel"]), "公用经费合计"]
            + [None] * (len(top) - wide - 2)
            + [self.amount(totals["public"])]
        )
        last = len(rows) - 1
        merges = [(0, 0, 0, wide - 1), (0, wide, 0, len(top) - 1), (last, 0, last, wide - 2)]
        return rows, [*merges, (last, wide, last, len(top) - 2)]

    # Table 07: “三公”

    def _three_public(self) -> tuple[list[list[Cell]], list[Merge]]:
        budget, actual = self.data["budget"], self.data["actual"]
        if self.layout.three_public in ("actuals", "list"):
            both = self.layout.three_public == "list"
            rows: list[list[Cell]] = [["项目", "行次", *(["预算数"] if both else []), "决算数"]]
            for line, (key, label) in enumerate(THREE_PUBLIC.items(), 1):
                rows.append(
                    [label, line, *([self.amount(budget[key])] if both else []), self.amount(actual[key])]
                )
            return rows, []
        return self._wide_three_public(budget, actual)

    def _wide_three_public(
        self, budget: Mapping[str, Any], actual: Mapping[str, Any]
    ) -> tuple[list[list[Cell]], list[Merge]]:
        upper: list[Cell] = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", None, None, "公务接待费"]
        lower: list[Cell] = [None, None, "小计", "公务用车购置费", "公务用车运行维护费", None]
        numbers = [(self.amount(budget[key]), self.amount(actual[key])) for key in THREE_PUBLIC]
        if self.layout.three_public == "groups":
            rows = [
                ["预算数", *[None] * 5, "决算数", *[None] * 5],
                upper * 2,
                lower * 2,
                [*(b for b, _ in numbers), *(a for _, a in numbers)],
            ]
            cars = [(1, 2, 1, 4), (1, 8, 1, 10)]
            return rows, [(0, 0, 0, 5), (0, 6, 0, 11), *cars]
        doubled = [[cell for each in row for cell in (each, None)] for row in (upper, lower)]
        rows = [*doubled, ["预算数", "决算数"] * 6, [cell for pair in numbers for cell in pair]]
        merges = [
            (0, 0, 1, 1),
            (0, 2, 1, 3),
            (0, 4, 0, 9),
            (1, 4, 1, 5),
            (1, 6, 1, 7),
            (1, 8, 1, 9),
            (0, 10, 1, 11),
        ]
        return rows, merges


def _spread(width: int, first: Cell, middle: Cell = None, last: Cell = None) -> list[Cell]:
    row: list[Cell] = [None] * width
    row[width - 1], row[width // 2], row[0] = last, middle, first
    return row


def _with_blank_rows(body: list[list[Cell]], merges: list[Merge]) -> tuple[list[list[Cell]], list[Merge]]:
    """An empty row after the head and after every seventh line; the head's merges stay as they are."""
    head = max((bottom for _, _, bottom, _ in merges if bottom < 6), default=0) + 1
    rows: list[list[Cell]] = []
    moved: dict[int, int] = {}
    for line, row in enumerate(body):
        moved[line] = len(rows)
        rows.append(row)
        if line >= head and (line - head) % 7 == 0 and line < len(body) - 1:
            rows.append([])
    return rows, [(moved[a], b, moved[c], d) for a, b, c, d in merges]
