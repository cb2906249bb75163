"""The commands as typer sees them: arguments in, one use case called, its result printed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.app.sources import Sources
from juesuan.cli.arguments import (
    Edition,
    Force,
    Json,
    Output,
    Overwrite,
    Quiet,
    Reasons,
    Template,
    Trace,
    app,
    command,
    the_sources,
    whole_number,
)
from juesuan.cli.telling import tell_draft
from juesuan.cli.terminal import Terminal
from juesuan.files import make_folder, unchanged_folder, write_all


def _version(asked: bool) -> None:
    if asked:
        from juesuan import __version__

        print(f"juesuan {__version__}")
        raise typer.Exit


@app.callback()
def juesuan(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")
    ] = False,
) -> None:
    """决算文稿：由两年决算数据生成部门决算情况说明的 Word 初稿，数据改了可以更新，不丢一字人工填写的内容。"""


@command("demo")
def demo_command(
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="文件夹", help="放在哪个文件夹")] = Path(
        "juesuan-demo"
    ),
    kit: Annotated[
        Path | None,
        typer.Option("--kit", metavar="文件夹", help="改为写出检查单用的一套文稿：初稿、更新、修订、保留的"),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """用自带的例子走一遍：写出 juesuan-demo 文件夹。"""
    terminal = Terminal(as_json=json, quiet=quiet)
    if kit is None:
        from juesuan.app.demo import demo

        shown = demo()
    else:
        from juesuan.app.kit import kit as made

        folder, shown = kit, made()
    asked, (folder, changed) = folder, unchanged_folder(folder, shown.files)
    make_folder(folder)
    write_all({folder / name: data for name, data in shown.files.items()}, overwrite=False)
    if changed:
        terminal.say(f"{asked} 里的{'、'.join(changed)}与例子不同（有人改过），保留不动；例子写到 {folder}")
    counts = tell_draft(terminal, shown.result, folder / "草稿.docx")
    terminal.say(f"\n{folder.resolve()} 里有：")
    for name, meaning in shown.meanings.items():
        terminal.say(f"  {name}  {meaning}")
    if kit is not None:
        terminal.say("照 docs/检查单.md 在 Word 和 WPS 里各看一遍")
    terminal.document("juesuan.demo/2", shown.result.findings, counts)


@command("new")
def new_command(
    output: Annotated[Path, typer.Argument(metavar="补充资料", help="要写出的 .xlsx 文件")],
    year: Annotated[
        int | None, typer.Option("--year", metavar="年度", parser=whole_number, help="决算年度，如 2022")
    ] = None,
    department: Annotated[str | None, typer.Option("--department", metavar="部门", help="部门全称")] = None,
    figures: Annotated[
        Path | None, typer.Option("--figures", metavar="文件", help="本年的决算表，用来列出各科目")
    ] = None,
    prior: Annotated[
        Path | None, typer.Option("--prior", metavar="文件", help="上年的决算表，已知的上年数先填好")
    ] = None,
    last: Annotated[
        Path | None,
        typer.Option("--last-supplement", metavar="文件", help="上年的补充资料，其本年数填作上年数"),
    ] = None,
    edition: Edition = None,
    overwrite: Overwrite = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """写一份空白的补充资料：决算表里没有、情况说明要用的数。"""
    from juesuan.app.new import new

    terminal = Terminal(as_json=json, quiet=quiet)
    form = new(
        year=year,
        department=department,
        figures=figures,
        prior=prior,
        last_supplement=last,
        edition=edition,
    )
    write_all(form.placed({"supplement": output}), overwrite=overwrite, inputs=form.read)
    terminal.say(f"已写出 {output}。请填好浅色的格子（确实没有的填 0），再运行 juesuan draft")
    terminal.document("juesuan.new/2", (), {"output": str(output)})


@command("draft", sources=the_sources)
def draft_command(
    output: Output,
    sources: Sources,
    template: Template = None,
    reasons: Reasons = None,
    trace: Trace = None,
    overwrite: Overwrite = False,
    force: Force = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """由两年决算数据生成第三部分的 Word 初稿。"""
    from juesuan.app.draft import draft

    terminal = Terminal(as_json=json, quiet=quiet)
    result = draft(sources, reasons=reasons or (), template=template, trace=trace is not None, force=force)
    write_all(result.placed({"draft": output, "trace": trace}), overwrite=overwrite, inputs=result.read)
    counts = tell_draft(terminal, result, output)
    terminal.document("juesuan.draft/2", result.findings, counts)
