"""A draft of the example, filled in; the example's figures, changed. For tests of the whole round."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl

import juesuan
from juesuan.drafts import Draft
from juesuan.word import read_bytes


def drafted(example: Path, folder: Path, *, reasons: bool = True) -> Path:
    """The example's draft, with its reasons unless told otherwise."""
    target = folder / "草稿.docx"
    juesuan.draft(
        example / "2022.xlsx",
        example / "2021.xlsx",
        supplement=example / "补充资料.xlsx",
        output=target,
        reasons=[example / "原因.yaml"] if reasons else [],
    )
    return target


def read(path: Path) -> Draft:
    """What a reader of the document sees."""
    return read_bytes(path.read_bytes(), path.name)


def changed(
    workbook: Path,
    target: Path,
    amounts: Mapping[str, float | None] = {},
    *,
    added: Mapping[str, tuple[str, float]] = {},
    total: float | None = None,
) -> Path:
    """A copy of a workbook with other amounts in table 05, by code; ``None`` takes an item out.

    The other tables are left as they are, so drafting from it needs ``force``.
    """
    book = openpyxl.load_workbook(workbook)
    sheet = next(each for each in book if "05" in each.title)
    rows = {}
    for row in range(8, sheet.max_row + 1):
        code = "".join(str(sheet.cell(row, column).value or "") for column in (1, 2, 3))
        rows[code] = row
    for code, amount in amounts.items():
        for column in (5, 6, 7):
            sheet.cell(rows[code], column).value = amount if column == 5 else 0
    gone = [rows[code] for code, amount in amounts.items() if amount is None]
    if total is not None:
        sheet.cell(8, 5).value = total
    note = next(
        (row for row in range(8, sheet.max_row + 1) if str(sheet.cell(row, 1).value).startswith("注")), None
    )
    for code, (name, amount) in added.items():
        at = note or sheet.max_row + 1
        if note:
            sheet.insert_rows(at)
        for column, value in enumerate((code[:3], code[3:5], code[5:], name, amount, 0, amount), 1):
            sheet.cell(at, column).value = value
    for row in sorted(gone, reverse=True):
        sheet.delete_rows(row)
    book.save(target)
    return target
