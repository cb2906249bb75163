"""The reasons that files give, brought together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from juesuan.findings import Finding
from juesuan.reading import Files
from juesuan.reading.reasons import merge_reasons, read_reasons


def read_all_reasons(
    paths: Sequence[Path], files: Files, prompts: frozenset[str]
) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The reasons of all files; two different answers to one slot are a conflict, never the last one.

    A text that is one of the edition's ``prompts`` is no answer.
    """
    if not paths:
        return {}, ()
    merged, conflicts = merge_reasons(
        [(path.name, read_reasons(path, files=files)) for path in paths], prompts
    )
    return merged, tuple(conflict.finding for conflict in conflicts)
