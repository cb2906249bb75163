"""Check: what in a document is open, stale, or says otherwise than the figures. Pure; nothing is changed.

Errors contradict the figures or leave something open, warnings are doubtful, the rest is information.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from juesuan.comparison import Comparison
from juesuan.drafts import Draft
from juesuan.errors import DocumentError
from juesuan.matching.align import Alignment, align
from juesuan.matching.texts import normal
from juesuan.narrative import Narrative
from juesuan.quantities import Line
from juesuan.review import (
    arithmetic,
    counts,
    differences,
    held,
    leftovers,
    numbering,
    paragraphs,
    placeholders,
    reasons,
    slots,
    whole,
)
from juesuan.review.model import Limits, Material, Remark
from juesuan.settling import OUTRUN

OPEN = (
    "slot-unfilled",
    "slot-empty",
    "slot-unconfirmed",
    "slot-missing",
    "slot-placeholder",
    "prompt-residue",
)
"""Codes of remarks on slots that wait for somebody."""
STALE = OUTRUN
"""Codes of remarks on reasons that the figures have outrun."""

RULES = (
    slots.waiting,
    placeholders.placeholders,
    placeholders.doubled_leads,
    leftovers.leftovers,
    held.held,
    differences.differences,
    paragraphs.missing,
    paragraphs.surplus,
    numbering.numbering,
    counts.uncounted,
    counts.parts_above_whole,
    arithmetic.arithmetic,
    whole.other_departments,
    whole.other_years,
    reasons.stale,
    reasons.stale_numbers,
    reasons.opposite,
    reasons.contradicting,
    reasons.vacuous,
)
"""Every rule, each a function of the material that yields remarks."""


def review(
    draft: Draft,
    fresh: Narrative | None,
    *,
    comparison: Comparison | None = None,
    limits: Limits | None = None,
    prompts: frozenset[str] = frozenset(),
) -> tuple[Remark, ...]:
    """Everything there is to say of a document, in its order.

    ``fresh`` is what the figures say now; without it, what the generator last wrote into the document
    stands in, and without that only what the text itself shows is told; ``prompts`` are then those that an
    edition puts into slots. Raises ``DocumentError`` where
    the document holds nothing of the narrative.
    """
    if fresh is None and draft.snapshot:
        fresh = draft.snapshot.base
    alignment = align(draft, fresh) if fresh else Alignment({}, {}, ())
    if fresh and draft.snapshot is None and not alignment.recognised(fresh):
        raise DocumentError(
            "这份文档里找不到部门决算情况说明的内容，无法核对",
            remedy="请给出部门决算情况说明的文稿，并核对 --edition 与文稿的格式是否一致",
        )
    amounted = frozenset(map(normal, comparison.amounted)) if comparison and comparison.amounted else None
    material = Material(draft, fresh, alignment, limits or Limits(), _names(comparison), amounted, prompts)
    remarks = [
        Remark(finding) for finding in alignment.findings if finding.code != "paragraph-copied"
    ]  # paragraphs.surplus tells of copies, with their place
    remarks += _told_once(remark for rule in RULES for remark in rule(material))
    return tuple(
        sorted(remarks, key=lambda each: (-1 if each.paragraph is None else each.paragraph, each.start))
    )


def _told_once(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Without those that an earlier rule has already made of the same words: one slip is told once.

    That somebody wrote otherwise than the edition is not told where an error or a warning is.
    """
    told: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for remark in remarks:
        at, finding = remark.paragraph, remark.finding
        alike = (at, finding.code, finding.found)
        known = told[(at,) if finding.code == "hand-edited" else (*alike, finding.expected)]
        if at is not None and remark.touches(known):
            continue
        yield remark
        letters = range(remark.start, remark.end)
        told[*alike, finding.expected].update(letters)
        told[*alike, ""].update(letters)
        if finding.severity != "info":
            told[at,].update(letters)


def _names(comparison: Comparison | None) -> frozenset[str]:
    """Account names of the figures, for telling one from another."""
    if comparison is None:
        return frozenset()
    lines = [line for line in comparison.lines.values() if isinstance(line, Line)]
    listed = [line for each in comparison.lists.values() for line in each]
    return frozenset(normal(line.name) for line in (*lines, *listed) if len(line.name) > 3)


__all__ = ["OPEN", "RULES", "STALE", "Limits", "Remark", "review"]
