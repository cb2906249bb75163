"""Identities of the supplement (补充资料), which people type: its sums, and its limits in the tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.accounts import Amount, TableKind
from juesuan.amounts import plain, printed_wan
from juesuan.identities.model import Books, Equation, Term
from juesuan.places import NOWHERE

_SUM = "各项之和应等于合计数，请核对"
_LABELS = {
    "procurement.total": "政府采购支出总额",
    "procurement.goods": "政府采购货物",
    "procurement.works": "政府采购工程",
    "procurement.services": "政府采购服务",
    "procurement.sme": "授予中小企业合同金额",
    "procurement.micro": "授予小微企业合同金额",
    "performance.department_evaluated_projects": "部门评价项目",
    "performance.self_evaluated_projects": "单位自评项目",
    "performance.excellent": "评价为优的项目",
    "assets.vehicles": "车辆合计",
    "operating_cost": "机关运行经费",
}


def _given(books: Books, key: str, name: str = "") -> Term:
    """What the supplement says of this year: an amount in 万元, or a count."""
    entry = books.supplement.entries.get(key)
    value = entry.values.get("current") if entry else None
    place = entry.places.get("current", NOWHERE) if entry else NOWHERE
    number = None
    if isinstance(value, Amount):
        number = None if value.yuan is None else printed_wan(value.yuan)
    elif isinstance(value, Decimal):
        number = Decimal(plain(value))
    return Term(number, place, name or _LABELS.get(key, key), whose="补充资料")


def procurement(books: Books) -> Iterator[Equation]:
    """A typed total = goods + works + services; 小微 ≤ 中小 ≤ total."""
    parts = tuple(_given(books, f"procurement.{part}") for part in ("goods", "works", "services"))
    total, small, micro = (_given(books, f"procurement.{part}") for part in ("total", "sme", "micro"))
    yield Equation(total, parts, severity="warning", advice="文稿中写的是各项之和，请核对")
    yield Equation(small, parts, "≤", advice="授予中小企业合同金额包含在政府采购支出总额中，请核对")
    yield Equation(micro, (small,), "≤", advice="授予小微企业合同金额包含在中小企业的金额中，请核对")


def ratings(books: Books) -> Iterator[Equation]:
    """The grades add up to the projects evaluated."""
    for whole, grades in (
        ("department_evaluated_projects", ("excellent", "good", "fair", "poor")),
        ("self_evaluated_projects", ("excellent", "good", "qualified", "unqualified")),
    ):
        left = _given(books, f"performance.{whole}")
        yield Equation(
            left, tuple(_given(books, f"performance.{grade}") for grade in grades), advice=_SUM, unit=""
        )


def vehicles(books: Books) -> Iterator[Equation]:
    """车辆合计 is the sum of the kinds."""
    kinds = (key for key in books.supplement.entries if key.startswith("assets.vehicles."))
    parts = (_given(books, key, "各类车辆") for key in kinds)
    filled = tuple(part for part in parts if part.value is not None)
    yield Equation(_given(books, "assets.vehicles"), filled, advice=_SUM, unit="")


def operating_cost(books: Books) -> Iterator[Equation]:
    """机关运行经费 ≤ 06's 公用经费."""
    right = books.term(TableKind.BASIC_EXPENDITURE, "total", side="public")
    advice = "机关运行经费一般不大于公用经费，请核对"
    yield Equation(_given(books, "operating_cost"), (right,), "≤", True, "warning", advice)


IDENTITIES = (procurement, ratings, vehicles, operating_cost)
