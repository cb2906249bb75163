"""How commands grow with a document: ten times the items, ten times the paragraphs of staff's own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checkouts import Checkout, in_turns
from corrections import before_correction
from growing import doubled, every_item_touched, with_staff_paragraphs, without_anchors

ITEMS, PARAGRAPHS = (140, 1400), (1000, 10000)
STEEPEST = 1.2
"""The exponent that no command may exceed: 1 is in proportion, 2 the square."""
HEAD = ("命令", "文稿", "规模", "CPU 秒", "指数", "目标", "结论")


@dataclass(frozen=True)
class Growth:
    """One command on a small and on a large document, CPU seconds; ``at_most`` for the large one."""

    command: str
    document: str
    sizes: tuple[int, int]
    small: float | None
    large: float | None
    at_most: float | None = None

    @property
    def exponent(self) -> float | None:
        """How steeply it grows; nothing where the command did not end."""
        few, many = self.sizes
        if self.small is None or self.large is None:
            return None
        return math.log(self.large / self.small) / math.log(many / few)

    def cells(self) -> tuple[str, ...]:
        few, many = self.sizes
        aim = f"指数 ≤ {STEEPEST:g}" + (f"，{self.at_most:g} 秒" if self.at_most else "")
        taken = f"{_shown(self.small)} → {_shown(self.large)}"
        exponent = self.exponent
        head = (self.command, self.document, f"{few:,} → {many:,}", taken)
        if exponent is None or self.large is None:
            return (*head, "—", aim, "未达到")
        reached = exponent <= STEEPEST and (self.at_most is None or self.large <= self.at_most)
        return (*head, f"{exponent:.2f}", aim, "达到" if reached else "未达到")


def _shown(seconds: float | None) -> str:
    return "没有做完" if seconds is None else f"{seconds:.2f}"


@dataclass(frozen=True)
class Documents:
    """A department's figures, and documents made of the draft that one checkout wrote of them."""

    figures: Sequence[object]
    folder: Path

    @classmethod
    def made(
        cls,
        checkout: Checkout,
        department: Path,
        year: int,
        folder: Path,
        edits: dict[str, Callable[[bytes], bytes]],
        earlier: Callable[[Path, Path], object] = doubled,
    ) -> Documents:
        """Draft from last year's figures before they were corrected, then let staff have it.

        ``earlier(prior, target)`` writes the workbook of those figures.
        """
        folder.mkdir(parents=True)
        now, then = department / f"{year}.xlsx", department / f"{year - 1}.xlsx"
        supplement = department / "补充资料.xlsx"
        before = folder / f"{year - 1}更正前.xlsx"
        earlier(then, before)
        draft = folder / "初稿.docx"
        checkout.run("draft", now, before, "-s", supplement, "-o", draft)
        for name, edit in edits.items():
            edited = edit(draft.read_bytes())
            (folder / f"{name}.docx").write_bytes(edited)
            (folder / f"{name}-无锚.docx").write_bytes(without_anchors(edited))
        return cls((now, then, "-s", supplement), folder)

    def command(self, name: str, document: str) -> list[object]:
        """The command line of ``name`` on that document."""
        path, target = self.folder / f"{document}.docx", self.folder / "结果.docx"
        written = ("-o", target, "--overwrite")
        if name == "draft":
            return ["draft", *self.figures, *written]
        if name == "check":
            return ["check", path, *self.figures]
        if name == "refresh":
            return ["refresh", path, *self.figures, *written]
        return ["publish", path, *written, "--force"]


def growth(
    checkouts: Sequence[Checkout],
    write_department: Callable[..., Path],
    example: tuple[Path, int],
    work: Path,
    rounds: int,
) -> Iterator[list[Growth]]:
    """Every command on every kind of document, for each of the checkouts in turn."""
    yield from _more_items(checkouts, write_department, work, rounds)
    yield from _more_paragraphs(checkouts, example, work, rounds)


_MORE_ITEMS = (
    ("draft", "初稿", "全变", "", None),
    ("check", "每项都填过、改过，每个数都变了", "全变", "改过", 2.0),
    ("refresh", "每项都填过、改过，更正了两个数", "更正", "改过", 2.5),
    ("refresh", "同上，每个数都变了", "全变", "改过", 2.5),
    ("publish", "同上", "全变", "改过", None),
    ("check", "同上，定位标记全失", "全变", "改过-无锚", None),
    ("refresh", "同上，定位标记全失", "全变", "改过-无锚", None),
)
"""Command, what is told of the document, how the figures changed since its draft, the document, seconds."""
_EARLIER: dict[str, Callable[[Path, Path], object]] = {"全变": doubled, "更正": before_correction}


def _more_items(
    checkouts: Sequence[Checkout], write_department: Callable[..., Path], work: Path, rounds: int
) -> Iterator[list[Growth]]:
    """A department's draft of more items, staff having touched every one."""
    folders = [write_department(work / f"{items}-items", seed=1, items=items) for items in ITEMS]
    made = {
        (at, items, name): Documents.made(
            checkout, folder, 2022, work / f"{at}-{items}-{name}", {"改过": every_item_touched}, earlier
        )
        for at, checkout in enumerate(checkouts)
        for items, folder in zip(ITEMS, folders, strict=True)
        for name, earlier in _EARLIER.items()
    }
    for name, told, changed, document, at_most in _MORE_ITEMS:
        small, large = (
            in_turns(
                checkouts,
                [made[at, items, changed].command(name, document) for at in range(len(checkouts))],
                rounds,
            )
            for items in ITEMS
        )
        yield [
            Growth(name, f"科目：{told}", ITEMS, *taken, at_most) for taken in zip(small, large, strict=True)
        ]


def _more_paragraphs(
    checkouts: Sequence[Checkout], example: tuple[Path, int], work: Path, rounds: int
) -> Iterator[list[Growth]]:
    """The example's draft with more paragraphs of staff's own between its own."""
    edits = {str(count): with_staff_paragraphs(count) for count in PARAGRAPHS}
    made = [
        Documents.made(checkout, *example, work / f"{at}-staff", edits)
        for at, checkout in enumerate(checkouts)
    ]
    for name in ("check", "refresh", "publish"):
        for ending, told in (("", ""), ("-无锚", "，定位标记全失")):
            small, large = (
                in_turns(checkouts, [each.command(name, f"{count}{ending}") for each in made], rounds)
                for count in PARAGRAPHS
            )
            yield [
                Growth(name, f"人工段落{told}", PARAGRAPHS, *taken)
                for taken in zip(small, large, strict=True)
            ]
