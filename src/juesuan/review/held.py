"""Statements that a refresh left as staff wrote them, although the figures say otherwise now."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.review.model import Material, Remark


def held(material: Material) -> Iterator[Remark]:
    """Every held statement whose words still stand: somebody must decide which of the two is right."""
    snapshot = material.draft.snapshot
    for pending in snapshot.pending if snapshot else ():
        standing = material.standing.get(pending.paragraph)
        settled = {pending.about, f"paragraph:{pending.paragraph}"} & material.draft.settled
        if standing is None or not pending.staff or settled:
            continue
        for part in standing.parts:
            start = part.text.find(pending.staff)
            if start >= 0:
                yield material.remark(
                    "statement-held",
                    "warning",
                    f"这里保留了人工修改的文字，按数据应为：{pending.fresh.removesuffix('。') or '（没有内容）'}",
                    part.index,
                    start,
                    start + len(pending.staff),
                    remedy="请决定用哪一种说法，并改好",
                    found=pending.staff,
                    expected=pending.fresh,
                )
                break
