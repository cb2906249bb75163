"""What a made-up department's tables and supplement say: tests/made_up.py, with “三公” of every kind."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

import made_up
from made_up import Cents
from printed_tables import Figures

PARTS = ("abroad", "vehicles_purchase", "vehicles_operation", "reception")
_LINES = {"reception": "30217"}  # of table 06, where made_up pays “三公” expenses: 07 is never less


def name(seed: int) -> str:
    """The name of a department, different for every seed and nobody's."""
    return f"模拟{made_up.department(seed)}"  # some of made_up's places exist


def both_years(seed: int, *, year: int, items: int) -> tuple[Figures, Figures]:
    """This year's and last year's figures."""
    years = made_up.made_up(seed, year=year, items=items)
    now, then = (replace(figures, department=name(seed)) for figures in years)
    rng = random.Random(f"three public expenses/{seed}")
    pairs = {part: _pair(rng, _least(now, part), _least(then, part)) for part in PARTS}
    return (
        _with_three_public(now, {part: pair[0] for part, pair in pairs.items()}, rng),
        _with_three_public(then, {part: pair[1] for part, pair in pairs.items()}, rng),
    )


def answers(seed: int, now: Figures) -> dict[str, object]:
    """What the supplement says, by key; the counts go with this year's “三公” expenses."""
    rng = random.Random(f"counts/{seed}")
    actual = {part: cents(now.tables["07"]["actual"][part]) for part in PARTS}
    bought = rng.randrange(1, 3) if actual["vehicles_purchase"] else 0
    return {
        **made_up.answers(seed, now),
        "abroad.groups_organised": 0,
        "abroad.groups_joined": rng.randrange(1, 4) if actual["abroad"] else 0,
        "abroad.persons": rng.randrange(4, 9) if actual["abroad"] else 0,
        "vehicles.bought": bought,
        "vehicles.held": bought + (rng.randrange(1, 5) if actual["vehicles_operation"] else 0),
    }


def cents(text: str) -> Cents:
    """An amount as the tables print it (万元, two decimals), in 0.01万元."""
    return int(text.replace(".", ""))


def _least(figures: Figures, part: str) -> Cents:
    code = _LINES.get(part)
    lines = figures.tables["06"]["public"]
    return sum(cents(amount) for line, _name, amount in lines if line == code)


def _pair(rng: random.Random, least_now: Cents, least_then: Cents) -> tuple[Cents, Cents]:
    """One expense of both years, each at least so much: level, zero, begun, ended, more or less."""
    base, more = max(least_now, least_then) + rng.randrange(10, 900), rng.randrange(1, 900)
    cases = {"level": (base, base), "more": (base + more, base), "less": (base, base + more)}
    if not least_then:
        cases["begun"] = (base, 0)
    if not least_now:
        cases["ended"] = (0, base)
    if not least_now and not least_then:
        cases["zero"] = (0, 0)
    return cases[rng.choice(sorted(cases))]


def _with_three_public(figures: Figures, actual: Mapping[str, Cents], rng: random.Random) -> Figures:
    budget = {part: spent + rng.choice((0, rng.randrange(1, 500))) for part, spent in actual.items()}
    table = {"budget": _table(budget), "actual": _table(actual)}
    return replace(figures, tables={**figures.tables, "07": table})


def _table(parts: Mapping[str, Cents]) -> dict[str, str]:
    vehicles = parts["vehicles_purchase"] + parts["vehicles_operation"]
    values = {
        "total": parts["abroad"] + vehicles + parts["reception"],
        "abroad": parts["abroad"],
        "vehicles": vehicles,
        **{part: parts[part] for part in PARTS[1:]},
    }
    return {key: f"{value // 100}.{value % 100:02}" for key, value in values.items()}
