"""Whether a part of a generated paragraph still stands in the staff's text, so that figures may change there.

Figures may change where the part only gained words that leave its meaning alone, or exchanged or lost
words of the vocabulary. Words may change where it stands as generated (``plain``), its lead and small
words (约, 了) aside. Everything else is held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from juesuan.statements.belonging import Belonging
from juesuan.statements.gained import Gains, Run
from juesuan.statements.locating import Location
from juesuan.statements.parts import Part, Taken
from juesuan.statements.subjects import Names
from juesuan.statements.tokens import Token
from juesuan.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Verdict:
    """``why`` is empty where the part stands. ``plain``: its words may change too. ``gone``: staff deleted it.

    ``alone``: nothing was added to its clauses, so that it may vanish. ``lost`` are the tokens of
    clauses that staff took out of it.
    """

    why: str = ""
    plain: bool = True
    alone: bool = True
    gone: bool = False
    lost: frozenset[int] = frozenset()

    @property
    def stands(self) -> bool:
        return not self.why and not self.gone


class Judge:
    """Judges the parts of one generated paragraph in one text."""

    def __init__(
        self,
        taken: Taken,
        staff: Sequence[Token],
        location: Location,
        names: Names,
        vocabulary: Vocabulary,
    ) -> None:
        self.taken, self.staff, self.location = taken, staff, location
        self.names, self.vocabulary = names, vocabulary
        self.at, self.owner = location.at, location.owner
        self.added = Gains(taken, staff, location, vocabulary, names)
        self.belonging = Belonging(taken, staff, location, names)

    @cached_property
    def untouched(self) -> bool:
        """Whether nothing was added, lost or exchanged anywhere in the paragraph."""
        return self.at == self.owner == tuple(range(len(self.at))) and all(
            token.text == other.text for token, other in zip(self.taken.tokens, self.staff, strict=True)
        )

    def judge(self, number: int) -> Verdict:
        """What became of a part."""
        if self.untouched:
            return Verdict()
        part = self.taken.parts[number]
        if not any(self.at[at] >= 0 for at in range(part.low, part.high)):
            return Verdict("missing", gone=self.deleted(number))
        if any(at in self.location.doubled for at in range(part.low, part.high)):
            return Verdict("doubled")
        lost = self.lost_clauses(part)
        if not any(self.at[at] >= 0 for at in self._telling(number)):
            return Verdict("missing", gone=self.deleted(number))
        why, plain = self.own_words(number, lost)
        runs = list(self.added.runs(part)) if not why else []
        if not why:
            why, clear = self.gains(number, runs)
            plain = plain and clear and not lost
        if not why and part.kind not in ("ordinal", "words"):
            why = self.belonging.lost(number)
        return Verdict(why, plain, all(run.clause for run in runs), lost=lost)

    # ---- the part's own tokens ----

    def lost_clauses(self, part: Part) -> frozenset[int]:
        """The tokens of a comparison's clauses that staff took out as a whole (，下降10.00%)."""
        if part.kind != "comparison":
            return frozenset()
        lost: set[int] = set()
        for clause in _clauses(self.taken.tokens, part):
            telling = [at for at in clause if not self._aside(self.taken.tokens[at])]
            if telling and all(self.at[at] < 0 for at in telling):
                lost |= set(clause)
        return frozenset(lost)

    def own_words(self, number: int, lost: frozenset[int]) -> tuple[str, bool]:
        """Why the part's own words do not stand, if so; and whether they stand as generated."""
        part, plain, last = self.taken.parts[number], True, -1
        label = set(self.taken.labels[part.root]) if part.kind != "words" else set()
        for at in range(part.low, part.high):
            ours, place = self.taken.tokens[at], self.at[at]
            if at in lost or ours.kind == "stop":
                continue
            if place < 0:
                why, kept = self._absent(ours, at in label)
            else:
                why, kept = self._present(ours, self.staff[place])
                if place < last:
                    why = "moved"
                last = place
            if why:
                return why, False
            plain = plain and (kept or self._aside(ours))
        return ("moved" if self._interleaved(number) else ""), plain

    def _interleaved(self, number: int) -> bool:
        """Whether another part's tokens stand among the part's."""
        part = self.taken.parts[number]
        places = [self.at[at] for at in range(part.low, part.high) if self.at[at] >= 0]
        owners = (self.owner[at] for at in range(min(places), max(places)))
        return any(owner >= 0 and self.taken.part_of[owner] not in (number, -1) for owner in owners)

    def _absent(self, ours: Token, in_label: bool) -> tuple[str, bool]:
        if ours.figure or ours.slot:
            return "lost-figure", False
        if in_label or ours.kind in ("open", "close", "symbol"):
            return "", in_label
        if ours.kind == "ordinal" or ours.sense not in self.vocabulary.losable:
            return "lost-words", False
        return "", False

    def _present(self, ours: Token, theirs: Token) -> tuple[str, bool]:
        if ours.text == theirs.text or ours.is_code_piece(theirs):
            return "", True
        if ours.sense and ours.sense == theirs.sense:
            return "", False
        if ours.kind in ("number", "year", "ordinal"):
            return "overtyped", False
        return "direction", False

    def _aside(self, token: Token) -> bool:
        return token.sense in self.vocabulary.aside

    # ---- what was added ----

    def gains(self, number: int, runs: Sequence[Run]) -> tuple[str, bool]:
        """Why words added to the part change its meaning, if so; and whether its words may still turn."""
        plain = True
        for run in runs:
            why = self.added.unsafe(run, number)
            if why:
                return why, False
            if run.where == "inside":
                plain = plain and not run.bracket and not run.clause and self.added.small(run)
            elif run.where == "behind":
                plain = plain and not self.added.turns(run)
        return "", plain

    # ---- what is not there ----

    def deleted(self, number: int) -> bool:
        """Whether staff took the part out: nothing stands between the parts around it, nor its figures elsewhere."""
        part = self.taken.parts[number]
        before = next((at for at in range(number - 1, -1, -1) if self.present(at)), -1)
        after = next((at for at in range(number + 1, len(self.taken.parts)) if self.present(at)), -1)
        low = max(self._places(before)) + 1 if before >= 0 else 0
        high = min(self._places(after)) if after >= 0 else len(self.staff)
        if low > high or any(self.staff[at].kind != "stop" for at in range(low, high)):
            return False
        figures = {token.text for token in self.taken.tokens[part.low : part.high] if token.figure}
        return not any(
            owner < 0 and token.kind == "number" and token.text in figures
            for owner, token in zip(self.owner, self.staff, strict=True)
        )

    def present(self, number: int) -> bool:
        """Whether most of a part's words are there, and not only letters that any sentence may have."""
        telling = self._telling(number)
        found = sum(self.at[at] >= 0 for at in telling)
        words = self.taken.parts[number].kind == "words"
        return found == len(telling) if words else found * 3 >= len(telling) * 2

    def _telling(self, number: int) -> list[int]:
        """A part's tokens without stops and small words; all of them where there are no others."""
        part = self.taken.parts[number]
        tokens = [at for at in range(part.low, part.high) if self.taken.tokens[at].kind != "stop"]
        return [at for at in tokens if not self._aside(self.taken.tokens[at])] or tokens

    def _places(self, number: int) -> list[int]:
        part = self.taken.parts[number]
        return [self.at[at] for at in range(part.low, part.high) if self.at[at] >= 0]


def _clauses(tokens: Sequence[Token], part: Part) -> Iterator[list[int]]:
    """The part's tokens, cut at its stops."""
    clause: list[int] = []
    for at in range(part.low, part.high):
        if tokens[at].kind == "stop":
            if clause:
                yield clause
            clause = []
        else:
            clause.append(at)
    if clause:
        yield clause
