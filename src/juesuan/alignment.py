"""Which paragraph of a document is which of the narrative, and where each slot's words stand in it.

Anchors first (control tags, then bookmarks), text where they are lost. Nothing is changed here; what
had to be guessed is reported.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from juesuan.drafts import Draft, DraftParagraph, bookmark_name, control_tag
from juesuan.findings import Finding
from juesuan.narrative import Narrative, Paragraph, Slot

How = Literal["control", "bookmark", "text"]

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
SLOT = "\ufffc"
_LIKE = 0.55  # how alike two texts must be, figures aside, to be taken for one paragraph
_COPY = re.compile(r"(?:_Copy)?_?\d+$")


@dataclass(frozen=True, slots=True)
class Words:
    """Where a slot's words stand in a paragraph, and how that was found."""

    key: str
    start: int
    end: int
    text: str
    marked: bool
    how: How


@dataclass(frozen=True, slots=True)
class Located:
    """A generated paragraph found in the document."""

    key: str
    index: int
    how: How
    slots: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class Alignment:
    """Every generated paragraph that was found, by key; ``copies`` are further claimants of a key."""

    located: Mapping[str, Located]
    copies: Mapping[str, tuple[int, ...]]
    findings: tuple[Finding, ...]

    def words(self) -> Iterator[tuple[str, Words]]:
        """Every slot that was found, with its words."""
        for each in self.located.values():
            yield from each.slots.items()

    def sharing(self, index: int) -> list[Located]:
        """The generated paragraphs that stand together in one paragraph of the document."""
        return [each for each in self.located.values() if each.index == index]


def skeleton(text: str) -> str:
    """A text without its figures and spaces, for telling which paragraph it is."""
    text = NUMBER.sub("#", "".join(text.split()))
    return text.replace("(", "（").replace(")", "）")


def literal(paragraph: Paragraph) -> str:
    """A generated paragraph's text with each slot as one character."""
    return "".join(SLOT if isinstance(span, Slot) else span.text for span in paragraph.spans)


def likeness(generated: str, found: str) -> float:
    """How alike two skeletons are; what stands in slots does not count against it."""
    if generated == found:
        return 1.0
    matcher = difflib.SequenceMatcher(None, found, generated, autojunk=False)
    if matcher.real_quick_ratio() < _LIKE / 2:
        return 0.0
    same = sum(block.size for block in matcher.get_matching_blocks())
    bare = len(generated.replace(SLOT, ""))
    return same / bare if bare and (SLOT in generated) else 2 * same / ((len(generated) + len(found)) or 1)


def align(draft: Draft, narrative: Narrative) -> Alignment:
    """Find the narrative's paragraphs and slots in the document."""
    return _Aligner(draft, narrative).align()


class _Aligner:
    def __init__(self, draft: Draft, narrative: Narrative) -> None:
        self.draft = draft
        self.paragraphs = narrative.paragraphs
        self.skeletons = [skeleton(each.text) for each in draft.paragraphs]
        self.found: dict[str, tuple[int, How]] = {}
        self.copies: dict[str, tuple[int, ...]] = {}
        self.findings: list[Finding] = []

    def align(self) -> Alignment:
        self.by_anchor()
        anchored = len(self.found)
        self.by_text()
        if self.found and anchored < len(self.found):
            guessed = len(self.found) - anchored
            text = (
                f"{guessed}段的定位标记已丢失，按文字找到了位置，请核对"
                if anchored
                else "文稿里没有 juesuan 的定位标记，按文字比对"
            )
            self.findings.append(Finding("anchors-lost", "info", text))
        located = {}
        for paragraph in self.paragraphs:
            if paragraph.key in self.found:
                index, how = self.found[paragraph.key]
                slots = dict(slot_words(paragraph, self.draft.paragraphs[index]))
                located[paragraph.key] = Located(paragraph.key, index, how, slots)
        for key, indices in self.copies.items():
            place = self.draft.place(indices[0], key=key)
            text = f"“{self.draft.paragraphs[indices[0]].text[:20]}…”这一段被复制过，只更新了其中一段"
            self.findings.append(Finding("paragraph-copied", "warning", text, place=place, found=key))
        return Alignment(located, self.copies, tuple(self.findings))

    def by_anchor(self) -> None:
        """Tags and bookmarks; where several paragraphs claim a key, the true bookmark and the likest."""
        tags: dict[str, list[int]] = {}
        names: dict[str, list[int]] = {}
        for each in self.draft.paragraphs:
            for tag in dict.fromkeys(piece.tag for piece in each.pieces if piece.tag):
                tags.setdefault(tag, []).append(each.index)
            for name in each.bookmarks:
                names.setdefault(name, []).append(each.index)
        for paragraph in self.paragraphs:
            name = bookmark_name(paragraph.key)
            own = names.get(name, [])
            copied = [
                at
                for other, ats in names.items()
                if other != name and _COPY.sub("", other) == name
                for at in ats
            ]
            slots = [span for span in paragraph.spans if isinstance(span, Slot)]
            tagged = [at for slot in slots for at in tags.get(control_tag(slot.key), [])]
            claims = list(dict.fromkeys([*own, *tagged, *copied]))
            if not claims:
                continue
            shape = skeleton(literal(paragraph))
            scores = {at: likeness(shape, self.skeletons[at]) for at in claims}
            best = max(claims, key=lambda at: (scores[at] + 0.05 * (at in own), -claims.index(at)))
            self.found[paragraph.key] = (best, "control" if best in tagged else "bookmark")
            others = tuple(at for at in claims if at != best and scores[at] >= _LIKE)
            if others:
                self.copies[paragraph.key] = others

    def by_text(self) -> None:
        """The rest, by their words: in order between their neighbours first, then anywhere."""
        taken = {index for index, _ in self.found.values()} | {
            at for ats in self.copies.values() for at in ats
        }
        free = [
            each.index
            for each in self.draft.paragraphs
            if each.index not in taken and self.skeletons[each.index]
        ]
        missing = [paragraph for paragraph in self.paragraphs if paragraph.key not in self.found]
        if not free or not missing:
            return
        shapes = {paragraph.key: skeleton(literal(paragraph)) for paragraph in missing}
        scored: list[tuple[float, int, str, int]] = []
        for order, paragraph in enumerate(missing):
            low, high = self.neighbours(paragraph)
            for at in free:
                score = (
                    likeness(shapes[paragraph.key], self.skeletons[at])
                    if self._could_be(paragraph, at)
                    else 0.0
                )
                score = min(score, 1.0) + self._codes(paragraph, at)
                if score >= _LIKE:
                    inside = low < at < high
                    scored.append((score + (0.1 if inside else 0.0), -order, paragraph.key, at))
        # Likest pairs first; among equals (repeated headings) the order of the document decides.
        used: set[int] = set()
        for _, _, key, at in sorted(scored, key=lambda each: (-each[0], -each[1], each[3])):
            if key not in self.found and at not in used:
                self.found[key] = (at, "text")
                used.add(at)

    def _could_be(self, paragraph: Paragraph, at: int) -> bool:
        heading = paragraph.style != "body"
        return not self.draft.paragraphs[at].in_table and (not heading or len(self.skeletons[at]) < 60)

    def _codes(self, paragraph: Paragraph, at: int) -> float:
        """An account's code tells items apart that read alike."""
        wanted = set(re.findall(r"\d{7}", paragraph.text))
        there = set(re.findall(r"\d{7}", self.draft.paragraphs[at].text))
        if not wanted and not there:
            return 0.0
        return 0.5 if wanted & there else -0.6

    def neighbours(self, paragraph: Paragraph) -> tuple[int, int]:
        """The document positions of the nearest found paragraphs before and after."""
        keys = [each.key for each in self.paragraphs]
        here = keys.index(paragraph.key)
        before = [self.found[key][0] for key in keys[:here] if key in self.found]
        after = [self.found[key][0] for key in keys[here:] if key in self.found]
        return (before[-1] if before else -1, after[0] if after else len(self.draft.paragraphs))


def slot_words(paragraph: Paragraph, found: DraftParagraph) -> Iterator[tuple[str, Words]]:
    """The words in each slot of a paragraph: by tag, by the order of controls, by the words around."""
    slots = [span for span in paragraph.spans if isinstance(span, Slot)]
    if not slots:
        return
    controls = _controls(found)
    tagged = {tag: number for number, (_, _, tag) in controls.items() if tag}
    given: dict[str, tuple[int, int, How]] = {}
    for slot in slots:
        number = tagged.get(control_tag(slot.key))
        if number is not None:
            start, end, _ = controls.pop(number)
            given[slot.key] = (start, end, "control")
    rest = [slot for slot in slots if slot.key not in given]
    nameless = [each for each in controls.values() if not each[2]]
    if rest and len(nameless) == len(rest):
        for slot, (start, end, _) in zip(rest, sorted(nameless), strict=True):
            given[slot.key] = (start, end, "bookmark")
    for slot in slots:
        if slot.key in given:
            start, end, how = given[slot.key]
        elif (between := _between(paragraph, slot, found.text)) is not None:
            (start, end), how = between, "text"
        else:
            continue
        yield slot.key, Words(slot.key, start, end, found.text[start:end], _marked(found, start, end), how)


def _controls(found: DraftParagraph) -> dict[int, tuple[int, int, str]]:
    """Each control's range and tag; a control that comes back in several runs is one range."""
    ranges: dict[int, tuple[int, int, str]] = {}
    at = 0
    for piece in found.pieces:
        if piece.control is not None:
            start = ranges[piece.control][0] if piece.control in ranges else at
            ranges[piece.control] = (start, at + len(piece.text), piece.tag)
        at += len(piece.text)
    return ranges


def _between(paragraph: Paragraph, slot: Slot, text: str) -> tuple[int, int] | None:
    """The range between the words that stand before and after the slot in the edition's sentence."""
    pattern, at = "", 0
    for span in paragraph.spans:
        if isinstance(span, Slot):
            at = len(pattern) if span is slot else at
            pattern += SLOT
        else:
            pattern += span.text
    matcher = difflib.SequenceMatcher(
        None, NUMBER.sub(_blank, pattern), NUMBER.sub(_blank, text), autojunk=False
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    before = [block for block in blocks if block.a < at]
    after = [block for block in blocks if block.a + block.size > at + 1]
    lead = pattern[:at].rpartition(SLOT)[2]
    if lead and len(lead) >= 4 and (exact := _lead(text, lead)) is not None:
        start = exact
    elif before:
        start = before[-1].b + min(before[-1].size, at - before[-1].a)
    elif at == 0:
        start = 0
    else:
        return None
    ends = [
        block.b + max(0, at + 1 - block.a) for block in after if block.b + max(0, at + 1 - block.a) >= start
    ]
    end = ends[0] if ends else len(text)
    return start, end


def _lead(text: str, lead: str) -> int | None:
    """Where the words right before a slot end, if they stand in the text just once."""
    for length in range(min(len(lead), 14), 3, -1):
        tail = lead[-length:]
        if text.count(tail) == 1:
            return text.index(tail) + length
    return None


def _blank(match: re.Match[str]) -> str:
    return "#" * len(match.group())


def _marked(found: DraftParagraph, start: int, end: int) -> bool:
    at, marked, total = 0, 0, 0
    for piece in found.pieces:
        inside = max(0, min(end, at + len(piece.text)) - max(start, at))
        total += inside
        marked += inside if piece.marked else 0
        at += len(piece.text)
    return total > 0 and marked * 2 > total


def answered(slot: Slot, words: Words) -> str:
    """What staff have said at a slot: their words without what is left of the prompt, or nothing.

    A prompt that nobody touched, an unconfirmed suggestion and the edition's own words are no answer.
    """
    text = words.text.strip()
    if not text or text == slot.prompt:
        return ""
    if text == slot.text and (slot.state == "confirmed" or (slot.state == "suggested" and words.marked)):
        return ""
    if words.marked and text in slot.suggestions:
        return ""
    return without_prompt(text, slot.prompt)


def without_prompt(text: str, prompt: str) -> str:
    """The words typed into a prompt: what stands before, inside or after its remains."""
    if prompt in text:
        return text.replace(prompt, "", 1).strip()
    for cut in range(len(prompt) - 1, 0, -1):
        head, tail = prompt[:cut], prompt[cut:]
        if text.startswith(head) and text.endswith(tail) and len(text) >= len(prompt):
            return text[len(head) : len(text) - len(tail)].strip()
    return text


def residue(text: str, prompt: str) -> bool:
    """Whether something of the prompt still stands among the words."""
    return without_prompt(text, prompt) != text or prompt[:2] in text
