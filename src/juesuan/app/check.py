"""Check: what is still missing, stale or contradictory in a document, before it is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.app.documents import open_draft
from juesuan.app.examining import examine
from juesuan.app.result import Product, Result
from juesuan.app.sources import Sources
from juesuan.drafts import Draft, Note
from juesuan.narrative import Narrative
from juesuan.reading import Files
from juesuan.review import Remark


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


def check(
    document: Path, sources: Sources | None = None, *, edition: str | None = None, annotate: bool = False
) -> Checked:
    """Compare any .docx with what the figures say; without figures, with those of its own snapshot.

    ``edition`` (a name or a path) is used in place of the document's own, ``annotate`` asks for the copy
    with comments. Raises ``JuesuanError``.
    """
    from juesuan.word import annotate as annotated

    files = Files()
    opened = open_draft(document, files.read)
    found = examine(opened, sources, files, edition)
    outputs: dict[Product, bytes] = {}
    if annotate:
        outputs["annotated"] = annotated(opened.word, opened.draft, _notes(found.remarks))
    return Checked(
        findings=found.told,
        outputs=outputs,
        read=found.read,
        draft=opened.draft,
        remarks=found.remarks,
        narrative=found.narrative,
    )


def _notes(remarks: Sequence[Remark]) -> list[Note]:
    return [
        Note(remark.paragraph, remark.start, remark.end, remark.finding.text)
        for remark in remarks
        if remark.paragraph is not None
    ]
