"""A worker: run one command of juesuan in this process, warmed up, and print the median of its CPU seconds.

    python benchmarks/commands.py check 文稿.docx …

Which juesuan it is says ``PYTHONPATH``: the same file times any checkout, by nothing but the command line.
CPU seconds, because the machine is shared; garbage collection is as the program sets it.
"""

from __future__ import annotations

import contextlib
import io
import statistics
import sys
import time

from juesuan.cli import run

AT_LEAST = 0.5
"""Seconds of runs that are measured: a quick command is run often, a slow one once."""


def main() -> None:
    """Print the seconds; the first run is not counted: it loads modules and compiles sentences."""
    command = sys.argv[1:]
    _seconds(command)
    taken: list[float] = []
    while sum(taken) < AT_LEAST:
        taken.append(_seconds(command))
    print(statistics.median(taken))


def _seconds(command: list[str]) -> float:
    errors = io.StringIO()
    started = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(errors):
        code = run(command)
    taken = time.process_time() - started
    if code not in (0, 1):  # 1: done, with findings
        raise SystemExit(f"{command}: {code}\n{errors.getvalue()}")
    return taken


if __name__ == "__main__":
    main()
