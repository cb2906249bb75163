"""The rival's figures: both workbooks, changes and percentages in plain Python.

What a capable programmer writes in an afternoon: sheets known by their title, cells by their label or
column. No identities, no sources, no findings; a layout that it does not know gives a ``KeyError``.
``rival_sheets`` has the ways to read a workbook; ``run.py`` times them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from rival_sheets import Reader, Rows, read_only

CENT = Decimal("0.01")

TITLES = {
    "收入支出决算总表": "01",
    "收入决算表": "02",
    "支出决算表": "03",
    "财政拨款收入支出决算总表": "04",
    "一般公共预算财政拨款支出决算表": "05",
    "一般公共预算财政拨款基本支出决算表": "06",
    "一般公共预算财政拨款“三公”经费支出决算表": "07",
    "政府性基金预算财政拨款收入支出决算表": "08",
    "国有资本经营预算财政拨款支出决算表": "09",
}
INCOME = {
    "general_public_budget": "一般公共预算财政拨款收入",
    "government_fund": "政府性基金预算财政拨款收入",
    "state_capital": "国有资本经营预算财政拨款收入",
    "superior_subsidy": "上级补助收入",
    "undertaking": "事业收入",
    "operating": "经营收入",
    "subordinate_remittance": "附属单位上缴收入",
    "other": "其他收入",
}
EXPENDITURE = {
    "basic": "基本支出",
    "project": "项目支出",
    "remittance_to_superior": "上缴上级支出",
    "operating": "经营支出",
    "subsidy_to_subordinate": "对附属单位补助支出",
}
THREE_PUBLIC = ("total", "abroad", "vehicles", "vehicles_purchase", "vehicles_operation", "reception")


@dataclass(slots=True)
class Line:
    """One figure of both years and of the budget (万元, or a count)."""

    current: Decimal | None = None
    prior: Decimal | None = None
    budget: Decimal | None = None
    code: str = ""
    name: str = ""

    def __str__(self) -> str:
        return f"{self.current or 0:.2f}"


@dataclass
class Figures:
    """What the template prints."""

    department: str
    year: int
    lines: dict[str, Line]
    items: list[Line]
    fund_items: list[Line]
    capital_items: list[Line]
    personnel_items: list[str]
    public_items: list[str]
    typed: dict[str, object]


def figures(current: Path, prior: Path, supplement: Path, reader: Reader = read_only) -> Figures:
    """Everything the sentences need, from the three workbooks."""
    now, then = tables(reader(current)), tables(reader(prior))
    lines: dict[str, Line] = {}
    for year, field in ((now, "current"), (then, "prior")):
        for key, value in totals(year).items():
            setattr(lines.setdefault(key, Line()), field, value)
    typed = read_supplement(reader(supplement)[0], lines)
    basic = (
        ("expenditure.personnel", "basic_expenditure.personnel"),
        ("expenditure.public", "basic_expenditure.public"),
    )
    for key, source in basic:
        line = lines.setdefault(key, Line())
        line.current = line.current if line.current is not None else lines[source].current
    department, year = heading(now["01"])
    return Figures(
        department,
        year,
        lines,
        items(now, then, "05", 4),
        items(now, then, "08", 6),
        items(now, then, "09", 4),
        economic(now["06"], ("301", "303")),
        economic(now["06"], ("302", "307", "310", "312", "399")),
        typed,
    )


def tables(sheets: list[Rows]) -> dict[str, Rows]:
    """The rows of each table, by its number."""
    found = {}
    for rows in sheets:
        title = next((str(cell).strip() for cell in rows[0] if cell), "") if rows else ""
        if title in TITLES:
            found[TITLES[title]] = rows
    return found


def amount(value: object) -> Decimal | None:
    """A cell as displayed: 万元 with two decimals."""
    if value is None or value == "":
        return None
    return Decimal(str(value)).quantize(CENT, ROUND_HALF_UP)


def heading(rows: Rows) -> tuple[str, int]:
    """Department and year, from the lines above the table."""
    texts = [str(cell) for row in rows[:4] for cell in row if cell]
    department = next(text for text in texts if text.startswith("部门"))
    year = next(text for text in texts if text.endswith("年度"))
    return department[3:], int(year[:4])


def labelled(rows: Rows, label_at: int, value_at: int) -> dict[str, Decimal | None]:
    """Label → amount in two columns, without the ordinal before the label."""
    found = {}
    for row in rows:
        if len(row) > value_at and isinstance(row[label_at], str) and not isinstance(row[value_at], str):
            found[row[label_at].strip().rpartition("、")[2]] = amount(row[value_at])
    return found


def total_row(rows: Rows) -> dict[str, Decimal | None]:
    """Header → amount of the row 合计."""
    total = next(row for row in rows if row[0] == "合计")
    names: dict[int, str] = {}
    for row in rows[3:6]:
        names |= {at: str(cell) for at, cell in enumerate(row) if at > 3 and cell}
    return {name: amount(total[at]) for at, name in names.items()}


def totals(year: dict[str, Rows]) -> dict[str, Decimal | None]:
    """The totals of one year, by the name the template has for them."""
    income, expenditure = labelled(year["01"], 0, 1), labelled(year["01"], 2, 3)
    found = {
        "grand_total.income": income["总计"],
        "grand_total.expenditure": expenditure["总计"],
        "income.total": income["本年收入合计"],
        "expenditure.total": expenditure["本年支出合计"],
        "fiscal.income": labelled(year["04"], 0, 1)["总计"],
        "fiscal.expenditure": labelled(year["04"], 2, 3)["总计"],
        "general_public_budget.total": total_row(year["05"])["小计"],
    }
    found |= {f"income.{key}": income[label] for key, label in INCOME.items()}
    if "03" in year:
        spent = total_row(year["03"])
        found |= {f"expenditure.{key}": spent[label] for key, label in EXPENDITURE.items()}
    if "06" in year:
        last = next(row for row in year["06"] if row[0] == "人员经费合计")
        found["basic_expenditure.personnel"] = people = amount(last[3]) or Decimal()
        found["basic_expenditure.public"] = public = amount(last[-1]) or Decimal()
        found["basic_expenditure.total"] = people + public
    rows = [row for row in year["07"] if isinstance(row[1], int | float)]
    found |= {
        f"three_public_expenses.{key}": amount(row[2]) for key, row in zip(THREE_PUBLIC, rows, strict=False)
    }
    if "08" in year:
        found["government_fund.total"] = total_row(year["08"])["小计"]
    if "09" in year:
        found["state_capital.total"] = total_row(year["09"])["合计"]
    return found


def items(now: dict[str, Rows], then: dict[str, Rows], table: str, column: int) -> list[Line]:
    """The items of both years: this year's first, then those that only the year before has."""
    found: dict[str, Line] = {}
    for year, field in ((now, "current"), (then, "prior")):
        for row in year.get(table, ()):
            code = "".join(str(cell) for cell in row[:3] if cell)
            if len(code) == 7 and code.isdigit():
                line = found.setdefault(code, Line(code=code, name=str(row[3]).strip()))
                setattr(line, field, amount(row[column]))
    return list(found.values())


def economic(rows: Rows, classes: tuple[str, ...]) -> list[str]:
    """The names of the economic items with an amount, in the order of their codes."""
    found = (
        (str(row[at]), str(row[at + 1]), str(row[at + 2]))
        for at in (0, 4, 8)
        for row in rows
        if str(row[at]) in classes and row[at + 1] and row[at + 3]
    )
    return [name for _, _, name in sorted(found)]


def read_supplement(rows: Rows, lines: dict[str, Line]) -> dict[str, object]:
    """Fill ``lines`` where the tables have nothing; what is text comes back by its name."""
    typed: dict[str, object] = {}
    for row in rows:
        key, values = row[0], row[2:5]
        if not isinstance(key, str) or key == "编号":
            continue
        typed[key] = values[0]
        line = lines.setdefault(key, Line())
        for field, value in zip(("current", "prior", "budget"), values, strict=True):
            if isinstance(value, int | float) and getattr(line, field) is None:
                setattr(line, field, amount(value))
    return typed
