"""The vocabulary of statements, as data: which words say the same, and which change what a figure means.

``phrasebook/vocabulary.yaml`` is written for the people who know the words; see its comments.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from pydantic import BaseModel, ConfigDict

from juesuan.located_yaml import parse
from juesuan.resources import data_dir

FILE = "vocabulary.yaml"


class Touching(BaseModel):
    """Letters that bound a figure when they touch it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    before: frozenset[str]
    behind: frozenset[str]


class Vocabulary(BaseModel):
    """Words by group (``same``: exchangeable; ``unsafe``: they change what a figure means), and uses of groups.

    A word's ``sense`` is its group's name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    same: Mapping[str, tuple[str, ...]]
    aside: frozenset[str]
    losable: frozenset[str]
    directions: frozenset[str]
    units: frozenset[str]
    unsafe: Mapping[str, tuple[str, ...]]
    plain: tuple[str, ...]
    touching: Touching
    subjects: tuple[str, ...]
    general: tuple[str, ...]
    endings: tuple[str, ...]
    joining: frozenset[str]
    explaining: tuple[str, ...]

    @cached_property
    def senses(self) -> Mapping[str, str]:
        """Every word of the vocabulary with its sense; plain words have none."""
        groups = [*self.same.items(), *self.unsafe.items(), ("", self.plain)]
        return {word: sense for sense, words in groups for word in words}

    @cached_property
    def by_first(self) -> Mapping[str, tuple[str, ...]]:
        """What follows the words' first letters, the longest first."""
        found: dict[str, list[str]] = {}
        for word in sorted(self.senses, key=len, reverse=True):
            found.setdefault(word[0], []).append(word[1:])
        return {first: tuple(rest) for first, rest in found.items()}

    def is_unsafe(self, sense: str) -> bool:
        """Whether words of that sense change what a figure beside them means."""
        return sense in self.unsafe


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """The vocabulary that ships with juesuan. Raises ``EditionError`` where the file is damaged."""
    text = (data_dir("phrasebook") / FILE).read_text("utf-8")
    content, problems = parse(text, FILE)
    if problems:
        raise problems[0]
    return Vocabulary.model_validate(content)
