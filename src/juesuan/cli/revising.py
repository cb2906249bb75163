"""The commands for a draft that came back: refresh, check, reasons, publish."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from juesuan.app.sources import Sources
from juesuan.cli.arguments import (
    Date,
    Edition,
    FirstYear,
    Force,
    Json,
    Output,
    Overwrite,
    Priors,
    Quiet,
    Reasons,
    Settle,
    SupplementFile,
    TrackChanges,
    UnitOption,
    command,
    the_date,
    the_sources,
)
from juesuan.cli.telling import tell_settling
from juesuan.cli.terminal import Terminal
from juesuan.files import write_all

Document = Annotated[Path, typer.Argument(metavar="文稿", help="Word 文稿（.docx）")]


@command("refresh", sources=the_sources)
def refresh_command(
    document: Document,
    output: Output,
    sources: Sources,
    reasons: Reasons = None,
    track_changes: TrackChanges = False,
    date: Date = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="文件", help="另写一份变动表：哪些数变了，涉及哪些原因")
    ] = None,
    settle: Settle = None,
    overwrite: Overwrite = False,
    force: Force = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """数据改了，更新文稿；人工填写和修改的内容都保留。"""
    from juesuan.app.refresh import refresh

    terminal = Terminal(as_json=json, quiet=quiet)
    result = refresh(
        document,
        sources,
        reasons=reasons or (),
        track_changes=track_changes,
        date=the_date(date),
        report=report is not None,
        settle=settle or (),
        force=force,
    )
    write_all(result.placed({"draft": output, "report": report}), overwrite=overwrite, inputs=result.read)
    terminal.findings(result.findings)
    revision = result.revision
    counts = {
        "changed_figures": len(revision.changes),
        "filled": len(revision.filled),
        "outrun": len(revision.outrun),
        "settled": sum(each.code == "settled" for each in result.findings),
        "actions": len(revision.actions),
        "notes": len(revision.notes),
    }
    terminal.say(_refreshed(output, counts))
    tell_settling(terminal, result.findings, revision.outrun)
    if report:
        terminal.say(f"变动表：{report}")
    terminal.document("juesuan.refresh/2", result.findings, {"output": str(output), **counts})


def _sources_if_given(
    current: Annotated[
        Path | None, typer.Argument(metavar="本年", help="本年的决算表；不给时只与文稿自己的记录比对")
    ] = None,
    priors: Priors = None,
    supplement: SupplementFile = None,
    unit: UnitOption = None,
    first_year: FirstYear = False,
) -> Sources | None:
    """The figures of one department, where this year's are given."""
    return the_sources(current, priors, supplement, None, unit, first_year) if current else None


def _refreshed(output: Path, counts: Mapping[str, int]) -> str:
    """What a refresh did, in one line; nothing that did not happen is counted."""
    if not counts["actions"] and not counts["notes"] and not counts["settled"]:
        return f"已写出 {output}：数据没有变化，文稿与原来相同"
    told = [f"{counts['changed_figures']}个数有变化"]
    told += [f"填入{counts['filled']}处原因"] if counts["filled"] else []
    told += [f"按 --settle 定下{counts['settled']}处"] if counts["settled"] else []
    told += [f"{counts['outrun']}处原因要重新看（已标出）"] if counts["outrun"] else []
    told += [f"{counts['notes']}处写了批注，请逐条看一看"] if counts["notes"] else []
    return f"已更新 {output}：{'，'.join(told)}"


@command("check", sources=_sources_if_given)
def check_command(
    document: Document,
    sources: Sources | None,
    edition: Edition = None,
    annotate: Annotated[
        Path | None, typer.Option("--annotate", metavar="文件", help="另写一份文稿，把发现的问题写成批注")
    ] = None,
    overwrite: Overwrite = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """公开之前检查：没填的、过时的、与数据矛盾的。没有问题返回 0，有问题返回 1。"""
    from juesuan.app.check import check

    terminal = Terminal(as_json=json, quiet=quiet)
    result = check(document, sources, edition=edition, annotate=annotate is not None)
    write_all(result.placed({"annotated": annotate}), overwrite=overwrite, inputs=result.read)
    terminal.findings(result.findings)
    kinds = [finding.severity for finding in result.findings]
    terminal.say(
        f"{document.name}：没有发现问题"
        if result.clean
        else f"{document.name}：{kinds.count('error')}处错误，{kinds.count('warning')}处需要注意"
    )
    tell_settling(terminal, result.findings)
    if annotate:
        terminal.say(f"带批注的文稿：{annotate}")
    terminal.document("juesuan.check/2", result.findings, {"clean": result.clean})
    if not result.clean:
        raise typer.Exit(1)


@command("reasons")
def reasons_command(
    documents: Annotated[
        list[Path], typer.Argument(metavar="文稿", help="一份文稿，或几个科室各自填好的几份")
    ],
    output: Output,
    overwrite: Overwrite = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """把文稿里要填的原因收成一张表，便于分发填写；填好后用 --reasons 放回文稿。"""
    from juesuan.app.reasons import collect_reasons

    terminal = Terminal(as_json=json, quiet=quiet)
    result = collect_reasons(documents)
    write_all(result.placed({"reasons": output}), overwrite=overwrite, inputs=result.read)
    terminal.findings(result.findings)
    terminal.say(f"已写出 {output}：{result.slots}处原因，已填{result.answered}处")
    counts = {"output": str(output), "slots": result.slots, "answered": result.answered}
    terminal.document("juesuan.reasons/2", result.findings, counts)
    if any(finding.severity == "error" for finding in result.findings):
        raise typer.Exit(1)


@command("publish", sources=_sources_if_given)
def publish_command(
    document: Document,
    output: Output,
    sources: Sources | None,
    edition: Edition = None,
    accept_suggestions: Annotated[
        bool, typer.Option("--accept-suggestions", help="建议的说法没有逐条确认的，一并采用")
    ] = False,
    drop_comments: Annotated[
        bool, typer.Option("--drop-comments", help="还没有处理的批注也删去，不再要求先处理")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="图片和样式的名称、书签、嵌入的文件也一并去掉")
    ] = False,
    settle: Settle = None,
    force: Annotated[bool, typer.Option("--force", help="还有问题也照样写出")] = False,
    overwrite: Overwrite = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """写出干净的公开稿：先像 check 一样检查，没有问题才写；去掉底色、批注、填写框、内部记录和个人信息。"""
    from juesuan.app.publish import publish

    terminal = Terminal(as_json=json, quiet=quiet)
    result = publish(
        document,
        sources,
        edition=edition,
        accept_suggestions=accept_suggestions,
        drop_comments=drop_comments,
        strict=strict,
        settle=settle or (),
        force=force,
    )
    write_all(result.placed({"published": output}), overwrite=overwrite, inputs=result.read)
    terminal.findings(result.findings)
    if result.forced:
        terminal.warn(f"按 --force 忽略了{len(result.forced)}处问题")
    if result.accepted:
        terminal.say(f"采用了{len(result.accepted)}处没有逐条确认的建议说法")
    if result.settled:
        terminal.say(f"按 --settle 定下了{len(result.settled)}处")
    terminal.say(f"已写出公开稿 {output}")
    counts = {"output": str(output), "forced": len(result.forced), "settled": len(result.settled)}
    terminal.document("juesuan.publish/2", result.findings, counts)
