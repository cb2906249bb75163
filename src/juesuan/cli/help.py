"""Help and complaints about the command line in Chinese; typer's own are English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand, TyperGroup

_WIDTH = 30


def columns(text: str) -> int:
    """How many columns a terminal gives the text: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


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


class ChineseCommand(TyperCommand):
    """A command whose help is Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The whole help page."""
        return _page(self, ctx)


class ChineseGroup(TyperGroup):
    """A group of commands whose help is Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The whole help page."""
        commands = [
            (name, (command.help or "").splitlines()[0])
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) and not command.hidden
        ]
        return _page(self, ctx, commands)


def _translated(message: str) -> str:
    """What typer's own types complain of, which depends on its version; ours is Chinese already."""
    if message.isascii():
        return "应是整数" if "integer" in message else "不在允许的范围内"
    return message


def complaint(error: Any) -> str:
    """What is wrong with the words of a command line, in Chinese, and where help is."""
    kind, context = type(error).__name__, getattr(error, "ctx", None)
    parameter = getattr(error, "param", None)
    name = getattr(error, "param_hint", None) or ""
    if parameter is not None:
        name = (
            parameter.metavar or parameter.name
            if parameter.param_type_name == "argument"
            else parameter.opts[-1]
        )
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None) or ()
        text = f"没有选项 {error.option_name}" + (f"，是不是 {'、'.join(near)}？" if near else "")
    elif kind == "MissingParameter":
        text = f"缺少 {name}"
    elif kind == "BadParameter":
        text = f"{name} 的值不对：{_translated(error.message)}"
    elif error.message.startswith("No such command"):
        missing, _, guess = error.message.removeprefix("No such command ").partition(" Did you mean ")
        near = re.findall(r"'([^']*)'", guess)
        text = f"没有命令 {missing.rstrip('.')}" + (f"，是不是 {'、'.join(near)}？" if near else "")
    elif "requires an argument" in error.message:
        text = f"选项 {getattr(error, 'option_name', name)} 后面缺少值"
    elif "unexpected extra argument" in error.message:
        text = f"多出了参数：{error.message.rpartition('(')[2].rstrip(').')}"
    else:
        text = error.message
    path = context.command_path if context else "juesuan"
    stop = "" if text.endswith("？") else "。"
    return f"{text}{stop}用 {path} -h 查看用法"
