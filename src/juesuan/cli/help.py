"""Help and complaints about the command line in Chinese; typer's own are English."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from juesuan.text import columns

_WIDTH = 30


def _rows(rows: Iterable[tuple[str, str]]) -> list[str]:
    lines = []
    for left, right in rows:
        gap = _WIDTH - columns(left)
        lines.append(f"  {left}{' ' * gap}{right}" if gap > 1 else f"  {left}\n{' ' * (_WIDTH + 2)}{right}")
    return lines


def _usage(parameter: Any) -> str:
    name = parameter.metavar or parameter.name
    if parameter.nargs == -1 or getattr(parameter, "multiple", False):
        name += "…"
    return name if parameter.required else f"[{name}]"


def _option(parameter: Any) -> tuple[str, str]:
    names = ", ".join(sorted((*parameter.opts, *parameter.secondary_opts), key=len))
    value = "" if parameter.is_flag else f" {parameter.metavar or '值'}"
    return names + value, parameter.help or ""


def _page(command: Any, context: Any, commands: Iterable[tuple[str, str]] = ()) -> str:
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option" and not each.hidden]
    words = [context.command_path, "[选项]" if not commands else "命令 …", *map(_usage, arguments)]
    blocks = [f"用法：{' '.join(words)}", (command.help or "").replace("\b\n", "").strip()]
    if commands:
        blocks.append("\n".join(["命令：", *_rows(commands)]))
    if arguments:
        told = [(each.metavar or each.name, getattr(each, "help", None) or "") for each in arguments]
        blocks.append("\n".join(["参数：", *_rows(told)]))
    blocks.append("\n".join(["选项：", *_rows([*map(_option, options), ("-h, --help", "显示这段说明")])]))
    if command.epilog:
        blocks.append(command.epilog)
    return "\n\n".join(block for block in blocks if block)


class HelpAsked(Exception):
    """Nobody said which command: the help page itself is the answer."""


class Misuse(Exception):
    """A command line that makes no sense: what is wrong with it and where help is, in Chinese."""


class ChineseCommand(TyperCommand):
    """A command whose help and complaints are Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The whole help page."""
        return _page(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the command line apart. Raises ``Misuse``."""
        ctx.allow_extra_args = True  # what is too much is told here
        with _in_chinese(ctx):
            rest = super().parse_args(ctx, args)
        if rest:
            raise _misuse(ctx, f"多出了参数：{' '.join(rest)}")
        return rest


class ChineseGroup(TyperGroup):
    """A group of commands whose help and complaints are Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The whole help page."""
        commands = [
            (name, (command.help or "").splitlines()[0])
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) and not command.hidden
        ]
        return _page(self, ctx, commands)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the group's own options off. Raises ``Misuse`` and ``HelpAsked``."""
        if not args and not ctx.resilient_parsing:
            raise HelpAsked(self.get_help(ctx))
        with _in_chinese(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the words begin with. Raises ``Misuse`` where there is none."""
        if self.get_command(ctx, args[0]) is None:
            near = difflib.get_close_matches(args[0], self.list_commands(ctx))
            raise _misuse(ctx, f"没有命令 '{args[0]}'", near)
        return super().resolve_command(ctx, args)


@contextmanager
def _in_chinese(ctx: Any) -> Iterator[None]:
    try:
        yield
    except typer.TyperException as error:
        raise Misuse(complaint(error, ctx)) from error


def _misuse(ctx: Any, text: str, near: Sequence[str] = ()) -> Misuse:
    return Misuse(_with_help(ctx, text, near))


def _with_help(ctx: Any, text: str, near: Sequence[str] = ()) -> str:
    guess = f"，是不是 {'、'.join(near)}？" if near else "。"
    return f"{text}{guess}用 {ctx.command_path if ctx else 'juesuan'} -h 查看用法"


def complaint(error: Any, ctx: Any = None) -> str:
    """What typer complains of, told from what the complaint carries; its words are English."""
    ctx = getattr(error, "ctx", None) or ctx
    parameter = getattr(error, "param", None)
    name = _name(parameter) or getattr(error, "param_hint", None) or ""
    option = getattr(error, "option_name", None)
    if option is not None and hasattr(error, "possibilities"):
        return _with_help(ctx, f"没有选项 {option}", error.possibilities or ())
    if option is not None:
        takes_none = any(option in each.opts and each.is_flag for each in ctx.command.params if each.opts)
        return _with_help(ctx, f"选项 {option} 后面" + ("不能写值" if takes_none else "缺少值"))
    if name:
        return _with_help(ctx, f"{name} 的值不对：{error.message}" if error.message else f"缺少 {name}")
    return _with_help(ctx, error.message)


def _name(parameter: Any) -> str:
    if parameter is None:
        return ""
    is_argument = parameter.param_type_name == "argument"
    return str(parameter.metavar or parameter.name) if is_argument else str(parameter.opts[-1])
