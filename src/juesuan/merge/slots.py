"""What becomes of the words in a slot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from juesuan.drafts import Draft, Pending, Snapshot
from juesuan.matching.outrun import MOVED, cited, outdated_numbers, outrun, printed_once
from juesuan.matching.rivals import STOPS, same_words
from juesuan.matching.slots import answered
from juesuan.matching.words import Words
from juesuan.narrative import Narrative, Slot, WrittenFor

COMMENT_GONE = "上次的批注已被删去，问题还在；核对过了请标为“已解决”"


@dataclass(frozen=True, slots=True)
class Footing:
    """What slots' words are judged against: the record, the figures then and now.

    ``printed``: number → key of the figure that alone printed it when the generator last wrote;
    ``figures``: today's by key; ``limit``: the share of a change by which it may move (0.5 is half).
    ``settled`` and ``silenced``: what somebody resolved our comment on, or deleted it (see ``Draft``).
    ``pending``: the record's conflicts by the key of their paragraph.
    """

    snapshot: Snapshot | None
    printed: Mapping[str, str]
    figures: Mapping[str, str]
    limit: Decimal = MOVED
    settled: frozenset[str] = frozenset()
    silenced: frozenset[str] = frozenset()
    pending: Mapping[str, Sequence[Pending]] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: Draft, snapshot: Snapshot | None, fresh: Narrative, limit: Decimal = MOVED) -> Footing:
        """The footing of one refresh of ``draft``."""
        printed = printed_once(snapshot.base) if snapshot else {}
        figures = {figure.key: figure.text for _, figure in fresh.figures()}
        pending: dict[str, list[Pending]] = {}
        for each in snapshot.pending if snapshot else ():
            pending.setdefault(each.paragraph, []).append(each)
        return cls(snapshot, printed, figures, limit, draft.settled, draft.silenced, pending)


@dataclass(frozen=True, slots=True)
class Settled:
    """``slot`` is what stands there afterwards; ``rewrite`` whether the document must change for it.

    ``rival`` are other words that were offered for it and not taken; ``outrun`` says why the words no
    longer fit the figures, where they do not; ``cites`` are the figures that the words name.
    """

    slot: Slot
    rewrite: bool
    written_for: WrittenFor | None
    rival: str = ""
    outrun: str = ""
    cites: Mapping[str, str] = field(default_factory=dict)


def settle(
    words: Words, was: Slot | None, fresh: Slot, footing: Footing, reasons: Mapping[str, str]
) -> Settled:
    """Staff's words always stay; a prompt, an unconfirmed suggestion and the edition's own words follow
    the figures. ``was`` is the slot as last written, ``reasons`` are words given from a file now."""
    snapshot = footing.snapshot
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
    rival = given if given.strip(STOPS) and not same_words(given, words.text) else ""
    untouched = was is not None and was.text == words.text and was.state == "filled"
    untouched = untouched and f"slot:{fresh.key}" not in footing.settled  # somebody looked: as if typed anew
    about = _written_for(fresh.key, was, fresh, snapshot) if untouched else (was.about if was else None)
    if untouched and snapshot and fresh.key in snapshot.cites:
        cites = snapshot.cites[fresh.key]
    else:
        cites = cited(words.text, footing.printed)
    return Settled(kept, False, about, rival, _outrun(words.text, about, fresh, cites, footing), cites)


def _outrun(
    text: str, about: WrittenFor | None, fresh: Slot, cites: Mapping[str, str], footing: Footing
) -> str:
    """Why staff's words need looking at, for a comment; nothing where the figures still bear them out."""
    why = outrun(about, fresh.about, footing.limit)
    numbers = [
        f"其中的“{text[start:end]}”现在是“{now}”"
        for start, end, now in outdated_numbers(text, cites, footing.figures)
    ]
    told = [*([why.text] if why else []), *numbers]
    again = f"（{COMMENT_GONE}）" if f"slot:{fresh.key}" in footing.silenced else ""
    return f"{'；'.join(told)}。请核对这条原因是否还成立{again}" if told else ""


def _written_for(key: str, was: Slot | None, fresh: Slot, snapshot: Snapshot | None) -> WrittenFor | None:
    if snapshot and key in snapshot.written_for:
        return snapshot.written_for[key]
    return was.about if was else fresh.about
