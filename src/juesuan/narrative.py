"""The values that pass between rooms: a narrative of blocks and spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from juesuan.places import Place

if TYPE_CHECKING:  # every command loads this module; few of them need what the supplement's form needs
    from juesuan.amounts import Unit
    from juesuan.supplement import Supplement

SlotKind = Literal["reason", "purpose", "text"]
SlotState = Literal["empty", "suggested", "confirmed", "filled"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a printed figure comes from: its exact value, how it was computed, the cells.

    The value is negative where the figure says how much something fell.
    """

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

StatementKind = Literal["ordinal", "comparison", "slot"]
SLOT = "\ufffc"
"""The one character that stands for a slot where its words do not matter."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of a generated paragraph that is kept or held whole, whatever figures it prints.

    ``start:end`` count characters of ``Paragraph.literal``. A ``comparison`` is what a phrase of the
    edition wrote (lead, difference, percentage, level words); ``slot`` is a reason with its lead and
    stop, or what stands instead where none is asked for. ``about`` is the key of the change that it
    words or explains. Every other figure is a statement by itself and needs no mark.
    """

    key: str
    kind: StatementKind
    start: int
    end: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One generated paragraph. ``style``: ``title``, ``heading_1``, ``heading_2``, ``heading_3``, ``body``."""

    key: str
    style: str
    spans: tuple[Span, ...]
    statements: tuple[Statement, ...] = ()

    @property
    def literal(self) -> str:
        """The text with each slot as one character, so that what fills it moves nothing."""
        return "".join(SLOT if isinstance(span, Slot) else span.text for span in self.spans)

    @property
    def text(self) -> str:
        return "".join(span.shown if isinstance(span, Slot) else span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``key`` is stable, ``label`` is what its head says."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of a table: one printed text for each column."""

    key: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One generated table; ``caption`` stands above it. Keys of rows and columns are unique in it."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class EditionIdentity:
    """Which edition worded a narrative: its name and content (``digest``), never where it lay.

    ``shipped`` says that it came with juesuan. Two editions are the same where name and digest are.
    """

    name: str
    digest: str
    title: str = field(default="", compare=False)
    shipped: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen for a draft and holds for its refreshes and checks, unless something else is given.

    ``supplement`` is what the tables lack (the department's choices of wording are in its settings),
    ``unit`` the unit of sheets that state none, ``first_year`` that there are no accounts of last year.
    """

    supplement: Supplement | None = None
    unit: Unit | None = None
    first_year: bool = False


@dataclass(frozen=True)
class Narrative:
    """The whole 第三部分, block by block, with what a later refresh must know of how it was made."""

    department: str
    year: int
    edition: EditionIdentity
    blocks: tuple[Block, ...]
    choices: Choices = Choices()

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The blocks that are paragraphs, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    def with_paragraphs(self, paragraphs: Iterable[Paragraph]) -> Narrative:
        """The narrative with these paragraphs in place of those with their keys; tables stay."""
        changed = {paragraph.key: paragraph for paragraph in paragraphs}
        blocks = (
            changed.get(block.key, block) if isinstance(block, Paragraph) else block for block in self.blocks
        )
        return replace(self, blocks=tuple(blocks))

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
