"""What a refresh changed, figure by figure, in the sentences of the document before and after it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from juesuan.drafts import Revision
from juesuan.matching.quoting import Quoted
from juesuan.matching.texts import normal
from juesuan.narrative import Figure, Narrative, Paragraph, Slot
from juesuan.sheets.context import sections
from juesuan.sheets.numbers import falls, number

State = Literal["refreshed", "held", "came", "gone"]
"""``held``: the document says what it said, although the figures say otherwise."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as printed, and whether it says how much something fell; nothing where there is none."""

    text: str = ""
    falling: bool = False

    @property
    def value(self) -> object:
        """What compares: the signed number."""
        return number(self.text, falling=self.falling)


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that says another amount now, or the other way.

    ``before`` and ``after`` are the sentences as they stand in the document, the figure in 〔〕; ``reasons``
    are to be looked at, those that the figures have outrun first, with why.
    """

    section: str
    old: Printed
    new: Printed
    before: str
    after: str
    state: State
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outrun:
    """A reason that the figures have outrun: what it is asked for, its words, why it must be looked at."""

    section: str
    label: str
    words: str
    why: str


@dataclass(frozen=True)
class Report:
    """A refresh: its revision, the narratives before it (if known) and after it, and the document's texts.

    ``texts`` are those of each generated paragraph by key, before and after (``merge.applied.texts_of``).
    """

    revision: Revision
    fresh: Narrative
    base: Narrative | None
    texts: tuple[Mapping[str, str], Mapping[str, str]]

    def changes(self) -> Iterator[Change]:
        """The changed figures in the order of the document, those of paragraphs that are gone last."""
        fresh = {each.key: each for each in self.fresh.paragraphs}
        base = {each.key: each for each in self.base.paragraphs} if self.base else {}
        for key in (*fresh, *(key for key in base if key not in fresh)):
            if key in self.texts[0] or key in self.texts[1]:
                yield from self._changes(key, base.get(key), fresh.get(key))

    def outrun(self) -> Iterator[Outrun]:
        """The reasons that the figures have outrun, in the order of the document."""
        for paragraph, slot in self.revision.snapshot.base.slots():
            if slot.key in self.revision.outrun:
                where = self.where.get(paragraph.key, "")
                yield Outrun(where, slot.label, slot.text, self.why.get(slot.key, ""))

    def _changes(self, key: str, base: Paragraph | None, fresh: Paragraph | None) -> Iterator[Change]:
        before, after = (
            Quoted(texts.get(key, ""), each)
            for texts, each in zip(self.texts, (base or fresh, fresh or base), strict=True)
        )
        was, now = _printed(base), _printed(fresh)
        if self.base is None:  # no record: what the document printed
            was = {figure: Printed(before.number(figure)) for figure in now if before.number(figure)}
            now = {figure: Printed(each.text) for figure, each in now.items() if figure in was}
        for figure in (*now, *(each for each in was if each not in now)):
            old, new = was.get(figure, Printed()), now.get(figure, Printed())
            if old.value != new.value:
                state = _state(figure, new, before, after)
                yield Change(
                    self.where.get(key, ""),
                    old,
                    new,
                    before.marked(figure) if old.text else before.sentence(after.home(figure)),
                    after.marked(figure) if new.text else after.sentence(before.home(figure)),
                    state,
                    tuple(self._reasons(key, figure)),
                )

    @cached_property
    def where(self) -> Mapping[str, str]:
        """The headings over each paragraph."""
        return {**(sections(self.base) if self.base else {}), **sections(self.fresh)}

    @cached_property
    def why(self) -> Mapping[str, str]:
        """Why each outrun reason must be looked at, as its comment says."""
        return {
            note.about.removeprefix("slot:"): note.text
            for note in self.revision.notes
            if note.about.startswith("slot:")
        }

    @cached_property
    def slots(self) -> Mapping[str, tuple[str, Slot]]:
        """Every slot as it stands now, with its paragraph's key."""
        return {slot.key: (paragraph.key, slot) for paragraph, slot in self.revision.snapshot.base.slots()}

    def _reasons(self, key: str, figure: str) -> Iterator[str]:
        """The reasons to look at for a changed figure: those that explain it or name it, outrun ones first."""
        found = [slot for slot in self._near(key, figure) if slot.state == "filled"]
        for slot in sorted(found, key=lambda each: each.key not in self.why):
            yield f"{slot.label}：{self.why[slot.key]}" if slot.key in self.why else slot.label

    def _near(self, key: str, figure: str) -> Iterator[Slot]:
        """The slots of the paragraph, or, where it has none, those of its section that explain this very number;
        and wherever it stands the one whose words name it."""
        here = [slot for paragraph, slot in self.slots.values() if paragraph == key]
        section = self.where.get(key, "").partition(" › ")[0]
        printed = self._fresh.get(figure)
        for paragraph, slot in self.slots.values():
            named = figure in self.revision.snapshot.cites.get(slot.key, {}).values()
            same = self.where.get(paragraph, "").partition(" › ")[0] == section
            explains = not here and same and slot.about is not None and printed in slot.about[1:]
            if named or explains or paragraph == key:
                yield slot

    @cached_property
    def _fresh(self) -> Mapping[str, str]:
        return {figure.key: figure.text for _, figure in self.fresh.figures()}


def _printed(paragraph: Paragraph | None) -> dict[str, Printed]:
    """The figures of a generated paragraph by key, each where it stands first."""
    found: dict[str, Printed] = {}
    for at, span in enumerate(paragraph.spans if paragraph else ()):
        if isinstance(span, Figure) and paragraph is not None:
            found.setdefault(span.key, Printed(span.text, falls(paragraph, at)))
    return found


def _state(figure: str, new: Printed, before: Quoted, after: Quoted) -> State:
    """What became of a figure in the document: its sentence still reads as before, or says the new one."""
    if not before.text:
        return "came"
    if not after.text:
        return "gone"
    home = before.home(figure) if not new.text else after.home(figure)
    if before.sentence(home) == after.sentence(home):
        return "held"
    if not new.text:
        return "gone"
    if normal(after.number(figure)) != normal(new.text):
        return "held"
    return "refreshed" if before.number(figure) else "came"
