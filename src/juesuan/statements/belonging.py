"""Whose statement a part is, and whether it still stands with its own subject.

It stands while its root's name or code does, and while the nearest subject before it is its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.statements.gained import bracket_at, typed_before
from juesuan.statements.locating import Location
from juesuan.statements.parts import Part, Taken
from juesuan.statements.subjects import Names
from juesuan.statements.tokens import Token


class Belonging:
    """Judges the subjects of one generated paragraph's parts in one text."""

    def __init__(self, taken: Taken, staff: Sequence[Token], location: Location, names: Names) -> None:
        self.taken, self.staff, self.names = taken, staff, names
        self.at, self.owner = location.at, location.owner
        self.location = location
        self._roots: dict[int, str] = {}

    def lost(self, number: int) -> str:
        """Why the part does not stand with its own subject, if so."""
        part = self.taken.parts[number]
        root = part.root
        if root not in self._roots:
            self._roots[root] = self._root(root)
        why = self._roots[root] or self._crowded(number)
        return why or ("" if root == number else self._parted(part))

    def _crowded(self, number: int) -> str:
        """Whether a name that lost its figure stands right before the part (应急用车、其他用车2辆、2辆)."""
        at = self._first(self.taken.parts[number]) - 1
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
            *typed_before(self.staff, self.location, places[0]),
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
        at = self._first(part) - 1
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

    def _first(self, part: Part) -> int:
        return min(self.at[at] for at in range(part.low, part.high) if self.at[at] >= 0)
