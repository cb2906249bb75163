"""Paragraphs that come, go and move."""

from __future__ import annotations

import pytest

from juesuan.drafts import (
    Draft,
    DraftParagraph,
    InsertParagraph,
    MoveParagraph,
    Piece,
    Snapshot,
    bookmark_name,
)
from juesuan.merge import merge
from juesuan.merge.sequence import out_of_order
from juesuan.narrative import EditionIdentity, Narrative, Paragraph, Text


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("abcd", "abcd", ""),
        ("abcd", "bcda", "a"),
        ("abcd", "dabc", "d"),
        ("abcd", "badc", "bd"),
        ("abcde", "adbce", "d"),
        ("abcdef", "defabc", "def"),
        ("abc", "cba", "cb"),
        ("", "", ""),
    ],
)
def test_the_fewest_paragraphs_move(before: str, after: str, moved: str) -> None:
    """All but a longest row that is in order already."""
    assert len(moved) == len(out_of_order(before, after))
    assert list(moved) == out_of_order(before, after)


def narrative(keys: str) -> Narrative:
    paragraphs = tuple(Paragraph(key, "body", (Text(f"{key}项支出没有变化。" * 3),)) for key in keys)
    return Narrative("某某局", 2022, EditionIdentity("e", "h"), paragraphs)


def drafted(keys: str, *, without: str = "", own: str = "") -> Draft:
    """The draft of these paragraphs, staff having taken some out and put one of their own behind another."""
    base = narrative(keys)
    there = [each for each in base.paragraphs if each.key not in without]
    texts = [(each.text, (bookmark_name(each.key),)) for each in there]
    if own:
        at = [each.key for each in there].index(own)
        texts.insert(at + 1, ("春夏秋冬，东南西北。", ()))
    paragraphs = (DraftParagraph(at, (Piece(text),), marks) for at, (text, marks) in enumerate(texts))
    return Draft(tuple(paragraphs), Snapshot(base))


def test_an_item_moves_behind_the_one_before_it() -> None:
    """The order of items is the new figures' order."""
    draft = drafted("abc")
    revision = merge(draft.snapshot, draft, narrative("bca"))
    assert (MoveParagraph(0, 2),) == revision.actions


def test_a_new_item_comes_behind_the_one_before_it() -> None:
    """Behind its last part, before what staff wrote there; the first one before all others."""
    draft = drafted("bc", own="b")
    revision = merge(draft.snapshot, draft, narrative("abxc"))
    placed = [
        (each.after, each.paragraph.key) for each in revision.actions if isinstance(each, InsertParagraph)
    ]
    assert [(-1, "a"), (0, "x")] == placed


def test_what_staff_took_out_stays_out_for_ever() -> None:
    """It is told once, remembered, and forgotten when the figures no longer call for it."""
    draft = drafted("abc", without="b")
    first = merge(draft.snapshot, draft, narrative("abc"))
    assert ((), ("b",)) == (first.actions, first.snapshot.removed)
    assert ["paragraph-deleted"] == [each.code for each in first.findings]
    again = merge(first.snapshot, draft, narrative("abc"))
    assert ((), ("b",), ()) == (again.actions, again.snapshot.removed, again.findings)
    assert () == merge(again.snapshot, draft, narrative("ac")).snapshot.removed
