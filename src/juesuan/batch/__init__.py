"""A whole bureau: the same work for every department, on all cores or a cluster, none stopping the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from juesuan.batch.departments import PAGES, Department, find_departments
from juesuan.batch.executors import cluster, processes, results
from juesuan.batch.journal import Journal
from juesuan.batch.outcomes import Row, State
from juesuan.batch.resume import done_already, task_of
from juesuan.batch.tasks import Options, Task
from juesuan.batch.work import DRAFT, broken, work
from juesuan.editions import edition_folder, load_folder, shelf_digest
from juesuan.errors import JuesuanError, OutputError
from juesuan.files import expect_folder, expect_suffix, make_folder, write_all
from juesuan.places import FilePlace

SUMMARY = "汇总.xlsx"


@dataclass(frozen=True)
class Batch:
    """What a batch did: the summary, its rows on disk, and how many departments ended how."""

    summary: Path
    lines: Path
    pages: Path | None
    """The folder of the 审核意见, after a check."""
    departments: int
    states: Mapping[State, int]

    @property
    def clean(self) -> bool:
        """Whether every department is done and, in a check, nothing was found."""
        return not self.states.get("failed") and not self.states.get("findings")

    def rows(self) -> Iterator[Row]:
        """The rows, read from disk one by one."""
        with self.lines.open("rb") as file:
            yield from map(Row.from_json, file)


class Interrupted(JuesuanError):
    """The user stopped the batch; what is done stays done."""

    code = "interrupted"


Told = Callable[[Row, int, int], None]
"""Called with each row, how many departments are done, and how many there are."""


def run_batch(
    folder: str | Path,
    options: Options,
    *,
    output: str | Path | None = None,
    report: str | Path | None = None,
    year: int | None = None,
    jobs: int | None = None,
    scheduler: str | None = None,
    told: Told = lambda row, done, count: None,
) -> Batch:
    """Draft, refresh or check every department of ``folder``.

    Drafts and refreshed drafts go to ``output``/<部门>, with the summary; a check writes ``report`` and,
    beside it, a page of 审核意见 for every department. What an interrupted run has done, and what has
    the same inputs as the last time and its outputs still there, is not done again. ``scheduler`` is the
    address of a Dask cluster. Raises ``JuesuanError`` where nothing can begin, and ``Interrupted``.
    """
    summary = expect_suffix(report or Path(output or ".") / SUMMARY, ".xlsx")
    base = _folder(summary.parent, make=report is None)
    pages = base / f"{summary.stem}{PAGES}" if options.action == "check" else None
    # Absolute: a worker of a cluster may stand elsewhere. The user's own editions are what drafts may name.
    options = replace(options, edition=_folder_of(options.edition), template=_absolute(options.template))
    edition = shelf_digest(options.edition)
    departments = find_departments(
        Path(folder).resolve(), year=year, skip=[*([] if pages else [base]), summary]
    )
    _not_onto_inputs(departments, base, options)
    start, width = cluster(scheduler) if scheduler else processes(jobs)
    with Journal(summary.with_suffix(".jsonl")) as journal:
        done = 0

        def record(row: Row) -> None:
            nonlocal done
            done += 1
            journal.add(row)
            told(row, done, len(departments))

        tasks = (task_of(each, options, edition, base, pages, journal) for each in departments)
        try:
            for task, result in results(work, _not_yet_done(tasks, journal, record), start, width):
                record(result if isinstance(result, Row) else _died(task, result))
        except KeyboardInterrupt:
            raise Interrupted(
                f"已中断，做完了{done}个部门（共{len(departments)}个）",
                remedy="再运行同一条命令，会接着做没做完的",
            ) from None
        return _finish(summary, pages, journal, [each.name for each in departments], options)


def _folder_of(edition: str | None) -> str | None:
    """The edition that was asked for as every worker finds it: a shipped one by name, another by its path."""
    if edition is None:
        return None
    folder = edition_folder(edition)
    return edition if load_folder(folder).shipped else str(folder.resolve())


def _absolute(name_or_path: str | None) -> str | None:
    path = Path(name_or_path) if name_or_path else None
    return str(path.resolve()) if path and path.exists() else name_or_path


def _folder(folder: Path, *, make: bool) -> Path:
    folder = make_folder(folder) if make else expect_folder(folder)
    return folder.resolve()


def _not_onto_inputs(departments: Iterable[Department], base: Path, options: Options) -> None:
    if options.action == "refresh" and any(
        each.document and each.document.resolve() == base / each.name / DRAFT for each in departments
    ):
        raise OutputError(
            "更新后的文稿会盖掉部门交回的文稿", place=FilePlace(str(base)), remedy="请用 -o 另给一个文件夹"
        )


def _not_yet_done(tasks: Iterable[Task], journal: Journal, record: Callable[[Row], None]) -> Iterator[Task]:
    for task in tasks:
        row = done_already(task, journal)
        if row:
            record(row)
        else:
            yield task


def _died(task: Task, error: BaseException) -> Row:
    text = (
        f"处理这个部门的进程意外结束（{type(error).__name__}），可能是内存不够或文件异常。请单独处理这个部门"
    )
    return broken(task, text)


def _finish(
    summary: Path, pages: Path | None, journal: Journal, names: Sequence[str], options: Options
) -> Batch:
    from juesuan.batch.summary import write_summary

    before = journal.last
    path, number = summary, 1
    if not options.overwrite and path.exists():
        action = next((row.action for row in before.of(before.offsets)), options.action)
        ours = write_summary(lambda: before.of(before.offsets), action)
        while path.exists() and path.read_bytes() != ours:  # somebody wrote into it
            number += 1
            path = summary.with_stem(f"{summary.stem}-{number}")
    data = write_summary(lambda: journal.now.of(names), options.action)
    write_all({path: data}, overwrite=True)
    states = Counter(row.state for row in journal.now.of(names))
    journal.finish(names)
    return Batch(path, journal.path, pages, len(names), states)
