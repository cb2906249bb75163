"""Draft: two years' figures in, the Word draft of 第三部分 out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.accounts import Unit
from juesuan.app.answers import read_all_reasons
from juesuan.app.contradictions import stop_at_errors
from juesuan.app.inputs import Inputs, load
from juesuan.app.sources import Sources
from juesuan.app.templates import find_template
from juesuan.compose import compose
from juesuan.files import write_all
from juesuan.narrative import Finding, Narrative, Slot


@dataclass(frozen=True)
class Result:
    """What a use case did: the file it wrote, the narrative in it, and what there is to say."""

    output: Path
    narrative: Narrative
    inputs: Inputs
    findings: tuple[Finding, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(slot for _, slot in self.narrative.slots())

    @property
    def figures(self) -> int:
        return sum(1 for _ in self.narrative.figures())


def draft(
    current: str | Path,
    *priors: str | Path,
    output: str | Path,
    supplement: str | Path | None = None,
    edition: str | None = None,
    template: str | Path | None = None,
    reasons: Sequence[str | Path] = (),
    unit: Unit | None = None,
    first_year: bool = False,
    trace: str | Path | None = None,
    overwrite: bool = False,
    force: bool = False,
) -> Result:
    """Write the draft to ``output``.

    ``current`` and ``priors`` are workbooks (or folders) of final accounts, ``supplement`` the
    补充资料, ``reasons`` files that fill slots at once, ``template`` the name of a Word template of
    juesuan or a department's own document, ``trace`` where the 溯源 workbook goes. ``unit`` is for
    sheets that state none. Raises ``JuesuanError``; with an error among the findings only unless
    ``force``. Nothing is written then.
    """
    sources = Sources(
        Path(current),
        tuple(map(Path, priors)),
        Path(supplement) if supplement else None,
        edition,
        unit,
        first_year,
    )
    inputs = load(sources)
    given, said = read_all_reasons(reasons)
    narrative, unused = compose(inputs.comparison, inputs.edition, given, inputs.settings)
    findings = (*inputs.findings, *said, *unused)
    stop_at_errors(findings, force)

    from juesuan.word import write

    styled = find_template(template)
    outputs = {Path(output): write(narrative, styled)}
    if trace:
        from juesuan.sheets.trace import write_trace

        outputs[Path(trace)] = write_trace(narrative, inputs.gaps)
    read = [*inputs.files, *map(Path, reasons), *([styled] if styled else [])]
    write_all(outputs, overwrite=overwrite, inputs=read)
    return Result(Path(output), narrative, inputs, findings)
