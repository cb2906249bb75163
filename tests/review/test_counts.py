"""Money without counts, counts without money, a part above its whole."""

from __future__ import annotations

import pytest

from juesuan.narrative import EditionIdentity, Figure, Narrative, Paragraph, Text
from juesuan.review import review
from juesuan.word import read_bytes, write

FIGURES = {
    "three_public_expenses.abroad": "0.00",
    "abroad.groups_organised": "0",
    "abroad.groups_joined": "0",
    "abroad.persons": "0",
    "three_public_expenses.vehicles_purchase": "0.00",
    "vehicles.bought": "0",
    "three_public_expenses.vehicles_operation": "3.20",
    "vehicles.held": "2",
    "three_public_expenses.reception": "0.66",
    "reception.batches": "5",
    "reception.persons": "47",
    "procurement.goods": "11.43",
    "procurement.works": "0.00",
    "procurement.services": "59.33",
    "procurement.sme": "70.76",
    "procurement.micro": "11.43",
}


def narrative(**changed: str) -> Narrative:
    """Paragraphs that print these figures."""
    figures = {**FIGURES, **{key.replace("__", "."): value for key, value in changed.items()}}
    paragraphs = [Paragraph("title", "title", (Text("第三部分2022年度部门决算情况说明"),))]
    paragraphs += [
        Paragraph(key, "body", (Text(f"第{number}个数是"), Figure(f"{key}.current", value), Text("。")))
        for number, (key, value) in enumerate(figures.items(), 100)
    ]
    return Narrative("某某局", 2022, EditionIdentity("e", "h"), tuple(paragraphs))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"reception__batches": "0"}, ["amount-without-count"]),
        ({"reception__persons": "0"}, ["amount-without-count"]),
        ({"three_public_expenses__reception": "0.00"}, ["count-without-amount"]),
        ({"three_public_expenses__abroad": "4.10"}, ["amount-without-count"] * 2),
        ({"abroad__groups_joined": "1"}, ["count-without-amount"]),
        ({"three_public_expenses__vehicles_purchase": "18.00"}, ["amount-without-count"]),
        ({"vehicles__bought": "1"}, ["count-without-amount"]),
        ({"vehicles__held": "0"}, ["vehicles-none-held"]),
        ({"procurement__micro": "70.77", "procurement__sme": "70.76"}, []),
        ({"procurement__micro": "70.78", "procurement__sme": "70.76"}, ["part-above-whole"]),
        ({"procurement__sme": "71.76"}, ["part-above-whole"]),
    ],
)
def test_figures_that_cannot_stand_together_are_told(changed: dict[str, str], expected: list[str]) -> None:
    """Each at one of the figures it is about."""
    made = narrative(**changed)
    remarks = review(read_bytes(write(made)), made)
    assert sorted(expected) == sorted(each.finding.code for each in remarks)
    assert all(each.paragraph is not None for each in remarks)
