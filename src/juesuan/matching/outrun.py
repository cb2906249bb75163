"""Reasons that the figures have outrun: written for another change, or naming a number that is no more.

Pure; ``merge`` marks them in the document, ``review`` tells of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from juesuan.amounts import read_number
from juesuan.matching.texts import NUMBER, normal
from juesuan.narrative import Narrative, WrittenFor

MOVED = Decimal("0.5")
"""A reason is looked at again when the change that it explains moved by more than this share of itself.
An edition may say otherwise. Half: on the example's refreshes a supplementary budget for one item moves its
change by more, corrections between items by less."""

TRENDS: Mapping[str, str] = {"increase": "up", "from_zero": "up", "decrease": "down", "to_zero": "down"}
_SAID = {
    "increase": "增加",
    "from_zero": "增加（原为零）",
    "decrease": "减少",
    "to_zero": "减为零",
    "level": "持平",
    "both_zero": "都是零",
    "first_year": "没有上年数可比",
}


class Outrun(NamedTuple):
    """Why a reason no longer fits: a finding's code, and words for people."""

    code: str
    text: str


def outrun(was: WrittenFor | None, now: WrittenFor | None, limit: Decimal = MOVED) -> Outrun | None:
    """What became of the change for which words were written; nothing where they still fit.

    The direction turned, the change crossed zero or became level, or it moved by more than ``limit`` (a
    share: 0.5 is half).
    """
    if was is None or now is None:
        return None
    text = f"写原因时是{told(was)}，现在是{told(now)}"
    before, after = TRENDS.get(was.case, was.case), TRENDS.get(now.case, now.case)
    if {before, after} == {"up", "down"}:
        return Outrun("reason-flipped", text)
    if was.case != now.case:
        return Outrun("reason-case-changed", text)
    old, new = number_in(was.difference), number_in(now.difference)
    if old is None or new is None or abs(new - old) <= limit * abs(old):
        return None
    return Outrun("reason-moved", f"{text}，变动较大")


def told(about: WrittenFor) -> str:
    """A change in words: 增加14.24万元, 持平."""
    said = _SAID.get(about.case, about.case)
    return f"{said}{about.difference}万元" if about.case in ("increase", "decrease") else said


def number_in(text: str) -> Decimal | None:
    """The value of a number or percentage as printed; nothing where it is none."""
    number = read_number(text)
    return number.value if number else None


def cited(words: str, printed: Mapping[str, str]) -> dict[str, str]:
    """The numbers in a reason that are a figure's: number → that figure's key.

    ``printed`` are the figures that stand once: number → key. Whole numbers are left out: a year or a
    count of persons equals some figure by chance.
    """
    numbers = {match.group() for match in NUMBER.finditer(normal(words))}
    return {number: printed[number] for number in sorted(numbers) if "." in number and number in printed}


def printed_once(narrative: Narrative) -> dict[str, str]:
    """Number → key of the figure that prints it, where only one figure of the narrative does."""
    found: dict[str, set[str]] = {}
    for _, figure in narrative.figures():
        found.setdefault(figure.text, set()).add(figure.key)
    return {text: min(keys) for text, keys in found.items() if len(keys) == 1}


def outdated_numbers(
    words: str, cites: Mapping[str, str], figures: Mapping[str, str]
) -> Iterator[tuple[int, int, str]]:
    """Where a number of a reason stands whose figure prints another now: start, end, the new number.

    ``cites`` is what ``cited`` found when the words were written, ``figures`` are today's by key.
    """
    for match in NUMBER.finditer(normal(words)):
        now = figures.get(cites.get(match.group(), ""))
        if now is not None and now != match.group():
            yield match.start(), match.end(), now
