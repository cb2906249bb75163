"""The reasons that files give, brought together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from juesuan.findings import Finding


def read_all_reasons(files: Sequence[str | Path]) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The reasons of all files; two different answers to one slot are a conflict, never the last one."""
    if not files:
        return {}, ()
    from juesuan.reading.reasons import merge_reasons, read_reasons

    merged, conflicts = merge_reasons([(Path(file).name, read_reasons(Path(file))) for file in files])
    return merged, tuple(conflict.finding for conflict in conflicts)
