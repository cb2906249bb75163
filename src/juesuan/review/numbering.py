"""Ordinals of generated paragraphs: 一、 （一） 1. in an unbroken row, whoever numbered them."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.matching.numbering import Line, broken_rows
from juesuan.review.model import Material, Remark


def numbering(material: Material) -> Iterator[Remark]:
    """Each row that is broken, at the first ordinal that is wrong, with the new order."""
    if material.fresh is None:
        return
    keys = {each.index: key for key, each in reversed([*material.standing.items()])}
    body = [each for each in material.draft.paragraphs if not each.in_table]
    lines = [Line(each.text, keys.get(each.index, "")) for each in body]
    for row in broken_rows(lines, material.fresh):
        at, _, ordinal = next(each for each in row.lines if each[0] == row.first_wrong)
        yield material.remark(
            "numbering",
            "warning",
            row.told,
            body[at].index,
            0,
            ordinal.end,
            remedy=row.remedy,
            found=row.found,
            expected=row.expected,
        )
