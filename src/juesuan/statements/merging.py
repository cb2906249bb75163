"""What a refresh does to one paragraph: which statements become fresh, which are held, which are gone.

``merge`` decides part by part, writes, and reads what it wrote: the result is located in the fresh
paragraph and judged again, and a part that does not stand there is held instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from juesuan.narrative import Paragraph, Slot, Span
from juesuan.statements.editing import Clash, Edit, applied
from juesuan.statements.judging import Verdict
from juesuan.statements.pairing import Pair
from juesuan.statements.parts import Taken
from juesuan.statements.sides import Sides, Staff, agrees, ends_sentence
from juesuan.statements.subjects import Names
from juesuan.statements.telling import WAITS, Held, record, told
from juesuan.statements.tokens import FULL_STOPS, Lexer


@dataclass(frozen=True)
class Merged:
    """``edits`` make the staff's text fresh (``text``: the result); ``record`` is what to remember.

    In the record a held statement keeps the words that it last agreed with. ``retired`` are the slots
    whose words went; ``deleted`` the statements that staff took out although their figures changed.
    """

    edits: tuple[Edit, ...]
    held: tuple[Held, ...]
    record: Paragraph
    text: str
    retired: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()


def merge(
    base: Paragraph,
    staff: Staff,
    fresh: Paragraph,
    lexer: Lexer,
    names: Names,
    *,
    held: Collection[str] = (),
    settled: Mapping[str, str] | None = None,
) -> Merged:
    """Merge one paragraph.

    ``held`` are the keys of changes whose comparison is held elsewhere: their reasons neither turn nor
    go. ``settled`` says for which words of its own a statement was settled, by the statement's key.
    """
    sides = Sides(base, staff, fresh, lexer, names)
    forced: set[int] = set()
    while True:
        run = _Run(sides, held, settled or {}, forced)
        run.decide()
        wrong = set(run.misread()) - forced
        if not wrong:
            return run.merged()
        forced |= wrong


@dataclass
class _Run:
    """One attempt; the pairs in ``forced`` are held."""

    sides: Sides
    elsewhere: Collection[str]
    settled: Mapping[str, str]
    forced: Collection[int]
    edits: list[Edit] = field(default_factory=list)
    kept: dict[int, str] = field(default_factory=dict)
    written: set[int] = field(default_factory=set)
    held: set[str] = field(default_factory=set)  # the changes whose comparison is held
    deleted: list[str] = field(default_factory=list)

    def decide(self) -> None:
        """Decide every pair, then the stops between them."""
        self.held |= set(self.elsewhere)
        for number, pair in enumerate(self.sides.pairs):
            if self.waits(pair):
                self.kept[number] = WAITS
            elif pair.same:
                self.both(number, pair)
            else:
                self.block(number, pair)
        self.edits += self.tails()
        self.edits.sort(key=lambda edit: (edit.start, edit.end))

    def merged(self) -> Merged:
        """What came of it."""
        sides = self.sides
        text, _ = applied(sides.staff.text, sides.staff.slots, self.edits)
        remembered = record(sides, self.kept)
        slots = {span.key for span in remembered.spans if isinstance(span, Slot)}
        retired = tuple(token.slot for token in sides.base.tokens if token.slot and token.slot not in slots)
        held = tuple(told(sides, self.kept))
        return Merged(tuple(self.edits), held, remembered, text, retired, tuple(self.deleted))

    # ---- one statement, in both ----

    def both(self, number: int, pair: Pair) -> None:
        """A statement that base and fresh have: its figures or its words changed, or nothing."""
        sides = self.sides
        ours, theirs = pair.base[0], pair.fresh[0]
        was, now = sides.base.words(ours), sides.fresh.words(theirs)
        if was == now:
            return
        verdict = sides.judge.judge(ours)
        if verdict.gone:
            self.deleted.append(sides.fresh.parts[theirs].key)
            return
        turning = [key or text for text, key in was] != [key or text for text, key in now]
        why = "misread" if number in self.forced else verdict.why
        if not why and turning and not verdict.plain:
            why = "turning"
        if not why:
            try:
                self.edits += sides.rewriter.part(ours, theirs, verdict.lost)
                self.written.add(number)
                return
            except Clash:
                why = "turning"
        self.hold(number, pair, why)

    def hold(self, number: int, pair: Pair, why: str) -> None:
        """Keep staff's words, unless they say already what the figures say."""
        sides = self.sides
        if agrees(sides, pair, self.settled):
            return
        self.kept[number] = why
        for taken, parts in ((sides.base, pair.base), (sides.fresh, pair.fresh)):
            self.held |= {taken.parts[at].about or taken.parts[at].key for at in parts} - {""}

    def waits(self, pair: Pair) -> bool:
        """Whether it is a reason whose comparison is held."""
        sides = ((self.sides.base, pair.base), (self.sides.fresh, pair.fresh))
        parts = [(taken, at) for taken, ats in sides for at in ats]
        changed = len(parts) != 2 or parts[0][0].words(parts[0][1]) != parts[1][0].words(parts[1][1])
        return changed and bool({_explained(taken, at) for taken, at in parts} & self.held)

    # ---- statements that vanish, appear, or take another's place ----

    def block(self, number: int, pair: Pair) -> None:
        """Parts that only one side has, or others on each side."""
        verdicts = [self.sides.judge.judge(at) for at in pair.base]
        if pair.base and all(verdict.gone for verdict in verdicts):
            self.deleted += [self.sides.base.parts[at].key for at in pair.base]
            return
        edit = None if number in self.forced else self.rewritten(pair, verdicts)
        if edit is None:
            self.hold(number, pair, "misread" if number in self.forced else "block")
        else:
            self.edits.append(edit)
            self.written.add(number)

    def rewritten(self, pair: Pair, verdicts: Sequence[Verdict]) -> Edit | None:
        """The one edit that does it, or ``None`` where staff's words are in the way."""
        sides = self.sides
        spans: tuple[Span, ...] = ()
        if pair.fresh:
            parts = sides.fresh.parts
            spans = sides.rewriter.spans(parts[pair.fresh[0]].low, parts[pair.fresh[-1]].tail)
        if not pair.base:
            place = self.insertion(pair)
            return None if place is None else Edit(place, place, spans)
        if not all(each.stands and each.plain and each.alone for each in verdicts):
            return None
        low, last = sides.base.parts[pair.base[0]].low, sides.base.parts[pair.base[-1]]
        places = [sides.location.at[at] for at in range(low, last.tail)]
        while places and places[-1] < 0:
            places.pop()
        if len(places) < last.high - low or places != list(range(places[0], places[0] + len(places))):
            return None
        return Edit(sides.tokens[places[0]].start, sides.tokens[places[-1]].end, spans)

    def insertion(self, pair: Pair) -> int | None:
        """Where new parts go in: behind the part before them, at the end of its sentence if it ends one."""
        sides, first = self.sides, pair.fresh[0]
        if not first:
            return 0
        number = next(at for at, each in enumerate(sides.pairs) if first - 1 in each.fresh)
        places = sides.places(sides.pairs[number].base[-1:])
        if not places or number in self.kept:
            return None
        at = max(places) + 1
        if not ends_sentence(sides.fresh, first - 1):
            stop = at < len(sides.tokens) and sides.tokens[at].kind == "stop"
            return sides.tokens[at if stop else at - 1].end
        while at < len(sides.tokens) and (sides.location.owner[at] < 0 or sides.tokens[at].kind == "stop"):
            if sides.tokens[at].text in FULL_STOPS:
                return sides.tokens[at].end
            at += 1
        return None

    # ---- stops, and reading again ----

    def tails(self) -> Iterator[Edit]:
        """Stops between parts that changed with what follows them (；。)."""
        sides = self.sides
        for number, pair in enumerate(sides.pairs):
            if not pair.same or number in self.kept:
                continue
            was, now = sides.base.parts[pair.base[0]], sides.fresh.parts[pair.fresh[0]]
            ours = [token.text for token in sides.base.tokens[was.high : was.tail]]
            theirs = [token.text for token in sides.fresh.tokens[now.high : now.tail]]
            places = [sides.location.at[at] for at in range(was.high, was.tail)]
            if ours == theirs or not ours or not theirs or min(places) < 0:
                continue
            if places != list(range(places[0], places[0] + len(places))):
                continue
            start, end = sides.tokens[places[0]].start, sides.tokens[places[-1]].end
            free = not any(start < other.end and other.start < end for other in self.edits)
            if free and ours == [sides.tokens[at].text for at in places]:
                yield Edit(start, end, sides.rewriter.spans(now.high, now.tail))

    def misread(self) -> Iterator[int]:
        """Pairs that were made fresh and do not read so."""
        sides = self.sides
        if not self.written or sides.judge.untouched:
            return
        judge = sides.judged(*applied(sides.staff.text, sides.staff.slots, self.edits))
        for number in self.written:
            if not all(judge.judge(at).stands for at in sides.pairs[number].fresh):
                yield number


def _explained(taken: Taken, number: int) -> str:
    """The change that a reason explains: as marked, else that of the comparison before it."""
    part = taken.parts[number]
    if part.kind != "slot" or part.about:
        return part.about if part.kind == "slot" else ""
    before = (each for each in reversed(taken.parts[:number]) if each.kind == "comparison")
    return next((each.about or each.key for each in before), "")
