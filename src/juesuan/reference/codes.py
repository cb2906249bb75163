"""The page of all codes of findings and errors, made of the registry."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.problems import EXITS, PROBLEMS, Problem, Stage

_SEVERITIES = {"error": "错误", "warning": "注意", "info": "说明"}


def codes_page() -> str:
    """docs/问题代码.md as Markdown: one table a stage, with what it does to the exit code."""
    return "\n".join(
        [
            "# 问题代码",
            "",
            "这一页由程序里的登记表生成（`python scripts/write_reference.py`）。",
            "",
            "每条发现（`--json` 的 `findings`）都有一个代码 `code`。代码供程序判断，不会改名，也不会换意思；"
            "给人看的话（`message`、`remedy`）会随情况不同。"
            "**错误**与数据矛盾或没有完成，**注意**值得怀疑，**说明**只是告知。",
            "",
            "各命令做完返回 0；下面写的是别的返回值。程序内部错误返回 3。",
            "",
            *(line for stage in EXITS for line in _stage(stage)),
        ]
    )


def _stage(stage: Stage) -> Iterator[str]:
    title, exits = EXITS[stage]
    yield from (f"## {title}", "", exits, "", "| 代码 | 类别 | 意思 | 通常怎么办 |", "|---|---|---|---|")
    yield from (_row(problem) for problem in PROBLEMS if problem.stage == stage)
    yield ""


def _row(problem: Problem) -> str:
    kinds = "、".join(_SEVERITIES[severity] for severity in problem.severities)
    return f"| `{problem.code}` | {kinds} | {problem.meaning} | {problem.remedy} |"
