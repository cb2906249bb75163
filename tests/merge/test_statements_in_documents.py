"""The rule of statements in real documents, judged by what a reader of the .docx sees."""

from __future__ import annotations

import random
import re
from collections import Counter
from io import BytesIO
from typing import Any

import docx
import pytest

from figures_at_random import EDITIONS
from juesuan.merge import merge
from juesuan.narrative import SLOT, Figure, Narrative, Paragraph, Slot
from juesuan.word import open_document, read_bytes, read_draft, revise, write
from staff import W
from staff_edits import ORDINARY, REWRITINGS, UNSAFE
from statement_rounds import Round, rounds, skeleton
from trials import seeds

ROUNDS = seeds(100)


def shown(paragraph: Paragraph, literal: str) -> str:
    """A literal with the words that its slots show."""
    slots = iter([span.shown for span in paragraph.spans if isinstance(span, Slot)])
    return re.sub(SLOT, lambda _: next(slots), literal)


def typed(element: Any, start: int, end: int, new: str) -> None:
    """Write ``new`` over characters of a paragraph's visible text, across whatever runs they stand in."""
    at = 0
    for node in list(element.iter(f"{W}t")):
        text = node.text or ""
        low, high = max(start - at, 0), min(end - at, len(text))
        inserts = start == end and 0 <= start - at <= len(text)
        if low < high or (inserts and new):
            node.text = text[:low] + new + text[max(low, high) :]
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            new = ""
        at += len(text)


class Desk:
    """A draft in which somebody edits paragraphs by what they read there."""

    def __init__(self, made: Narrative) -> None:
        self.document = docx.Document(BytesIO(write(made)))
        self.elements = [each._p for each in self.document.paragraphs]

    def paragraph(self, text: str) -> Any:
        return next(each for each in self.elements if self.text(each) == text)

    @staticmethod
    def text(element: Any) -> str:
        return "".join(node.text or "" for node in element.iter(f"{W}t"))

    def save(self) -> bytes:
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()


def refreshed(data: bytes, fresh: Narrative) -> bytes:
    """The document with the new figures."""
    document = open_document(data)
    draft = read_draft(document)
    return revise(document, merge(draft.snapshot, draft, fresh), spent=draft.spent)


def reader(data: bytes) -> tuple[list[str], str]:
    """The paragraphs, and the comments, as a reader sees them."""
    draft = read_bytes(data)
    return [each.text for each in draft.paragraphs], "\n".join(each.text for each in draft.comments)


def edited(round_: Round, edits: Any, rng: random.Random) -> tuple[Desk, dict[str, tuple[str, str, str]]]:
    """Every body paragraph with one of these edits; by key: the kind, as typed, and what was typed."""
    desk, done = Desk(round_.was), {}
    for was, _ in round_.pairs():
        kinds = [each for each in edits if each.places(was.literal)]
        if not kinds:
            continue
        kind = rng.choice(kinds)
        start, end, new = rng.choice(kind.places(was.literal))
        before = shown(was, was.literal)
        low = len(shown(was, was.literal[:start])) if SLOT not in was.literal[:start] else None
        if low is None:
            continue
        element = desk.paragraph(before)
        typed(element, low, low + end - start, new)
        done[was.key] = kind.name, desk.text(element), new
    return desk, done


def test_figures_are_fresh_in_edited_paragraphs_of_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    """Every edited paragraph of a .docx holds its new figures, or a comment says what they are."""
    due = fresh = silent = 0
    late: Counter[str] = Counter()
    for edition in EDITIONS:
        for seed in ROUNDS:
            round_ = rounds(edition, seed, 0.0)
            desk, done = edited(round_, ORDINARY, random.Random(seed))
            texts, comments = reader(refreshed(desk.save(), round_.now))
            for was, now in round_.pairs():
                if was.key not in done or skeleton(was) != skeleton(now):
                    continue
                there = plain(next(text for text in texts if _likest(text, done[was.key][1])))
                old = {s.key: s.text for s in was.spans if isinstance(s, Figure)}
                for span in now.spans:
                    if isinstance(span, Figure) and old[span.key] != span.text:
                        due += 1
                        if span.text in there:
                            fresh += 1
                        else:
                            late[done[was.key][0]] += 1
                            silent += span.text not in comments
    with capsys.disabled():
        print(f"\nin documents: {fresh} of {due} due figures fresh ({fresh / due:.2%}); held {dict(late)}")
    assert silent == 0
    assert fresh >= 0.98 * due


def plain(text: str) -> str:
    """A text in one width, without spaces and separators."""
    narrow = {
        ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９．％", "0123456789.%", strict=True)
    }
    return re.sub(r"(?<=\d),(?=\d)|\s", "", text.translate(narrow))


def _likest(text: str, typed: str) -> bool:
    """Whether a paragraph is the one with these words, figures aside."""
    return _bare(text) == _bare(typed)


def _bare(text: str) -> str:
    return re.sub(r"[\d.,%０-９．％\s]+", "#", text)


def test_unsafe_edits_stand_as_typed_under_a_comment() -> None:
    """What was typed into a document stays, and a comment carries the whole fresh sentence."""
    for edition in EDITIONS:
        for seed in ROUNDS:
            round_ = rounds(edition, seed, 0.0)
            desk, done = edited(round_, UNSAFE, random.Random(seed))
            texts, _ = reader(refreshed(desk.save(), round_.now))
            missing = [new for _, _, new in done.values() if new and not any(new in text for text in texts)]
            assert [] == missing


def test_rewritten_paragraphs_stand_as_typed() -> None:
    """Every paragraph with a comparison rewritten, whatever its figures do: each stands in the document as typed."""
    for edition in EDITIONS:
        for seed in ROUNDS:
            round_ = rounds(edition, seed)
            rng = random.Random(seed)
            desk, rewritten = Desk(round_.was), {}
            for was, now in round_.pairs():
                if not any(each.kind == "comparison" for each in was.statements):
                    continue
                numbers = [span.text for span in was.spans if isinstance(span, Figure)] or ["1.00", "2.00%"]
                new = rng.choice(REWRITINGS).format(
                    a=numbers[0], b=numbers[len(numbers) // 2], d=numbers[-2:][0], p=numbers[-1]
                )
                before = shown(was, was.literal)
                typed(desk.paragraph(before), 0, len(before), new)
                rewritten[was.key] = new, was.text != now.text
            texts, comments = reader(refreshed(desk.save(), round_.now))
            assert [] == [new for new, _ in rewritten.values() if new not in texts]
            held = comments.count("这里保留了人工修改的文字")
            assert held >= sum(changes for _, changes in rewritten.values())
