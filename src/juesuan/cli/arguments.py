"""The application and the arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from juesuan.cli.help import ChineseCommand, ChineseGroup

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


def the_unit(unit: str | None) -> Any:
    """``--unit`` as the library takes it."""
    if unit not in (None, "元", "万元"):
        raise typer.BadParameter("只能是 万元 或 元", param_hint="--unit")
    return unit


def the_date(date: str | None) -> str | None:
    """``--date`` as tracked changes carry it."""
    import datetime

    if date is None:
        return None
    try:
        moment = datetime.datetime.fromisoformat(date)
    except ValueError:
        raise typer.BadParameter("应写成 2023-09-01 这样", param_hint="--date") from None
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
