"""Other words than those that stand in a slot, which a file offered: told until somebody decides."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.drafts import InsertParagraph, Note
from juesuan.matching.rivals import rivals_note, same_words
from juesuan.matching.slots import answered
from juesuan.matching.words import Words
from juesuan.merge.case import Case, Outcome
from juesuan.narrative import Slot


def offered(case: Case, done: Outcome) -> Outcome:
    """Comments where files of this refresh differ, and those of earlier ones on which nobody has acted."""
    outcome = Outcome()
    fresh = {slot.key: slot for _, slot in case.fresh.slots()}
    told = {note.about for note in done.notes}
    found = {words.key: words for words in case.found.words() if words.key in fresh}
    for key, words in found.items():
        if key in case.rivals:
            outcome.notes += _differing(case, fresh[key], words)
        elif f"rival:{key}" not in told and fresh[key].state != "filled":
            outcome.notes += _standing(case, fresh[key], words)
    for action in done.actions:
        if isinstance(action, InsertParagraph):
            outcome.notes += _beside(case, action)
    return outcome


def _differing(case: Case, slot: Slot, words: Words) -> Iterator[Note]:
    """The comment on a slot that files answer differently; who wrote one of their wordings has decided."""
    wordings = case.rivals[slot.key]
    if not any(same_words(words.text, each) for each in wordings):
        text = rivals_note(slot.label, wordings)
        yield Note(words.paragraph, words.start, words.end, text, f"rival:{slot.key}")


def _standing(case: Case, slot: Slot, words: Words) -> Iterator[Note]:
    """The comment of an earlier refresh, where it stands and the words beside it are what they were."""
    comment = case.draft.standing_note(f"rival:{slot.key}")
    was = case.slots.get(slot.key)
    if comment is None or comment.resolved or was is None:
        return
    if answered(was, words) == (was.text if was.state == "filled" else ""):
        yield Note(words.paragraph, words.start, words.end, comment.text, f"rival:{slot.key}")


def _beside(case: Case, action: InsertParagraph) -> Iterator[Note]:
    """The comments for a paragraph that comes: on the one behind which it comes."""
    for span in action.paragraph.spans:
        if isinstance(span, Slot) and span.key in case.rivals and action.after >= 0:
            text = rivals_note(span.label, case.rivals[span.key])
            length = len(case.draft.paragraphs[action.after].text)
            yield Note(action.after, 0, length, text, f"rival:{span.key}")
