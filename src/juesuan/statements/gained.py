"""Words that staff added to a part: whether they leave its figures' meaning alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from juesuan.statements.locating import Location
from juesuan.statements.parts import Part, Taken
from juesuan.statements.subjects import Names
from juesuan.statements.tokens import Token
from juesuan.vocabulary import Vocabulary

_IN_BRACKETS = frozenset({"negation", "degree", "bound", "total", "plan", "budget"})
"""What changes a figure's meaning even from within a bracket (不含…); a typed number there does not."""


@dataclass(frozen=True, slots=True)
class Run:
    """Typed tokens of the staff's text: ``before``, ``inside`` or ``behind`` a part.

    ``bracket``: a bracket of its own; ``clause``: between stops, so in none of the part's clauses.
    """

    places: tuple[int, ...]
    where: str
    bracket: bool = False
    clause: bool = False


def bracket_at(tokens: Sequence[Token], at: int) -> int:
    """The other bracket of the pair that one at this place belongs to, or -1."""
    step = 1 if tokens[at].kind == "open" else -1
    depth = 0
    while 0 <= at < len(tokens):
        kind = tokens[at].kind
        if kind in ("open", "close"):
            depth += 1 if (kind == "open") == (step > 0) else -1
            if depth == 0:
                return at
        at += step
    return -1


def typed_before(staff: Sequence[Token], location: Location, place: int) -> list[int]:
    """What was typed into the clause before a token of it."""
    found: list[int] = []
    at = place - 1
    while at >= 0 and location.owner[at] < 0:
        if staff[at].kind == "close" and (opened := bracket_at(staff, at)) >= 0:
            found += range(at, opened - 1, -1)
            at = opened - 1
            continue
        if staff[at].kind == "stop":
            break
        found.append(at)
        at -= 1
    return sorted(found)


class Gains:
    """Judges what was added to a paragraph's parts."""

    def __init__(
        self,
        taken: Taken,
        staff: Sequence[Token],
        location: Location,
        vocabulary: Vocabulary,
        names: Names,
    ) -> None:
        self.taken, self.staff, self.location = taken, staff, location
        self.vocabulary, self.names = vocabulary, names

    def runs(self, part: Part) -> Iterator[Run]:
        """What staff typed before, inside and right behind a part."""
        places = sorted(
            self.location.at[at] for at in range(part.low, part.high) if self.location.at[at] >= 0
        )
        yield from self._pieces(typed_before(self.staff, self.location, places[0]), "before")
        for one, other in pairwise(places):
            between = [at for at in range(one + 1, other) if self.location.owner[at] < 0]
            yield from self._pieces(between, "inside")
        yield from self._pieces(self._ahead(places[-1]), "behind")

    def _ahead(self, place: int) -> list[int]:
        """What was typed right behind a token: the rest of its clause, and one clause more."""
        found: list[int] = []
        at, stops = place + 1, 0
        while at < len(self.staff) and (self.location.owner[at] < 0 or self.staff[at].kind == "stop"):
            stops += self.staff[at].kind == "stop"
            if stops > 1:
                break
            found.append(at)
            at += 1
        return [at for at in found if self.location.owner[at] < 0 or self.staff[at].kind == "stop"]

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

    def small(self, run: Run) -> bool:
        """Whether a run is nothing but small words and words of a lead."""
        return all(self.staff[at].sense in self.vocabulary.aside for at in run.places)

    def turns(self, run: Run) -> bool:
        """Whether it says which way something went, so that a turn would contradict it."""
        return any(self.staff[at].sense in self.vocabulary.directions for at in run.places)

    def unsafe(self, run: Run, number: int) -> str:
        """Why the run changes what the part's figures mean, if so."""
        tokens = [self.staff[at] for at in run.places]
        if run.bracket:
            return self._bracket(run, tokens, number)
        if run.clause:
            numbered = any(token.kind == "number" or token.sense == "part" for token in tokens)
            return "parted" if numbered and run.where == "inside" else ""
        return self._words(run, tokens, number)

    def _bracket(self, run: Run, tokens: Sequence[Token], number: int) -> str:
        unsafe = next((token.sense for token in tokens if token.sense in _IN_BRACKETS), "")
        inner = "".join(token.text for token in tokens[1:-1])
        if unsafe or not self._figure_follows(run) or inner.startswith(self.vocabulary.explaining):
            return unsafe
        return self._other_subject(tokens[1:-1], number)

    def _words(self, run: Run, tokens: Sequence[Token], number: int) -> str:
        part = self.taken.parts[number]
        for token in tokens:
            if token.kind == "slot" or (token.kind == "number" and not self._of_code(token, number)):
                return "number"
            if self.vocabulary.is_unsafe(token.sense) or token.sense in ("budget", "share"):
                return token.sense
            if token.kind == "year" and token.sense not in ("current", "prior"):
                return "history"
            if token.sense == "prior" and part.kind != "comparison":
                return "history"
            if token.sense in self.vocabulary.directions:
                return "direction"
        if self.small(run):
            return ""
        if self._touches(run, tokens):
            return "bound"
        if self._joins(run, tokens):
            return "other-subject"
        ahead = self._figure_follows(run) and not self._names_it(run, number)
        return self._other_subject(tokens, number, nouns=ahead)

    def _of_code(self, token: Token, number: int) -> bool:
        """Whether a number is a piece of the account's code, into which somebody typed."""
        label = (self.taken.tokens[at] for at in self.taken.labels[number])
        return any(each.is_code_piece(token) and each.text != token.text for each in label)

    def _touches(self, run: Run, tokens: Sequence[Token]) -> bool:
        """Whether a run touches a figure with a sign, or a letter that bounds it (近, 多, 至)."""
        after, before = self._neighbour(run.places[-1] + 1), self._neighbour(run.places[0] - 1)
        last, first = tokens[-1], tokens[0]
        if after and after.figure and (last.kind == "symbol" or last.text in self.vocabulary.touching.before):
            return True
        if before is None or not (before.figure or before.sense in self.vocabulary.units):
            return False
        return first.kind == "symbol" or first.text in self.vocabulary.touching.behind

    def _neighbour(self, place: int) -> Token | None:
        """The generated token that stands at that place of the staff's text."""
        if not 0 <= place < len(self.staff) or self.location.owner[place] < 0:
            return None
        return self.taken.tokens[self.location.owner[place]]

    def _joins(self, run: Run, tokens: Sequence[Token]) -> bool:
        """Whether it joins something to a name or a figure (和, 及, 等)."""
        joining = self.vocabulary.joining
        before, after = self._neighbour(run.places[0] - 1), self._neighbour(run.places[-1] + 1)
        behind_word = before is not None and before.kind != "stop" and tokens[0].text in joining
        return behind_word or (after is not None and after.kind != "stop" and tokens[-1].text in joining)

    def _other_subject(self, tokens: Sequence[Token], number: int, *, nouns: bool = True) -> str:
        """Whether typed words name somebody else: a name of the record, or a thing that costs money."""
        part = self.taken.parts[number]
        text = "".join(token.text for token in tokens)
        own = "".join(token.text for token in self.taken.tokens[part.low : part.high])
        if self.names.foreign(text, own + self.taken.name(part.root)):
            return "other-subject"
        rest = text
        for word in sorted(self.vocabulary.general, key=len, reverse=True):
            rest = rest.replace(word, "")
        named = any(noun in text for noun in self.vocabulary.subjects)
        return "other-subject" if nouns and named and rest else ""

    def _figure_follows(self, run: Run) -> bool:
        """Whether a figure, or a comparison's words, follow in the same clause."""
        for at in range(run.places[-1] + 1, len(self.staff)):
            owner = self.location.owner[at]
            if self.staff[at].kind == "stop":
                return False
            if owner >= 0:
                token = self.taken.tokens[owner]
                if token.figure or token.sense in self.vocabulary.directions:
                    return True
        return False

    def _names_it(self, run: Run, number: int) -> bool:
        """Whether the run stands before the part's own name, or for letters of it: the name is judged apart."""
        label = self.taken.labels[number]
        places = {self.location.at[at]: at for at in label if self.location.at[at] >= 0}
        if not places or run.places[-1] < min(places):
            return bool(places)
        before, after = places.get(run.places[0] - 1), places.get(run.places[-1] + 1)
        return before is not None and after is not None and after - before > 1
