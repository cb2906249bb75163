"""The commands that look at figures only: inspect, verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.app.sources import Sources
from juesuan.cli.arguments import Json, Quiet, UnitOption, command, the_sources, the_unit
from juesuan.cli.terminal import Terminal
from juesuan.findings import Finding


@command("inspect")
def inspect_command(
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="工作簿、公开的 .docx，或文件夹")],
    unit: UnitOption = None,
    json: Json = False,
) -> None:
    """看看一份文件里认出了哪些决算表，哪些没有用、为什么。"""
    from juesuan.app.inspect import inspect

    terminal = Terminal(as_json=json)
    tables: list[dict[str, object]] = []
    findings: list[Finding] = []
    for file in files:
        reading = inspect(file, unit=the_unit(unit))
        findings += reading.findings
        terminal.say(
            f"{file}：{reading.accounts.department or '（没有写部门）'}，{reading.accounts.year}年度"
        )
        for each in reading.recognised:
            table = each.table
            tables.append(
                {
                    "table": table.kind.value,
                    "title": table.title,
                    "file": each.file,
                    "sheet": each.sheet,
                    "cells": each.cells,
                    "rows": each.rows,
                    "unit": table.unit,
                    "year": table.year,
                    "department": table.department,
                }
            )
            terminal.say(
                f"  {table.kind.value} {table.title}：“{each.sheet}” {each.cells}，{each.rows}行，{table.unit}"
            )
        for ignored in reading.ignored:
            terminal.say(f"  没有用 “{ignored.sheet}”：{ignored.why}")
    terminal.findings(findings)
    terminal.document("juesuan.inspect/2", findings, {"tables": tables})


@command("verify", sources=the_sources)
def verify_command(sources: Sources, json: Json = False, quiet: Quiet = False) -> None:
    """核对表内、表间的勾稽关系。没有问题返回 0，有问题返回 1。"""
    from juesuan.app.verify import verify

    terminal = Terminal(as_json=json, quiet=quiet)
    result = verify(sources)
    terminal.findings(result.findings)
    problems = [finding for finding in result.findings if finding.severity != "info"]
    terminal.say(
        f"核对了{result.checked}条勾稽关系：{len(problems)}处有问题，{len(result.gaps)}处是单位换算的尾差"
    )
    gaps = [
        {
            "identity": gap.identity,
            "what": gap.what,
            "left": gap.left.as_json(),
            "right": gap.right.as_json(),
            "difference": str(gap.difference),
            "tolerance": str(gap.tolerance),
        }
        for gap in result.gaps
    ]
    terminal.document("juesuan.verify/2", result.findings, {"checked": result.checked, "gaps": gaps})
    if problems:
        raise typer.Exit(1)
