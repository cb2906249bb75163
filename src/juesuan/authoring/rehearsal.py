"""An edition tried out: the whole narrative written with made-up figures, and what hinders it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from juesuan.authoring.made_up import compared, scenarios
from juesuan.compose import rehearse as hindrances
from juesuan.errors import JuesuanError
from juesuan.findings import Finding
from juesuan.phrasebook import SUPPLEMENT, Edition, ParagraphRule
from juesuan.places import EditionPlace, Place
from juesuan.quantities import QuantityMissing


def rehearse(edition: Edition) -> Iterator[Finding]:
    """What keeps the edition from being written, each once, with the first figures that showed it.

    A figure that is not there is told only where tables and supplement are full: nobody can give it then.
    """
    seen: set[tuple[Place, str]] = set()
    for scenario in scenarios(edition):
        for rule, error in hindrances(compared(scenario, edition), edition):
            if isinstance(error, QuantityMissing) and not scenario.full:
                continue
            finding = _finding(edition, rule, error)
            if (finding.place, finding.message) not in seen:
                seen.add((finding.place, finding.message))
                yield replace(finding, message=f"{finding.message}（用虚构的数试写，{scenario.name}）")


def _finding(edition: Edition, rule: ParagraphRule, error: JuesuanError) -> Finding:
    if isinstance(error, QuantityMissing):
        label, key = error.quantity.label, error.quantity.key
        remedy = f"请在 {SUPPLEMENT} 里加上这一行、这一栏，或改写句子"
        message = f"句子要“{label}”，决算表和补充资料里都没有"
        if key.endswith(".share"):
            remedy = f"{key} 没有所属的合计，请写 percent_of(部分, 整体)"
        elif error.quantity.missing_year:
            message, remedy = f"没有上年决算的部门写不出“{label}”", "请用 first_year 判断，另写一种"
        return Finding("edition-figure-nowhere", "error", message, remedy, place=rule.where("text"))
    place = error.place
    if isinstance(place, EditionPlace):
        place = replace(place, file=place.file.removeprefix(f"{edition.name}/"))
    return Finding("edition-unwritable", "error", error.message, error.remedy, place=place)
