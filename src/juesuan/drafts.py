"""A draft as it came back from staff, and the revision that refreshes it: values only.

``word.read`` makes a ``Draft`` of any .docx; ``merge`` turns base, draft and fresh narrative into a
``Revision``; ``word.revise`` applies that to a copy of the document. Offsets count characters of
``DraftParagraph.text``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from juesuan.findings import Finding
from juesuan.narrative import Narrative, Paragraph, Slot, Span, WrittenFor
from juesuan.places import CellPlace, ParagraphPlace, cell_name, quote, table_name

TAG_PREFIX = "juesuan:"
"""A content control's tag is this and the slot's key (a digest of it, where it is too long)."""

BOOKMARK_PREFIX = "_js_"
BOOKMARK_LENGTH = len(BOOKMARK_PREFIX) + 12
"""A hidden bookmark's name; what an editor appends to it (``_Copy_1``) says that it is a copy."""


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def bookmark_name(key: str) -> str:
    """The hidden bookmark of the paragraph with that key: 16 characters, stable."""
    return BOOKMARK_PREFIX + _digest(key)


def control_tag(key: str) -> str:
    """The tag of the slot with that key: at most 64 characters, stable."""
    tag = TAG_PREFIX + key
    return tag if len(tag) <= 64 else f"{TAG_PREFIX}#{_digest(key)}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph's visible text that is uniform in these respects.

    ``control`` numbers the content controls of the document (``None`` outside one) and ``tag`` is
    that control's tag, if it still has one; ``figure`` says that the figure style is on it;
    ``marked`` that it is highlighted or shaded. Tracked insertions are text, deletions are not.
    """

    text: str
    control: int | None = None
    tag: str = ""
    figure: bool = False
    marked: bool = False


class TableCell(NamedTuple):
    """A cell of a table of the document: which table, row and column, each counted from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """One paragraph of the document, in document order; ``index`` is the handle for a revision.

    All paragraphs of the body are here, those inside tables too (``cell``), so that check can
    read the whole document. ``bookmarks`` are our hidden ones (``_Copy_1`` endings included) that start in or
    directly before it. ``objects`` says that somebody put in what is no text: a picture, an equation, a
    note, a comment.
    """

    index: int
    pieces: tuple[Piece, ...]
    bookmarks: tuple[str, ...] = ()
    style: str = ""
    cell: TableCell | None = None
    objects: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def in_table(self) -> bool:
        return self.cell is not None


class Pending(NamedTuple):
    """A statement that is held: staff's words stand, and the figures say otherwise.

    ``fresh`` is what they say, in whole sentences. ``statement`` is its key in the paragraph ``paragraph``;
    ``words`` are the fresh words of every statement that the comment is about: key → words.
    """

    paragraph: str
    staff: str
    fresh: str
    statement: str = ""
    words: Mapping[str, str] = {}

    @property
    def about(self) -> str:
        """What our comment on it is about."""
        return f"statement:{self.paragraph}/{self.statement}"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the generator last wrote, as it travels inside the .docx.

    ``base`` is the narrative of that time (the supplement and other choices are in ``base.choices``);
    ``written_for`` says per slot which change its present words were written for; ``retired`` keeps
    the words of slots that no longer exist; ``removed`` the keys of paragraphs (and enumerated
    items, ``matching.listed``) that staff deleted; ``cites``
    per slot the figures that its words name: number → the figure's key; ``notes`` the comments that we wrote:
    digest of the text → what they are about; ``kept`` the paragraphs that the figures no longer called for and
    that may stand in the document all the same, as last generated; ``before`` those that the last refresh
    changed, as they were until then: a tracked refresh may be rejected. In ``base`` a held statement has the
    words that it last agreed with; ``settled`` says per paragraph which statements somebody settled: key →
    the fresh words against which they stand.
    """

    base: Narrative
    written_for: Mapping[str, WrittenFor] = field(default_factory=dict)
    retired: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    pending: tuple[Pending, ...] = ()
    cites: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kept: tuple[Paragraph, ...] = ()
    before: tuple[Paragraph, ...] = ()
    settled: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comment:
    """A Word comment as read back, on the paragraph with that index.

    ``resolved``: somebody marked it as dealt with (已解决).
    """

    author: str
    text: str
    resolved: bool = False
    paragraph: int | None = None

    @property
    def digest(self) -> str:
        """By what a comment of ours is known again; another one as soon as somebody types into it."""
        return note_digest(self.text)


def note_digest(text: str) -> str:
    """The digest of a comment's words; spaces and breaks, which editors change, do not count."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Draft:
    """A .docx as read back; ``snapshot`` is ``None`` where it was stripped or never there.

    ``name`` is the file's name, for messages. ``notes`` are the digests of comments that ``annotate`` wrote
    into a document without a record, ``settled_by_key`` what somebody settles without Word (``settling``).
    """

    paragraphs: tuple[DraftParagraph, ...]
    snapshot: Snapshot | None = None
    findings: tuple[Finding, ...] = ()
    name: str = ""
    comments: tuple[Comment, ...] = ()
    notes: frozenset[str] = frozenset()
    settled_by_key: frozenset[str] = frozenset()

    @property
    def ours(self) -> frozenset[str]:
        """The digests of the comments that we wrote."""
        return self.notes | (self.snapshot.notes.keys() if self.snapshot else frozenset())

    @cached_property
    def filed(self) -> Mapping[str, tuple[str, ...]]:
        """Our comments that hold words of a slot gone and that somebody resolved: they are left as they are."""
        notes = self.snapshot.notes if self.snapshot else {}
        resolved = {each.digest: notes.get(each.digest, ()) for each in self.comments if each.resolved}
        return {
            digest: abouts
            for digest, abouts in resolved.items()
            if any(about.startswith("retired:") for about in abouts)
        }

    @property
    def spent(self) -> frozenset[str]:
        """The digests of the comments that a refresh takes out, to write anew what still holds."""
        return self.ours - self.filed.keys()

    @property
    def people(self) -> tuple[Comment, ...]:
        """The comments that people wrote, or typed into."""
        return tuple(each for each in self.comments if each.digest not in self.ours)

    @cached_property
    def settled(self) -> frozenset[str]:
        """What somebody has settled: by its key, or by marking our comment on it as resolved.

        Of several comments with the same words all must be.
        """
        open_ = {each.digest for each in self.comments if not each.resolved}
        resolved = self._about(each.digest for each in self.comments if each.digest not in open_)
        return self.settled_by_key.union(resolved)

    def standing_note(self, about: str) -> Comment | None:
        """Our comment on something, where it still stands as we wrote it."""
        notes = self.snapshot.notes if self.snapshot else {}
        return next((each for each in self.comments if about in notes.get(each.digest, ())), None)

    @cached_property
    def silenced(self) -> frozenset[str]:
        """What our comments were about that are no longer there: deleted, which settles nothing."""
        there = {each.digest for each in self.comments}
        return frozenset(self._about(self.snapshot.notes.keys() - there if self.snapshot else ()))

    def _about(self, digests: Iterable[str]) -> Iterator[str]:
        notes = self.snapshot.notes if self.snapshot else {}
        return (about for digest in digests for about in notes.get(digest, ()) if about)

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """For each paragraph its number as a reader counts: those of the body that are not empty.

        One that is not counted has the number of the nearest counted one before it.
        """
        counted = (int(not each.in_table and bool(each.text.strip())) for each in self.paragraphs)
        return tuple(max(number, 1) for number in accumulate(counted))

    def place(
        self, index: int, start: int = 0, end: int | None = None, *, key: str = "", slot: str = ""
    ) -> ParagraphPlace | CellPlace:
        """The place of ``start:end`` of the paragraph with that index, for people and programs.

        In a table it is the cell.
        """
        text, cell = self.paragraphs[index].text, self.paragraphs[index].cell
        if cell is not None:
            return CellPlace(self.name, table_name(cell.table), cell_name(cell.row, cell.column))
        return ParagraphPlace(self.numbers[index], quote(text, start, end), key, slot)


@dataclass(frozen=True, slots=True)
class Replace:
    """Replace ``start:end`` of a paragraph's text by spans (a Slot among them becomes a control).

    With ``start == end`` it is an insertion. A replacement that lies wholly inside a control changes
    the control's content; spans are then Text only.
    """

    paragraph: int
    start: int
    end: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class InsertParagraph:
    """A new paragraph after the one with index ``after`` (-1: before the first); same ``after``: in order."""

    after: int
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class RemoveParagraph:
    paragraph: int


@dataclass(frozen=True, slots=True)
class MoveParagraph:
    """Move a paragraph of the document, as it is, after the one with index ``after``."""

    paragraph: int
    after: int


Action = Replace | InsertParagraph | RemoveParagraph | MoveParagraph


@dataclass(frozen=True, slots=True)
class Note:
    """A Word comment by juesuan on ``start:end`` (offsets before the actions) of a paragraph.

    ``about`` names what it is about (``slot:…``, ``statement:…``, ``paragraph:…`` and a key): who resolves the
    comment settles that.
    """

    paragraph: int
    start: int
    end: int
    text: str
    about: str = ""


def noted(notes: Iterable[Note]) -> dict[str, tuple[str, ...]]:
    """Notes as a record keeps them: digest of the words → what they are about."""
    found: dict[str, tuple[str, ...]] = {}
    for note in notes:
        digest = note_digest(note.text)
        found[digest] = (*found.get(digest, ()), note.about)
    return found


@dataclass(frozen=True, slots=True)
class Anchor:
    """Paragraph ``paragraph`` is the generated one with this key; ``slots`` says where its slots'
    words stand (offsets before the actions): revise restores bookmark, control and tag there.

    Of a paragraph that staff broke apart the first part comes first and has the bookmark. ``outrun`` are
    the slots whose words the figures have outrun: they are marked until somebody looks at them."""

    paragraph: int
    key: str
    slots: tuple[tuple[int, int, Slot], ...] = ()
    outrun: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure that changed: where, old and new as printed, and the reasons it touches."""

    paragraph: str  # key
    figure: str  # key
    old: str
    new: str
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """What a refresh does to the staff's document, and the snapshot it leaves there.

    ``outrun`` are the slots whose words no longer fit the figures, ``filled`` those into which words were put
    that a file gave or that had been there before. ``parts`` are the document's paragraphs that stand for each
    generated one, by key.
    """

    actions: tuple[Action, ...]
    notes: tuple[Note, ...]
    anchors: tuple[Anchor, ...]
    snapshot: Snapshot
    changes: tuple[FigureChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    outrun: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
