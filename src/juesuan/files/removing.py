"""Removing what we once wrote."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from juesuan.files.complaints import not_replaceable


def remove_files(paths: Iterable[Path]) -> None:
    """Remove files, and their folders where nothing is left in them. Raises ``OutputError``."""
    folders = set()
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise not_replaceable(error, path) from error
        folders.add(path.parent)
    for folder in folders:
        with suppress(OSError):  # somebody keeps something of their own there
            folder.rmdir()
