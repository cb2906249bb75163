"""Enumerations in a sentence (主要包括：甲、乙、丙。) and which of their items staff left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from juesuan.matching.texts import normal
from juesuan.narrative import Paragraph

LISTED = re.compile(r"：(?P<name>[^：。；，\d\ufffc]+(?:、[^：。；，\d\ufffc]+){2,})(?=[。；])")
"""Three names at least between a colon and a stop, in a text of one width; ``\\ufffc`` stands for a slot."""
_BETWEEN = re.compile(r"[、，。；：]")


def left_out(generated: Paragraph, text: str) -> Iterator[str]:
    """The items of the enumerations in a generated paragraph that are not in its text in the document."""
    there = set(_BETWEEN.split(normal(text)))
    for match in LISTED.finditer(normal(generated.text)):
        yield from (name for name in match["name"].split("、") if name not in there)


def item_key(paragraph: str, name: str) -> str:
    """By what the record knows that staff left an item out of a paragraph's enumeration."""
    return f"{paragraph}/{name}"


def paragraphs_of(keys: Iterable[str]) -> frozenset[str]:
    """The paragraphs that keys of paragraphs and of enumerated items name."""
    return frozenset(key.partition("/")[0] for key in keys)
