"""A bureau's folder for tests of batches: departments with the example's files, and ways to spoil one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import load_workbook

FILES = ("2022.xlsx", "2021.xlsx", "补充资料.xlsx")


def bureau(folder: Path, example: Path, *names: str) -> Path:
    """``folder`` with a department of each name; all have the example's figures."""
    for name in names:
        (folder / name).mkdir(parents=True)
        for file in FILES:
            shutil.copy(example / file, folder / name / file)
    return folder


def _truncated(folder: Path) -> str:
    path = folder / "2022.xlsx"
    path.write_bytes(path.read_bytes()[:3000])
    return "这个文件已损坏"


def _no_prior(folder: Path) -> str:
    (folder / "2021.xlsx").unlink()
    return "请把上年的决算表放进来"


def _same_year(folder: Path) -> str:
    shutil.copy(folder / "2022.xlsx", folder / "2021.xlsx")
    return "都是2022年度的决算"


def _empty(folder: Path) -> str:
    (folder / "2022.xlsx").write_bytes(b"")
    return "文件是空的"


def _contradictory(folder: Path) -> str:
    book = load_workbook(folder / "2022.xlsx")
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if isinstance(cell.value, float | int) and cell.value > 100:
                cell.value = cell.value + 1
                book.save(folder / "2022.xlsx")
                return "没有生成文稿"
    raise AssertionError("no amount in the first sheet")


def _nothing(folder: Path) -> str:
    for path in folder.iterdir():
        path.unlink()
    return "没有2022年度的决算表"


_WAYS: Mapping[str, Callable[[Path], str]] = {
    "truncated": _truncated,
    "no prior year": _no_prior,
    "the same year twice": _same_year,
    "empty": _empty,
    "contradictory": _contradictory,
    "nothing sent": _nothing,
}
WRONG = tuple(_WAYS)


def spoil(folder: Path, way: str) -> str:
    """Spoil a department's files; part of the message that its row must carry."""
    return _WAYS[way](folder)
