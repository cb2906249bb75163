"""Draft: two years' figures in, the Word draft of 第三部分 out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.app.answers import read_answers
from juesuan.app.contradictions import stop_at_errors
from juesuan.app.documents import read_document
from juesuan.app.inputs import Inputs, load
from juesuan.app.result import Product, Result
from juesuan.app.sources import Sources
from juesuan.app.templates import find_template
from juesuan.compose import compose
from juesuan.matching.rivals import rival_notes
from juesuan.narrative import Narrative, Slot
from juesuan.reading import Files
from juesuan.record import size_findings


@dataclass(frozen=True, kw_only=True)
class Drafted(Result):
    """The draft (``outputs["draft"]``), the narrative in it and what it was made of."""

    narrative: Narrative
    inputs: Inputs

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every place that asks for words, filled or not."""
        return tuple(slot for _, slot in self.narrative.slots())

    @property
    def figures(self) -> int:
        """How many numbers of the accounts the draft prints."""
        return sum(1 for _ in self.narrative.figures())


def draft(
    sources: Sources,
    *,
    reasons: Sequence[Path] = (),
    template: str | Path | None = None,
    trace: bool = False,
    force: bool = False,
) -> Drafted:
    """Make the draft and, if asked for, its ``trace``: the 溯源 workbook.

    ``reasons`` are files that fill slots at once (one that they answer differently stays open, with a comment), ``template`` is the name of a Word template of juesuan
    or a department's own document. Raises ``JuesuanError``; with an error among the findings only unless
    ``force``.
    """
    files = Files()
    inputs = load(sources, files)
    given = read_answers(reasons, files, inputs.edition.prompts)
    narrative, unused = compose(inputs.comparison, inputs.edition, given.reasons, inputs.choices)
    findings = (*inputs.findings, *given.findings(narrative), *unused)
    stop_at_errors(findings, force)

    from juesuan.word import record_size, write

    styled = find_template(template)
    own = (read_document(styled, files.read), styled.name) if styled else ()
    notes = tuple(rival_notes(narrative, given.rivals))
    outputs: dict[Product, bytes] = {"draft": write(narrative, *own, notes=notes)}
    findings = (*findings, *size_findings(record_size(outputs["draft"])))
    if trace:
        from juesuan.sheets.trace import write_trace

        outputs["trace"] = write_trace(narrative, inputs.gaps)
    read = (*inputs.files, *reasons, *([styled] if styled else []))
    return Drafted(findings=findings, outputs=outputs, read=read, narrative=narrative, inputs=inputs)
