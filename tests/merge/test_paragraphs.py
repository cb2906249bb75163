"""One paragraph refreshed: in its parts, with its conflicts."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.drafts import (
    Anchor,
    Draft,
    DraftParagraph,
    Pending,
    Piece,
    Replace,
    Revision,
    Snapshot,
    bookmark_name,
    control_tag,
)
from juesuan.merge import merge
from juesuan.narrative import EditionIdentity, Figure, Narrative, Paragraph, Slot, Text

WHY = Slot("why", "reason", "原因", "【请填写原因】")


def narrative(amount: str, prior: str) -> Narrative:
    spans = (
        Text("一般公共预算支出"),
        Figure("now", amount),
        Text("万元，上年决算数"),
        Figure("then", prior),
        Text("万元。主要原因是"),
        WHY,
        Text("。"),
    )
    return Narrative("某某局", 2022, EditionIdentity("e", "h"), (Paragraph("p", "body", spans),))


def drafted(*parts: Sequence[Piece], snapshot: Snapshot) -> Draft:
    paragraphs = [
        DraftParagraph(at, tuple(part), () if at else (bookmark_name("p"),)) for at, part in enumerate(parts)
    ]
    return Draft(tuple(paragraphs), snapshot)


def replaced(revision: Revision) -> list[tuple[int, int, int, str]]:
    """Each replacement: paragraph, start, end, new words."""
    return [
        (each.paragraph, each.start, each.end, "".join(span.text for span in each.spans))
        for each in revision.actions
        if isinstance(each, Replace)
    ]


REASON = Piece("人员增加", 1, control_tag("why"))


def test_only_the_number_is_replaced() -> None:
    """Its unit stands there already, and keeps its looks."""
    draft = drafted(
        [Piece("一般公共预算支出5.00万元，上年决算数4.00万元。主要原因是"), REASON, Piece("。")],
        snapshot=Snapshot(narrative("5.00", "4.00")),
    )
    revision = merge(draft.snapshot, draft, narrative("6.00", "4.00"))
    assert [(0, 8, 12, "6.00")] == replaced(revision)


def test_both_parts_of_a_broken_paragraph_are_refreshed() -> None:
    """Each figure where it stands now; the slot's anchor in the part that holds it."""
    draft = drafted(
        [Piece("一般公共预算支出5.00万元，")],
        [Piece("上年决算数4.00万元。主要原因是"), REASON, Piece("。")],
        snapshot=Snapshot(narrative("5.00", "4.00")),
    )
    revision = merge(draft.snapshot, draft, narrative("6.00", "3.00"))
    assert [(0, 8, 12, "6.00"), (1, 5, 9, "3.00")] == replaced(revision)
    filled = revision.snapshot.base.paragraphs[0].spans[5]
    assert (Anchor(0, "p"), Anchor(1, "p", ((17, 21, filled),))) == revision.anchors  # type: ignore[comparison-overlap]


def test_a_conflict_is_kept_once_while_it_stands() -> None:
    """The same comment at every refresh, not twice; it goes when staff's words go."""
    base = narrative("5.00", "4.00")
    draft = drafted(
        [Piece("一般公共预算支出9.99万元，上年决算数4.00万元。主要原因是"), REASON, Piece("。")],
        snapshot=Snapshot(base),
    )
    fresh = narrative("6.00", "4.00")
    typed, rest = "一般公共预算支出9.99万元", "上年决算数4.00万元。"
    words = "一般公共预算支出6.00万元，"
    held = (Pending("p", typed, f"{words}{rest}", "now", {"now": words}),)
    first = merge(draft.snapshot, draft, fresh)
    assert ([], held, 1) == (replaced(first), first.snapshot.pending, len(first.notes))
    again = merge(first.snapshot, draft, fresh)
    assert (held, first.notes) == (again.snapshot.pending, again.notes)
    changed = merge(again.snapshot, draft, narrative("7.00", "4.00"))
    words = "一般公共预算支出7.00万元，"
    assert (Pending("p", typed, f"{words}{rest}", "now", {"now": words}),) == changed.snapshot.pending
    settled = drafted(
        [Piece("一般公共预算支出7.00万元，上年决算数4.00万元。主要原因是"), REASON, Piece("。")],
        snapshot=changed.snapshot,
    )
    last = merge(changed.snapshot, settled, narrative("7.00", "4.00"))
    assert ((), ()) == (last.snapshot.pending, last.notes)
