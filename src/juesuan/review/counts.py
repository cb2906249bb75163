"""Figures that cannot stand side by side: money without anything bought with it, a part above its whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.amounts import ZERO, read_number
from juesuan.narrative import Figure
from juesuan.review.model import Material, Remark

_SPENT = "three_public_expenses"
_ROUNDING = Decimal("0.01")  # one amount may differ so much between two tables

_SUPPLEMENT, _BOTH = "请核对补充资料", "请核对补充资料和决算表"
_COUNTED = (
    (f"{_SPENT}.abroad", ("abroad.groups_organised", "abroad.groups_joined"), "因公出国（境）费", "团组数"),
    (f"{_SPENT}.abroad", ("abroad.groups",), "因公出国（境）费", "团组数"),
    (f"{_SPENT}.abroad", ("abroad.persons",), "因公出国（境）费", "出国（境）人次"),
    (f"{_SPENT}.vehicles_purchase", ("vehicles.bought",), "公务用车购置费", "购置辆数"),
    (f"{_SPENT}.reception", ("reception.batches",), "公务接待费", "接待批次"),
    (f"{_SPENT}.reception", ("reception.persons",), "公务接待费", "接待人次"),
)
_PARTS = (
    ("procurement.micro", ("procurement.sme",), "授予小微企业合同金额", "授予中小企业合同金额"),
    (
        "procurement.sme",
        ("procurement.goods", "procurement.works", "procurement.services"),
        "授予中小企业合同金额",
        "政府采购支出总额",
    ),
)


def uncounted(material: Material) -> Iterator[Remark]:
    """Amounts without counts and counts without amounts; running costs with no vehicle held."""
    for spent, counts, what, count in _COUNTED:
        amount, figure = _number(material, spent)
        numbers = [_number(material, key) for key in counts]
        if amount is None or any(number is None for number, _ in numbers):
            continue
        total = sum((number for number, _ in numbers if number), Decimal(0))
        if amount and not total:
            text = f"{what}有支出{amount}万元，{count}却是0"
            yield _at(material, numbers[0][1], "amount-without-count", text, _SUPPLEMENT)
        elif total and not amount:
            text = f"{count}是{total}，{what}却是0"
            yield _at(material, figure, "count-without-amount", text, _BOTH)
    running, _ = _number(material, f"{_SPENT}.vehicles_operation")
    held, figure = _number(material, "vehicles.held")
    if running and held == 0:
        text = f"公务用车运行维护费有支出{running}万元，公务用车保有量却是0辆"
        yield _at(material, figure, "vehicles-none-held", text, _SUPPLEMENT)


def parts_above_whole(material: Material) -> Iterator[Remark]:
    """小微企业 ≤ 中小企业 ≤ 采购总额; no share above 100%."""
    for part, wholes, name, whole in _PARTS:
        amount, figure = _number(material, part)
        numbers = [_number(material, key)[0] for key in wholes]
        if amount is None or any(number is None for number in numbers):
            continue
        total = sum((number for number in numbers if number), Decimal(0))
        if amount > total + _ROUNDING:
            text = f"{name}{amount}万元大于{whole}{total}万元"
            yield _at(material, figure, "part-above-whole", text, _SUPPLEMENT)
    for key, (_, each) in material.figures.items():
        if (key.endswith((".share", "_sme_percent.current")) or "/" in key) and _value(each) > 100:
            yield _at(material, each, "part-above-whole", f"占比{each.text}超过了100%", _BOTH)


def _number(material: Material, key: str) -> tuple[Decimal | None, Figure | None]:
    """A fact as the narrative prints it; unknown where no sentence does."""
    found = material.figures.get(f"{key}.current")
    return (_value(found[1]), found[1]) if found else (None, None)


def _value(figure: Figure) -> Decimal:
    """The number it prints; zero for words in a number's place (基数为0，不可比)."""
    number = read_number(figure.text)
    return number.value if number else ZERO


def _at(material: Material, figure: Figure | None, code: str, text: str, remedy: str) -> Remark:
    """At the figure in the document, where its paragraph was found."""
    key = material.figures[figure.key][0] if figure else ""
    standing = material.standing.get(key)
    if standing is None or figure is None:
        return material.remark(code, "warning", text, remedy=remedy)
    start = material.draft.paragraphs[standing.index].text.find(figure.text)
    end = start + len(figure.text) if start >= 0 else None
    span = (standing.index, max(start, 0), end)
    return material.remark(code, "warning", text, *span, remedy=remedy, found=figure.text)
