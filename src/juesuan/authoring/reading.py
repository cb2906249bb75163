"""What the reading of one sentence or expression finds: values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from juesuan.authoring.vocabulary import Kind

Scope = Mapping[str, Kind]
"""The names that may be used somewhere, by what they stand for."""


@dataclass(frozen=True)
class Problem:
    """What is wrong, ``line`` lines into the text."""

    code: str
    line: int
    message: str
    remedy: str = ""


@dataclass(frozen=True)
class SlotCall:
    """``reason(…)`` or its like: a pattern that its slot's rule must match, as written, and the names around it."""

    pattern: str
    """``*`` stands for an account code or a number, ``**`` for anything that is computed."""
    scope: Scope
    line: int


@dataclass(frozen=True)
class PhraseUse:
    """A phrase used as a filter, with the words that it is given there."""

    phrase: str
    words: Scope
    line: int


@dataclass
class Reading:
    """What a sentence was found to use."""

    problems: list[Problem] = field(default_factory=list)
    slots: list[SlotCall] = field(default_factory=list)
    phrases: list[PhraseUse] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """Dotted names used."""
