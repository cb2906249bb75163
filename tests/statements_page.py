"""The worked examples of docs/analysis/statements.md, and sentences as text: 〔 〕 filled, 【 】 empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from juesuan.narrative import Figure, Paragraph, Slot, Statement, Text
from juesuan.statements.reading import marked
from juesuan.statements.tokens import Lexer, SlotRange

PAGE = Path(__file__).resolve().parents[1] / "docs" / "analysis" / "statements.md"
NONE = "无"
_SLOT = re.compile(r"〔([^〕]*)〕|(【请[^】]*】)")
_FIGURE = re.compile(
    r"(?<![\d.])(?!(?:19|20)\d\d年|\d{7}|\d{1,2}[月日、]|\d+万元以上)\d[\d,]*(?:\.\d+)?%?(?!\d)"
)


@dataclass(frozen=True)
class Example:
    """One row of the page."""

    number: str
    base: str
    staff: str
    fresh: str
    result: str
    comment: str
    why: str


def examples() -> Iterator[Example]:
    """Every row, with what “〃” and “同…” stand for."""
    before = ""
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) != 7 or not cells[0].isdigit():
            continue
        number, base, staff, fresh, result, comment, why = cells
        base = before if base == "〃" else base
        before = base
        staff = base if staff == "同原稿" else staff
        result = {"同新数据": fresh, "同人工": staff}.get(result, result)
        yield Example(number, base, staff, fresh, result, comment, why)


def generated(text: str, lexer: Lexer) -> Paragraph:
    """A sentence of the page as a generated paragraph: numbers are figures, keyed by the words before them."""
    spans: list[Any] = []
    at = 0
    heads: list[str] = []
    for key, match in _slots(text):
        spans += _spans(text[at : match.start()], heads)
        said, prompt = match.groups()
        state: Any = "filled" if said else "empty"
        spans.append(Slot(key, "reason", "原因", prompt or "【请填写原因】", text=said or "", state=state))
        at = match.end()
    spans += _spans(text[at:], heads)
    paragraph = marked(Paragraph("example", "body", tuple(spans)), lexer)
    return replace(paragraph, statements=tuple(_keyed(paragraph)))


def _slots(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The slots of a sentence with their keys."""
    at = 0
    for number, match in enumerate(_SLOT.finditer(text), 1):
        yield f"reason.{'budget' if '预算数的' in text[at : match.start()] else number}", match
        at = match.end()


def _keyed(paragraph: Paragraph) -> Iterator[Statement]:
    """The statements with the keys that compose gives them, whichever way the figures went."""
    seen: dict[str, int] = {}
    for each in paragraph.statements:
        words = paragraph.literal[each.start : each.end]
        against = "versus_budget" if "预算" in words else "change"
        if each.kind == "comparison" and words.startswith("决算数"):
            yield replace(each, key="reason.budget", kind="slot", about=against)
        elif each.kind == "comparison":
            seen[against] = seen.get(against, 0) + 1
            key = f"{against}{seen[against] if seen[against] > 1 else ''}"
            yield replace(each, key=key, about=key)
        elif each.kind == "slot" and "主要用于" not in words:
            yield replace(each, about=against)
        else:
            yield each


def _spans(text: str, heads: list[str]) -> Iterator[Any]:
    at = 0
    for match in _FIGURE.finditer(text):
        if at < match.start():
            yield Text(text[at : match.start()])
        head = re.sub(r"[\d.%，。；：、]", "", re.split(r"[，。；：、]", text[: match.start()])[-1])
        yield Figure(_key(head, match[0], heads), match[0])
        at = match.end()
    if at < len(text):
        yield Text(text[at:])


def _key(head: str, figure: str, heads: list[str]) -> str:
    """A key that does not change with the direction, as compose's keys do not."""
    if re.search("增加$|减少$", head):
        name = "difference"
    elif re.search("增长$|下降$", head):
        name = "percent"
    elif head.startswith("完成"):
        name = "ratio"
    else:
        name = "current"
    if name != "percent" or not heads:
        heads.append(re.sub("各?(增加|减少|增长|下降)$|^.*预算数?的?$", "", head) or f"{len(heads)}")
    return f"{heads[-1]}.{name}"


def with_slots(text: str) -> tuple[str, list[SlotRange]]:
    """A sentence of the page as it stands in a document, and where its slots' words stand."""
    plain, ranges, at = "", [], 0
    for key, match in _slots(text):
        plain += text[at : match.start()]
        said = match[1] if match[1] is not None else match[2]
        ranges.append(SlotRange(key, len(plain), len(plain) + len(said)))
        plain += said
        at = match.end()
    return plain + text[at:], ranges


def plain(text: str) -> str:
    """A sentence of the page without the marks of its slots."""
    return with_slots(text)[0]
