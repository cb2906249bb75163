"""What Python itself reports while something runs: every file opened, every folder made, whoever does it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


@dataclass
class Heard:
    """The files opened to read, with every time, and what was changed on disk."""

    read: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def inside(self, folder: Path) -> list[str]:
        """The names of the files below the folder that were read."""
        below = os.path.realpath(folder) + os.sep
        return [Path(path).name for path in self.read if path.startswith(below)]


_listening: list[Heard] = []


def _hear(event: str, given: tuple[Any, ...]) -> None:
    if not _listening or not given or not isinstance(given[0], str | os.PathLike):
        return
    path = os.path.realpath(given[0])
    # Python's own caches, and what openpyxl puts into the system's folder for such things.
    if "__pycache__" in path or tempfile.gettempdir() in (path, str(Path(path).parent)):
        return
    if event == "open" and not (isinstance(given[2], int) and given[2] & _WRITING):
        _listening[-1].read.append(path)
    elif event == "open" or event in _CHANGES:
        _listening[-1].changed.append(f"{event} {path}")


sys.addaudithook(_hear)  # one for good: an audit hook cannot be taken out again


@contextmanager
def listening() -> Iterator[Heard]:
    """Hear what happens inside."""
    heard = Heard()
    _listening.append(heard)
    try:
        yield heard
    finally:
        _listening.remove(heard)
