"""Slots that wait for somebody's words: untouched, emptied, unconfirmed, or with the prompt left over."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.matching.tokens import PUNCTUATION
from juesuan.matching.words import Words
from juesuan.narrative import Slot
from juesuan.prompts import holds_prompt
from juesuan.review.model import Material, Remark


def waiting(material: Material) -> Iterator[Remark]:
    """Every slot that nobody has answered."""
    for slot, index, words in material.filled():
        if said := _judged(material, slot, words):
            code, text, remedy = said
            at = (index, words.start, words.end)
            yield material.remark(
                code,
                "error",
                text,
                *at,
                remedy=remedy,
                found=words.text,
                expected=slot.label,
                slot=slot.key,
            )
    for key, standing in material.standing.items():
        for span in material.generated[key].spans:
            if isinstance(span, Slot) and span.key not in standing.slots:
                text = f"没有找到“{span.label}”"
                yield material.remark(
                    "slot-missing",
                    "warning",
                    text,
                    standing.index,
                    remedy="请补写，或确认不写",
                    expected=span.label,
                    slot=span.key,
                )


def _judged(material: Material, slot: Slot, words: Words) -> tuple[str, str, str] | None:
    text = words.text.strip()
    was = material.base_slots.get(slot.key, slot)
    if text in (slot.prompt, was.prompt):
        return "slot-unfilled", f"还没有填写：{slot.label}", ""
    if not text.strip(PUNCTUATION + "（）() 　"):
        return "slot-empty", f"填写处是空的：{slot.label}", "请补写"
    if holds_prompt(text, slot.prompt) or holds_prompt(text, was.prompt):
        return "prompt-residue", f"填写处还留着提示文字：{slot.label}", "请删去提示"
    if words.marked and was.state == "suggested" and text == was.text:
        return "slot-unconfirmed", f"自动填入的说法还没有人确认：{slot.label}", "请核对，属实的去掉标黄"
    return None
