"""Check: what is still missing, stale or contradictory in a document, before it is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.accounts import Unit
from juesuan.app.documents import read_document
from juesuan.app.inputs import load
from juesuan.app.sources import Sources, resumed
from juesuan.app.tables import against_figures, against_text
from juesuan.comparison import Comparison
from juesuan.compose import compose
from juesuan.drafts import Draft, Note
from juesuan.files import write_all
from juesuan.narrative import Finding, Narrative
from juesuan.review import Remark, review


@dataclass(frozen=True)
class Checked:
    """The remarks on a document, and where they were written as comments."""

    draft: Draft
    remarks: tuple[Remark, ...]
    findings: tuple[Finding, ...]
    annotated: Path | None = None
    narrative: Narrative | None = None
    """What the document was compared with, if anything."""

    @property
    def clean(self) -> bool:
        """Whether nothing but remarks for information was found."""
        return all(finding.severity == "info" for finding in self.findings)


def check(
    document: str | Path,
    current: str | Path | None = None,
    *priors: str | Path,
    supplement: str | Path | None = None,
    edition: str | None = None,
    unit: Unit | None = None,
    first_year: bool = False,
    annotate: str | Path | None = None,
    overwrite: bool = False,
) -> Checked:
    """Compare any .docx with what the figures say; without figures, with those of its own snapshot.

    ``annotate`` is where a copy with the remarks as Word comments goes. Raises ``JuesuanError``.
    """
    from juesuan.word import annotate as annotated
    from juesuan.word import read_bytes

    path = Path(document)
    original = read_document(path)
    draft = read_bytes(original, path.name)
    fresh: Narrative | None = None
    comparison: Comparison | None = None
    said: tuple[Finding, ...] = ()
    files: tuple[Path, ...] = (path,)
    if current is not None:
        sources = Sources(
            Path(current),
            tuple(map(Path, priors)),
            Path(supplement) if supplement else None,
            edition,
            unit,
            first_year,
        )
        inputs = load(resumed(sources, draft))
        fresh, _ = compose(inputs.comparison, inputs.edition, {}, inputs.settings)
        comparison, files = inputs.comparison, (path, *inputs.files)
        said = (*inputs.findings, *against_figures(path, inputs.current))
    elif draft.snapshot:
        fresh = draft.snapshot.base
        said = against_text(path, fresh)
    remarks = review(draft, fresh, comparison=comparison)
    if annotate:
        data = annotated(original, draft, _notes(remarks))
        write_all({Path(annotate): data}, overwrite=overwrite, inputs=files)
    findings = (*draft.findings, *said, *(remark.finding for remark in remarks))
    return Checked(draft, tuple(remarks), findings, Path(annotate) if annotate else None, fresh)


def _notes(remarks: Sequence[Remark]) -> list[Note]:
    return [
        Note(remark.paragraph, remark.start, remark.end, remark.finding.message)
        for remark in remarks
        if remark.paragraph is not None
    ]
