"""The commands as typer sees them: arguments in, one use case called, its result printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from juesuan.cli.help import ChineseCommand, ChineseGroup
from juesuan.cli.terminal import Terminal

_Function = TypeVar("_Function", bound=Callable[..., object])

app = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def command(name: str) -> Callable[[_Function], _Function]:
    """Register a command with Chinese help."""
    return app.command(name, cls=ChineseCommand)


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


Current = Annotated[
    Path, typer.Argument(metavar="本年", help="本年的决算表（工作簿、公开的 .docx，或放着它们的文件夹）")
]
Priors = Annotated[
    list[Path] | None, typer.Argument(metavar="上年", help="上年的决算表；几个单位合并的可写多个，自动相加")
]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="文件", help="写到哪个文件")]
SupplementFile = Annotated[
    Path | None, typer.Option("-s", "--supplement", metavar="文件", help="补充资料（.xlsx 或 YAML）")
]
Edition = Annotated[
    str | None, typer.Option("--edition", metavar="版本", help="用哪个版本的句子（默认 fujian-2022）")
]
Template = Annotated[
    str | None,
    typer.Option("--template", metavar="模板", help="版式模板，或本部门的整份文件（其中写一段【第三部分】）"),
]
Reasons = Annotated[
    list[Path] | None,
    typer.Option("--reasons", metavar="文件", help="原因文件（.xlsx、YAML、JSON），可写多次"),
]
UnitOption = Annotated[str | None, typer.Option("--unit", metavar="万元|元", help="表上没写金额单位时用")]
FirstYear = Annotated[bool, typer.Option("--first-year", help="新设部门，没有上年决算")]
Trace = Annotated[
    Path | None, typer.Option("--trace", metavar="文件", help="另写一份溯源表：每个数出自哪里、怎样算的")
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="目标文件已有时替换它")]
Force = Annotated[bool, typer.Option("--force", help="决算数据有错误也照样生成")]
Json = Annotated[bool, typer.Option("--json", help="结果写成 JSON，供程序读取")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="只在出错时说话")]


@command("demo")
def demo_command(
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="文件夹", help="放在哪个文件夹")] = Path(
        "juesuan-demo"
    ),
    quiet: Quiet = False,
) -> None:
    """用自带的例子走一遍：写出 juesuan-demo 文件夹。"""
    from juesuan.app.demo import demo

    terminal = Terminal(quiet=quiet)
    shown = demo(folder)
    _tell_draft(terminal, shown.result)
    terminal.say(f"\n{shown.folder.resolve()} 里有：")
    for name, meaning in shown.files:
        terminal.say(f"  {name}  {meaning}")


@command("new")
def new_command(
    output: Annotated[Path, typer.Argument(metavar="补充资料", help="要写出的 .xlsx 文件")],
    year: Annotated[int | None, typer.Option("--year", metavar="年度", help="决算年度，如 2022")] = None,
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
    quiet: Quiet = False,
) -> None:
    """写一份空白的补充资料：决算表里没有、情况说明要用的数。"""
    from juesuan.app.new import new

    terminal = Terminal(quiet=quiet)
    path = new(
        output,
        year=year,
        department=department,
        figures=figures,
        prior=prior,
        last_supplement=last,
        edition=edition,
        overwrite=overwrite,
    )
    terminal.say(f"已写出 {path}。请填好浅色的格子（确实没有的填 0），再运行 juesuan draft")


@command("draft")
def draft_command(
    current: Current,
    output: Output,
    priors: Priors = None,
    supplement: SupplementFile = None,
    edition: Edition = None,
    template: Template = None,
    reasons: Reasons = None,
    unit: UnitOption = None,
    first_year: FirstYear = False,
    trace: Trace = None,
    overwrite: Overwrite = False,
    force: Force = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """由两年决算数据生成第三部分的 Word 初稿。"""
    from juesuan.app.draft import draft

    terminal = Terminal(as_json=json, quiet=quiet)
    result = draft(
        current,
        *(priors or ()),
        output=output,
        supplement=supplement,
        edition=edition,
        template=template,
        reasons=reasons or (),
        unit=_unit(unit),
        first_year=first_year,
        trace=trace,
        overwrite=overwrite,
        force=force,
    )
    _tell_draft(terminal, result)
    terminal.document("juesuan.draft/1", result.findings, _counts(result))


def _unit(unit: str | None) -> Any:
    if unit not in (None, "元", "万元"):
        raise typer.BadParameter("只能是 万元 或 元", param_hint="--unit")
    return unit


def _tell_draft(terminal: Terminal, result: Any) -> None:
    for reading in result.inputs.read:
        accounts = reading.accounts
        tables = "、".join(sorted(kind.value for kind in accounts.tables))
        terminal.say(
            f"已读 {'、'.join(accounts.files)}：{accounts.department}，{accounts.year}年度，{tables}表"
        )
    terminal.findings(result.findings)
    counts = _counts(result)
    terminal.say(
        f"已生成 {result.output}：{counts['paragraphs']}段，{counts['figures']}个数，{counts['slots']}处原因"
        f"（已填{counts['filled']}，建议待确认{counts['suggested']}，未填{counts['empty']}）"
    )
    if counts["empty"] or counts["suggested"]:
        terminal.say(
            "请用 Word 或 WPS 打开，填写黄色的地方；数据有改动时用 juesuan refresh 更新，填写的内容会保留"
        )


def _counts(result: Any) -> dict[str, Any]:
    states = [slot.state for slot in result.slots]
    return {
        "output": str(result.output),
        "department": result.narrative.department,
        "year": result.narrative.year,
        "paragraphs": len(result.narrative.paragraphs),
        "figures": result.figures,
        "slots": len(states),
        "filled": states.count("filled") + states.count("confirmed"),
        "suggested": states.count("suggested"),
        "empty": states.count("empty"),
    }
