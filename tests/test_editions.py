"""Whole narratives: two real departments word for word, and the shipped example's golden text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from juesuan.comparison import compare, items_of
from juesuan.compose import compose
from juesuan.editions import load_edition
from juesuan.narrative import Narrative
from juesuan.reading import read_accounts
from juesuan.reading.reasons import read_reasons
from juesuan.reading.supplement import read_supplement
from juesuan.supplement import Supplement

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = Path(__file__).resolve().parent / "golden"
KINDS = [
    "ministerial",
    "principal_leaders",
    "confidential_communication",
    "emergency_support",
    "law_enforcement",
    "special_technical",
    "retired_officials",
    "other",
]
GRADES = {"优": "excellent", "良": "good", "合格": "qualified", "不合格": "unqualified"}


def narrative(
    edition: str, now: Path, then: Path, supplement: Path, reasons: Path | None
) -> tuple[Narrative, Supplement]:
    """The edition's narrative for two workbooks, a supplement and, filled in, the reasons."""
    loaded = load_edition(edition)
    current = read_accounts([now], blanks="zero").accounts
    prior = read_accounts([then], blanks="unknown").accounts
    read, _ = read_supplement(supplement, loaded.form, items=items_of(current, prior))
    comparison = compare(current, prior, read, loaded.form, loaded.manifest.numbers)
    assert () == comparison.findings
    composed, _ = compose(comparison, loaded, read_reasons(reasons) if reasons else {})
    return composed, read


def lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line]


def test_fujian_text_is_the_published_one(acceptance: Callable[[str], Path], example: Path) -> None:
    """65 of 65 paragraphs, character for character, and 29 slots."""
    case = acceptance("licheng-2022")
    figures = (case / "2022.xlsx", case / "2021-partial.xlsx", example / "补充资料.yaml")
    filled, _ = narrative("fujian-2022", *figures, case / "reasons.json")
    assert lines(case / "expected.txt") == filled.text.splitlines()
    empty, _ = narrative("fujian-2022", *figures, None)
    assert (65, 29, 29) == (
        len(empty.paragraphs),
        len(list(empty.slots())),
        sum(slot.state == "filled" for _, slot in filled.slots()),
    )


def shanghai_supplement(figures: dict[str, Any]) -> dict[str, Any]:
    """What the tables of the Shanghai case lack, as a supplement for programs."""
    more, budgets = figures["supplementary"], figures["budgets"]["general"]
    performance = dict(more["performance"])
    grades = {GRADES[name]: count for name, count in performance.pop("grades").items()}
    cost = figures["prior"]["operating_cost"]
    assets = {f"assets.vehicles.{kind}": 0 for kind in KINDS}
    return {
        "unit": "万元",
        "year": figures["year"],
        "general_public_budget.total.budget": budgets["total"],
        **{f"general_public_budget.items.{item['code']}.budget": item["budget"] for item in budgets["items"]},
        "performance": performance | grades,
        "operating_cost": {"current": cost["current"], "prior": cost["prior"]},
        "procurement": {name: value for name, value in more["procurement"].items() if name != "note"},
        "assets.vehicles": more["assets"]["vehicles_total"],
        "assets.equipment": more["assets"]["equipment_over_1m"],
        **assets,
    }


def test_shanghai_text_is_the_published_one(acceptance: Callable[[str], Path], tmp_path: Path) -> None:
    """49 of 49 paragraphs; the procurement total printed is the sum of its parts."""
    case = acceptance("putuo-caizheng-2024")
    supplement = tmp_path / "补充资料.json"
    figures = json.loads((case / "figures.json").read_text(encoding="utf-8"))
    supplement.write_text(json.dumps(shanghai_supplement(figures), ensure_ascii=False), encoding="utf-8")
    files = (case / "2024.xlsx", case / "2023-partial.xlsx", supplement, case / "reasons.json")
    filled, _ = narrative("shanghai-2024", *files)
    assert lines(case / "expected.txt") == filled.text.splitlines()
    assert ["251.26"] == [
        figure.text
        for paragraph, figure in filled.figures()
        if paragraph.key == "procurement.text" and "+" in figure.key
    ]


@pytest.mark.parametrize("reasons", [True, False], ids=["filled", "empty"])
def test_example_reads_as_its_golden_text(example: Path, reasons: bool) -> None:
    """The shipped example, with the reasons written for it and without: every word is looked at."""
    filled, _ = narrative(
        "fujian-2022",
        example / "2022.xlsx",
        example / "2021.xlsx",
        example / "补充资料.yaml",
        example / "原因.yaml" if reasons else None,
    )
    golden = GOLDEN / f"licheng-2022{'' if reasons else '-空白'}.txt"
    assert golden.read_text(encoding="utf-8") == filled.text + "\n"
