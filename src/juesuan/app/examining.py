"""What check and publish look at: a document against the figures, or against its own record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from juesuan.app.documents import Opened
from juesuan.app.editions import the_edition
from juesuan.app.inputs import load
from juesuan.app.sources import Sources, resumed
from juesuan.app.tables import against_figures, against_text
from juesuan.comparison import Comparison
from juesuan.compose import compose
from juesuan.findings import Finding
from juesuan.merge.rewording import rewording
from juesuan.narrative import Narrative
from juesuan.reading import Files
from juesuan.review import Remark, review


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


def examine(opened: Opened, sources: Sources | None, files: Files, edition: str | None = None) -> Examined:
    """Judge an opened document by the figures of ``sources``, else by those of its own snapshot.

    ``edition`` is the one asked for, where ``sources`` ask for none.
    """
    draft = opened.draft
    fresh: Narrative | None = None
    comparison: Comparison | None = None
    said: tuple[Finding, ...] = ()
    read: tuple[Path, ...] = (opened.path,)
    if sources is not None:
        asked = replace(sources, edition=sources.edition or edition)
        inputs = load(resumed(asked, draft), files)
        fresh, _ = compose(inputs.comparison, inputs.edition, {}, inputs.choices)
        comparison, read = inputs.comparison, (opened.path, *inputs.files)
        reworded = rewording(draft.snapshot.base, fresh) if draft.snapshot else ()
        said = (*inputs.findings, *reworded, *against_figures(opened, inputs.current))
    elif draft.snapshot:
        fresh = draft.snapshot.base
        said = against_text(opened, fresh, edition)
    prompts = frozenset[str]() if fresh else the_edition(edition).prompts
    remarks = review(draft, fresh, comparison=comparison, prompts=prompts)
    return Examined(tuple(remarks), (*draft.findings, *said), fresh, read)
