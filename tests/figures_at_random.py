"""Whole narratives of both editions with figures at random, and the same with other figures.

    was = figures("fujian-2022", random.Random(7))
    now = changed(was, random.Random(8))           # some rise, some fall, turn, become level or zero
    narrative(was), narrative(now)

Names and figures are made up. Which figures there are never changes, so every paragraph stands in both.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from juesuan.editions import load_edition
from juesuan.narrative import Narrative
from juesuan.phrasebook import Edition
from specimens import composed

EDITIONS = ("fujian-2022", "shanghai-2024")
DEPARTMENT = "清禾县文化馆"
ITEMS = {
    "2070104 图书馆": "207 文化旅游体育与传媒支出",
    "2070109 群众文化": "207 文化旅游体育与传媒支出",
    "2070111 文化创作与保护": "207 文化旅游体育与传媒支出",
    "2080502 事业单位离退休": "208 社会保障和就业支出",
    "2080505 机关事业单位基本养老保险缴费支出": "208 社会保障和就业支出",
    "2101102 事业单位医疗": "210 卫生健康支出",
    "2210201 住房公积金": "221 住房保障支出",
}
GROUPS = {
    "20701": "文化和旅游",
    "20805": "行政事业单位养老支出",
    "21011": "行政事业单位医疗",
    "22102": "住房改革支出",
}
_CHANGES = (
    "grand_total.income",
    "income.total",
    "expenditure.total",
    "fiscal.income",
    "general_public_budget.total",
)
_AMOUNTS = {
    "fujian-2022": (
        "grand_total.expenditure income.general_public_budget income.government_fund income.state_capital"
        " income.superior_subsidy income.undertaking income.operating income.subordinate_remittance income.other"
        " expenditure.basic expenditure.personnel expenditure.public expenditure.project"
        " expenditure.remittance_to_superior expenditure.operating expenditure.subsidy_to_subordinate"
        " fiscal.expenditure basic_expenditure.total basic_expenditure.personnel basic_expenditure.public"
        " performance.self_evaluated_amount performance.department_evaluated_amount procurement.goods"
        " procurement.works procurement.services procurement.sme procurement.micro"
    ),
    "shanghai-2024": (
        "grand_total.expenditure income.fiscal income.undertaking income.other expenditure.basic expenditure.project"
        " fiscal.expenditure basic_expenditure.total basic_expenditure.personnel basic_expenditure.public"
        " reception.foreign_amount performance.target_amount performance.tracked_amount"
        " performance.self_evaluated_amount procurement.goods procurement.works procurement.services"
        " procurement.reserved_sme_budget procurement.reserved_micro_budget procurement.reserved_sme_awarded"
        " procurement.reserved_micro_awarded procurement.other_sme_awarded"
        " government_fund.income state_capital.income"
    ),
}
_CARS = "ministerial principal_leaders confidential_communication emergency_support law_enforcement special_technical retired_officials other"
_COUNTS = {
    "fujian-2022": (
        "abroad.groups_organised abroad.groups_joined abroad.persons vehicles.bought vehicles.held reception.batches"
        " reception.persons performance.self_evaluated_projects performance.department_evaluated_projects"
        " performance.excellent performance.good performance.fair performance.poor assets.vehicles assets.equipment"
    ),
    "shanghai-2024": (
        "abroad.groups abroad.persons vehicles.bought vehicles.held reception.batches reception.persons"
        " reception.foreign_batches reception.foreign_persons performance.target_projects"
        " performance.tracked_projects performance.self_evaluated_projects performance.average_score"
        " performance.excellent performance.good performance.qualified performance.unqualified"
        " performance.problems_found performance.problems_fixed performance.problems_in_progress"
        " assets.vehicles assets.equipment"
    ),
}
_PERCENTS = "procurement.goods_sme_percent procurement.works_sme_percent procurement.services_sme_percent"
_LISTS = {
    "performance.self_evaluated_names": ["免费开放", "下乡演出"],
    "performance.department_evaluated_names": ["场馆改造"],
}

Specimen = Mapping[str, Any]


def figures(edition: str, rng: random.Random) -> dict[str, Any]:
    """A department's figures, as a specimen for that edition."""
    made: dict[str, Any] = {
        "edition": edition,
        "部门": DEPARTMENT,
        "科目": {},
        "人员经费": {},
        "公用经费": {},
    }
    for code, name in {**dict.fromkeys(ITEMS.values(), ""), **GROUPS}.items():
        if name:
            made["科目"][f"{code} {name}"] = None
        else:
            made["科目"][code] = {"本年": _amount(rng), "上年": _amount(rng)}
    for item in ITEMS:
        made["科目"][item] = _compared(rng)
    for key in _CHANGES:
        made[key] = {name: value for name, value in _compared(rng).items() if name != "预算"}
    made["general_public_budget.total"] = _compared(rng)
    for key in ("total", "abroad", "vehicles", "vehicles_purchase", "vehicles_operation", "reception"):
        made[f"three_public_expenses.{key}"] = _compared(rng, 900)
    made["operating_cost"] = {name: value for name, value in _compared(rng).items() if name != "预算"}
    for key in ("government_fund.total", "state_capital.total"):
        made[key] = {"本年": _amount(rng), "上年": _amount(rng)}
    for key in _AMOUNTS[edition].split():
        made[key] = _amount(rng)
    for key in [*_COUNTS[edition].split(), *(f"assets.vehicles.{kind}" for kind in _CARS.split())]:
        made[key] = rng.randint(1, 99)
    if edition == "fujian-2022":
        made |= {key: rng.randint(1, 99) for key in _PERCENTS.split()} | _LISTS
    made["人员经费"] = {name: _amount(rng) for name in ("基本工资", "津贴补贴", "退休费")}
    made["公用经费"] = {name: _amount(rng) for name in ("办公费", "维修（护）费", "公务接待费")}
    made["原因"] = {}
    return made


def _amount(rng: random.Random, largest: int = 90_000) -> float:
    return rng.randint(101, largest) / 100


def _compared(rng: random.Random, largest: int = 90_000) -> dict[str, float]:
    now, then = _amount(rng, largest), _amount(rng, largest)
    return {"本年": now if rng.random() > 0.12 else then, "上年": then, "预算": _amount(rng, largest)}


def changed(specimen: Specimen, rng: random.Random, *, turns: float = 0.5) -> dict[str, Any]:
    """The same department with other figures of this year; ``turns`` of the comparisons turn."""
    new: dict[str, Any] = {}
    for key, value in specimen.items():
        if key == "科目":
            new[key] = {item: _other(each, rng, turns) for item, each in value.items()}
        elif key in ("人员经费", "公用经费"):
            new[key] = value
        else:
            new[key] = _other(value, rng, turns) if "." in key or key == "operating_cost" else value
    return new


def _other(value: Any, rng: random.Random, turns: float) -> Any:
    if isinstance(value, Mapping) and "上年" in value:
        now, then = value["本年"], value["上年"]
        if rng.random() < turns:
            low, high = (then, 2 * then) if now <= then else (0.3 * then, then)
            fresh = rng.choice((then, round(rng.uniform(low, high), 2), round(rng.uniform(low, high), 2)))
        elif now == then:
            fresh = now
        else:
            factor = rng.uniform(0.3, 0.98) if now < then else rng.uniform(1.02, 3)
            fresh = round(then * factor, 2)
        return {**value, "本年": fresh}
    if isinstance(value, bool | str | list) or value is None:
        return value
    if isinstance(value, int):
        return value + rng.randint(1, 9)
    return round(value * rng.uniform(1.05, 1.9), 2)


@lru_cache(maxsize=4)
def _edition(name: str) -> Edition:
    return load_edition(name)


def narrative(specimen: Specimen, reasons: Mapping[str, str] | None = None) -> Narrative:
    """The edition's narrative of these figures, with reasons by slot key."""
    given = {key: value for key, value in specimen.items() if key != "edition"}
    if reasons:
        given["原因"] = dict(reasons)
    made, _ = composed(given, _edition(str(specimen["edition"])))
    return made
