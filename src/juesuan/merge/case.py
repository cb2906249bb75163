"""What a refresh starts from, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from functools import cached_property

from juesuan.drafts import Action, Anchor, Draft, FigureChange, Note, Pending, Snapshot
from juesuan.findings import Finding
from juesuan.matching.align import Alignment, align
from juesuan.matching.rivals import Wordings
from juesuan.matching.standing import Standing
from juesuan.merge.slots import Footing
from juesuan.narrative import Narrative, Paragraph, Slot, WrittenFor
from juesuan.statements.subjects import Names
from juesuan.statements.tokens import Lexer
from juesuan.vocabulary import Vocabulary


@dataclass(frozen=True)
class Case:
    """Base, document and fresh narrative, and where the base's paragraphs stand in the document.

    Without a record the fresh narrative is its own base. ``kept`` are the keys of paragraphs in the base for
    which the figures did not call the last time already.
    """

    snapshot: Snapshot | None
    draft: Draft
    fresh: Narrative
    base: Mapping[str, Paragraph]
    now: Mapping[str, Paragraph]
    found: Alignment
    footing: Footing
    kept: frozenset[str]
    lexer: Lexer
    names: Names
    amounted: frozenset[str] | None = None
    rivals: Mapping[str, Wordings] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        snapshot: Snapshot | None,
        draft: Draft,
        fresh: Narrative,
        vocabulary: Vocabulary,
        moved: Decimal,
        amounted: frozenset[str] | None = None,
        rivals: Mapping[str, Wordings] = {},
    ) -> Case:
        """The case of one refresh; the other arguments as for ``merge``."""
        narrative = snapshot.base if snapshot else fresh
        base = {each.key: each for each in narrative.paragraphs}
        kept = {each.key: each for each in snapshot.kept if each.key not in base} if snapshot else {}
        base |= kept
        narrative = replace(narrative, blocks=(*narrative.blocks, *kept.values()))
        now = {each.key: each for each in fresh.paragraphs}
        found = align(draft, narrative)
        footing = Footing.of(draft, snapshot, fresh, moved)
        lexer = Lexer(vocabulary, fresh.year)
        names = Names(narrative.paragraphs, lexer)
        return cls(
            snapshot, draft, fresh, base, now, found, footing, frozenset(kept), lexer, names, amounted, rivals
        )

    @cached_property
    def settled(self) -> Mapping[str, Mapping[str, str]]:
        """The statements that somebody settled, now or before, by their paragraph: key → the fresh words."""
        found = {key: dict(each) for key, each in self.snapshot.settled.items()} if self.snapshot else {}
        for each in self.snapshot.pending if self.snapshot else ():
            if {each.about, f"paragraph:{each.paragraph}"} & self.draft.settled:
                found.setdefault(each.paragraph, {}).update(each.words)
        return found

    @cached_property
    def before(self) -> Mapping[str, tuple[Paragraph, ...]]:
        """How paragraphs of the base read before the last refreshes that changed them, the latest first."""
        found: dict[str, tuple[Paragraph, ...]] = {}
        for each in self.snapshot.before if self.snapshot else ():
            found[each.key] = (*found.get(each.key, ()), each)
        return found

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        """The slots of the base by their keys."""
        return {
            span.key: span for each in self.base.values() for span in each.spans if isinstance(span, Slot)
        }

    @property
    def recognised(self) -> bool:
        """Whether the document is one of this narrative: its record proves it, or what was found in it."""
        return self.snapshot is not None or self.found.recognised(self.fresh)

    def alone(self, standing: Standing) -> bool:
        """Whether no other generated paragraph was run together with it."""
        return len(self.found.sharing(standing.index)) == 1


@dataclass
class Outcome:
    """What a refresh does, and what it leaves in the record: of one paragraph, or of all.

    ``paragraphs`` are those that differ from the fresh ones by what staff wrote, by key; ``held`` the
    changes whose comparison is held.
    """

    paragraphs: dict[str, Paragraph] = field(default_factory=dict)
    actions: list[Action] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    changes: list[FigureChange] = field(default_factory=list)
    pending: list[Pending] = field(default_factory=list)
    retired: dict[str, str] = field(default_factory=dict)
    written_for: dict[str, WrittenFor] = field(default_factory=dict)
    cites: dict[str, Mapping[str, str]] = field(default_factory=dict)
    outrun: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    kept: list[Paragraph] = field(default_factory=list)
    before: list[Paragraph] = field(default_factory=list)
    held: set[str] = field(default_factory=set)

    def add(self, other: Outcome) -> None:
        """Take in what another step does, after what is here."""
        for each in fields(self):
            mine, theirs = getattr(self, each.name), getattr(other, each.name)
            if isinstance(mine, dict | set):
                mine |= theirs
            else:
                mine += theirs
