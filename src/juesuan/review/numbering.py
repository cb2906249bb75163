"""Ordinals of generated paragraphs: 一、 （一） 1. in an unbroken row, whoever numbered them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.matching.texts import normal
from juesuan.review.model import Material, Remark

_ORDINAL = re.compile(
    r"\s*(?:(?P<a>[一二三四五六七八九十]+)、|（(?P<b>[一二三四五六七八九十]+)）|(?P<c>\d{1,2})[.、](?!\d))"
)
_DIGITS = "一二三四五六七八九"


def numbering(material: Material) -> Iterator[Remark]:
    """An ordinal that is neither the edition's nor the one after that before it."""
    fresh = {
        standing.index: _ordinal(material.generated[key].text)
        for key, standing in reversed([*material.standing.items()])
    }
    last: dict[int, int] = {}
    for each in material.draft.paragraphs:
        match = _ORDINAL.match(normal(each.text))
        there = _ordinal(each.text)
        if each.in_table or match is None or there is None:
            continue
        level, number = there
        wanted = fresh.get(each.index)
        if wanted and wanted != there and number != last.get(level, 0) + 1:
            found = match.group().strip()
            text = f"序号“{found}”不连续"
            span = (each.index, 0, match.end())
            yield material.remark("numbering", "warning", text, *span, remedy="请核对", found=found)
        last = {depth: n for depth, n in last.items() if depth < level} | {level: number}


def _ordinal(text: str) -> tuple[int, int] | None:
    """Its level and number."""
    match = _ORDINAL.match(normal(text))
    if match is None:
        return None
    if match["c"]:
        return 2, int(match["c"])
    return (0, _number(match["a"])) if match["a"] else (1, _number(match["b"]))


def _number(numeral: str) -> int:
    """一 to 九十九."""
    tens, ten, ones = numeral.rpartition("十")
    value = (_DIGITS.find(tens) + 1 if tens else 1) * 10 if ten else 0
    return value + (_DIGITS.find(ones) + 1 if ones else 0)
