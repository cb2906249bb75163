"""The application and the arguments that several commands share."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast, get_type_hints

import typer

from juesuan.app.sources import Sources
from juesuan.cli.help import ChineseCommand, ChineseGroup

if TYPE_CHECKING:
    from juesuan.amounts import Unit

_Function = TypeVar("_Function", bound=Callable[..., object])

app = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def command(
    name: str, group: typer.Typer = app, **made: Callable[..., object]
) -> Callable[[_Function], _Function]:
    """Register a command with Chinese help.

    ``made`` says which of the command's parameters are made of arguments, and by which function:
    ``sources=the_sources`` puts that function's arguments in the place of the parameter ``sources``.
    """
    return lambda function: group.command(name, cls=ChineseCommand)(_spread(function, made))


def _spread(function: _Function, made: dict[str, Callable[..., object]]) -> _Function:
    """The function as the command line calls it: by name, with the arguments of what is made."""
    parts = {name: inspect.signature(maker).parameters for name, maker in made.items()}
    own = inspect.signature(function).parameters
    shown = [each for name in own for each in (parts[name].values() if name in parts else [own[name]])]

    def call(**given: Any) -> object:
        for name, maker in made.items():
            given[name] = maker(**{each: given.pop(each) for each in parts[name]})
        return function(**given)

    hints = {
        name: hint
        for each in (function, *made.values())
        for name, hint in get_type_hints(each, include_extras=True).items()
    }
    call.__name__, call.__doc__ = function.__name__, function.__doc__
    call.__annotations__ = {each.name: hints[each.name] for each in shown}
    call.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [each.replace(kind=each.KEYWORD_ONLY, annotation=hints[each.name]) for each in shown]
    )
    return cast("_Function", call)


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
    str | None,
    typer.Option(
        "--edition",
        metavar="版本",
        help="用哪个版本的句子：名字或文件夹（默认 fujian-2022；已有文稿的用它自己的）",
    ),
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
Settle = Annotated[
    list[str] | None,
    typer.Option("--settle", metavar="键", help="这一处已经看过，就照现在的样子；可写多次，all 为全部"),
]
TrackChanges = Annotated[bool, typer.Option("--track-changes", help="把每处改动写成修订")]
Date = Annotated[str | None, typer.Option("--date", metavar="日期", help="修订的日期，如 2023-09-01")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="目标文件已有时替换它")]
Force = Annotated[bool, typer.Option("--force", help="决算数据有错误也照样生成")]
Json = Annotated[bool, typer.Option("--json", help="结果写成 JSON，供程序读取")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="只在出错时说话")]


def the_sources(
    current: Current,
    priors: Priors = None,
    supplement: SupplementFile = None,
    edition: Edition = None,
    unit: UnitOption = None,
    first_year: FirstYear = False,
) -> Sources:
    """The figures of one department."""
    return Sources(current, tuple(priors or ()), supplement, edition, the_unit(unit), first_year)


def whole_number(text: str) -> int:
    """A number as an option takes it; typer's own types complain in English."""
    try:
        return int(text)
    except ValueError:
        raise typer.BadParameter("应是整数") from None


def a_count(text: str) -> int:
    """A number of something there must be one of at least."""
    number = whole_number(text)
    if number < 1:
        raise typer.BadParameter("不在允许的范围内")
    return number


def the_unit(unit: str | None) -> Unit | None:
    """``--unit`` as the library takes it."""
    if unit not in (None, "元", "万元"):
        raise typer.BadParameter("只能是 万元 或 元", param_hint="--unit")
    return cast("Unit | None", unit)


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
