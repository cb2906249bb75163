"""A document without a record: which of its figures are stale."""

from __future__ import annotations

from juesuan.drafts import Replace
from juesuan.matching.diff import edits
from juesuan.matching.standing import Standing
from juesuan.matching.tokens import Token, document_tokens, generated_tokens
from juesuan.merge.spans import cut, replaced
from juesuan.narrative import Paragraph


def stale_figures(staff: Standing, fresh: Paragraph) -> tuple[list[Replace], bool]:
    """With no record of what was written: figures in an unchanged context become the fresh ones.

    Returns the replacements, and whether other words differ too (those are left as they are).
    """
    there = document_tokens(staff.parts, list(staff.slots.values()))
    wanted = generated_tokens(fresh)
    found: list[Replace] = []
    differs = False
    for i1, i2, j1, j2 in edits(wanted, there):
        ours, theirs = wanted[i1:i2], there[j1:j2]
        if len(ours) == len(theirs) == 1 and _same_unit(ours[0], theirs[0]):
            spans = cut(fresh, ours[0].start, ours[0].end)
            found.append(replaced(staff, there, j1, j2, spans))
        else:
            differs = True
    return found, differs


def _same_unit(ours: Token, theirs: Token) -> bool:
    both = ours.kind == theirs.kind == "quantity"
    return both and ours.quantity.unit == theirs.quantity.unit
