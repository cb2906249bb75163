"""Draft: two years' figures in, the Word draft of 第三部分 out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.accounts import Unit
from juesuan.app.inputs import Inputs, Sources, load
from juesuan.compose import compose
from juesuan.errors import InputError
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


def read_all_reasons(files: Sequence[str | Path]) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The reasons of all files; two different answers to one slot are a conflict, never the last one."""
    if not files:
        return {}, ()
    from juesuan.reading.reasons import merge_reasons, read_reasons

    return merge_reasons([(Path(file).name, read_reasons(Path(file))) for file in files])


def stop_at_errors(findings: Sequence[Finding], force: bool) -> None:
    """Refuse to go on while the figures contradict each other, unless the user insists."""
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors and not force:
        raise FiguresContradict(errors)


class FiguresContradict(InputError):
    """The figures break identities; ``findings`` says which."""

    code = "figures-contradict"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            f"决算数据有{len(findings)}处错误，没有生成文稿",
            remedy="请改正后再来；确认要照现在的数字生成，请加 --force",
        )
        self.findings = tuple(findings)


def find_template(template: str | Path | None) -> Path | None:
    """A template of juesuan by name, else a path."""
    if template is None:
        return None
    from juesuan.resources import data_dir

    named = data_dir("word_templates") / f"{template}.docx"
    if named.is_file():
        return named
    path = Path(template)
    if not path.is_file():
        known = "、".join(sorted(file.stem for file in data_dir("word_templates").glob("*.docx")))
        raise InputError(
            f"找不到模板“{template}”", remedy=f"可用的模板：{known}；也可以给出 .docx 文件的路径"
        )
    return path
