"""A bureau with broken departments: killed at half, begun again, and what that costs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from departments import write_bureau
from processes import ENVIRONMENT, measured

BROKEN = 10


def resumed(work: Path, departments: int) -> Iterator[str]:
    """Lines of Markdown: what was done before the kill, after it, and a third time."""
    bureau, output = work / "broken-bureau", work / "resumed"
    broken = write_bureau(bureau, departments, broken=BROKEN)
    command = [
        sys.executable,
        "-m",
        "juesuan",
        "batch",
        "draft",
        str(bureau),
        "-o",
        str(output),
        "--jobs",
        "2",
    ]
    yield f"- {departments:,}个部门，其中{BROKEN}个有错，杀死于一半：{_killed_at_half(command, output, departments)}"
    before = _written(output)
    seconds, memory = measured(command, accepted=(1,))
    after = _written(output)
    again = sum(before[path] != after[path] for path in before)
    yield (
        f"- 再运行同一条命令：{seconds:.1f}秒，补做{len(after) - len(before)}份，"
        f"已有的{len(before)}份里重做{again}份（杀死时正在做、还没有记下的），全部进程内存峰值{memory.peak:.0f} MiB"
    )
    rows = [json.loads(line) for line in (output / "汇总.jsonl").read_text("utf-8").splitlines()]
    failed = {row["department"]: row["findings"][0]["code"] for row in rows if row["state"] == "failed"}
    assert failed == broken, f"{failed} instead of {broken}"
    assert len(after) == departments - BROKEN
    yield f"- 结果：{len(after)}份初稿，{len(failed)}行错误，错误的代号都与应有的相同"
    seconds, _ = measured(command, accepted=(1,))
    unchanged = _written(output) == after
    yield f"- 第三次运行（没有变化）：{seconds:.1f}秒，{'没有' if unchanged else '有'}重写任何初稿"


def _killed_at_half(command: list[str], output: Path, departments: int) -> str:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    lines = output / "汇总.未完成.jsonl"
    while process.poll() is None:
        done = lines.read_bytes().count(b"\n") if lines.is_file() else 0
        if done >= departments // 2:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            break
        time.sleep(0.01)
    taken = time.perf_counter() - started
    time.sleep(1)  # what its workers have in hand
    return f"{taken:.1f}秒后记下了{done}个部门"


def _written(output: Path) -> dict[str, int]:
    return {path.parent.name: path.stat().st_mtime_ns for path in output.glob("*/草稿.docx")}


def usual(work: Path) -> str:
    """The usual bureau: 60 departments."""
    bureau = work / "bureau-60"
    write_bureau(bureau, 60)
    times = []
    for number in range(3):
        command = [sys.executable, "-m", "juesuan", "batch", "draft", bureau, "-o", work / f"60-{number}"]
        times.append(measured(command)[0])
    return f"- 60个部门（一个区）：{sorted(times)[1]:.1f}秒"
