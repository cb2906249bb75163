"""The example's draft as staff hand it in: every reason filled, nothing open; and slips typed into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from juesuan.app.inputs import Inputs, load
from juesuan.app.sources import Sources
from juesuan.compose import compose
from juesuan.drafts import Draft, DraftParagraph, Piece
from juesuan.narrative import Narrative
from juesuan.reading.reasons import read_reasons
from juesuan.word import read_bytes, write

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "licheng-2022"


@lru_cache
def inputs() -> Inputs:
    """The example's figures, read and compared."""
    sources = Sources(EXAMPLE / "2022.xlsx", (EXAMPLE / "2021.xlsx",), EXAMPLE / "补充资料.xlsx")
    return load(sources)


@lru_cache
def fresh() -> Narrative:
    """What the figures say, without anybody's reasons."""
    return compose(inputs().comparison, inputs().edition, {}, inputs().choices)[0]


@lru_cache
def written() -> Narrative:
    """The same with the example's reasons."""
    reasons = read_reasons(EXAMPLE / "原因.yaml")
    return compose(inputs().comparison, inputs().edition, reasons, inputs().choices)[0]


@lru_cache
def finished() -> Draft:
    """The finished draft, anchors and record in place."""
    return read_bytes(write(written()))


@lru_cache
def published() -> Draft:
    """The same words in a document that juesuan never wrote."""
    return plain(each.text for each in written().paragraphs)


def plain(texts: Iterable[str]) -> Draft:
    """Texts as the paragraphs of a document without any anchor."""
    return Draft(tuple(DraftParagraph(at, (Piece(text),)) for at, text in enumerate(texts)))


def holding(draft: Draft, words: str) -> DraftParagraph:
    """The one paragraph that holds these words."""
    (found,) = (each for each in draft.paragraphs if words in each.text)
    return found


def typed(draft: Draft, old: str, new: str, *, at: int | None = None) -> Draft:
    """The draft with ``old`` overtyped by ``new``, in the one paragraph that has it (or number ``at``)."""
    paragraph = holding(draft, old) if at is None else draft.paragraphs[at]
    start = paragraph.text.index(old)
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    low, high = start + head, start + len(old) - tail
    pieces = tuple(_overtyped(paragraph.pieces, low, high, new[head : len(new) - tail]))
    return with_paragraph(draft, replace(paragraph, pieces=pieces))


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with in common."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _overtyped(pieces: Sequence[Piece], start: int, end: int, new: str) -> Iterator[Piece]:
    at, put = 0, False
    for piece in pieces:
        low, high = max(start - at, 0), min(max(end - at, 0), len(piece.text))
        if not put and low <= high and start <= at + len(piece.text) and (low < high or start == end):
            yield replace(piece, text=piece.text[:low] + new + piece.text[high:])
            put = True
        else:
            yield replace(piece, text=piece.text[:low] + piece.text[high:] if low < high else piece.text)
        at += len(piece.text)


def with_paragraph(draft: Draft, paragraph: DraftParagraph) -> Draft:
    """The draft with that paragraph in its place."""
    paragraphs = list(draft.paragraphs)
    paragraphs[paragraph.index] = paragraph
    return replace(draft, paragraphs=tuple(paragraphs))


def without(draft: Draft, words: str) -> Draft:
    """The draft without the paragraph that holds these words."""
    gone = holding(draft, words).index
    return renumbered(draft, [each for each in draft.paragraphs if each.index != gone])


def with_more(draft: Draft, after: int, *more: DraftParagraph) -> Draft:
    """The draft with further paragraphs after that one."""
    paragraphs = list(draft.paragraphs)
    return renumbered(draft, [*paragraphs[: after + 1], *more, *paragraphs[after + 1 :]])


def renumbered(draft: Draft, paragraphs: Iterable[DraftParagraph]) -> Draft:
    return replace(draft, paragraphs=tuple(replace(each, index=at) for at, each in enumerate(paragraphs)))
