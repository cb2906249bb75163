"""The rival: openpyxl (or calamine) + docxtpl doing the same draft's words, fairly.

Its environment is kept between renders and remembers compiled templates (``KeptEnvironment``); as
docxtpl comes it compiles the whole document anew each time (``jinja2.Environment``). Both are timed.
It writes no slots, bookmarks or snapshot, checks no identity, knows no source of a figure.
"""

from __future__ import annotations

import zipfile
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, Template
from lxml import etree

from rival_figures import CENT, Figures, Line, figures
from rival_sheets import Reader, read_only

PROMPT = "【请填写原因】"
PHRASES = {
    "change_each": ("与上年决算数相比，各{}{}万元，{}{}", "与上年决算数持平", "与上年决算数持平"),
    "change_total": ("比上年决算数{}{}万元，{}{}", "与上年决算数持平", "比上年决算数增加0.00万元，增长0.00%"),
    "change": ("较上年决算数{}{}万元，{}{}", "与上年决算数持平", "与上年决算数持平"),
    "than_last_year": (
        "较上年{}{}万元，{}{}",
        "较上年增加0.00万元，增长0.00%，与上年持平",
        "较上年增加0.00万元，增长0.00%，与上年持平",
    ),
}
# Kind → for budget and for the prior year: both zero, level, less.
REASONS = {
    "total": (
        (
            "全年预算未安排“三公”经费，当年也未发生“三公”经费支出",
            "认真落实过紧日子要求，从严控制“三公”经费支出",
        ),
        ("两年均未发生“三公”经费支出", "认真落实过紧日子要求，“三公”经费支出减少"),
    ),
    "abroad": (
        (
            "全年预算未安排因公出国（境）费，当年也未发生因公出国（境）费支出",
            "当年因公出国（境）任务少于预期",
        ),
        ("两年均未发生因公出国（境）活动", "因公出国（境）任务减少"),
    ),
    "vehicles_purchase": (
        ("全年预算未安排公务用车购置费，当年也未购置公务用车", "公务用车购置价格低于预算"),
        ("两年均未购置公务用车", "购置公务用车减少"),
    ),
    "vehicles_operation": (
        (
            "全年预算未安排公务用车运行费，当年也未发生公务用车运行费支出",
            "加强公务用车管理，节约燃料和维修费用",
        ),
        ("两年均未发生公务用车运行费支出", "加强公务用车管理，燃料和维修费用减少"),
    ),
    "reception": (
        (
            "全年预算未安排公务接待费，当年也未发生公务接待费支出",
            "严格执行公务接待标准，接待批次和人数少于预期",
        ),
        ("两年均未发生公务接待费支出", "严格执行公务接待标准，接待批次和人数减少"),
    ),
}
PERSONNEL = (
    "基本工资、津贴补贴、奖金、绩效工资、机关事业单位基本养老保险缴费、职业年金缴费、职工基本医疗保险缴费、"
    "公务员医疗补助缴费、其他社会保障缴费、住房公积金、医疗费、其他工资福利支出、离休费、退休费、抚恤金、"
    "生活补助、医疗费补助、奖励金、其他对个人和家庭的补助"
)
PUBLIC = (
    "办公费、印刷费、咨询费、手续费、水费、电费、邮电费、取暖费、物业管理费、差旅费、维修（护）费、租赁费、会议费、"
    "培训费、公务接待费、专用材料费、劳务费、委托业务费、工会经费、福利费、公务用车运行维护费、其他交通费用、"
    "税金及附加费用、其他商品和服务支出、办公设备购置、专用设备购置、信息网络及软件购置更新、公务用车购置、"
    "其他交通工具购置、文物和陈列品购置、无形资产购置、其他资本性支出、赠与"
)


def percentage(part: Decimal, whole: Decimal) -> str:
    """A percentage with two decimals; 0 of 0 is 0, anything of 0 is 100."""
    if not whole:
        return "100.00%" if part else "0.00%"
    return f"{(part * 100 / whole).quantize(CENT, ROUND_HALF_UP)}%"


def known(value: Decimal | None) -> Decimal:
    return value if value is not None else Decimal()


def phrase(line: Line, name: str) -> str:
    """The change against the prior year, in the words of that phrase."""
    now, then = known(line.current), known(line.prior)
    changed, level, both_zero = PHRASES[name]
    if now == then:
        return level if now else both_zero
    rises = now > then
    words = ("增加", "增长") if rises else ("减少", "下降")
    return changed.format(words[0], f"{abs(now - then):.2f}", words[1], percentage(abs(now - then), then))


def growth(line: Line) -> str:
    now, then = known(line.current), known(line.prior)
    if now == then:
        return "与上年决算数持平"
    return f"比上年决算数{'增长' if now > then else '下降'}{percentage(abs(now - then), then)}"


def completion(line: Line) -> str:
    now, budget = known(line.current), known(line.budget)
    if now == budget:
        return f"完成全年预算数{percentage(now, budget)}，与全年预算数持平"
    if not budget:
        return f"全年预算数为{budget:.2f}万元，无法计算完成比例"
    return f"完成全年预算的{percentage(now, budget)}"


def compared(now: Decimal | None, other: Decimal | None) -> str:
    now, other = known(now), known(other)
    return "等于" if now == other else "大于" if now > other else "小于"


def suggested(line: Line, kind: str, against: int) -> str:
    now, other = known(line.current), known(line.prior if against else line.budget)
    both_zero, falls = REASONS[kind][against]
    if now == other:
        level = "支出规模与上年保持一致" if against else "严格按照全年预算执行"
        return level if now else both_zero
    return falls if now < other else PROMPT


def reason(line: Line, lead: str, otherwise: str = "") -> str:
    return otherwise if known(line.current) == known(line.prior) else f"{lead}{PROMPT}。"


def chinese(number: int) -> str:
    """A Chinese ordinal up to 9999."""
    words, zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if zero else "") + "零一二三四五六七八九"[digit] + unit
        zero = bool(words) and not digit
    return words[1:] if words.startswith("一十") else words


FILTERS = {
    **{name: (lambda line, name=name: phrase(line, name)) for name in PHRASES},
    "growth": growth,
    "completion": completion,
    "section": lambda number: f"（{chinese(number)}）",
    "count": lambda line: str(int(known(line.current))),
    "budget_word": lambda line: compared(line.current, line.budget),
    "prior_word": lambda line: compared(line.current, line.prior),
    "budget_reason": lambda line, kind: suggested(line, kind, 0),
    "prior_reason": lambda line, kind: suggested(line, kind, 1),
}


class KeptEnvironment(Environment):
    """Compiles a template once: what docxtpl leaves out and a careful user adds."""

    def __init__(self) -> None:
        super().__init__()
        self.compiled: dict[Any, Template] = {}

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:
        if source not in self.compiled:
            self.compiled[source] = super().from_string(source, globals, template_class)
        return self.compiled[source]


def environment(kept: bool = True) -> Environment:
    """The environment with the filters the template uses."""
    made = KeptEnvironment() if kept else Environment()
    made.filters |= FILTERS
    return made


def context(found: Figures) -> dict[str, object]:
    """Everything the template prints."""
    typed, lines = found.typed, found.lines
    we = typed.get("self_reference") or found.department
    listed = typed.get("list_all_items") == "模板全部项目"

    def kept_reason(line: Line, title: str) -> str:
        if known(line.current) == known(line.prior) != 0 or known(line.current):
            return f"，主要原因是{PROMPT}。"
        return f"，主要原因是{we}{found.year}年度没有{title}{'' if title.endswith('预算') else '预算'}财政拨款安排的支出。"

    parts = (lines[f"procurement.{name}"] for name in ("goods", "works", "services"))
    return {
        "year": found.year,
        "we": we,
        "f": lines,
        "typed": typed,
        "items": found.items,
        "fund_items": found.fund_items,
        "capital_items": found.capital_items,
        "personnel_items": PERSONNEL.split("、") if listed else found.personnel_items,
        "public_items": PUBLIC.split("、") if listed else found.public_items,
        "self_evaluated": typed["performance.self_evaluated_projects"],
        "department_evaluated": typed["performance.department_evaluated_projects"],
        "procurement_total": Line(sum((known(line.current) for line in parts), Decimal())),
        "reason": reason,
        "kept_reason": kept_reason,
        "share": lambda part, whole: percentage(known(part.current), known(whole.current)),
    }


def render(template: Path, values: dict[str, object], kept: Environment) -> bytes:
    """The draft as .docx bytes."""
    document = DocxTemplate(str(template))
    document.render(values, jinja_env=kept)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def draft(folder: Path, template: Path, output: Path, kept: Environment, reader: Reader = read_only) -> None:
    """The whole of it: the three workbooks of a department's folder in, a file out."""
    year = current_year(folder)
    books = (folder / f"{year}.xlsx", folder / f"{year - 1}.xlsx", folder / "补充资料.xlsx")
    output.write_bytes(render(template, context(figures(*books, reader)), kept))


def current_year(folder: Path) -> int:
    """The later of the two years whose workbooks lie there."""
    return max(int(path.stem) for path in folder.glob("[0-9][0-9][0-9][0-9].xlsx"))


def paragraphs(data: bytes) -> list[str]:
    """The words of a .docx, one string a paragraph, content controls included."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return ["".join(node.text or "" for node in each.iter(f"{w}t")) for each in root.iter(f"{w}p")]
