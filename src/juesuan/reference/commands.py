"""The command reference, made of every command's own help page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer


def commands_page() -> str:
    """docs/命令.md as Markdown: one section a command."""
    from juesuan.cli.application import app

    root = typer.main.get_command(app)
    head = "# 命令\n\n这一页由各命令自己的说明生成（`python scripts/write_reference.py`）。\n"
    return "\n".join([head, *_sections(root, "juesuan", None)])


def _sections(command: Any, path: str, parent: Any) -> Iterator[str]:
    context = command.make_context(path, [], parent=parent, resilient_parsing=True)
    yield f"## {path}\n\n```text\n{command.get_help(context)}\n```\n"
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        yield from _sections(command.get_command(context, name), f"{path} {name}", None)
