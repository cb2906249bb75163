"""A generated paragraph in parts that a refresh keeps or holds whole, and whose statement each is.

A part is the clauses that a statement touches, with the words before it in its first clause (its
label) and the stop behind it. Figures with no word before them are a row with the part before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from juesuan.narrative import Paragraph, Statement
from juesuan.statements.tokens import Lexer, Token, bracketed
from juesuan.vocabulary import Vocabulary

PartKind = Literal["ordinal", "comparison", "slot", "figures", "words"]

LABEL, OWN = 3, 1
"""A name has so many letters, and so many beside general words: 其他支出 is one, 支出决算 and 收入 are none."""


@dataclass(frozen=True, slots=True)
class Part:
    """Tokens ``low:high`` of a generated paragraph, and what parts it from the next up to ``tail``.

    ``key`` pairs it with its twin of other figures. ``root`` is the part whose name says whom it is
    about (itself, if it has a name of its own).
    """

    key: str
    kind: PartKind
    low: int
    high: int
    tail: int
    about: str = ""
    root: int = 0


@dataclass(frozen=True)
class Taken:
    """A generated paragraph taken apart."""

    paragraph: Paragraph
    tokens: tuple[Token, ...]
    parts: tuple[Part, ...]
    labels: tuple[tuple[int, ...], ...]
    """For each part, the tokens of the name that it has of its own (none: it speaks of its root's)."""

    @cached_property
    def part_of(self) -> tuple[int, ...]:
        """For each token, the part that it belongs to; -1 for what stands between parts."""
        owner = [-1] * len(self.tokens)
        for number, part in enumerate(self.parts):
            owner[part.low : part.high] = [number] * (part.high - part.low)
        return tuple(owner)

    def words(self, number: int, *, tail: bool = False) -> tuple[tuple[str, str], ...]:
        """What a part says: its tokens, a figure with its key."""
        part = self.parts[number]
        return tuple(said(token) for token in self.tokens[part.low : part.tail if tail else part.high])

    def name(self, number: int) -> str:
        """The name of a part's own, as letters."""
        return "".join(self.tokens[at].text for at in self.labels[number])


def said(token: Token) -> tuple[str, str]:
    """What makes a generated token the same as another: its text, and the figure that it prints."""
    return token.text, token.figure.key if token.figure else ""


def take_apart(paragraph: Paragraph, lexer: Lexer) -> Taken:
    """The paragraph's parts."""
    tokens = lexer.paragraph(paragraph)
    clauses = list(clause_ranges(tokens, figures_only=True))
    marks = [_token_range(tokens, each) for each in paragraph.statements]
    groups = _grouped(tokens, clauses, marks)
    kinds = dict(zip(marks, paragraph.statements, strict=True))
    plain: list[Part] = []
    for low, high in groups:
        inside = [kinds[mark] for mark in marks if mark[0] < high and low < mark[1]]
        plain.append(_part(tokens, low, high, inside))
    ends = [*(part.low for part in plain[1:]), len(tokens)][: len(plain)]
    plain = [_with(part, tail=end) for part, end in zip(plain, ends, strict=True)]
    roots, labels = _rooted(tokens, plain, lexer.vocabulary)
    parts = tuple(_with(part, root=root) for part, root in zip(plain, roots, strict=True))
    return Taken(paragraph, tokens, parts, tuple(labels))


def clause_ranges(tokens: Sequence[Token], *, figures_only: bool) -> Iterator[tuple[int, int]]:
    """The stretches between stops. A bracket is part of the word, unless a figure stands in it.

    ``figures_only``: a generated figure; else any number, as in a text whose figures are not known.
    """
    edges = set()
    inside: set[int] = set()
    for start, end in bracketed(tokens):
        within = tokens[start + 1 : end]
        if any(token.figure or (token.kind == "number" and not figures_only) for token in within):
            edges |= {start, end}
        else:
            inside |= set(range(start, end + 1))
    begin = 0
    for at, token in enumerate(tokens):
        edge = at in edges or (token.kind == "stop" and at not in inside)
        ordinal = token.kind == "ordinal" and at == begin
        if edge or ordinal:
            if begin < at:
                yield begin, at
            if ordinal:
                yield at, at + 1
            begin = at + 1
    if begin < len(tokens):
        yield begin, len(tokens)


def _token_range(tokens: Sequence[Token], mark: Statement) -> tuple[int, int]:
    inside = [at for at, token in enumerate(tokens) if mark.start <= token.start < mark.end]
    return (inside[0], inside[-1] + 1) if inside else (len(tokens), len(tokens))


def _grouped(
    tokens: Sequence[Token], clauses: list[tuple[int, int]], marks: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Clauses joined where one statement touches them, and figures in a row."""
    groups: list[tuple[int, int]] = []
    for low, high in clauses:
        bare = _is_bare(tokens[low:high]) and bool(groups)
        joined = any(
            start < high and low < end and any(start < before[1] for before in groups[-1:])
            for start, end in marks
        )
        marked = any(start < high and low < end for start, end in marks)
        if groups and (joined or (bare and not marked)):
            groups[-1] = (groups[-1][0], high)
        else:
            groups.append((low, high))
    return groups


def _is_bare(tokens: Sequence[Token]) -> bool:
    """Whether a clause begins with its figure: one of a row."""
    return bool(tokens) and tokens[0].figure is not None


def _part(tokens: Sequence[Token], low: int, high: int, inside: list[Statement]) -> Part:
    figures = [token.figure.key for token in tokens[low:high] if token.figure]
    if inside:
        inside = sorted(inside, key=lambda each: ("comparison", "slot", "ordinal").index(each.kind))
        first = inside[0]
        return Part(first.key, first.kind, low, high, high, first.about)
    slots = [token.slot for token in tokens[low:high] if token.slot]
    if slots:
        return Part(slots[0], "slot", low, high, high)
    if figures:
        return Part(figures[0], "figures", low, high, high)
    return Part("", "words", low, high, high)


def _with(part: Part, *, tail: int | None = None, root: int | None = None) -> Part:
    return Part(
        part.key,
        part.kind,
        part.low,
        part.high,
        part.tail if tail is None else tail,
        part.about,
        part.root if root is None else root,
    )


# ---- whose statement it is ----


def _rooted(
    tokens: Sequence[Token], parts: Sequence[Part], vocabulary: Vocabulary
) -> tuple[list[int], list[tuple[int, ...]]]:
    """Each part's root, and the tokens of the names that parts have of their own.

    A name is the words before the figure if they stand nowhere else in the paragraph, else with the
    clauses before them; where that is not enough, the part speaks of what the part before it does.
    """
    whole = "".join(token.text for token in tokens if token.kind != "stop")
    roots: list[int] = []
    labels: list[tuple[int, ...]] = []
    for number, part in enumerate(parts):
        before = roots[number - 1] if number else number
        label = _label(tokens, part, vocabulary)
        labels.append(())
        if part.kind in ("ordinal", "slot"):
            roots.append(before if number else number)
            continue
        if part.kind == "words":
            first = not any(each.kind not in ("ordinal", "words") for each in parts[:number])
            roots.append(number if first else before)
            if first:
                labels[number] = label
            continue
        span = number
        while True:
            if _names(tokens, label, whole, vocabulary):
                labels[number] = label
                roots.append(number)
                for each in range(span, number):
                    roots[each] = number
                break
            span -= 1
            if span < 0 or parts[span].kind != "words" or not label:
                roots.append(before)
                break
            label = _label(tokens, parts[span], vocabulary) + label
    return _settled(roots, parts), labels


def _settled(roots: list[int], parts: Sequence[Part]) -> list[int]:
    """A first part that is an ordinal takes the root of what follows it."""
    if len(parts) > 1 and parts[0].kind == "ordinal":
        roots = [roots[1] if root == 0 else root for root in roots]
    return roots


def _label(tokens: Sequence[Token], part: Part, vocabulary: Vocabulary) -> tuple[int, ...]:
    """The words before a part's first figure, without those that words of a comparison begin and end with."""
    if tokens[part.low].sense in ("share", "completion"):
        return ()
    figures = (at for at in range(part.low, part.high) if tokens[at].figure or tokens[at].slot)
    label = [at for at in range(part.low, next(figures, part.high)) if tokens[at].kind != "stop"]
    while label and _nameless(tokens[label[0]], vocabulary):
        del label[0]
    while label and _nameless(tokens[label[-1]], vocabulary):
        del label[-1]
    return tuple(label)


def _nameless(token: Token, vocabulary: Vocabulary) -> bool:
    return token.kind in ("year", "ordinal") or token.sense in vocabulary.same


def _names(tokens: Sequence[Token], label: tuple[int, ...], whole: str, vocabulary: Vocabulary) -> bool:
    """Whether a label is a name: more than general words, long enough, and nowhere else in the paragraph."""
    text = own = "".join(tokens[at].text for at in label)
    for word in vocabulary.general:
        own = own.replace(word, "")
    return letters(text) >= LABEL and letters(own) >= OWN and whole.count(text) == 1


def letters(text: str) -> int:
    """How many letters and digits a text has."""
    return sum(1 for letter in text if letter.isalnum())
