"""What the rules look at, and the remarks they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from juesuan.drafts import Draft
from juesuan.findings import Finding, Severity
from juesuan.matching.align import Alignment
from juesuan.matching.outrun import MOVED, cited, printed_once
from juesuan.matching.standing import Standing
from juesuan.matching.words import Words
from juesuan.narrative import Figure, Narrative, Paragraph, Slot
from juesuan.review.regions import Labels


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with its place in the document: paragraph index and offsets in its text.

    ``paragraph`` is ``None`` where it concerns the whole document.
    """

    finding: Finding
    paragraph: int | None = None
    start: int = 0
    end: int = 0

    def touches(self, letters: Set[int]) -> bool:
        """Whether it is about one of these letters of its paragraph; a gap is, where both beside it are."""
        if self.start == self.end:
            return self.start in letters and self.start - 1 in letters
        return not letters.isdisjoint(range(self.start, self.end))


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on a change is worth a remark."""

    moved: Decimal = MOVED
    """A reason is stale when the change it explains moved by more than this share."""
    percent: Decimal = Decimal(30)
    """An empty phrase is no reason for a change above this percentage …"""
    amount: Decimal = Decimal(10)
    """… and above this amount (万元)."""


@dataclass(frozen=True)
class Material:
    """Document, what the figures say, and how the two lie upon each other.

    Without ``fresh`` there is nothing to compare with, and ``alignment`` is empty.
    """

    draft: Draft
    fresh: Narrative | None
    alignment: Alignment
    limits: Limits = field(default_factory=Limits)
    names: frozenset[str] = frozenset()
    """Account names the figures know."""
    amounted: frozenset[str] | None = None
    """Names of the items that have an amount this year; unknown without figures."""
    given_prompts: frozenset[str] = frozenset()
    """Prompts of the edition, where neither figures nor a record name them."""

    @cached_property
    def prompts(self) -> frozenset[str]:
        """Every prompt that may have been left in the document: the record's and the edition's."""
        fresh = self.fresh.slots() if self.fresh else ()
        return self.given_prompts.union(
            (slot.prompt for _, slot in fresh), (slot.prompt for slot in self.base_slots.values())
        )

    @property
    def fresh_department(self) -> str:
        return self.fresh.department if self.fresh else ""

    @cached_property
    def generated(self) -> Mapping[str, Paragraph]:
        """The fresh paragraphs by key."""
        return {each.key: each for each in self.fresh.paragraphs} if self.fresh else {}

    @cached_property
    def written(self) -> frozenset[str]:
        """The keys of the paragraphs that the generator has written into the document."""
        snapshot = self.draft.snapshot
        return frozenset(each.key for each in snapshot.base.paragraphs) if snapshot else frozenset()

    @cached_property
    def figures(self) -> Mapping[str, tuple[str, Figure]]:
        """The fresh figures by key, each with the key of the paragraph that prints it."""
        found: dict[str, tuple[str, Figure]] = {}
        for paragraph, figure in self.fresh.figures() if self.fresh else ():
            found.setdefault(figure.key, (paragraph.key, figure))
        return found

    @cached_property
    def printed(self) -> frozenset[str]:
        """Every number the figures give, as printed: in a sentence, or in the change a reason explains."""
        numbers = {figure.text for _, figure in self.figures.values()}
        for _, slot in self.fresh.slots() if self.fresh else ():
            if slot.about:
                numbers |= {slot.about.current, slot.about.base, slot.about.difference, slot.about.percent}
        return frozenset(number.replace(",", "") for number in numbers)

    @cached_property
    def _printed_before(self) -> Mapping[str, str]:
        """What each number was the only one to print when the generator last wrote."""
        return printed_once(self.draft.snapshot.base) if self.draft.snapshot else {}

    def cites(self, slot: Slot, words: Words) -> Mapping[str, str]:
        """The figures that a reason names, by number: as recorded, or of those that stood there last."""
        snapshot, was = self.draft.snapshot, self.base_slots.get(slot.key)
        known = snapshot is not None and was is not None and was.text == words.text
        if snapshot and known and slot.key in snapshot.cites and not self.settled(slot):
            return snapshot.cites[slot.key]
        return cited(words.text, self._printed_before)

    def settled(self, slot: Slot) -> bool:
        """Whether somebody has looked at a reason that the figures had outrun, and left it as it is."""
        return f"slot:{slot.key}" in self.draft.settled

    @cached_property
    def base_slots(self) -> Mapping[str, Slot]:
        """The slots as the generator last wrote them."""
        snapshot = self.draft.snapshot
        return {slot.key: slot for _, slot in snapshot.base.slots()} if snapshot else {}

    @cached_property
    def labels(self) -> Labels:
        """The names of figures and accounts."""
        return Labels(self.names)

    @property
    def standing(self) -> Mapping[str, Standing]:
        """The generated paragraphs that stand in the document, by key."""
        return self.alignment.standing

    @cached_property
    def occupied(self) -> frozenset[int]:
        """The document's paragraphs that are generated ones."""
        return frozenset(part.index for each in self.standing.values() for part in each.parts)

    @cached_property
    def keys(self) -> Mapping[int, str]:
        """The key of the generated paragraph that stands in each of the document's paragraphs."""
        return {part.index: key for key, each in self.standing.items() for part in each.parts}

    @cached_property
    def slots_in(self) -> Mapping[int, Sequence[Words]]:
        """The words of the slots in each of the document's paragraphs."""
        found: dict[int, list[Words]] = {}
        for each in self.standing.values():
            for words in each.slots.values():
                found.setdefault(words.paragraph, []).append(words)
        return found

    def slot_at(self, at: int, start: int, end: int) -> str:
        """The key of the one slot that holds all of ``start:end`` of paragraph ``at``; else nothing."""
        holding = [each.key for each in self.slots_in.get(at, ()) if each.start <= start and end <= each.end]
        return holding[0] if len(holding) == 1 else ""

    def filled(self) -> Iterator[tuple[Slot, int, Words]]:
        """Every fresh slot that was found: the slot, the paragraph's index, the words there."""
        for key, standing in self.standing.items():
            for slot in self.generated[key].spans:
                if isinstance(slot, Slot) and slot.key in standing.slots:
                    words = standing.slots[slot.key]
                    yield slot, words.paragraph, words

    def remark(
        self,
        code: str,
        severity: Severity,
        message: str,
        at: int | None = None,
        start: int = 0,
        end: int | None = None,
        *,
        remedy: str = "",
        found: str = "",
        expected: str = "",
        key: str = "",
        slot: str = "",
    ) -> Remark:
        """A remark on ``start:end`` of paragraph ``at`` (to its end where ``end`` is left out).

        ``key`` and ``slot`` are the paragraph and the slot it is about, where they are not those that stand
        there.
        """
        if at is None:
            return Remark(Finding(code, severity, message, remedy, found=found, expected=expected))
        end = len(self.draft.paragraphs[at].text) if end is None else end
        place = self.draft.place(
            at,
            start,
            end,
            key=key or self.keys.get(at, ""),
            slot=slot or ("" if key else self.slot_at(at, start, end)),
        )
        finding = Finding(code, severity, message, remedy, place=place, found=found, expected=expected)
        return Remark(finding, at, start, end)
