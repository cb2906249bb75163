"""What the commands say of their results."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juesuan.cli.terminal import Terminal

if TYPE_CHECKING:
    from juesuan.app.draft import Drafted
    from juesuan.findings import Finding

_KEYS = 8
"""Keys that are listed; a longer line nobody reads."""


def tell_draft(terminal: Terminal, result: Drafted, output: Path) -> dict[str, Any]:
    """Say what was read, what there is to say, what is in the draft and still to fill in; count it."""
    for reading in result.inputs.read:
        accounts = reading.accounts
        tables = "、".join(sorted(kind.value for kind in accounts.tables))
        terminal.say(
            f"已读 {'、'.join(accounts.files)}：{accounts.department}，{accounts.year}年度，{tables}表"
        )
    terminal.findings(result.findings)
    counts = _counts(result, output)
    terminal.say(
        f"已生成 {output}：{counts['paragraphs']}段，{counts['figures']}个数，{counts['slots']}处原因"
        f"（已填{counts['filled']}，建议待确认{counts['suggested']}，未填{counts['empty']}）"
    )
    if counts["empty"] or counts["suggested"]:
        terminal.say(
            "请用 Word 或 WPS 打开，填写黄色的地方；数据有改动时用 juesuan refresh 更新，填写的内容会保留"
        )
    return counts


def tell_settling(terminal: Terminal, findings: Iterable[Finding], slots: Iterable[str] = ()) -> None:
    """Say by which keys what is open can be settled, where anything is; ``slots`` beside those of findings."""
    from juesuan.settling import keys_of, may_be_settled

    keys = sorted(keys_of(filter(may_be_settled, findings)).union(slots))
    if keys:
        more = f" ……（共{len(keys)}个，全部可写 --settle all）" if len(keys) > _KEYS else ""
        listed = " ".join(f"--settle {key}" for key in keys[:_KEYS])
        terminal.say(f"看过、就照现在的样子的，更新或公开时加：{listed}{more}")


def _counts(result: Drafted, output: Path) -> dict[str, Any]:
    states = [slot.state for slot in result.slots]
    return {
        "output": str(output),
        "department": result.narrative.department,
        "year": result.narrative.year,
        "paragraphs": len(result.narrative.paragraphs),
        "figures": result.figures,
        "slots": len(states),
        "filled": states.count("filled") + states.count("confirmed"),
        "suggested": states.count("suggested"),
        "empty": states.count("empty"),
    }
