"""Paragraphs that come, go and move."""

from __future__ import annotations

from dataclasses import replace

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


def test_an_item_moves_to_the_beginning() -> None:
    """Before all that is generated, behind what stands above it."""
    drafted_ = drafted("abc")
    own = DraftParagraph(0, (Piece("春夏秋冬，东南西北。"),))
    moved = (replace(each, index=each.index + 1) for each in drafted_.paragraphs)
    draft = Draft((own, *moved), drafted_.snapshot)
    assert (MoveParagraph(3, 0),) == merge(draft.snapshot, draft, narrative("cab")).actions


def test_it_moves_behind_the_last_part_of_one_that_staff_broke() -> None:
    """Not between its parts."""
    base = narrative("abc")
    texts = [each.text for each in base.paragraphs]
    parts = [("a", texts[0]), ("b", texts[1]), ("c", texts[2][:12]), ("", texts[2][12:])]
    paragraphs = (
        DraftParagraph(at, (Piece(text),), (bookmark_name(key),) if key else ())
        for at, (key, text) in enumerate(parts)
    )
    draft = Draft(tuple(paragraphs), Snapshot(base))
    assert (MoveParagraph(0, 3),) == merge(draft.snapshot, draft, narrative("bca")).actions


def test_what_staff_ran_together_with_an_item_that_goes_stays() -> None:
    """Nobody can tell whose the words are: no paragraph is removed."""
    base = narrative("ab")
    text = base.paragraphs[0].text + base.paragraphs[1].text
    marks = (bookmark_name("a"), bookmark_name("b"))
    draft = Draft((DraftParagraph(0, (Piece(text),), marks),), Snapshot(base))
    revision = merge(draft.snapshot, draft, narrative("a"))
    assert () == revision.actions
    assert "paragraph-kept" in [each.code for each in revision.findings]


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
