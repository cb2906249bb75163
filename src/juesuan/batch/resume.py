"""What need not be done again: a department whose inputs are the same and whose outputs are there."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from juesuan import __version__
from juesuan.batch.departments import Department
from juesuan.batch.journal import Journal
from juesuan.batch.outcomes import Row
from juesuan.batch.tasks import Options, Task, digest


def task_of(
    department: Department, options: Options, edition: str, base: Path, pages: Path | None, journal: Journal
) -> Task:
    """The work of a department, with what earlier runs left of it. ``edition`` tells the content of editions."""
    last, now = journal.last.get(department.name), journal.now.get(department.name)
    left = {**(last.outputs if last else {}), **(now.outputs if now else {})}
    return Task(
        department,
        options,
        output=pages or base / department.name,
        base=base,
        inputs=_inputs(department, options, edition),
        known=left,
        last=last if pages and last and last.action == "check" else None,
    )


def _inputs(department: Department, options: Options, edition: str) -> str:
    """A digest of everything the work depends on: same digest, same outputs."""
    if options.action == "draft":
        department = replace(department, document=None)
    names = [[path.name for path in group] for group in department.groups]
    own = (department.name, department.edition, department.first_year, names)
    told = (__version__, edition, replace(options, overwrite=False), own)
    hashed = sha256(repr(told).encode())
    template = [Path(options.template)] if options.template and Path(options.template).is_file() else []
    for path in (*department.files, *template):
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            with suppress(OSError):  # what cannot be read is told by the work itself
                hashed.update(b"\0" + (file.read_bytes() if file.is_file() else b""))
    return hashed.hexdigest()


def done_already(task: Task, journal: Journal) -> Row | None:
    """The row of a department that this run, before it was interrupted, or the last one has done."""
    name = task.department.name
    now = journal.now.get(name)
    if now and _stands(now, task):
        return now
    last = journal.last.get(name)
    if last and task.options.action != "check" and _stands(last, task):
        return replace(last, state="unchanged", seconds=0.0)
    return None


def _stands(row: Row, task: Task) -> bool:
    """Whether a row's inputs are still the same and its outputs there."""
    if not row.done or row.inputs != task.inputs:
        return False
    outputs = {task.base / name: left for name, left in row.outputs.items()}
    if task.options.overwrite:
        return all(path.is_file() and digest(path.read_bytes()) == left for path, left in outputs.items())
    return all(path.is_file() for path in outputs)
