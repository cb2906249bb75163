"""What becomes of the words in a slot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from juesuan.drafts import Snapshot
from juesuan.matching.slots import Words, answered
from juesuan.narrative import Slot, WrittenFor


@dataclass(frozen=True, slots=True)
class Settled:
    """``slot`` is what stands there afterwards; ``rewrite`` whether the document must change for it.

    ``rival`` are other words that were offered for it and not taken.
    """

    slot: Slot
    rewrite: bool
    written_for: WrittenFor | None
    rival: str = ""


def settle(
    words: Words, was: Slot | None, fresh: Slot, snapshot: Snapshot | None, reasons: Mapping[str, str]
) -> Settled:
    """Staff's words always stay; a prompt, an unconfirmed suggestion and the edition's own words follow
    the figures. ``was`` is the slot as last written, ``reasons`` are words given from a file now."""
    said = answered(was or fresh, words)
    if not said:
        words_back = snapshot.retired.get(fresh.key, "") if snapshot else ""
        if words_back and fresh.state != "filled":
            slot = replace(fresh, text=words_back, state="filled")
            return Settled(slot, True, _written_for(fresh.key, was, fresh, snapshot))
        same = words.text == fresh.shown and words.marked == (fresh.state in ("empty", "suggested"))
        about = fresh.about if fresh.state == "filled" else None
        return Settled(fresh, bool(words.text) and not same, about)
    kept = replace(fresh, text=words.text, state="filled")
    given = reasons.get(fresh.key, "") if fresh.state == "filled" else ""
    rival = given if given and given != words.text else ""
    untouched = was is not None and was.text == words.text and was.state == "filled"
    about = _written_for(fresh.key, was, fresh, snapshot) if untouched else (was.about if was else None)
    return Settled(kept, False, about, rival)


def _written_for(key: str, was: Slot | None, fresh: Slot, snapshot: Snapshot | None) -> WrittenFor | None:
    if snapshot and key in snapshot.written_for:
        return snapshot.written_for[key]
    return was.about if was else fresh.about
