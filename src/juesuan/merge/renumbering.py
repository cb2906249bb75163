"""Rows of ordinals that are broken after a refresh: staff took a paragraph out, and their numbers are theirs."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.drafts import InsertParagraph, MoveParagraph, RemoveParagraph
from juesuan.findings import Finding
from juesuan.matching.numbering import Line, Row, broken_rows
from juesuan.merge.applied import NEW, Shown, applied
from juesuan.merge.case import Case, Outcome
from juesuan.places import NOWHERE


def renumbering(case: Case, done: Outcome) -> Outcome:
    """What there is to say of the order of numbers: when paragraphs have gone, come or moved."""
    outcome = Outcome()
    moves = any(isinstance(each, InsertParagraph | RemoveParagraph | MoveParagraph) for each in done.actions)
    if moves or any(each.code == "paragraph-deleted" for each in done.findings):
        there = applied(case.draft, done.actions, done.anchors)
        body = [each for each in there if each.index == NEW or not case.draft.paragraphs[each.index].in_table]
        rows = broken_rows([Line(each.text, each.key) for each in body], case.fresh)
        outcome.findings = [_told(case, body, row) for row in rows]
    return outcome


def _told(case: Case, body: Sequence[Shown], row: Row) -> Finding:
    """The finding: at the first wrong ordinal, or, where that one is new, at the row's first that is not."""
    before = [body[at].index for at in (row.first_wrong, *(at for at, _, _ in row.lines))]
    at = next((index for index in before if index != NEW), None)
    return Finding(
        "numbering",
        "warning",
        row.told,
        row.remedy,
        place=NOWHERE if at is None else case.draft.place(at),
        found=row.found,
        expected=row.expected,
    )
