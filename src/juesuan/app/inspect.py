"""Inspect: which tables of final accounts stand in a file, and what was not used, and why."""

from __future__ import annotations

from pathlib import Path

from juesuan.amounts import Unit
from juesuan.reading import Reading, read_accounts


def inspect(file: Path, *, unit: Unit | None = None) -> Reading:
    """Read a workbook, a published .docx or a folder of them. Raises ``JuesuanError``: it holds no table."""
    return read_accounts([file], blanks="unknown", unit=unit)
