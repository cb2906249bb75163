"""Several wordings that were given for one slot: what a comment says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from juesuan.drafts import Note
from juesuan.narrative import Narrative, Slot

Wordings = Mapping[str, str]
"""The words that were given for a slot, each with the names of the files that give it."""

STOPS = "。；;. 　"
"""What may stand behind words without making them others."""


def same_words(one: str, other: str) -> bool:
    """Whether two answers say the same, stops behind them aside."""
    return one.strip(STOPS) == other.strip(STOPS)


def rivals_note(label: str, wordings: Wordings) -> str:
    """What a comment says where files answer a slot differently."""
    listed = "；".join(f"“{words}”（{files}）" for words, files in wordings.items())
    return f"“{label}”有{len(wordings)}种不同的填写，都没有采用：{listed}。请商定一种填在这里"


def rival_notes(narrative: Narrative, rivals: Mapping[str, Wordings]) -> Iterator[Note]:
    """The comments of a new document on the slots that files answer differently.

    ``Note.paragraph`` counts the narrative's paragraphs.
    """
    for number, paragraph in enumerate(narrative.paragraphs):
        at = 0
        for span in paragraph.spans:
            end = at + len(span.shown if isinstance(span, Slot) else span.text)
            if isinstance(span, Slot) and span.key in rivals:
                text = rivals_note(span.label, rivals[span.key])
                yield Note(number, at, end, text, f"rival:{span.key}")
            at = end
