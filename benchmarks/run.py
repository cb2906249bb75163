"""Every figure of README.md, measured here and now.

    python benchmarks/run.py [--rounds 40] [--processes 15] [--departments 1000] [--growth 3]
    python benchmarks/run.py --compare OTHER_CHECKOUT [--rounds 10] [--growth 3]

Needs ``pip install -e '.[bench]'``. Everything is measured in turns (A B A B …); medians. With
``--compare`` this checkout and another one are timed side by side, each on the drafts that it wrote itself.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path

import single
from checkouts import Checkout, in_turns
from departments import write_department
from growth import HEAD, Growth, growth
from timing import Row, markdown, tell

HOME = Checkout(Path(__file__).parents[1])
EXAMPLE = (single.EXAMPLE, 2022)


def main() -> None:
    """Measure, and print Markdown."""
    options = arguments()
    print(machine(), end="\n\n")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        if options.compare:
            compared(Checkout(options.compare.resolve()), work, options)
        else:
            measured(work, options)


def measured(work: Path, options: argparse.Namespace) -> None:
    """Ours against the rivals, then how ours grows, then the bureau."""
    from rival_template import build_template

    template = work / "template.docx"
    build_template(template)
    department = single.Department(single.EXAMPLE, work)
    single.agree(department, template)
    memory: list[str] = []
    tell(rows(department, template, options, memory))
    if options.growth:
        grown = growth((HOME,), write_department, EXAMPLE, work, options.growth)
        _table(HEAD, (each.cells() for (each,) in grown))
    print("", *memory, sep="\n")


def rows(
    department: single.Department, template: Path, options: argparse.Namespace, memory: list[str]
) -> Iterator[Row]:
    """Every row in turn; the bureau's table of memory goes to ``memory``."""
    yield from single.writing(department, template, options.rounds)
    yield from single.drafting(department, template, options.rounds)
    yield from single.cold(department, template, options.processes)
    if options.departments:
        from batches import batch
        from resumed import resumed, usual

        row, table = batch(department.work, template, options.departments)
        memory.append(table)
        yield row
        memory += ["", *resumed(department.work, options.departments), usual(department.work)]


def compared(other: Checkout, work: Path, options: argparse.Namespace) -> None:
    """This checkout beside another: draft and refresh of the example, then growth. CPU seconds."""
    both = (HOME, other)
    _table(("例子", "这边 秒", "那边 秒", "这边 / 那边"), _example(both, work, options.rounds))
    if options.growth:
        head = ("命令", "文稿", "规模", "这边 CPU 秒", "指数", "那边 CPU 秒", "指数")
        grown = growth(both, write_department, EXAMPLE, work, options.growth)
        _table(head, (_beside(*each) for each in grown))


def _example(both: tuple[Checkout, Checkout], work: Path, rounds: int) -> Iterator[tuple[str, ...]]:
    from corrections import filled
    from growth import Documents

    folder, year = EXAMPLE
    made = [
        Documents.made(each, folder, year, work / f"{at}-example", {"已填写": filled})
        for at, each in enumerate(both)
    ]
    for name in ("draft", "refresh", "check", "publish"):
        commands = [each.command(name, "已填写") for each in made]
        ours, others = in_turns(both, commands, rounds)
        assert ours is not None, name
        assert others is not None, name
        yield name, f"{ours:.3f}", f"{others:.3f}", f"{ours / others:.2f}"


def _beside(ours: Growth, others: Growth) -> tuple[str, ...]:
    command, document, sizes, taken, exponent, *_ = ours.cells()
    return command, document, sizes, taken, exponent, *others.cells()[3:5]


def _table(head: tuple[str, ...], lines: Iterator[tuple[str, ...]]) -> None:
    """Print a table, each line as soon as it is measured."""
    print("", markdown(head, []), sep="\n", flush=True)
    for line in lines:
        print(f"| {' | '.join(line)} |", flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=40, help="rounds of what runs in this process")
    parser.add_argument("--processes", type=int, default=15, help="rounds of cold starts")
    parser.add_argument("--departments", type=int, default=1000, help="size of the bureau; 0: no bureau")
    parser.add_argument("--growth", type=int, default=3, help="rounds of the growth table; 0: none")
    parser.add_argument(
        "--compare", type=Path, metavar="CHECKOUT", help="time another checkout beside this one"
    )
    return parser.parse_args()


def machine() -> str:
    """What the figures depend on."""
    return f"{platform.system()} {platform.machine()}，{os.cpu_count()}核，Python {platform.python_version()}"


if __name__ == "__main__":
    main()
