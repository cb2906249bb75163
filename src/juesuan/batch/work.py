"""The work of one department: paths in, a result row out. Nothing else passes, so any executor can do it."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from juesuan.app.check import check
from juesuan.app.draft import draft
from juesuan.app.refresh import refresh
from juesuan.app.result import Product, Result
from juesuan.app.sources import Sources
from juesuan.batch.opinions import compared
from juesuan.batch.outcomes import Action, Row, findings_said
from juesuan.batch.tasks import Task, digest
from juesuan.errors import InputError, JuesuanError
from juesuan.files import make_folder, write_all
from juesuan.findings import Finding
from juesuan.narrative import Narrative
from juesuan.review import OPEN, STALE, Remark, review

DRAFT: Final = "草稿.docx"
CHANGES: Final = "变动.xlsx"

_REMEDIES = {
    "no-prior": "请把上年的决算表放进来；新设的部门请加 --first-year，或在清单的“上年”栏写“无”",
}
"""What to do in a batch, where the remedy of a single command would be another."""


def work(task: Task) -> Row:
    """Do one department's part of a batch. Never raises: what went wrong is in the row."""
    begun = time.perf_counter()
    row = _tried(task, _ACTIONS[task.options.action])
    if not row.done and task.options.action != "check":
        with suppress(OSError):
            task.output.rmdir()  # made for nothing; one with files in it stays
    if task.options.action == "check":
        row = compared(row, task.last)
        row = _tried(task, lambda task: _with_opinion(task, row))
    return replace(row, inputs=task.inputs, seconds=round(time.perf_counter() - begun, 3))


def broken(task: Task, message: str) -> Row:
    """The row of a department whose work ended otherwise than with a message."""
    return _failed(task, (Finding("internal", "error", message),))


def _tried(task: Task, action: Callable[[Task], Row]) -> Row:
    try:
        if trouble := task.department.trouble:
            raise InputError(trouble.message, place=trouble.place, remedy=trouble.remedy, code=trouble.code)
        return action(task)
    except JuesuanError as error:
        told = replace(Finding.of(error), remedy=_REMEDIES.get(error.code, error.remedy))
        return _failed(task, (told, *getattr(error, "findings", ())))
    except Exception as error:
        row = broken(task, f"程序内部出错（{type(error).__name__}）。请把汇总的 .jsonl 文件发给维护者")
        return replace(row, traceback=traceback.format_exc())


def _failed(task: Task, findings: Iterable[Finding]) -> Row:
    said = findings_said((*findings, *task.department.notes))
    return Row(task.department.name, task.options.action, "failed", findings=said)


# ---- the three actions ----


def _draft(task: Task) -> Row:
    options = task.options
    result = draft(
        _sources(task), reasons=task.department.reasons, template=options.template, force=options.force
    )
    row = _told(task, result.narrative, result.findings)
    waiting = sum(slot.state in ("empty", "suggested") for slot in result.slots)
    return replace(row, unfilled=waiting, outputs=_written(task, result, {"draft": DRAFT}))


def _refresh(task: Task) -> Row:
    from juesuan.word import read_bytes

    options = task.options
    result = refresh(
        _document(task),
        _sources(task),
        reasons=task.department.reasons,
        track_changes=options.track_changes,
        date=options.date,
        report=True,
        force=options.force,
    )
    again = read_bytes(result.outputs["draft"], DRAFT)
    remarks = review(again, result.narrative, comparison=result.inputs.comparison)
    return replace(
        _counted(_told(task, result.narrative, result.findings), remarks),
        changed=len(result.revision.changes),
        notes=len(result.revision.notes),
        outputs=_written(task, result, {"draft": DRAFT, "report": CHANGES}),
    )


def _check(task: Task) -> Row:
    if task.last and task.last.done and _unmoved(task):
        return task.last  # what was found then still holds
    result = check(_document(task), _sources(task) if task.department.current else None)
    row = _counted(_told(task, result.narrative, result.findings), result.remarks)
    return replace(row, state="done" if result.clean else "findings")


_ACTIONS: Mapping[Action, Callable[[Task], Row]] = {"draft": _draft, "refresh": _refresh, "check": _check}


# ---- what goes in ----


def _unmoved(task: Task) -> bool:
    """Whether the department sent the same files as for the last check."""
    return task.last is not None and task.last.inputs == task.inputs


def _document(task: Task) -> Path:
    if task.department.document is None:
        raise InputError(
            "没有文稿",
            remedy=f"请把部门交回的 {DRAFT} 放进来",
            code="no-document",
        )
    return task.department.document


def _sources(task: Task) -> Sources:
    department, options = task.department, task.options
    if department.current is None:
        raise InputError("没有本年的决算表", remedy="请让这个部门报来，或核对文件名里的年度")
    return Sources(
        department.current,
        department.priors,
        department.supplement,
        department.edition or options.edition,
        options.unit,
        department.first_year or (options.first_year and not department.priors),
    )


# ---- what comes out ----


def _written(task: Task, result: Result, names: Mapping[Product, str]) -> dict[str, str]:
    """Write the outputs into the department's folder; how we left them, by their names.

    What somebody changed since the last run is not replaced.
    """
    make_folder(task.output)
    outputs = result.placed({product: task.output / name for product, name in names.items()})
    replaceable = task.options.overwrite or all(_ours(task, path) for path in outputs if path.exists())
    write_all(outputs, overwrite=replaceable, inputs=result.read)
    return _left(task, outputs)


def _ours(task: Task, path: Path) -> bool:
    return task.known.get(task.relative(path)) == digest(path.read_bytes())


def _left(task: Task, outputs: Mapping[Path, bytes]) -> dict[str, str]:
    return {task.relative(path): digest(data) for path, data in outputs.items()}


def _told(task: Task, narrative: Narrative | None, findings: Iterable[Finding]) -> Row:
    said = findings_said((*findings, *task.department.notes))
    row = Row(task.department.name, task.options.action, "done", findings=said)
    if narrative is None:
        return row
    return replace(
        row,
        name=narrative.department,
        year=narrative.year,
        paragraphs=len(narrative.paragraphs),
        figures=sum(1 for _ in narrative.figures()),
        slots=sum(1 for _ in narrative.slots()),
    )


def _counted(row: Row, remarks: Iterable[Remark]) -> Row:
    codes = Counter(remark.finding.code for remark in remarks)
    return replace(row, unfilled=sum(codes[code] for code in OPEN), stale=sum(codes[code] for code in STALE))


def _with_opinion(task: Task, row: Row) -> Row:
    """The 审核意见 page, beside an older one into which somebody wrote."""
    from juesuan.batch.opinion_page import write_opinion

    make_folder(task.output)
    name, number = task.department.name, 1
    path = task.output / f"{name}.docx"
    while path.exists() and not task.options.overwrite and not _ours(task, path):
        number += 1
        path = task.output / f"{name}-{number}.docx"
    document = task.department.document
    page = write_opinion(row, document.name if document else "", unchanged=_unmoved(task))
    write_all({path: page}, overwrite=True, inputs=task.department.files)
    return replace(row, outputs=_left(task, {path: page}))
