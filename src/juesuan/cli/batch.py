"""The commands for a whole bureau: batch draft, refresh, check."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from juesuan.cli.arguments import (
    Date,
    Edition,
    FirstYear,
    Force,
    Json,
    Overwrite,
    Quiet,
    Template,
    TrackChanges,
    UnitOption,
    a_count,
    command,
    the_date,
    the_unit,
    whole_number,
)
from juesuan.cli.help import ChineseGroup
from juesuan.cli.terminal import Terminal

if TYPE_CHECKING:
    from juesuan.batch import Batch, Told
    from juesuan.batch.tasks import Options

batch = typer.Typer(
    cls=ChineseGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="许多部门一起做：生成、更新、审核；一个出错不影响别的，中断了可以接着做。",
)

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="文件夹",
        help="每个部门一个子文件夹（2022.xlsx、2021.xlsx、补充资料.xlsx、草稿.docx），"
        "或文件名里写明部门和年度，或一份清单 manifest.xlsx",
    ),
]
OutputFolder = Annotated[
    Path, typer.Option("-o", "--output", metavar="文件夹", help="写到哪个文件夹，每个部门一个子文件夹")
]
Year = Annotated[
    int | None,
    typer.Option(
        "--year", metavar="年度", parser=whole_number, help="本年是哪一年（默认是各部门文件名里最近的一年）"
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", metavar="个数", parser=a_count, help="同时用几个进程（默认与处理器核数相同）"),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="地址",
        help="交给 Dask 集群去做，如 tcp://主机:8786（各台机器要能看到同样的文件夹）",
    ),
]


@dataclass(frozen=True)
class Run:
    """Whose work is to be done, by how many processes, and how it is told."""

    folder: Path
    year: int | None
    jobs: int | None
    scheduler: str | None
    terminal: Terminal

    def every_department(
        self, options: Options, *, output: Path | None = None, report: Path | None = None
    ) -> None:
        """Do it, tell of it, and end with 1 where something is left to do."""
        from juesuan.batch import run_batch

        with _progress(shown=not self.terminal.quiet) as told:
            result = run_batch(
                self.folder,
                options,
                output=output,
                report=report,
                year=self.year,
                jobs=self.jobs,
                scheduler=self.scheduler,
                told=told,
            )
        _tell(self.terminal, result)
        if not result.clean:
            raise typer.Exit(1)


def _run(
    folder: Folder,
    year: Year = None,
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    json: Json = False,
    quiet: Quiet = False,
) -> Run:
    return Run(folder, year, jobs, scheduler, Terminal(as_json=json, quiet=quiet))


@command("draft", batch, run=_run)
def draft_command(
    output: OutputFolder,
    edition: Edition = None,
    template: Template = None,
    unit: UnitOption = None,
    first_year: FirstYear = False,
    overwrite: Overwrite = False,
    force: Force = False,
    *,
    run: Run,
) -> None:
    """为每个部门生成初稿，另写一份汇总。全部完成返回 0，有部门没有完成返回 1。"""
    from juesuan.batch.tasks import Options

    options = Options(
        "draft",
        edition=edition,
        template=template,
        unit=the_unit(unit),
        first_year=first_year,
        overwrite=overwrite,
        force=force,
    )
    run.every_department(options, output=output)


@command("refresh", batch, run=_run)
def refresh_command(
    output: OutputFolder,
    edition: Edition = None,
    unit: UnitOption = None,
    first_year: FirstYear = False,
    track_changes: TrackChanges = False,
    date: Date = None,
    overwrite: Overwrite = False,
    force: Force = False,
    *,
    run: Run,
) -> None:
    """数据改了，更新各部门交回的文稿（部门文件夹里的草稿.docx），人工填写的内容都保留。"""
    from juesuan.batch.tasks import Options

    options = Options(
        "refresh",
        edition=edition,
        unit=the_unit(unit),
        first_year=first_year,
        track_changes=track_changes,
        date=the_date(date),
        overwrite=overwrite,
        force=force,
    )
    run.every_department(options, output=output)


@command("check", batch, run=_run)
def check_command(
    report: Annotated[
        Path,
        typer.Option("--report", metavar="文件", help="汇总写到哪个 .xlsx；每个部门的审核意见放在它旁边"),
    ] = Path("汇总.xlsx"),
    edition: Edition = None,
    unit: UnitOption = None,
    first_year: FirstYear = False,
    overwrite: Overwrite = False,
    *,
    run: Run,
) -> None:
    """审核各部门的文稿：一份汇总，每个部门一页审核意见，注明与上次相比。都没有问题返回 0，否则返回 1。"""
    from juesuan.batch.tasks import Options

    options = Options(
        "check", edition=edition, unit=the_unit(unit), first_year=first_year, overwrite=overwrite
    )
    run.every_department(options, report=report)


@contextmanager
def _progress(*, shown: bool) -> Iterator[Told]:
    """A bar on stderr with count, rate, time left and how many went wrong."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}，剩余"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
    )
    # No thread of its own: processes are forked while the bar stands.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, disable=not shown) as bar:
        task = bar.add_task("", total=None, rate="", failed="")
        failed = 0

        def told(row: Any, done: int, count: int) -> None:
            nonlocal failed
            failed += not row.done
            elapsed = bar.tasks[task].elapsed
            rate = f"{done / elapsed:.1f}个/秒" if elapsed else ""
            said = f"没有完成{failed}个" if failed else ""
            bar.update(task, completed=done, total=count, rate=rate, failed=said, refresh=True)

        yield told


def _tell(terminal: Terminal, result: Batch) -> None:
    failed = [
        (row.department, said.finding)
        for row in result.rows()
        if not row.done
        for said in row.findings
        if said.finding.severity == "error"
    ]
    terminal.lines(
        (found.severity, f"{department}{' ' if str(found.place) else '：'}{found}")
        for department, found in failed
    )
    states = result.states
    counts = {
        "departments": result.departments,
        "done": states.get("done", 0),
        "with_findings": states.get("findings", 0),
        "unchanged": states.get("unchanged", 0),
        "failed": states.get("failed", 0),
    }
    parts = [f"完成{counts['done'] + counts['with_findings']}个"]
    parts += [f"其中有问题{counts['with_findings']}个"] if counts["with_findings"] else []
    parts += [f"没有变化未重做{counts['unchanged']}个"] if counts["unchanged"] else []
    parts += [f"没有完成{counts['failed']}个"] if counts["failed"] else []
    terminal.say(f"共{result.departments}个部门：{'，'.join(parts)}")
    terminal.say(f"汇总：{result.summary}（逐行的数据：{result.lines.name}）")
    if result.pages:
        terminal.say(f"各部门的审核意见：{result.pages}")
    places = {"summary": str(result.summary), "lines": str(result.lines)}
    places |= {"opinions": str(result.pages)} if result.pages else {}
    findings = [{"department": department, **found.as_json()} for department, found in failed]
    terminal.document("juesuan.batch/2", (), {"findings": findings, **counts, **places})
