"""Whole processes: how long one takes, and what a tree of them holds in memory (Linux)."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")
# As users have it: Python keeps compiled bytecode.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def runner(*arguments: object) -> Callable[[], None]:
    """Runs the command once a call; its failure is ours."""
    command = [str(each) for each in arguments]

    def run() -> None:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT)
        if done.returncode:
            raise RuntimeError(f"{command[1:]}: {done.stderr or done.stdout}")

    return run


@dataclass
class Memory:
    """Resident memory of a process tree, seen every ``STEP`` seconds: (second, process) → MiB."""

    STEP = 0.1
    seen: list[tuple[float, dict[int, float]]] = field(default_factory=list)

    @property
    def peak(self) -> float:
        """The most all processes held together."""
        return max((sum(each.values()) for _, each in self.seen), default=0.0)

    def largest_process(self, start: float, end: float) -> float:
        """The most one process held in that part (0 to 1) of the time."""
        whole = self.seen[-1][0] if self.seen else 0.0
        sizes = [
            max(each.values(), default=0) for at, each in self.seen if start * whole <= at <= end * whole
        ]
        return max(sizes, default=0.0)


def measured(command: Sequence[object], accepted: Sequence[int] = (0,)) -> tuple[float, Memory]:
    """Run a command once: its seconds and its memory. Raises where its exit code is not accepted."""
    memory, ended = Memory(), threading.Event()
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(each) for each in command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    watcher = threading.Thread(target=_watch, args=(process.pid, memory, ended, started))
    watcher.start()
    _, errors = process.communicate()
    seconds = time.perf_counter() - started
    ended.set()
    watcher.join()
    if process.returncode not in accepted:
        raise RuntimeError(errors)
    return seconds, memory


def _watch(root: int, memory: Memory, ended: threading.Event, started: float) -> None:
    while PROC.is_dir() and not ended.wait(Memory.STEP):
        held = {pid: _resident(pid) for pid in _tree(root)}
        memory.seen.append((time.perf_counter() - started, held))


def _tree(root: int) -> list[int]:
    children: dict[int, list[int]] = defaultdict(list)
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:  # ended meanwhile
                continue
            children[int(stat.rpartition(")")[2].split()[1])].append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting += children[found[-1]]
    return found


def _resident(pid: int) -> float:
    try:
        for line in (PROC / str(pid) / "status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0
