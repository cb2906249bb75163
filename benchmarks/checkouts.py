"""Checkouts of juesuan, timed by their command line; several are timed in turns."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from processes import ENVIRONMENT

HERE = Path(__file__).parent
LIMIT = 300.0
"""Seconds after which a command is given up: what has not ended by then, nobody waits for."""


@dataclass(frozen=True)
class Checkout:
    """One checkout; ``folder`` is its root."""

    folder: Path

    @property
    def source(self) -> Path:
        """Where its package lies."""
        return self.folder / "src"

    def run(self, *command: object) -> None:
        """Run a command; its failure is ours."""
        done = self._python("-m", "juesuan", *command)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{command}: {done.stderr or done.stdout}")

    def seconds(self, *command: object) -> float | None:
        """CPU seconds of a command, warm; nothing where it did not end."""
        try:
            done = self._python(HERE / "commands.py", *command, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return None
        if done.returncode:
            raise RuntimeError(done.stderr)
        return float(done.stdout)

    def _python(self, *arguments: object, timeout: float | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout,
            env={**ENVIRONMENT, "PYTHONPATH": os.fspath(self.source)},
        )


def in_turns(
    checkouts: Sequence[Checkout], commands: Sequence[Sequence[object]], rounds: int
) -> list[float | None]:
    """The median of each checkout's command, run A B A B …; nothing for one that did not end."""
    taken: list[list[float]] = [[] for _ in checkouts]
    ended = [True for _ in checkouts]
    for _ in range(rounds):
        for at, (checkout, command) in enumerate(zip(checkouts, commands, strict=True)):
            seconds = checkout.seconds(*command) if ended[at] else None
            if seconds is None:
                ended[at] = False
            else:
                taken[at].append(seconds)
    return [statistics.median(each) if went else None for each, went in zip(taken, ended, strict=True)]
