"""Reads a manifest: the workbook in which a bureau lists its departments and their files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from juesuan.errors import InputError
from juesuan.places import FilePlace, Place
from juesuan.reading.files import Files
from juesuan.reading.form_index import normalised
from juesuan.reading.grids import Grid

MANIFESTS = ("manifest.xlsx", "清单.xlsx")
HEADERS: Mapping[str, tuple[str, ...]] = {
    "department": ("部门", "部门名称", "单位", "单位名称", "department"),
    "current": ("本年", "本年决算", "本年决算表", "current"),
    "priors": ("上年", "上年决算", "上年决算表", "prior", "priors"),
    "supplement": ("补充资料", "supplement"),
    "document": ("草稿", "文稿", "document"),
    "reasons": ("原因", "原因表", "reasons"),
    "edition": ("版本", "edition"),
}
_FIRST_YEAR = ("无", "新设", "没有")
_BETWEEN = re.compile(r"[;；\n]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One department of a manifest: its files by role, as written there (relative to the manifest)."""

    department: str
    files: Mapping[str, tuple[str, ...]]
    edition: str | None
    first_year: bool
    place: Place


def read_manifest(path: Path) -> tuple[Entry, ...]:
    """The departments of a manifest; several files in a cell stand apart by ； or a line break.

    A 上年 cell that says 无 or 新设 tells a department without last year's accounts. Raises
    ``InputError``: unreadable, without the columns 部门 and 本年 or 草稿, a department twice.
    """
    for grid in Files().grids(path):
        columns = _columns(grid)
        if columns:
            return _entries(grid, *columns)
    raise InputError(
        "清单里没有找到“部门”“本年”“上年”这些栏",
        place=FilePlace(path.name),
        remedy="第一行请写：部门、本年、上年、补充资料、草稿、版本；每个部门一行，填文件的位置",
        code="manifest",
    )


def _columns(grid: Grid) -> tuple[int, dict[str, int]] | None:
    for row in range(min(len(grid.rows), 20)):
        texts = {normalised(str(value)): column for column, value in grid.cells(row)}
        found = {
            name: texts[header] for name, headers in HEADERS.items() for header in headers if header in texts
        }
        if "department" in found and found.keys() & {"current", "document"}:
            return row, found
    return None


def _entries(grid: Grid, header: int, columns: Mapping[str, int]) -> tuple[Entry, ...]:
    entries: dict[str, Entry] = {}
    for row in range(header + 1, len(grid.rows)):
        cells = {name: _texts(grid, row, column) for name, column in columns.items()}
        if not any(cells.values()):
            continue
        place = grid.place(row, columns["department"])
        names = cells.pop("department")
        if not names:
            raise InputError("这一行没有写部门", place=place, remedy="请写上部门的名称", code="manifest")
        edition = cells.pop("edition", ())
        first_year = cells.get("priors", ()) != () and cells["priors"][0] in _FIRST_YEAR
        if first_year:
            cells["priors"] = ()
        entry = Entry(names[0], cells, edition[0] if edition else None, first_year, place)
        if entries.setdefault(names[0], entry) is not entry:
            raise InputError(f"“{names[0]}”写了两行", place=place, remedy="请只留一行", code="manifest")
    return tuple(entries.values())


def _texts(grid: Grid, row: int, column: int) -> tuple[str, ...]:
    value = grid.at(row, column)
    return tuple(text for part in _BETWEEN.split(str(value or "")) if (text := part.strip()))
