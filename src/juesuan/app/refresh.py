"""Refresh: the figures changed; the draft follows, and nothing that staff typed is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.accounts import Unit
from juesuan.app.answers import read_all_reasons
from juesuan.app.contradictions import stop_at_errors
from juesuan.app.documents import read_document
from juesuan.app.inputs import Inputs, load
from juesuan.app.sources import Sources, resumed
from juesuan.app.tables import against_figures
from juesuan.compose import compose
from juesuan.drafts import Revision
from juesuan.files import write_all
from juesuan.merge import merge
from juesuan.narrative import Finding, Narrative


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did: the file, the revision applied, and what there is to say."""

    output: Path
    narrative: Narrative
    revision: Revision
    inputs: Inputs
    findings: tuple[Finding, ...]


def refresh(
    document: str | Path,
    current: str | Path,
    *priors: str | Path,
    output: str | Path,
    supplement: str | Path | None = None,
    edition: str | None = None,
    reasons: Sequence[str | Path] = (),
    unit: Unit | None = None,
    first_year: bool = False,
    track_changes: bool = False,
    date: str | None = None,
    report: str | Path | None = None,
    overwrite: bool = False,
    force: bool = False,
) -> Refreshed:
    """Write a copy of the staff's ``document`` with the new figures to ``output``.

    What staff did not touch becomes what the figures now say; what they typed stays, with the new
    wording in a comment where both changed the same words. The supplement, edition and choices of the
    draft are used again where none are given. Raises ``JuesuanError``; nothing is written then.
    """
    from juesuan.word import read_bytes, revise

    path = Path(document)
    original = read_document(path)
    staff = read_bytes(original, path.name)
    sources = Sources(
        Path(current),
        tuple(map(Path, priors)),
        Path(supplement) if supplement else None,
        edition,
        unit,
        first_year,
    )
    inputs = load(resumed(sources, staff))
    given, said = read_all_reasons(reasons)
    narrative, unused = compose(inputs.comparison, inputs.edition, given, inputs.settings)
    stop_at_errors((*inputs.findings, *said), force)
    revision = merge(staff.snapshot, staff, narrative)
    outputs = {Path(output): revise(original, staff, revision, track_changes=track_changes, date=date)}
    if report:
        from juesuan.sheets.report import write_report

        outputs[Path(report)] = write_report(revision, narrative)
    read = [path, *inputs.files, *map(Path, reasons)]
    write_all(outputs, overwrite=overwrite, inputs=read)
    tables = against_figures(path, inputs.current)
    findings = (*staff.findings, *inputs.findings, *said, *unused, *tables, *revision.findings)
    return Refreshed(Path(output), narrative, revision, inputs, findings)
