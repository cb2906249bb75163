"""Made-up departments: plausible figures from a seed, built upwards from items so that all tables agree.

now, then = made_up(seed=7, items=12)      # Figures of 2022 and 2021
answers(seed=7)                            # what the supplement says, by key
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from printed_tables import Figures, licheng

Cents = int  # 0.01万元
Code = str

PLACES = [
    "青禾",
    "云岭",
    "白泽",
    "赤溪",
    "玉泉",
    "松原",
    "锦屏",
    "兰亭",
    "桐山",
    "银河",
    "沧浪",
    "紫阳",
    "翠屏",
    "丹霞",
    "碧湖",
    "金沙",
]
OFFICES = [
    "水务",
    "林业",
    "文旅",
    "司法",
    "审计",
    "统计",
    "医保",
    "民政",
    "教育",
    "体育",
    "气象",
    "档案",
    "信访",
    "商务",
    "农业",
    "交通",
]
ITEMS: Mapping[Code, str] = {
    "20101": "人大事务",
    "2010101": "行政运行",
    "2010102": "一般行政管理事务",
    "2010104": "人大会议",
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "2010308": "信访事务",
    "20105": "统计信息事务",
    "2010505": "专项统计业务",
    "2010507": "专项普查活动",
    "205": "教育支出",
    "20502": "普通教育",
    "2050201": "学前教育",
    "2050202": "小学教育",
    "20508": "进修及培训",
    "2050803": "培训支出",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "2101103": "公务员医疗补助",
    "213": "农林水支出",
    "21303": "水利",
    "2130301": "行政运行",
    "2130305": "水利工程建设",
    "2130306": "水利工程运行与维护",
    "2130314": "防汛",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "2210203": "购房补贴",
    "201": "一般公共服务支出",
}
FUND: Mapping[Code, str] = {
    "212": "城乡社区支出",
    "21208": "国有土地使用权出让收入安排的支出",
    "2120801": "征地和拆迁补偿支出",
    "2120804": "农村基础设施建设支出",
}
CAPITAL: Mapping[Code, str] = {
    "223": "国有资本经营预算支出",
    "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
}
_PEOPLE = (  # 项 that pay people, beside 行政运行
    "2080501",
    "2080505",
    "2080506",
    "2101101",
    "2101103",
    "2210201",
    "2210203",
)


@dataclass(frozen=True)
class Money:
    """What one item spent in a year."""

    basic: Cents
    project: Cents

    @property
    def total(self) -> Cents:
        return self.basic + self.project


Spent = Mapping[Code, Money]


def department(seed: int) -> str:
    """The name of a department, different for every seed."""
    place, office = PLACES[seed % len(PLACES)], OFFICES[seed // len(PLACES) % len(OFFICES)]
    number = seed // (len(PLACES) * len(OFFICES))
    return f"{place}市{f'第{number}' if number else ''}{office}局"


def made_up(seed: int, *, year: int = 2022, items: int = 12) -> tuple[Figures, Figures]:
    """This year's and last year's figures of a made-up department with so many items."""
    rng = random.Random(f"{seed}/{items}")
    codes = sorted(islice(_codes(), items))
    funds = rng.random() < 0.4
    capital = rng.random() < 0.25
    then = _Year(rng, year - 1, department(seed), codes, funds, capital, opening=(0, 0, 0), before=None)
    now = _Year(rng, year, department(seed), codes, funds, capital, opening=then.closing, before=then)
    return now.figures(), then.figures()


def _codes() -> Iterator[Code]:
    """The 项 that exist, then as many more below the 款 and 类 that exist as are wanted."""
    yield from sorted(code for code in ITEMS if len(code) == 7)
    sections = [code for code in ITEMS if len(code) == 5]
    yield from (f"{section}{at}" for at in range(20, 99) for section in sections)
    yield from (f"201{section}{at}" for section in range(60, 99) for at in range(20, 99))


class _Year:
    """One year, from what each item spent up to the nine tables."""

    def __init__(
        self,
        rng: random.Random,
        year: int,
        name: str,
        codes: Sequence[Code],
        funds: bool,
        capital: bool,
        opening: tuple[Cents, Cents, Cents],
        before: _Year | None,
    ) -> None:
        self.year, self.department = year, name
        self.public = _spent(rng, codes, before.public if before else None)
        fund_codes = [code for code in FUND if len(code) == 7] if funds else []
        capital_codes = [code for code in CAPITAL if len(code) == 7] if capital else []
        self.funds = _spent(rng, fund_codes, before.funds if before else None)
        self.capital = _spent(rng, capital_codes, before.capital if before else None)
        self.opening = opening
        present = (True, bool(self.funds), bool(self.capital))
        kept = [rng.choice((0, 0, rng.randrange(100, 9_000))) if each else 0 for each in present[:2]]
        self.closing = (*kept, 0)
        self.other: Spent = {}
        if rng.random() < 0.3:
            payer = next(code for code, money in self.public.items() if money.project)
            self.other = {payer: Money(0, rng.randrange(1_000, 90_000))}
        self.three_public = _three_public(rng, before.three_public if before else None)
        self.shares = [rng.random() for _ in range(200)]

    def figures(self) -> Figures:
        tables = {
            "01": self._summary(),
            "02": self._income(),
            "03": self._expenditure(),
            "04": self._fiscal(),
            "05": _accounts(self.public),
            "06": self._basic(),
            "07": self.three_public,
            "08": self._fund(),
            "09": _accounts(self.capital),
        }
        return Figures(self.department, self.year, tables)

    # ---- what the tables share ----

    @property
    def kinds(self) -> tuple[Spent, Spent, Spent]:
        return self.public, self.funds, self.capital

    @property
    def appropriated(self) -> tuple[Cents, ...]:
        """This year's income of each kind: what was spent, and what the carry-over grew by."""
        return tuple(
            _sum(spent) + closing - opening
            for spent, opening, closing in zip(self.kinds, self.opening, self.closing, strict=True)
        )

    def _summary(self) -> dict[str, object]:
        other = _sum(self.other)
        income = [*self.appropriated, 0, 0, 0, 0, other]
        this_year = sum(income)
        carried = (0, sum(self.opening))
        spent = {code: _sum(each) for code, each in _by_class(_joined(*self.kinds, self.other)).items()}
        out = sum(spent.values())
        labels = [label for label, _value in licheng().tables["01"]["income"]]
        values = [*income, this_year, *carried, this_year + sum(carried)]
        last = [("本年支出合计", out), ("结余分配", 0), ("年末结转和结余", sum(self.closing))]
        return {
            "income": [[label, _wan(value)] for label, value in zip(labels, values, strict=True)],
            "expenditure": [
                *([label, _wan(spent.get(code, 0))] for label, code in _classes("01")),
                *([label, _wan(value)] for label, value in last),
                ["总计", _wan(out + sum(self.closing))],
            ],
        }

    def _fiscal(self) -> dict[str, object]:
        labels = [label for label, _value in licheng().tables["04"]["income"]]
        got = self.appropriated
        income = [*got, sum(got), sum(self.opening), *self.opening, sum(got) + sum(self.opening)]
        by_class = [{code: _sum(each) for code, each in _by_class(spent).items()} for spent in self.kinds]
        rows = [(label, [each.get(code, 0) for each in by_class]) for label, code in _classes("04")]
        spent = [_sum(each) for each in self.kinds]
        rows += [
            ("本年支出合计", spent),
            ("年末财政拨款结转和结余", list(self.closing)),
            ("总计", [a + b for a, b in zip(spent, self.closing, strict=True)]),
        ]
        return {
            "income": [[label, _wan(value)] for label, value in zip(labels, income, strict=True)],
            "expenditure": [[label, _wan(sum(values)), *map(_wan, values)] for label, values in rows],
        }

    def _income(self) -> dict[str, object]:
        """Every item got what it spent; the change of a carry-over stands with the first of its kind."""
        got: dict[Code, list[Cents]] = {}
        changes = [b - a for a, b in zip(self.opening, self.closing, strict=True)]
        for spent, change in zip(self.kinds, changes, strict=True):
            largest = _largest(spent)
            for code, money in spent.items():
                got[code] = [money.total + (change if code == largest else 0), 0]
        for code, money in self.other.items():
            got[code][1] += money.total
        lines = {code: [fiscal + other, fiscal, 0, 0, 0, 0, other] for code, (fiscal, other) in got.items()}
        return _rolled_up(lines, 7)

    def _expenditure(self) -> dict[str, object]:
        spent = _joined(*self.kinds, self.other)
        return _rolled_up({code: [*_three(money), 0, 0, 0] for code, money in spent.items()}, 6)

    def _basic(self) -> dict[str, object]:
        example = licheng().tables["06"]
        basic = sum(money.basic for money in self.public.values())
        official = int(float(self.three_public["actual"]["reception"]) * 100 + 0.5)
        public = max(basic * 15 // 100, 1) if basic else 0
        split = {"personnel": basic - public, "public": public}
        share = iter(self.shares)
        used = {"personnel": "30101 30102 30103 30108 30113 30305", "public": "30201 30207 30211 30217 30299"}
        lines: dict[str, list[list[str]]] = {}
        for side, amount in split.items():
            codes = used[side].split()
            amounts = dict.fromkeys((code for code, *_ in example[side]), 0)
            for code in codes[:-1]:
                part = int(amount * next(share) / len(codes))
                amounts[code] = min(part, official) if code == "30217" else part
            amounts[codes[-1]] += amount - sum(amounts.values())
            for code in list(amounts):
                if len(code) == 3:
                    amounts[code] = sum(
                        v for below, v in amounts.items() if below[:3] == code and below != code
                    )
            lines[side] = [[code, name, _wan(amounts[code])] for code, name, _ in example[side]]
        return {**lines, "totals": {side: _wan(amount) for side, amount in split.items()}}

    def _fund(self) -> dict[str, object]:
        opening, closing = self.opening[1], self.closing[1]
        largest = _largest(self.funds)
        lines = {}
        for code, money in self.funds.items():
            before, got, after = (
                (opening, money.total + closing - opening, closing)
                if code == largest
                else (
                    0,
                    money.total,
                    0,
                )
            )
            lines[code] = [before, got, money.total, money.basic, money.project, after]
        return _rolled_up(lines, 6)


def answers(seed: int, now: Figures) -> dict[str, object]:
    """What the supplement of that department says, by key; budgets as ``….budget``."""
    rng = random.Random(f"answers/{seed}")
    goods, services = rng.randrange(100, 9_000), rng.randrange(0, 9_000)
    micro = rng.randrange(0, goods)
    public = now.tables["06"]["totals"]["public"]
    budget = now.tables["07"]["budget"]
    received = now.tables["07"]["actual"]["reception"] != "0.00"
    return {
        "department": now.department,
        "year": now.year,
        "unit": "万元",
        **{f"three_public_expenses.{name}.budget": float(value) for name, value in budget.items()},
        **dict.fromkeys(("abroad.groups_organised", "abroad.groups_joined", "abroad.persons"), 0),
        "vehicles.bought": 0,
        "vehicles.held": rng.randrange(4),
        "reception.batches": rng.randrange(1, 30) if received else 0,
        "reception.persons": rng.randrange(30, 300) if received else 0,
        "operating_cost": float(public),
        "operating_cost.prior": round(float(public) * rng.uniform(0.8, 1.2), 2),
        "procurement.goods": goods / 100,
        "procurement.works": 0,
        "procurement.services": services / 100,
        "procurement.sme": goods / 100,
        "procurement.micro": micro / 100,
        "procurement.goods_sme_percent": 100,
        "procurement.works_sme_percent": 0,
        "procurement.services_sme_percent": 0,
        "performance.self_evaluated_projects": 1,
        "performance.self_evaluated_names": "专项业务费",
        "performance.self_evaluated_amount": rng.randrange(10, 500),
        "performance.department_evaluated_projects": 1,
        "performance.department_evaluated_names": "专项业务费",
        "performance.department_evaluated_amount": rng.randrange(10, 500),
        **{f"performance.{grade}": int(grade == "good") for grade in ("excellent", "good", "fair", "poor")},
        "assets.vehicles": 0,
        **{
            f"assets.vehicles.{kind}": 0
            for kind in [
                "ministerial",
                "principal_leaders",
                "confidential_communication",
                "emergency_support",
                "law_enforcement",
                "special_technical",
                "retired_officials",
                "other",
            ]
        },
        "assets.equipment": 0,
    }


# ---- parts ----


def _spent(rng: random.Random, codes: Sequence[Code], before: Spent | None) -> dict[Code, Money]:
    """What each item spent; some are as last year, some begin or end, most change."""
    spent = {}
    for at, code in enumerate(codes):
        was = before.get(code, Money(0, 0)) if before is not None else None
        fate = rng.random() if at else 1.0
        if was is not None and fate < 0.08:
            money = was
        elif fate < 0.14:
            money = Money(0, 0)
        elif was is not None and was.total:
            factor = rng.uniform(0.6, 1.6)
            money = Money(int(was.basic * factor), int(was.project * factor))
        else:
            people = ITEMS.get(code) == "行政运行" or code in _PEOPLE
            amount = rng.randrange(50, 200_000)
            money = Money(amount, rng.randrange(100, 5_000) if at == 0 else 0) if people else Money(0, amount)
        spent[code] = money
    return {code: money for code, money in spent.items() if money.total}


def _three_public(
    rng: random.Random, before: Mapping[str, Mapping[str, str]] | None
) -> dict[str, dict[str, str]]:
    made = {}
    for which in ("budget", "actual"):
        limit = made.get("budget")
        parts = {
            name: int(float(limit[name]) * 100 * rng.choice((1, rng.random())) + 0.5)
            if limit
            else rng.choice((0, rng.randrange(10, 900)))
            for name in ("vehicles_operation", "reception")
        }
        if before and which == "actual" and rng.random() < 0.2:
            parts["reception"] = min(
                parts["reception"], int(float(before["actual"]["reception"]) * 100 + 0.5)
            )
        values = {
            "total": sum(parts.values()),
            "abroad": 0,
            "vehicles": parts["vehicles_operation"],
            "vehicles_purchase": 0,
            **parts,
        }
        made[which] = {name: _wan(value) for name, value in values.items()}
    return made


def _classes(table: str) -> list[tuple[str, Code]]:
    """The 类 lines of a summary table with their codes."""
    codes = {name: code for code, name in {**ITEMS, **FUND, **CAPITAL}.items() if len(code) == 3}
    labels = [row[0] for row in licheng().tables[table]["expenditure"]]
    return [(label, codes.get(label.split("、")[-1], "")) for label in labels if "、" in label]


def _joined(*spent: Spent) -> dict[Code, Money]:
    joined: dict[Code, Money] = {}
    for each in spent:
        for code, money in each.items():
            was = joined.get(code, Money(0, 0))
            joined[code] = Money(was.basic + money.basic, was.project + money.project)
    return joined


def _by_class(spent: Spent) -> dict[Code, Spent]:
    classes: dict[Code, dict[Code, Money]] = {}
    for code, money in spent.items():
        classes.setdefault(code[:3], {})[code] = money
    return classes


def _sum(spent: Spent) -> Cents:
    return sum(money.total for money in spent.values())


def _three(money: Money) -> list[Cents]:
    return [money.total, money.basic, money.project]


def _accounts(spent: Spent) -> dict[str, object]:
    return _rolled_up({code: _three(money) for code, money in spent.items()}, 3)


def _largest(spent: Spent) -> Code:
    return max(spent, key=lambda code: spent[code].total, default="")


def _rolled_up(lines: Mapping[Code, Sequence[Cents]], width: int) -> dict[str, object]:
    """The lines with their 款 and 类 above them, and the sum of all."""
    names = {**ITEMS, **FUND, **CAPITAL}
    rows: dict[Code, list[Cents]] = {}
    total = [0] * width
    for code, values in sorted(lines.items()):
        for level in (code[:3], code[:5], code):
            row = rows.setdefault(level, [0] * width)
            row[:] = map(sum, zip(row, values, strict=True))
        total = list(map(sum, zip(total, values, strict=True)))
    return {
        "total": [_wan(value) for value in total],
        "rows": [
            [code, names.get(code) or f"专项支出{int(code[3:])}", *map(_wan, row)]
            for code, row in rows.items()
        ],
    }


def _wan(value: Cents) -> str:
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 100}.{abs(value) % 100:02}"
