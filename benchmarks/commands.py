"""A worker: run commands of juesuan in one process, warmed up, and print the CPU seconds of each as JSON.

    python benchmarks/commands.py ROUNDS < commands.json      # [["check", "文稿.docx"], …]

Which juesuan it is says ``PYTHONPATH``: the same file times any checkout, by nothing but the command line.
CPU seconds, because the machine is shared; garbage collection is as the program sets it.
"""

from __future__ import annotations

import contextlib
import io
import json
import statistics
import sys
import time

from juesuan.cli import run


def main() -> None:
    """Print the medians, in the order of the commands."""
    rounds, commands = int(sys.argv[1]), json.load(sys.stdin)
    print(json.dumps([_seconds(command, rounds) for command in commands]))


def _seconds(command: list[str], rounds: int) -> float:
    taken = []
    for at in range(rounds + 1):
        started = time.process_time()
        code = _run(command)
        if at or rounds < 1:  # the first one loads modules and compiles sentences
            taken.append(time.process_time() - started)
        if code not in (0, 1):
            raise SystemExit(f"{command}: {code}")
    return statistics.median(taken)


def _run(command: list[str]) -> int:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return run(command)


if __name__ == "__main__":
    main()
