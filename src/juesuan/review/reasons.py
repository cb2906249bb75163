"""Reasons that the figures have left behind, that contradict them, or that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.matching.outrun import TRENDS, number_in, outdated_numbers, outrun, told
from juesuan.matching.slots import answered
from juesuan.matching.texts import NUMBER, normal
from juesuan.matching.words import Words
from juesuan.narrative import Slot, WrittenFor
from juesuan.review.model import Material, Remark
from juesuan.text import compact

_RISING = "增加|增长|上升|提高|增多|追加|调增|新增"
_FALLING = "减少|下降|降低|压减|缩减|节约|减支|调减|减低|压缩"
_MONEY = "支出|经费|资金|费用|开支|收入|拨款"
_MONEY_MOVES = re.compile(
    rf"(?:(?:{_MONEY})(?:有所|略有|相应|也|均|大幅|较[^，。；]{{1,4}})*(?P<after>{_RISING}|{_FALLING}))"
    rf"|(?:(?P<before>{_RISING}|{_FALLING})[^，。；]{{0,4}}(?:{_MONEY}))"
)
_NEW = re.compile(
    r"新增(?:加)?(?:了|设)?(?:该|本|此)?(?:项|个)?(?:功能|支出)?科目|上年(?:没有|无)(?:此|该|这)项?"
)

_NOTHING = re.compile(
    r"项目|支出|经费|资金|费用|开支|收入|功能|分类|科目|预算|决算|业务|工作|情况|需要|原因|因素|安排|实际|正常|"
    r"增加|增长|上升|减少|下降|降低|缩减|压减|新增|增减|变动|变化|调整|改变|不同|差异|有所|略有|较|比|与|"
    r"本年度?|上年度?|今年度?|去年度?|当年|年度|年初|相应|部分|其他|相关|有关|由于|因为|因|所致|导致|等|"
    r"的|了|和|及|该|其|数|项|各|是|为|大|小|主要|根据|按照|\W"
)


def stale(material: Material) -> Iterator[Remark]:
    """Reasons written for another change than the one that now stands beside them."""
    for slot, index, words in material.filled():
        was = written_for(material, slot, words)
        if was is None or slot.about is None or not _said(material, slot, words):
            continue
        said = outrun(was, slot.about, material.limits.moved)
        if said:
            code, text = said
            yield material.remark(
                code,
                "warning",
                text,
                index,
                words.start,
                words.end,
                remedy=f"请核对这条原因：{slot.label}",
                found=words.text,
                expected=slot.label,
            )


def written_for(material: Material, slot: Slot, words: Words) -> WrittenFor | None:
    """The change the words were written for: as recorded, or the one that stood there when they came."""
    snapshot = material.draft.snapshot
    was = material.base_slots.get(slot.key)
    if snapshot is None or was is None:
        return None
    if was.state == "filled" and was.text == words.text and not material.settled(slot):
        return snapshot.written_for.get(slot.key, was.about)
    return was.about  # new words, or somebody has looked at the old ones since


def _said(material: Material, slot: Slot, words: Words) -> str:
    return answered(material.base_slots.get(slot.key, slot), words)


def stale_numbers(material: Material) -> Iterator[Remark]:
    """Numbers inside a reason that were a figure's when it was written, and the figure has changed."""
    figures = {key: figure.text for key, (_, figure) in material.figures.items()}
    for slot, index, words in material.filled():
        if not _said(material, slot, words):
            continue
        found = {
            (start, end): new
            for start, end, new in outdated_numbers(words.text, material.cites(slot, words), figures)
        }
        olds = _changed_about(written_for(material, slot, words), slot.about)
        for match in NUMBER.finditer(words.text):
            new = found.get(match.span()) or olds.get(normal(match.group()))
            if new:
                text = f"原因里的“{match.group()}”是原来的数，现在是“{new}”"
                start = words.start + match.start()
                end = start + len(match.group())
                yield material.remark(
                    "reason-number-stale",
                    "warning",
                    text,
                    index,
                    start,
                    end,
                    remedy="请改正",
                    found=match.group(),
                    expected=new,
                )


def _changed_about(was: WrittenFor | None, now: WrittenFor | None) -> dict[str, str]:
    """Old number → new of the change that the reason explains; its prior year's too, which no sentence prints."""
    if was is None or now is None:
        return {}
    pairs = (
        (was.percent, now.percent),
        (was.difference, now.difference),
        (was.base, now.base),
        (was.current, now.current),
    )
    return {old: new for old, new in pairs if old and new and old != new}


def opposite(material: Material) -> Iterator[Remark]:
    """One reason given for a rise here and for a fall there."""
    uses: dict[str, list[tuple[str, int, Words]]] = {}
    for slot, index, words in material.filled():
        trend = TRENDS.get(slot.about.case) if slot.about else None
        said = compact(_said(material, slot, words))
        if said and trend and not _contradiction(said, "up") and not _contradiction(said, "down"):
            uses.setdefault(said, []).append((trend, index, words))
    for said, each in uses.items():
        if len({trend for trend, _, _ in each}) < 2:
            continue
        for _, index, words in each:
            text = f"“{said}”既用来说明增加，又用来说明减少"
            span = (index, words.start, words.end)
            yield material.remark(
                "reason-opposite", "warning", text, *span, remedy="请分别写明", found=words.text
            )


def contradicting(material: Material) -> Iterator[Remark]:
    """Reasons whose own words go the other way than the figures."""
    for slot, index, words in material.filled():
        trend = TRENDS.get(slot.about.case) if slot.about else None
        said = _said(material, slot, words)
        if not said or trend is None or slot.about is None:
            continue
        text = ""
        if _contradiction(said, trend):
            text = f"原因说的方向与数字相反：数字是{told(slot.about)}"
        elif _NEW.search(said) and slot.about.case != "from_zero":
            text = f"原因说是新增，对比的数却不是零（{slot.about.base}万元）"
        if text:
            yield material.remark(
                "reason-contradicts",
                "warning",
                text,
                index,
                words.start,
                words.end,
                remedy=f"请核对：{slot.label}",
                found=words.text,
            )


def _contradiction(said: str, trend: str) -> bool:
    """Whether all that the words say of money goes the other way."""
    moves = [match["after"] or match["before"] for match in _MONEY_MOVES.finditer(said)]
    wrong = _FALLING if trend == "up" else _RISING
    return bool(moves) and all(re.fullmatch(wrong, move) for move in moves)


def vacuous(material: Material) -> Iterator[Remark]:
    """Reasons that say nothing, or only that it changed, for a change that calls for more."""
    for slot, index, words in material.filled():
        said = _said(material, slot, words)
        if slot.kind != "reason" or not said or slot.about is None or not _large(slot.about, material):
            continue
        if not _NOTHING.sub("", said):
            text = f"“{said}”没有说出原因（{told(slot.about)}）"
            remedy, span = f"请写具体：{slot.label}", (index, words.start, words.end)
            yield material.remark("reason-vacuous", "warning", text, *span, remedy=remedy, found=words.text)


def _large(about: WrittenFor, material: Material) -> bool:
    percent, difference = number_in(about.percent), number_in(about.difference)
    if difference is None or about.case not in TRENDS:
        return False
    above = percent is None or percent > material.limits.percent or about.case == "from_zero"
    return above and difference > material.limits.amount
