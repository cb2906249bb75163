"""Medians of interleaved runs: A B C A B C …, so that a slow moment of the machine hits all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


def interleaved(rounds: int, warm_up: int = 2, **work: Callable[[], object]) -> dict[str, float]:
    """The median milliseconds of each. Garbage collection is left as it is."""
    for each in work.values():
        for _ in range(warm_up):
            each()
    taken: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, each in work.items():
            started = time.perf_counter()
            each()
            taken[name].append((time.perf_counter() - started) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


@dataclass(frozen=True)
class Row:
    """One line of the result: ours against another, in milliseconds; no ``target``: for information."""

    what: str
    ours: float
    other: float
    target: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.other

    def cells(self) -> tuple[str, ...]:
        if self.target is None:
            judged = ("—", f"{self.ratio:.3f}", "")
        else:
            judged = (
                f"≤ {self.target:g}",
                f"{self.ratio:.3f}",
                "达到" if self.ratio <= self.target else "未达到",
            )
        return (self.what, judged[0], judged[1], f"{self.ours:,.2f}", f"{self.other:,.2f}", judged[2])


HEAD = ("比较（本软件 / 对照）", "目标", "实测比值", "本软件 ms", "对照 ms", "结论")


def markdown(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def tell(rows: Iterable[Row]) -> None:
    """Print the table, each row as soon as it is measured."""
    print(markdown(HEAD, []))
    for row in rows:
        print(f"| {' | '.join(row.cells())} |", flush=True)
