"""What a reader can recompute from a sentence alone: parts and their total, a change and its percentage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from juesuan.amounts import round_half_up
from juesuan.drafts import DraftParagraph
from juesuan.matching.tokens import DIRECTIONS, Token, tokens_of
from juesuan.review.model import Material, Remark

_COMPLETE = (("货物", "工程", "服务"), ("人员", "公用"))
"""Parts that are all there is: less than the total is as wrong as more."""
_HALF = Decimal("0.005")


def arithmetic(material: Material) -> Iterator[Remark]:
    """Judge every sentence that is not compared with the figures themselves."""
    for paragraph in material.draft.paragraphs:
        if paragraph.in_table or paragraph.index in material.occupied:
            continue
        for sentence in _sentences(tokens_of(paragraph.text, 0, paragraph.index)):
            yield from _sum(material, paragraph, sentence)
            yield from _change(material, paragraph, sentence)


def _sentences(words: Sequence[Token]) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    for word in words:
        sentence.append(word)
        if word.text == "。":
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _amounts(words: Sequence[Token]) -> list[int]:
    return [
        at
        for at, word in enumerate(words)
        if word.kind == "quantity" and word.quantity.unit in ("万元", "元")
    ]


def _sum(material: Material, paragraph: DraftParagraph, words: list[Token]) -> Iterator[Remark]:
    """总额…，其中：…、…、…。"""
    text = "".join(word.text for word in words)
    amounts = _amounts(words)
    if text.count("其中") != 1 or len(amounts) < 3:
        return
    middle = _position(words, text.index("其中"))
    before = [at for at in amounts if at < middle]
    parts = [at for at in amounts if at > middle]
    if len(before) != 1 or len(parts) < 2 or any(word.kind == "direction" for word in words):
        return
    total = words[before[0]].quantity
    if any(words[at].quantity.unit != total.unit for at in parts):
        return
    added = sum((words[at].quantity.value for at in parts), Decimal(0))
    tolerance = _HALF * (len(parts) + 1)
    rest = "".join(word.text for word in words[middle:])
    complete = any(len(parts) == len(names) and all(name in rest for name in names) for names in _COMPLETE)
    if added > total.value + tolerance or (complete and added < total.value - tolerance):
        said = f"各项相加是{added}{total.unit}，合计写的是{total.digits}{total.unit}"
        whole = words[before[0]]
        yield material.remark(
            "parts-differ",
            "error",
            said,
            paragraph.index,
            whole.start,
            whole.end,
            remedy="请核对",
            found=whole.text,
            expected=f"{added}{total.unit}",
        )


def _position(words: Sequence[Token], offset: int) -> int:
    seen = 0
    for at, word in enumerate(words):
        if seen >= offset:
            return at
        seen += len(word.text)
    return len(words)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A change as a sentence states it: …万元，…增加…万元，增长…%."""

    current: Token
    direction: Token
    difference: Token
    trend: Token
    percent: Token


_STATED = ["amount", "direction", "amount", "direction", "percentage"]


def _change(material: Material, paragraph: DraftParagraph, words: list[Token]) -> Iterator[Remark]:
    stated = _stated([word for word in words if word.kind in ("quantity", "direction")])
    if stated is None:
        return
    if DIRECTIONS[stated.direction.text] != DIRECTIONS[stated.trend.text]:
        text = f"前面写“{stated.direction.text}”，后面写“{stated.trend.text}”，方向不一致"
        yield _remark(material, paragraph, "direction-differs", text, "请改正", stated.trend)
        return
    now, difference = stated.current.quantity.value, stated.difference.quantity.value
    base = now - difference if stated.direction.trend == "up" else now + difference
    percent = stated.percent.quantity
    if base <= 0:
        return
    decimals = percent.decimals
    # Each printed amount may be half a cent off; the percentage then lies between these.
    low, high = (
        (
            round_half_up((difference + sign * _HALF) * 100 / (base - sign * 2 * _HALF), decimals)
            for sign in (-1, 1)
            if base - sign * 2 * _HALF > 0
        )
        if base > 2 * _HALF
        else (percent.value, percent.value)
    )
    if not low <= percent.value <= high:
        right = round_half_up(difference * 100 / base, decimals)
        text = f"按这句话自己的数字，幅度应是{right}%，写的是{stated.percent.text}"
        yield _remark(material, paragraph, "percent-differs", text, "请核对", stated.percent, f"{right}%")


def _stated(words: Sequence[Token]) -> _Stated | None:
    """The one change a sentence states after its one amount."""
    roles = [_role(word) for word in words]
    if roles.count("direction") != _STATED.count("direction"):
        return None
    for at in range(len(words) - len(_STATED) + 1):
        if roles[at : at + len(_STATED)] == _STATED:
            stated = _Stated(*words[at : at + len(_STATED)])
            return None if "level" in (stated.direction.trend, stated.trend.trend) else stated
    return None


def _role(word: Token) -> str:
    """What a direction or quantity can be in a stated change."""
    if word.kind == "direction":
        return "direction"
    unit = word.quantity.unit
    return "percentage" if unit == "%" else "amount" if unit.endswith("元") else "other"


def _remark(
    material: Material,
    paragraph: DraftParagraph,
    code: str,
    text: str,
    remedy: str,
    word: Token,
    expected: str = "",
) -> Remark:
    span = (paragraph.index, word.start, word.end)
    return material.remark(code, "error", text, *span, remedy=remedy, found=word.text, expected=expected)
