"""Words of a document that stand in a slot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["control", "bookmark", "text"]


@dataclass(frozen=True, slots=True)
class Words:
    """Where a slot's words stand: offsets in a paragraph of the document, and how that was found."""

    key: str
    start: int
    end: int
    text: str
    marked: bool
    how: How
    paragraph: int = -1
