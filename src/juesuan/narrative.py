"""The values that pass between rooms: a narrative of paragraphs and spans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from juesuan.places import Place

SlotKind = Literal["reason", "purpose", "text"]
SlotState = Literal["empty", "suggested", "confirmed", "filled"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a printed figure comes from: its exact value, how it was computed, the cells."""

    value: str
    formula: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the edition."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number the accounts give, as printed; ``key`` is stable across years of figures."""

    key: str
    text: str
    source: Source | None = None


class WrittenFor(NamedTuple):
    """The change a reason explains, as printed when it was written (amounts in the edition's unit)."""

    case: str  # increase, decrease, level, both_zero, from_zero, to_zero, first_year, none
    current: str = ""
    base: str = ""
    difference: str = ""
    percent: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for words that only staff can write (a reason, a purpose, other typed text).

    ``prompt`` is what an empty slot shows; ``text`` what fills it. ``state``: ``empty`` shows the
    prompt; ``suggested`` a suggestion that staff must confirm (highlighted); ``confirmed`` words of the
    edition that nobody need confirm; ``filled`` the words of staff.
    """

    key: str
    kind: SlotKind
    label: str
    prompt: str
    suggestions: tuple[str, ...] = ()
    text: str = ""
    state: SlotState = "empty"
    about: WrittenFor | None = None

    @property
    def shown(self) -> str:
        """The words that stand in the document at this slot."""
        return self.prompt if self.state == "empty" else self.text


Span = Text | Figure | Slot


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One generated paragraph. ``style``: ``title``, ``heading_1``, ``heading_2``, ``heading_3``, ``body``."""

    key: str
    style: str
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        return "".join(span.shown if isinstance(span, Slot) else span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Narrative:
    """The whole 第三部分, with what a later refresh must know of how it was made.

    ``settings`` is JSON-able and travels in the snapshot: the supplement and the department's choices.
    """

    department: str
    year: int
    edition: str
    edition_hash: str
    figures_hash: str
    paragraphs: tuple[Paragraph, ...]
    settings: Mapping[str, object] = field(default_factory=dict)

    def slots(self) -> Iterator[tuple[Paragraph, Slot]]:
        """Every slot with the paragraph it stands in, in order."""
        for paragraph in self.paragraphs:
            for span in paragraph.spans:
                if isinstance(span, Slot):
                    yield paragraph, span

    def figures(self) -> Iterator[tuple[Paragraph, Figure]]:
        """Every figure with the paragraph it stands in, in order."""
        for paragraph in self.paragraphs:
            for span in paragraph.spans:
                if isinstance(span, Figure):
                    yield paragraph, span

    @property
    def text(self) -> str:
        """All paragraphs as plain text, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)
