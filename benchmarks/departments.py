"""Made-up departments for benchmarks and tests of batches: figures from a seed, workbooks as exported.

    python benchmarks/departments.py FOLDER --count 60 [--broken 10] [--seed 0] [--items 12]

Figures come from ``tests/made_up.py``, which builds them upwards from items, so every identity holds; here
they get “三公” expenses of every kind (level, zero, begun, ended, more, less) and become files.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # last: tests/departments.py must not come before this file
sys.path.append(str(Path(__file__).parents[1] / "tests"))

from benchmarks.departments_broken import BREAKS
from benchmarks.departments_figures import answers, both_years, name
from benchmarks.departments_files import supplement, workbook


def write_department(folder: Path, seed: int, *, year: int = 2022, items: int = 12) -> Path:
    """Both years' workbooks and the supplement of the department of that seed, in ``folder``.

    ``items`` is how many 项 of expenditure it may have (each year some of them spend nothing).
    """
    folder.mkdir(parents=True, exist_ok=True)
    now, then = both_years(seed, year=year, items=items)
    (folder / f"{year}.xlsx").write_bytes(workbook(now))
    (folder / f"{year - 1}.xlsx").write_bytes(workbook(then))
    (folder / "补充资料.xlsx").write_bytes(supplement(answers(seed, now), year))
    return folder


def write_bureau(
    folder: Path, count: int, *, broken: int = 0, seed: int = 0, year: int = 2022, items: int = 12
) -> dict[str, str]:
    """``count`` departments in ``folder/<name>/``, of seeds from ``seed`` on, in two processes.

    ``broken`` of them, spread evenly, are broken in the ways of ``BREAKS`` in turn: the code of the error
    that each of these gets, by department.
    """
    write = partial(_write_named, folder, year=year, items=items)
    with ProcessPoolExecutor(2) as executor:
        list(executor.map(write, range(seed, seed + count), chunksize=max(1, min(20, count // 8))))
    codes = {}
    for at in range(broken):
        department, way = name(seed + count * at // broken), BREAKS[at % len(BREAKS)]
        way.spoil(folder / department, year)
        codes[department] = way.code
    return codes


def _write_named(folder: Path, seed: int, *, year: int, items: int) -> None:
    write_department(folder / name(seed), seed, year=year, items=items)


def main() -> None:
    """Write a bureau; print the departments that are broken, each with the code of its error."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    for option, usual in (("count", 60), ("broken", 0), ("seed", 0), ("year", 2022), ("items", 12)):
        parser.add_argument(f"--{option}", type=int, default=usual)
    given = vars(parser.parse_args())
    for department, code in write_bureau(given.pop("folder"), given.pop("count"), **given).items():
        print(f"{department}\t{code}")


if __name__ == "__main__":
    main()
