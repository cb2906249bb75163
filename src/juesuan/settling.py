"""What a person may settle in a document: a reason that the figures outran, words held, words taken out.

By marking our comment on it as resolved in Word or WPS, or by its key, as findings show it in their place:
a slot's key means that slot, a paragraph's key all that is open in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from juesuan.drafts import Draft
from juesuan.errors import InputError
from juesuan.findings import Finding
from juesuan.narrative import Narrative
from juesuan.places import ParagraphPlace, shortened

ALL = "all"
"""In the place of a key: everything that is open."""
KINDS = ("slot", "statement", "paragraph")
"""What those of our comments that can be settled are about (``Note.about``); the others only offer words."""

OUTRUN = ("reason-flipped", "reason-case-changed", "reason-moved", "reason-number-stale")
"""Codes of findings on reasons that the figures have outrun."""
_OPEN = (*OUTRUN, "statement-held", "paragraph-missing", "list-differs")

_SHOWN = 24  # characters of a paragraph, to know it by
_NAMED = 8  # open keys that are named where one is not known; of more their number is told


def by_key(draft: Draft, keys: Collection[str]) -> tuple[Draft, tuple[Finding, ...]]:
    """The draft in which what these keys name is settled, as if our comments on it were resolved.

    Raises ``InputError`` for keys that the document does not have; one under which nothing is open is told.
    """
    open_, base = opened(draft), draft.snapshot.base if draft.snapshot else None
    refuse_unknown(keys, open_, base)
    wanted = sorted(open_) if ALL in keys else keys
    settled = frozenset(about for key in wanted for about in open_.get(key, ()))
    told = [Finding("settled", "info", f"已定下：{_in_words(about, base)}") for about in sorted(settled)]
    told += idle(keys, {*open_, ALL} if settled else open_)
    return replace(draft, settled_by_key=draft.settled_by_key | settled), tuple(told)


def opened(draft: Draft) -> Mapping[str, frozenset[str]]:
    """What is open in a document by the keys that findings show: key → what our comments are about."""
    snapshot = draft.snapshot
    if snapshot is None:
        return {}
    homes = {slot.key: paragraph.key for paragraph, slot in snapshot.base.slots()}
    found: dict[str, set[str]] = defaultdict(set)
    for about in _open(draft):
        kind, _, key = about.partition(":")
        found[key].add(about)
        if kind == "slot" and key in homes:
            found[homes[key]].add(about)
        if kind == "statement":
            found[key.partition("/")[0]].add(about)
    return {key: frozenset(abouts) for key, abouts in found.items()}


def _open(draft: Draft) -> Iterator[str]:
    snapshot = draft.snapshot
    if snapshot is not None:
        yield from (each.about for each in snapshot.pending)
        abouts = (about for abouts in snapshot.notes.values() for about in abouts)
        yield from (about for about in abouts if about.partition(":")[0] in KINDS)


def _in_words(about: str, base: Narrative | None) -> str:
    """What it is about, in words of the document."""
    kind, _, key = about.partition(":")
    texts: dict[str, str] = {}
    if base is not None and kind == "slot":
        texts = {slot.key: slot.label for _, slot in base.slots()}
    elif base is not None:
        key = key.partition("/")[0] if kind == "statement" else key
        texts = {each.key: f"“{shortened(each.text, _SHOWN)}”" for each in base.paragraphs}
    return texts.get(key, key)


def may_be_settled(finding: Finding) -> bool:
    """What somebody must look at before publication, and may leave as it is; no error ever."""
    return finding.severity == "warning" and finding.code in _OPEN


def named(finding: Finding, keys: Collection[str]) -> bool:
    """Whether one of the keys is that of the paragraph or the slot at which a finding stands."""
    place = finding.place
    return ALL in keys or (
        isinstance(place, ParagraphPlace) and bool({place.key, place.slot} & {*keys} - {""})
    )


def keys_of(findings: Iterable[Finding]) -> frozenset[str]:
    """The keys of the paragraphs and slots at which findings stand."""
    places = (each.place for each in findings)
    shown = (key for each in places if isinstance(each, ParagraphPlace) for key in (each.key, each.slot))
    return frozenset(shown) - {""}


def refuse_unknown(keys: Collection[str], open_: Collection[str], *narratives: Narrative | None) -> None:
    """Raise ``InputError`` for keys that are none: a slip would leave open what somebody means to be settled."""
    known = {ALL, *open_}
    for each in narratives:
        if each is not None:
            known |= {paragraph.key for paragraph in each.paragraphs} | {slot.key for _, slot in each.slots()}
    wrong = [key for key in keys if key not in known]
    if wrong:
        listed = sorted(open_)
        more = f"等{len(listed)}处" if len(listed) > _NAMED else ""
        remedy = f"现在可以定下的有：{'、'.join(listed[:_NAMED])}{more}" if listed else "现在没有要定下的"
        raise InputError(f"没有这样的键：{'、'.join(wrong)}", remedy=remedy)


def idle(keys: Collection[str], open_: Collection[str]) -> list[Finding]:
    """What is said of keys under which nothing is open."""
    return [
        Finding("settled-nothing", "info", f"“{key}”没有要定下的", found=key)
        for key in keys
        if key not in open_
    ]
