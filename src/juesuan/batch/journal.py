"""The rows of a batch on disk: each written as soon as it is known, so that nothing is done twice.

``汇总.jsonl`` holds the last finished run, ``汇总.未完成.jsonl`` the one under way. Rows stay in the files
and only their offsets in memory, however many departments there are.

The file of the run under way is the one that does not go out through ``files``: it is added to row by row,
and half a line that a kill left is passed over. SQLite would take the offsets away, but not the lock between
two runs nor 汇总.jsonl, which programs read; and it is not safe on the shares where bureaus keep such folders.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from juesuan.batch.outcomes import Row
from juesuan.errors import OutputError
from juesuan.files import cannot_write, replace_file
from juesuan.places import FilePlace

if TYPE_CHECKING:
    from filelock import BaseFileLock


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
    try:
        return Row.from_json(file.readline())
    except (ValueError, TypeError, LookupError):
        raise OutputError(
            "这个文件在运行中被改动了", place=FilePlace(file.name), remedy="请不要改它，再运行同一条命令"
        ) from None


class Journal:
    """The run under way, and the one before it, for as long as it is open; nobody else can open it then.

    Use as a context manager. Raises ``OutputError``: another batch is at work there, or the place cannot be
    written to.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Self:
        self._lock = _locked(self.path.with_suffix(".lock"))
        try:
            self.last = Rows(self.path)
            self.now = Rows(self.path.with_suffix(".未完成.jsonl"))
            self._file = self.now.path.open("r+b" if self.now.path.exists() else "w+b")
            self._file.truncate(self.now.whole)  # what a killed run left of its last line goes
        except OSError as error:
            _unlocked(self._lock)
            raise cannot_write(error, self.path) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        _unlocked(self._lock)

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
        replace_file(self.path, ((row.as_json() + "\n").encode() for row in self.now.of(departments)))
        self.now.path.unlink(missing_ok=True)


def _locked(path: Path) -> BaseFileLock:
    """The lock of a journal. The system lets go of it when a process ends, however it ends."""
    from filelock import FileLock, Timeout

    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise OutputError(
            "另一批工作正在写这个文件夹",
            place=FilePlace(str(path.parent)),
            remedy="请等它做完再来，或用 -o（审核用 --report）写到别处",
        ) from None
    except OSError as error:
        raise cannot_write(error, path) from error
    return lock


def _unlocked(lock: BaseFileLock) -> None:
    # Taken away while it is held: who waits at the old file finds that it has no name and begins anew.
    with contextlib.suppress(OSError):
        Path(lock.lock_file).unlink()
    lock.release()
