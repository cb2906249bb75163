"""The rows of a batch on disk: each written as soon as it is known, so that nothing is done twice.

``汇总.jsonl`` holds the last finished run, ``汇总.未完成.jsonl`` the one under way. Rows stay in the files
and only their offsets in memory, however many departments there are.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from juesuan.errors import OutputError
from juesuan.outcomes import Row
from juesuan.places import FilePlace


class Rows:
    """The rows of one file by department; what is no row, such as half a line, is passed over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.offsets: dict[str, int] = {}
        self.whole = 0
        """How far the file holds whole lines."""
        with contextlib.suppress(FileNotFoundError), path.open("rb") as file:
            for line in file:
                if line.endswith(b"\n"):
                    with contextlib.suppress(ValueError, TypeError, LookupError):
                        self.offsets[Row.from_json(line).department] = self.whole
                    self.whole += len(line)

    def get(self, department: str) -> Row | None:
        """The latest row of a department."""
        if department not in self.offsets:
            return None
        with self.path.open("rb") as file:
            return _row_at(file, self.offsets[department])

    def of(self, departments: Iterable[str]) -> Iterator[Row]:
        """The rows of these departments, in their order."""
        if not self.offsets:
            return
        with self.path.open("rb") as file:
            for name in departments:
                if name in self.offsets:
                    yield _row_at(file, self.offsets[name])


def _row_at(file: BinaryIO, offset: int) -> Row:
    file.seek(offset)
    return Row.from_json(file.readline())


class Journal:
    """The run under way, and the one before it. Use as a context manager."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.last = Rows(path)
        self.now = Rows(path.with_suffix(".未完成.jsonl"))

    def __enter__(self) -> Self:
        # What a killed run left of its last line goes.
        try:
            self._file = self.now.path.open("r+b" if self.now.path.exists() else "w+b")
        except OSError as error:
            raise OutputError(
                f"写不进去（{error.strerror}）", place=FilePlace(str(self.now.path)), remedy="请换一个位置"
            ) from error
        self._file.truncate(self.now.whole)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, row: Row) -> None:
        """Write a row down at once."""
        line = (row.as_json() + "\n").encode()
        self._file.seek(self.now.whole)
        self._file.write(line)
        self._file.flush()
        self.now.offsets[row.department] = self.now.whole
        self.now.whole += len(line)

    def finish(self, departments: Iterable[str]) -> None:
        """The run is over: its rows, in the order of ``departments``, take the place of the last run's."""
        self._file.close()
        whole = self.path.with_suffix(".tmp")
        with whole.open("wb") as file:
            for row in self.now.of(departments):
                file.write((row.as_json() + "\n").encode())
        whole.replace(self.path)
        self.now.path.unlink(missing_ok=True)
