"""Whether a part of a generated paragraph still stands in the staff's text, so that figures may change there.

Figures may change where the part only gained words that leave its meaning alone, or exchanged or lost
words of the vocabulary. Words may change where it stands as generated (``plain``), its lead and small
words (约, 了) aside. Everything else is held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from juesuan.statements.gained import Gains, Run, bracket_at
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
        self._roots: dict[int, str] = {}

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
        runs = list(self.runs(part)) if not why else []
        if not why:
            why, clear = self.gains(number, runs)
            plain = plain and clear and not lost
        if not why and part.kind not in ("ordinal", "words"):
            why = self.subject(number)
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
        gains = Gains(self.taken, self.staff, self.location, self.vocabulary, self.names)
        for run in runs:
            why = gains.unsafe(run, number)
            if why:
                return why, False
            if run.where == "inside":
                plain = plain and not run.bracket and not run.clause and gains.small(run)
            elif run.where == "behind":
                plain = plain and not gains.turns(run)
        return "", plain

    def runs(self, part: Part) -> Iterator[Run]:
        """What staff typed before, inside and right behind a part."""
        places = sorted(self.at[at] for at in range(part.low, part.high) if self.at[at] >= 0)
        yield from self._pieces(self._back(places[0]), "before")
        for one, other in pairwise(places):
            between = [at for at in range(one + 1, other) if self.owner[at] < 0]
            yield from self._pieces(between, "inside")
        yield from self._pieces(self._ahead(places[-1]), "behind")

    def _back(self, place: int) -> list[int]:
        """What was typed into the clause before a token of it."""
        found: list[int] = []
        at = place - 1
        while at >= 0 and self.owner[at] < 0:
            if self.staff[at].kind == "close" and (opened := bracket_at(self.staff, at)) >= 0:
                found += range(at, opened - 1, -1)
                at = opened - 1
                continue
            if self.staff[at].kind == "stop":
                break
            found.append(at)
            at -= 1
        return sorted(found)

    def _ahead(self, place: int) -> list[int]:
        """What was typed right behind a token: the rest of its clause, and one clause more."""
        found: list[int] = []
        at, stops = place + 1, 0
        while at < len(self.staff) and (self.owner[at] < 0 or self.staff[at].kind == "stop"):
            stops += self.staff[at].kind == "stop"
            if stops > 1:
                break
            found.append(at)
            at += 1
        return [at for at in found if self.owner[at] < 0 or self.staff[at].kind == "stop"]

    def _pieces(self, places: list[int], where: str) -> Iterator[Run]:
        """Typed tokens apart: brackets, what stands in the part's own clauses, clauses of their own."""
        rest: list[int] = []
        at = 0
        while at < len(places):
            if self.staff[places[at]].kind == "open":
                end = bracket_at(self.staff, places[at])
                inside = [place for place in places[at:] if place <= end]
                if end >= 0 and end in places:
                    yield Run(tuple(inside), where, bracket=True)
                    at += len(inside)
                    continue
            rest.append(places[at])
            at += 1
        pieces: list[list[int]] = [[]]
        for place in rest:
            if self.staff[place].kind == "stop":
                pieces.append([])
            else:
                pieces[-1].append(place)
        for number, piece in enumerate(pieces):
            first, last = number == 0, number == len(pieces) - 1
            inner = (first and where != "before") or (last and where != "behind")
            if piece:
                yield Run(tuple(piece), where, clause=not inner)

    # ---- whose it is ----

    def subject(self, number: int) -> str:
        """Why the part does not stand with its own subject, if so."""
        part = self.taken.parts[number]
        root = part.root
        if root not in self._roots:
            self._roots[root] = self._root(root)
        why = self._roots[root] or self._crowded(number)
        return why or ("" if root == number else self._parted(part))

    def _crowded(self, number: int) -> str:
        """Whether a name that lost its figure stands right before the part (应急用车、其他用车2辆、2辆)."""
        at = min(self._places(number)) - 1
        while at >= 0 and self.staff[at].kind != "stop":
            other = self.taken.part_of[self.owner[at]] if self.owner[at] >= 0 else -1
            if other >= 0 and other != number and self.taken.parts[other].kind == "figures":
                part = self.taken.parts[other]
                figures = [at for at in range(part.low, part.high) if self.taken.tokens[at].figure]
                return "" if all(self.at[each] >= 0 for each in figures) else "other-subject"
            at -= 1
        return ""

    def _root(self, root: int) -> str:
        label = self.taken.labels[root]
        found = [at for at in label if self.at[at] >= 0]
        if label and not found:
            return "no-subject"
        own = self.taken.name(root)
        if not label:
            return ""
        places = sorted(self.at[at] for at in found)
        region = [
            *self._back(places[0]),
            *(at for at in range(places[0], places[-1] + 1)),
            *(at for at in self._rest(places[-1])),
        ]
        text = "".join(self.staff[at].text for at in region if self.staff[at].kind != "stop")
        if self.names.foreign(text, own):
            return "other-subject"
        lost = [at for at in label if self.at[at] < 0 and self.taken.tokens[at].speaks]
        code = any(
            self.taken.tokens[at].is_code and self.taken.tokens[at].text == self.staff[self.at[at]].text
            for at in found
        )
        if not lost or code or self.names.still(text, own):
            return ""
        return "other-name"

    def _rest(self, place: int) -> Iterator[int]:
        """What was typed behind a token, up to the next stop or generated token."""
        at = place + 1
        while at < len(self.staff) and self.owner[at] < 0 and self.staff[at].kind != "stop":
            yield at
            at += 1

    def _parted(self, part: Part) -> str:
        """Whether the nearest subject before the part is another's."""
        first = min(self.at[at] for at in range(part.low, part.high) if self.at[at] >= 0)
        at = first - 1
        while at >= 0:
            token, owner = self.staff[at], self.owner[at]
            if owner < 0:
                if token.kind == "close" and (opened := bracket_at(self.staff, at)) >= 0:
                    at = opened - 1
                    continue
                if token.kind == "number" or token.sense == "part":
                    return "parted"
            elif (number := self.taken.part_of[owner]) >= 0:
                other = self.taken.parts[number]
                if other.kind not in ("slot", "ordinal"):
                    return "" if other.root == part.root else "parted"
            at -= 1
        return "parted"

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
