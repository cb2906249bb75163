"""Refresh as a three-way merge: base (the snapshot), staff (the document), fresh (the new figures).

Whatever staff did not touch becomes fresh; whatever staff typed stays. A statement that cannot be both is
held: it stands as typed, a note carries the whole fresh sentence, and the record keeps the words that it
last agreed with. Everything else of base becomes fresh, so that the result can be refreshed again, any
number of times.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from juesuan.drafts import Draft, Revision, Snapshot, noted
from juesuan.errors import DocumentError
from juesuan.matching.outrun import MOVED
from juesuan.matching.rivals import Wordings
from juesuan.matching.texts import normal
from juesuan.merge.case import Case, Outcome
from juesuan.merge.renumbering import renumbering
from juesuan.merge.rewording import rewording
from juesuan.merge.rivals import offered
from juesuan.merge.sequence import appeared, reordered, still_retired, taken_out, vanished
from juesuan.merge.shortened import shortened
from juesuan.merge.spans import slots_of
from juesuan.merge.standing import standing
from juesuan.narrative import Narrative
from juesuan.vocabulary import Vocabulary, load_vocabulary


def merge(
    snapshot: Snapshot | None,
    draft: Draft,
    fresh: Narrative,
    *,
    moved: Decimal = MOVED,
    amounted: Collection[str] | None = None,
    rivals: Mapping[str, Wordings] = {},
    vocabulary: Vocabulary | None = None,
) -> Revision:
    """The revision that refreshes a document. Raises ``DocumentError`` where it is not understood.

    ``moved``: by which share of itself (0.5 is half) a change may move before its reason is marked;
    ``amounted``: the names of enumerated items that have an amount, where that is known; ``rivals``: by slot
    the wordings of files that answer it differently; ``vocabulary``: which words that staff changed say the
    same (that which ships with juesuan, if none is given).
    """
    names = frozenset(map(normal, amounted)) if amounted else None
    case = Case.of(snapshot, draft, fresh, vocabulary or load_vocabulary(), moved, names, rivals)
    if not case.recognised:
        raise DocumentError(
            "这份文档里找不到部门决算情况说明的内容，没有写出任何文件",
            remedy="请给出 juesuan 生成的文稿，或由它改成的文件",
        )
    removed, taken = taken_out(case)
    items, shorter = shortened(case)
    done = Outcome(findings=list(case.found.findings))
    for step in (standing(case), vanished(case), taken, shorter, appeared(case, removed), reordered(case)):
        done.add(step)
    done.findings += rewording(snapshot.base, fresh) if snapshot else ()
    words = _words_now(case, done, removed)
    retired = _retired(case, done, words)
    done.add(still_retired(case, words, {note.text for note in done.notes}))
    done.add(offered(case, done))
    done.add(renumbering(case, done))
    return Revision(
        tuple(done.actions),
        tuple(done.notes),
        tuple(done.anchors),
        _record(case, done, (*removed, *items), retired),
        tuple(done.changes),
        tuple(done.findings),
        tuple(done.outrun),
        tuple(done.filled),
        {key: tuple(part.index for part in each.parts) for key, each in case.found.standing.items()},
    )


def _retired(case: Case, done: Outcome, standing: Mapping[str, str]) -> dict[str, str]:
    """The words of slots that are not asked for now, or that hold other words: key → words."""
    retired = {**(case.snapshot.retired if case.snapshot else {}), **done.retired}
    return {key: words for key, words in retired.items() if standing.get(key) != words}


def _words_now(case: Case, done: Outcome, removed: Collection[str]) -> dict[str, str]:
    """What will stand in every slot of the document: key → words."""
    out = set(removed)
    return {
        slot.key: slot.text
        for each in case.fresh.paragraphs
        if each.key not in out
        for slot in slots_of(done.paragraphs.get(each.key, each)).values()
    }


def _record(case: Case, done: Outcome, removed: tuple[str, ...], retired: Mapping[str, str]) -> Snapshot:
    """What the document will remember: fresh is the next refresh's base."""
    paragraphs = tuple(done.paragraphs.get(each.key, each) for each in case.fresh.paragraphs)
    return Snapshot(
        case.fresh.with_paragraphs(paragraphs),
        done.written_for,
        retired,
        removed,
        tuple(done.pending),
        cites=done.cites,
        notes={**case.draft.filed, **noted(done.notes)},
        kept=tuple(done.kept),
        before=tuple(done.before),
        settled=case.settled,
    )
