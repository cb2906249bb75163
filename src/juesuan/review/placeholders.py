"""Words in a slot that only hold its place, or that repeat what the sentence has said before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.matching.words import Words
from juesuan.narrative import Slot
from juesuan.prompts import holds_prompt
from juesuan.review.model import Material, Remark

_STANDING_FOR = re.compile(
    r"(?:无|没有|暂无|略|从略|同上|同前|(?:具体|主要)?(?:原因|情况)?(?:待定|待填|待补充?|待核实?|待写|未定|不详|另附)|"
    r"见附件|不适用|原因|具体原因|"
    r"[xXＸｘ×*＊?？/／\\、~～_＿—－\-.。．…·]+|tbd|n/?a|todo)",
    re.IGNORECASE,
)
"""What people type into a slot meanwhile. Taken from the clerk's walk and from published texts that kept them;
“没有” and “无” alone: “无此项支出” is an answer."""
_BRACKET = re.compile(r"[【\[［（(〔].*[】\]］）)〕]", re.DOTALL)
_LEAD = re.compile(r"(?:其|变动|增减|差异)?(?:主要)?(?:原因|情况)?(?:是由于|是因为|是|为|：|:|系)+")
_ENDS = " 　\t\n，。；：、,.;:"


def placeholders(material: Material) -> Iterator[Remark]:
    """无, 略, 待定, …… or nothing but a bracket where a reason should stand."""
    for slot, index, words in material.filled():
        text = words.text.strip(_ENDS + "“”\"'")
        if not words.text.strip() or holds_prompt(words.text, slot.prompt):
            continue  # told by the rule of waiting slots
        if set(text) <= set("xXＸｘ×") and len(text) > 1:
            continue  # told by the rule of leftovers
        if not text or _STANDING_FOR.fullmatch(text) or _only_a_bracket(text):
            yield material.remark(
                "slot-placeholder",
                "error",
                f"填写处只写了“{words.text.strip()}”：{slot.label}",
                index,
                words.start,
                words.end,
                remedy="请写明原因，确实不需要说明的删去这半句",
                found=words.text,
                expected=slot.label,
                slot=slot.key,
            )


def _only_a_bracket(text: str) -> bool:
    """One bracket from end to end: “（一）人员增加；（二）调资” is more than that."""
    return bool(_BRACKET.fullmatch(text)) and not re.search(r"[】\]］）)〕].*[【\[［（(〔]", text)


def doubled_leads(material: Material) -> Iterator[Remark]:
    """“主要原因是主要原因是压减支出”: the slot's words begin as the sentence does before them."""
    for slot, index, words in material.filled():
        before = material.draft.paragraphs[index].text[: words.start]
        if repeated := repeated_lead(slot, words, before):
            yield material.remark(
                "lead-doubled",
                "error",
                f"“{before[-6:]}”后面又写了“{repeated}”",
                index,
                words.start,
                words.start + len(repeated),
                remedy="请删去重复的几个字",
                found=repeated,
                slot=slot.key,
            )


def repeated_lead(slot: Slot, words: Words, before: str) -> str:
    """The lead-in with which the words begin although the sentence has one already; nothing where it has none."""
    if slot.kind != "reason" or not re.search(r"(?:原因|主要|情况)[^，。；]{0,4}$", before):
        return ""
    match = _LEAD.match(words.text)
    return match.group() if match and re.search("原因|主要|情况", match.group()) else ""
