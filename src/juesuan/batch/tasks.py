"""What a batch hands to its executor: one department's work. Values only."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from juesuan.amounts import Unit
from juesuan.batch.departments import Department
from juesuan.batch.outcomes import Action, Row


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for every department of a batch."""

    action: Action
    edition: str | None = None
    template: str | None = None
    unit: Unit | None = None
    first_year: bool = False
    """Departments without last year's file are new ones."""
    track_changes: bool = False
    date: str | None = None
    force: bool = False
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One department's work: what to read, where to write, what an earlier run left there.

    ``known`` says how earlier runs left their outputs, so that nothing that staff changed since is
    replaced; ``last`` is the row of the last finished check.
    """

    department: Department
    options: Options
    output: Path
    """The department's own folder; for a check, that of all 审核意见."""
    base: Path
    """The folder of the summary, from which outputs are named."""
    inputs: str
    known: Mapping[str, str] = field(default_factory=dict)
    last: Row | None = None

    def relative(self, path: Path) -> str:
        """How a row names an output."""
        return path.relative_to(self.base).as_posix()


def digest(data: bytes) -> str:
    """SHA-256 of a file's content."""
    return hashlib.sha256(data).hexdigest()
