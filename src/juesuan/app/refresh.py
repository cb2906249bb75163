"""Refresh: the figures changed; the draft follows, and nothing that staff typed is lost."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from juesuan.app.answers import Answers, read_answers
from juesuan.app.contradictions import stop_at_errors
from juesuan.app.documents import Opened, open_draft
from juesuan.app.inputs import Inputs, load
from juesuan.app.result import Product, Result
from juesuan.app.sources import Sources, resumed
from juesuan.app.tables import against_figures
from juesuan.compose import compose
from juesuan.drafts import Draft, Revision
from juesuan.matching.listed import paragraphs_of
from juesuan.merge import merge
from juesuan.merge.applied import texts_of
from juesuan.merge.waiting import until_accepted
from juesuan.narrative import Narrative
from juesuan.reading import Files
from juesuan.record import size_findings
from juesuan.settling import by_key


@dataclass(frozen=True, kw_only=True)
class Refreshed(Result):
    """The refreshed draft (``outputs["draft"]``), the revision applied and what it was made of."""

    narrative: Narrative
    revision: Revision
    inputs: Inputs


def refresh(
    document: Path,
    sources: Sources,
    *,
    reasons: Sequence[Path] = (),
    track_changes: bool = False,
    date: str | None = None,
    report: bool = False,
    settle: Collection[str] = (),
    force: bool = False,
) -> Refreshed:
    """Make a copy of the staff's ``document`` with the new figures and, if asked for, the ``report``: 变动.

    What staff did not touch becomes what the figures now say; what they typed stays, with the new
    wording in a comment where both changed the same words. The supplement, edition and choices of the
    draft are used again where none are given. ``date`` (ISO 8601) is that of tracked changes. ``settle`` are
    the keys of what the last refresh left open and somebody has looked at (``all``: everything). Raises
    ``JuesuanError``.
    """
    files = Files()
    opened = open_draft(document, files.read)
    inputs = load(resumed(sources, opened.draft), files)
    given = read_answers(reasons, files, inputs.edition.prompts)
    stop_at_errors(inputs.findings, force)
    result = renewed(
        opened, inputs, given, track_changes=track_changes, date=date, report=report, settle=settle
    )
    return replace(result, read=(document, *inputs.files, *reasons))


def renewed(
    opened: Opened,
    inputs: Inputs,
    given: Answers,
    *,
    track_changes: bool = False,
    date: str | None = None,
    report: bool = False,
    settle: Collection[str] = (),
) -> Refreshed:
    """The opened document with these figures; as ``refresh``, when everything has been read."""
    from juesuan.word import record_size, revise

    staff, settled = by_key(opened.draft, settle)
    narrative, unused = compose(inputs.comparison, inputs.edition, given.reasons, inputs.choices)
    revision = merge(
        staff.snapshot, staff, narrative, amounted=inputs.comparison.amounted, rivals=given.rivals
    )
    spent = staff.spent
    if track_changes:
        revision, spent = until_accepted(revision, staff)
    tables = against_figures(opened, inputs.current)
    revised = revise(opened.word, revision, spent=spent, track_changes=track_changes, date=date)
    outputs: dict[Product, bytes] = {"draft": revised}
    if report:
        outputs["report"] = _report(staff, revision, narrative)
    return Refreshed(
        findings=(
            *staff.findings,
            *inputs.findings,
            *given.findings(narrative),
            *unused,
            *tables,
            *(each for each in settled if each.found not in paragraphs_of(revision.snapshot.removed)),
            *revision.findings,
            *size_findings(record_size(revised)),
        ),
        outputs=outputs,
        read=(opened.path, *inputs.files),
        narrative=narrative,
        revision=revision,
        inputs=inputs,
    )


def _report(staff: Draft, revision: Revision, narrative: Narrative) -> bytes:
    from juesuan.sheets.changes import Report
    from juesuan.sheets.report import write_report

    base = staff.snapshot.base if staff.snapshot else None
    return write_report(Report(revision, narrative, base, texts_of(staff, revision)))
