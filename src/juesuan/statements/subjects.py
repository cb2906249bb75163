"""Names of what statements are about, and whether a changed name is still the same one."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from juesuan.narrative import Paragraph
from juesuan.statements.parts import LABEL, letters, take_apart
from juesuan.statements.reading import marked
from juesuan.statements.tokens import Lexer

_NEAR = (
    0.6  # how alike a mended name must be: 公共图书馆支出 and 2070104-图书馆支出 are 0.63 without the code
)
_TRIED = 24  # names compared in full with a mended one, those that share most pairs of letters first


class Names:
    """Every name that the record's statements have. They are looked for when the first one is asked for."""

    def __init__(self, paragraphs: Iterable[Paragraph], lexer: Lexer) -> None:
        self._paragraphs, self._lexer = paragraphs, lexer
        self._general, self._endings = lexer.vocabulary.general, lexer.vocabulary.endings

    @cached_property
    def _names(self) -> tuple[str, ...]:
        taken = (
            take_apart(marked(paragraph, self._lexer), self._lexer)
            for paragraph in self._paragraphs
            if paragraph.style == "body"
        )
        names = (self.bare(each.name(number)) for each in taken for number in range(len(each.parts)))
        return tuple(dict.fromkeys(name for name in names if name))

    @cached_property
    def _by_first(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for name in self._names:
            if self._tells(name):
                found.setdefault(name[:2], []).append(name)
        return {first: tuple(names) for first, names in found.items()}

    @cached_property
    def _by_pair(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for name in self._names:
            for pair in _pairs(name):
                found.setdefault(pair, []).append(name)
        return {pair: tuple(names) for pair, names in found.items()}

    def foreign(self, text: str, own: str) -> str:
        """A name of somebody else's that stands in a text and not in ``own``, or nothing."""
        for at in range(len(text) - 1):
            for name in self._by_first.get(text[at : at + 2], ()):
                if text.startswith(name, at) and name not in own and not self._covers(own, name):
                    return name
        return ""

    def still(self, text: str, own: str) -> bool:
        """Whether a changed name is nearer to ``own`` than to any other name."""
        text, own = self.bare(text), self.bare(own)
        likeness = _likeness(text, own)
        if likeness < _NEAR:
            return False
        shared = Counter(name for pair in _pairs(text) for name in self._by_pair.get(pair, ()))
        rivals = [name for name, _ in shared.most_common(_TRIED) if name != own]
        return all(_likeness(text, name) < likeness for name in rivals)

    def bare(self, name: str) -> str:
        """A name without its code, dashes and brackets, and without the endings that say nothing."""
        name = "".join(letter for letter in name if letter.isalpha())
        return next((name.removesuffix(each) for each in self._endings if name.endswith(each)), name)

    def _covers(self, own: str, name: str) -> bool:
        """Whether the own name is a part of the other."""
        own = self.bare(own)
        return len(own) >= LABEL and own in name

    def _tells(self, name: str) -> bool:
        """Whether a name says more than general words, so that finding it in a sentence means something."""
        for word in self._general:
            name = name.replace(word, "")
        return letters(name) >= 2


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
