"""Check: what is still missing, stale or contradictory in a document, before it is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.app.documents import Opened, open_draft
from juesuan.app.inputs import load
from juesuan.app.result import Product, Result
from juesuan.app.sources import DEFAULT_EDITION, Sources, resumed
from juesuan.app.tables import against_figures, against_text
from juesuan.comparison import Comparison
from juesuan.compose import compose
from juesuan.drafts import Draft, Note
from juesuan.findings import Finding
from juesuan.narrative import Narrative
from juesuan.phrasebook import load_edition
from juesuan.reading import Files
from juesuan.review import Remark, review


@dataclass(frozen=True, kw_only=True)
class Checked(Result):
    """The remarks on a document; ``outputs["annotated"]`` is a copy with them as Word comments."""

    draft: Draft
    remarks: tuple[Remark, ...]
    narrative: Narrative | None
    """What the document was compared with, if anything."""

    @property
    def clean(self) -> bool:
        """Whether nothing but remarks for information was found."""
        return all(finding.severity == "info" for finding in self.findings)


@dataclass(frozen=True)
class Examined:
    """What was found in a document: ``findings`` beside the ``remarks``, and what it was compared with."""

    remarks: tuple[Remark, ...]
    findings: tuple[Finding, ...]
    narrative: Narrative | None
    read: tuple[Path, ...]

    @property
    def told(self) -> tuple[Finding, ...]:
        """Everything there is to say."""
        return (*self.findings, *(remark.finding for remark in self.remarks))


def check(document: Path, sources: Sources | None = None, *, annotate: bool = False) -> Checked:
    """Compare any .docx with what the figures say; without figures, with those of its own snapshot.

    ``annotate`` asks for the copy with comments. Raises ``JuesuanError``.
    """
    from juesuan.word import annotate as annotated

    files = Files()
    opened = open_draft(document, files.read)
    found = examine(opened, sources, files)
    outputs: dict[Product, bytes] = {}
    if annotate:
        outputs["annotated"] = annotated(opened.word, _notes(found.remarks))
    return Checked(
        findings=found.told,
        outputs=outputs,
        read=found.read,
        draft=opened.draft,
        remarks=found.remarks,
        narrative=found.narrative,
    )


def examine(opened: Opened, sources: Sources | None, files: Files) -> Examined:
    """Judge an opened document by the figures of ``sources``, else by those of its own snapshot."""
    draft = opened.draft
    fresh: Narrative | None = None
    comparison: Comparison | None = None
    said: tuple[Finding, ...] = ()
    read: tuple[Path, ...] = (opened.path,)
    if sources is not None:
        inputs = load(resumed(sources, draft), files)
        fresh, _ = compose(inputs.comparison, inputs.edition, {}, inputs.choices)
        comparison, read = inputs.comparison, (opened.path, *inputs.files)
        said = (*inputs.findings, *against_figures(opened, inputs.current))
    elif draft.snapshot:
        fresh = draft.snapshot.base
        said = against_text(opened, fresh)
    prompts = frozenset[str]() if fresh else load_edition(DEFAULT_EDITION).prompts
    remarks = review(draft, fresh, comparison=comparison, prompts=prompts)
    return Examined(tuple(remarks), (*draft.findings, *said), fresh, read)


def _notes(remarks: Sequence[Remark]) -> list[Note]:
    return [
        Note(remark.paragraph, remark.start, remark.end, remark.finding.text)
        for remark in remarks
        if remark.paragraph is not None
    ]
