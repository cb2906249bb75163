"""Which sentences an amended edition words otherwise, told before|after with the figures alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from juesuan.findings import Finding
from juesuan.narrative import Figure, Narrative, Paragraph, Slot

MOST = 20  # sentences told one by one; the rest is a number
CONTEXT = 12  # letters around what is worded otherwise
_ELEMENT = re.compile(r"\.\d+$")
_ORDINAL = re.compile(r"^[（(]?[〇零一二三四五六七八九十百\d]+[）)、.．]")


def rewording(base: Narrative, fresh: Narrative) -> tuple[Finding, ...]:
    """What there is to say where ``fresh`` was written in other sentences than ``base``."""
    if base.edition.digest == fresh.edition.digest:
        return ()
    if base.edition.name != fresh.edition.name:
        text = f"句子的版本由“{base.edition.name}”换成了“{fresh.edition.name}”"
        return (Finding("edition-changed", "info", f"{text}，没有人工修改过的句子已换成新的说法"),)
    title = f"（{fresh.edition.title}）" if fresh.edition.title else ""
    text = f"句子的版本有改动：“{fresh.edition.name}”{title}，没有人工修改过的句子已换成新的说法"
    found = list(_changes(base, fresh).items())
    told = [
        Finding(
            "edition-sentence",
            "info",
            f"句子改了说法{f'（{count}处相同）' if count > 1 else ''}：原为“{before}”｜现为“{after}”",
            found=before,
            expected=after,
        )
        for (before, after), count in found[:MOST]
    ]
    more = f"，改了说法的句子另有{len(found) - MOST}种，没有列出" if len(found) > MOST else ""
    return (Finding("edition-changed", "info", text + more), *told)


def _changes(base: Narrative, fresh: Narrative) -> Mapping[tuple[str, str], int]:
    """Before and after of every sentence, the paragraphs of one list's elements counted as one."""
    counts: dict[tuple[str, str], int] = {}
    examples: dict[tuple[str, str], tuple[str, str]] = {}
    for key, before, after in _reworded(base, fresh):
        told, shape = _excerpts(before, after), _excerpts(_blank(before), _blank(after))
        first = examples.setdefault((_ELEMENT.sub("", key), "｜".join(shape)), told)
        counts[first] = counts.get(first, 0) + 1
    return counts


def _reworded(base: Narrative, fresh: Narrative) -> Iterator[tuple[str, str, str]]:
    was = {each.key: each for each in base.paragraphs}
    for now in fresh.paragraphs:
        then = was.get(now.key)
        if then is None or not _comparable(then, now):
            continue
        figures = {span.key: span.text for span in then.spans if isinstance(span, Figure)}
        before, after = _text(then, figures), _text(now, figures)
        if before != after and _ORDINAL.sub("", before) != _ORDINAL.sub("", after):
            yield now.key, before, after


def _comparable(then: Paragraph, now: Paragraph) -> bool:
    """Whether other words can be the edition's doing: what turned or became level is the figures'."""
    was, is_ = _figures(then), _figures(now)
    return was == is_ or ([key for key, _ in was] == [key for key, _ in is_] and _cases(then) == _cases(now))


def _figures(paragraph: Paragraph) -> list[tuple[str, str]]:
    return [(span.key, span.text) for span in paragraph.spans if isinstance(span, Figure)]


def _cases(paragraph: Paragraph) -> dict[str, str]:
    return {span.key: span.about.case for span in paragraph.spans if isinstance(span, Slot) and span.about}


def _text(paragraph: Paragraph, figures: Mapping[str, str]) -> str:
    """The edition's own words; what stands in a slot is nobody's here."""
    return "".join(
        "……"
        if isinstance(span, Slot)
        else figures.get(span.key, span.text)
        if isinstance(span, Figure)
        else span.text
        for span in paragraph.spans
    )


def _blank(text: str) -> str:
    """The text without what tells the elements of a list apart."""
    return re.sub(r"[\d.,%]+", "#", text)


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Both texts where they differ, with a few letters around."""
    shortest = min(len(before), len(after))
    head = next((at for at in range(shortest) if before[at] != after[at]), shortest)
    tail = next((at for at in range(shortest - head) if before[-1 - at] != after[-1 - at]), shortest - head)
    return _around(before, head, tail), _around(after, head, tail)


def _around(text: str, head: int, tail: int) -> str:
    start, end = max(head - CONTEXT, 0), min(len(text) - tail + CONTEXT, len(text))
    middle = text[start:end]
    if len(middle) > 8 * CONTEXT:
        middle = f"{middle[: 4 * CONTEXT]}…{middle[-4 * CONTEXT :]}"
    return f"{'…' if start else ''}{middle}{'…' if end < len(text) else ''}"
