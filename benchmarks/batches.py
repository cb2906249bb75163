"""A whole bureau in two processes: ours against the rival's, and the memory of both."""

from __future__ import annotations

import sys
from pathlib import Path

from departments import write_bureau
from processes import Memory, measured
from timing import Row, markdown

JOBS = 2
HERE = Path(__file__).parent


def batch(work: Path, template: Path, departments: int) -> tuple[Row, str]:
    """The row of the whole bureau, and the table of memory (MiB)."""
    bureau = work / "bureau"
    write_bureau(bureau, departments)
    ours = [sys.executable, "-m", "juesuan", "batch", "draft", bureau, "-o", work / "ours", "--jobs", JOBS]
    rival = [sys.executable, HERE / "rival_batch.py", bureau, template, work / "rival", JOBS]
    taken, held = measured(ours)
    other, others_held = measured(rival)
    written = len(list((work / "ours").rglob("*.docx")))
    compared = len(list((work / "rival").rglob("*.docx")))
    assert written == compared == departments, f"{written} and {compared} drafts of {departments}"
    row = Row(f"{departments:,}个部门，{JOBS}个进程，含读取", taken * 1000, other * 1000)
    return row, _memory({"本软件": held, "对照": others_held})


def _memory(held: dict[str, Memory]) -> str:
    head = ("内存 MiB", "全部进程合计峰值", "最大的进程：前四分之一", "最大的进程：后四分之一")
    rows = [
        (
            name,
            f"{each.peak:.0f}",
            f"{each.largest_process(0, 0.25):.0f}",
            f"{each.largest_process(0.75, 1):.0f}",
        )
        for name, each in held.items()
    ]
    return markdown(head, rows)
