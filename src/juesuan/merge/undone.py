"""A refresh that somebody took back: its tracked changes were rejected, and the paragraph reads as before."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.matching.diff import edits
from juesuan.matching.standing import Standing
from juesuan.matching.tokens import document_tokens, generated_tokens
from juesuan.narrative import Paragraph


def undone(befores: Sequence[Paragraph], base: Paragraph, staff: Standing) -> Paragraph | None:
    """The earlier wording as which a paragraph reads wherever a refresh changed it to ``base``, if it does.

    What staff typed elsewhere in it does not matter.
    """
    there = document_tokens(staff.parts, list(staff.slots.values())) if befores else []
    for before in befores:
        tokens = generated_tokens(before)
        changed = edits(tokens, generated_tokens(base))
        edited = edits(tokens, there)
        if changed and not any(_meet(one[:2], other[:2]) for one in changed for other in edited):
            return before
    return None


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two edits concern the same words of what stood there; insertions at one place do."""
    return one == other or (one[0] < other[1] and other[0] < one[1])
