"""Every figure of README.md, measured here and now.

    python benchmarks/run.py [--rounds 40] [--processes 15] [--departments 1000]

Needs ``pip install -e '.[bench]'``. Everything is measured in turns (A B A B …); medians.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path

import single
from rival_template import build_template
from timing import Row, tell


def main() -> None:
    """Measure, and print Markdown."""
    options = arguments()
    print(machine(), end="\n\n")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        template = work / "template.docx"
        build_template(template)
        department = single.Department(single.EXAMPLE, work)
        single.agree(department, template)
        memory: list[str] = []
        tell(measured(department, template, options, memory))
        print("", *memory, sep="\n")


def measured(
    department: single.Department, template: Path, options: argparse.Namespace, memory: list[str]
) -> Iterator[Row]:
    """Every row in turn; the bureau's table of memory goes to ``memory``."""
    yield from single.writing(department, template, options.rounds)
    yield from single.drafting(department, template, options.rounds)
    yield from single.cold(department, template, options.processes)
    from departments import write_department

    yield from single.growth(write_department, department.work, max(3, options.rounds // 8))
    if options.departments:
        from batches import batch

        row, table = batch(department.work, template, options.departments)
        memory.append(table)
        yield row
        from resumed import resumed, usual

        memory += ["", *resumed(department.work, options.departments), usual(department.work)]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=40, help="rounds of what runs in this process")
    parser.add_argument("--processes", type=int, default=15, help="rounds of cold starts")
    parser.add_argument("--departments", type=int, default=1000, help="size of the bureau; 0: no bureau")
    return parser.parse_args()


def machine() -> str:
    """What the figures depend on."""
    return f"{platform.system()} {platform.machine()}，{os.cpu_count()}核，Python {platform.python_version()}"


if __name__ == "__main__":
    main()
