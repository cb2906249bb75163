"""What a template leaves behind: alternatives, blanks, XXXX, prompts, doubled marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from juesuan.findings import Severity
from juesuan.matching.tokens import DIRECTIONS
from juesuan.prompts import holds_prompt, remains
from juesuan.review.model import Material, Remark

_DIRECTION = f"(?:{'|'.join(DIRECTIONS)})"
_MARK = r"[，。；：、！？]"

_PATTERNS: Sequence[tuple[str, Severity, str, str, re.Pattern[str]]] = (
    (
        "alternatives-left",
        "error",
        "模板里的选择项还留着：“{}”",
        "请留下对的一个",
        re.compile(rf"{_DIRECTION}\s*(?:[（(]\s*(?:或)?{_DIRECTION}\s*[）)]|[/／]\s*{_DIRECTION})"),
    ),
    ("blank-left", "error", "空括号“{}”里没有内容", "请填写或删去", re.compile(r"[（(]\s*[）)]")),
    (
        "placeholder-left",
        "error",
        "占位的“{}”还没有换成内容",
        "请改正",
        re.compile(
            r"(?<![A-Za-z])[XxＸｘ×]{2,}(?![A-Za-z])|[_＿]{3,}|[○〇]{2,}(?!\d|[一二三四五六七八九]|年)"
        ),
    ),
    (
        "punctuation-doubled",
        "warning",
        "标点重复：“{}”",
        "请删去多余的",
        re.compile(rf"{_MARK}(?:\s*{_MARK})+|（[，。；：、]|“[，。；：、]"),
    ),
    (
        "reason-empty",
        "error",
        "“{}”后面没有写原因",
        "请补写",
        re.compile(r"主要(?:(?:原因|情况)?(?:[是为][：:]?|[：:])|用于[：:]?)(?=\s*(?:[。；，]|$))"),
    ),
)


def leftovers(material: Material) -> Iterator[Remark]:
    """Every leftover outside the tables; what stands in an unanswered slot is told of elsewhere."""
    held: dict[int, list[tuple[int, int]]] = {}
    for _, index, words in material.filled():
        if not words.text.strip() or any(holds_prompt(words.text, each) for each in material.prompts):
            held.setdefault(index, []).append((words.start, words.end))
    for paragraph in material.draft.paragraphs:
        if paragraph.in_table:
            continue
        spans = held.get(paragraph.index, ())
        for code, severity, message, remedy, at in _left(paragraph.text, material.prompts):
            if any(at[0] <= end and start <= at[1] for start, end in spans):
                continue
            found = paragraph.text[slice(*at)]
            yield material.remark(
                code,
                severity,
                message.format(found.strip()),
                paragraph.index,
                *at,
                remedy=remedy,
                found=found,
            )


def _left(text: str, prompts: Iterable[str]) -> Iterator[tuple[str, Severity, str, str, tuple[int, int]]]:
    """Code, severity, message and remedy of each leftover, and where it stands."""
    for code, severity, message, remedy, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield code, severity, message, remedy, match.span()
    found = {at for prompt in prompts for at in remains(text, prompt)}
    for at in sorted(found):
        if not any(other != at and other[0] <= at[0] and at[1] <= other[1] for other in found):
            yield "prompt-residue", "error", "提示文字“{}”还留着", "请填写或删去", at
