"""What a tracked refresh must not settle yet: somebody may reject it."""

from __future__ import annotations

from dataclasses import replace

from juesuan.drafts import Draft, Revision


def until_accepted(revision: Revision, draft: Draft) -> tuple[Revision, frozenset[str]]:
    """The revision to apply tracked, and the digests of the comments to take out.

    Words that it brings back from a comment stay in the comment as well, and in the record: whoever rejects
    the insertion would else have them nowhere. The next refresh takes the comment out once they stand.
    """
    notes = draft.snapshot.notes if draft.snapshot else {}
    again = {note.about for note in revision.notes}
    back = {
        digest: tuple(about for about in abouts if about.startswith("retired:") and about not in again)
        for digest, abouts in notes.items()
        if digest in draft.spent
    }
    back = {digest: abouts for digest, abouts in back.items() if abouts}
    said = {slot.key: slot.text for _, slot in revision.snapshot.base.slots()}
    words = {
        key: said[key]
        for abouts in back.values()
        for about in abouts
        if (key := about.partition(":")[2]) in said
    }
    snapshot = replace(
        revision.snapshot,
        notes={**back, **revision.snapshot.notes},
        retired={**words, **revision.snapshot.retired},
    )
    return replace(revision, snapshot=snapshot), draft.spent - back.keys()
