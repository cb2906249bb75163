"""Real published text, which juesuan never wrote: its slips are found, and little else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from finished import fresh, inputs, plain
from juesuan.app.inputs import load
from juesuan.app.sources import Sources
from juesuan.compose import compose
from juesuan.review import Remark, review

Cases = Callable[[str], Path]


def found(remarks: tuple[Remark, ...]) -> set[tuple[int, str]]:
    """Paragraph numbers and codes."""
    return {(each.paragraph + 1, each.finding.code) for each in remarks if each.paragraph is not None}


def slips(folder: Path) -> set[int]:
    """The paragraphs with slips, bracket widths aside."""
    told = json.loads((folder / "deviations.json").read_text("utf-8"))["deviations"]
    return {each["paragraph"] for each in told if each["faithful"] and "(" not in each["published"]}


def lines(folder: Path, name: str) -> list[str]:
    return (folder / name).read_text("utf-8").splitlines()


def test_the_published_text_of_the_fujian_example(acceptance: Cases) -> None:
    """Its two slips, and reasons that say nothing or say what the figures do not."""
    folder = acceptance("licheng-2022")
    told = found(review(plain(lines(folder, "narrative.txt")), fresh(), comparison=inputs().comparison))
    reasons = {
        (27, "reason-vacuous"),  # 增加项目
        (33, "reason-vacuous"),  # 新增项目支出
        (34, "reason-vacuous"),  # 项目变动
        (39, "reason-vacuous"),
        (35, "reason-contradicts"),  # 新增该项科目, which had 1424.98 the year before
    }
    assert {(4, "punctuation"), (39, "number-format")} | reasons == told
    assert slips(folder) <= {paragraph for paragraph, _ in told}


def test_the_published_text_of_a_shanghai_bureau(acceptance: Cases, tmp_path: Path) -> None:
    """Exactly its slips; and nothing in the same text without them."""
    folder = acceptance("putuo-caizheng-2024")
    supplement = tmp_path / "补充资料.yaml"
    supplement.write_text(yaml.safe_dump(_supplement(folder), allow_unicode=True), encoding="utf-8")
    years = (folder / "2024.xlsx", (folder / "2023-partial.xlsx",))
    given = load(Sources(*years, supplement, edition="shanghai-2024"))
    narrative, _ = compose(given.comparison, given.edition, {}, given.choices)
    told = found(review(plain(lines(folder, "narrative.txt")), narrative, comparison=given.comparison))
    expected = {
        (5, "number-format"),
        (5, "punctuation"),
        (7, "punctuation"),
        (9, "amount-differs"),
        (9, "direction-differs"),
        (14, "percent-differs"),
        (14, "punctuation"),
        (29, "list-differs"),
        (32, "number-format"),
        (46, "amount-tail"),
    }
    assert expected == told
    assert slips(folder) == {paragraph for paragraph, _ in told}
    assert set() == found(review(plain(lines(folder, "expected.txt")), narrative))


def _supplement(folder: Path) -> dict[str, Any]:
    """What the tables lack, from the case's own figures."""
    figures = json.loads((folder / "figures.json").read_text("utf-8"))
    more, budgets = figures["supplementary"], figures["budgets"]
    prior = {
        each["label"]: each.get("prior") or each.get("prior_inferred") for each in figures["prior"]["totals"]
    }
    grades = dict(
        zip(
            ("excellent", "good", "qualified", "unqualified"),
            more["performance"].pop("grades").values(),
            strict=True,
        )
    )
    kinds = (
        "ministerial",
        "principal_leaders",
        "confidential_communication",
        "emergency_support",
        "law_enforcement",
        "special_technical",
        "retired_officials",
        "other",
    )
    vehicles = dict(zip(kinds, more["assets"]["vehicles"].values(), strict=True))
    total, fiscal, general = (
        prior[name] for name in ("收入支出总计", "财政拨款收入支出总计", "一般公共预算财政拨款支出")
    )
    operating = {
        "current": more["operating_cost"]["amount"],
        "prior": figures["prior"]["operating_cost"]["prior"],
    }
    return {
        "year": figures["year"],
        "department": figures["department"],
        "unit": "万元",
        "operating_cost": operating,
        "performance": more["performance"] | grades,
        "procurement": {
            key: value for key, value in more["procurement"].items() if key not in ("note", "total")
        },
        "assets": {
            "vehicles": {"current": more["assets"]["vehicles_total"], **vehicles},
            "equipment": more["assets"]["equipment_over_1m"],
        },
        "general_public_budget": {
            "total": {"budget": budgets["general"]["total"], "prior": general},
            "items": {each["code"]: {"budget": each["budget"]} for each in budgets["general"]["items"]},
        },
        "three_public_expenses": {
            part: {"budget": amount, "prior": "0"}
            for part, amount in budgets["sangong"].items()
            if part != "kind"
        },
        "grand_total": {side: {"prior": total} for side in ("income", "expenditure")},
        "fiscal": {side: {"prior": fiscal} for side in ("income", "expenditure")},
    }
