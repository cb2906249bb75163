"""A bureau of made-up departments: python benchmarks/bureau.py FOLDER --count 60 --broken 3

Figures come from a seed and are built upwards from items (tests/made_up.py), so every identity holds.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path

from openpyxl import load_workbook

from juesuan.app.new import new
from juesuan.sheets.book import as_bytes

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from made_up import answers, department, made_up
from workbooks import build_workbook

YEAR = 2022
_COLUMNS = {"": 2, "prior": 3, "budget": 4}  # of the supplement, after the key


def write_department(folder: Path, seed: int, *, items: int = 12) -> Path:
    """Both years' workbooks and the supplement of the department of that seed, in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    now, then = made_up(seed, year=YEAR, items=items)
    build_workbook(folder / f"{YEAR}.xlsx", now)
    build_workbook(folder / f"{YEAR - 1}.xlsx", then)
    (folder / "补充资料.xlsx").write_bytes(_supplement(answers(seed, now)))
    return folder


def _supplement(said: Mapping[str, object]) -> bytes:
    book = load_workbook(io.BytesIO(_form()))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_col=1, max_col=5):
        key = row[0].value
        for column, at in _COLUMNS.items():
            name = f"{key}.{column}" if column else key
            if name in said:
                row[at].value = said[name]
    return as_bytes(book)


@cache
def _form() -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return new(Path(folder) / "补充资料.xlsx", year=YEAR, department="部门").read_bytes()


# ---- departments that cannot be done ----


def _truncated(folder: Path) -> None:
    path = folder / f"{YEAR}.xlsx"
    path.write_bytes(path.read_bytes()[:4_000])


def _empty(folder: Path) -> None:
    (folder / f"{YEAR}.xlsx").write_bytes(b"")


def _web_page(folder: Path) -> None:
    (folder / f"{YEAR}.xlsx").write_text("<html><body>请先登录</body></html>", "utf-8")


def _no_prior(folder: Path) -> None:
    (folder / f"{YEAR - 1}.xlsx").unlink()


def _same_year(folder: Path) -> None:
    (folder / f"{YEAR - 1}.xlsx").write_bytes((folder / f"{YEAR}.xlsx").read_bytes())


def _nothing(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def _contradictory(folder: Path) -> None:
    book = load_workbook(folder / f"{YEAR}.xlsx")
    total = next(cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "总计")
    total.offset(column=1).value += 10
    book.save(folder / f"{YEAR}.xlsx")


def _words_for_a_number(folder: Path) -> None:
    book = load_workbook(folder / f"{YEAR}.xlsx")
    total = next(cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "总计")
    total.offset(column=1).value = "见附件"
    book.save(folder / f"{YEAR}.xlsx")


def _old_supplement(folder: Path) -> None:
    book = load_workbook(folder / "补充资料.xlsx")
    for row in book.worksheets[0].iter_rows(max_col=3):
        if row[0].value == "year":
            row[2].value = YEAR - 1
    book.save(folder / "补充资料.xlsx")


def _twice(folder: Path) -> None:
    (folder / f"{YEAR} - 副本.xlsx").write_bytes((folder / f"{YEAR}.xlsx").read_bytes())


BREAKS: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("damaged", _truncated),
    ("file-empty", _empty),
    ("not-a-workbook", _web_page),
    ("no-prior", _no_prior),
    ("input", _same_year),
    ("department-files", _nothing),
    ("figures-contradict", _contradictory),
    ("input", _words_for_a_number),
    ("input", _old_supplement),
    ("department-files", _twice),
)
"""Ways to break a department, each with the code of the first finding in its row."""


def write_bureau(folder: Path, count: int, *, broken: int = 0, items: int = 12) -> dict[str, str]:
    """``count`` departments, ``broken`` of them spread among the others; the code that each of these gets."""
    work = partial(_write, folder, items=items)
    with ProcessPoolExecutor() as executor:
        list(executor.map(work, range(count), chunksize=max(1, min(20, count // 8))))
    told = {}
    for at in range(broken):
        name, (code, spoil) = department(count * at // broken), BREAKS[at % len(BREAKS)]
        spoil(folder / name)
        told[name] = code
    return told


def _write(folder: Path, seed: int, *, items: int) -> None:
    write_department(folder / department(seed), seed, items=items)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--broken", type=int, default=0)
    parser.add_argument("--items", type=int, default=12)
    given = parser.parse_args()
    for name, code in write_bureau(given.folder, given.count, broken=given.broken, items=given.items).items():
        print(f"{name}\t{code}")
