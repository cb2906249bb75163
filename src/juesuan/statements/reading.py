"""Comparisons and reasons read out of a generated paragraph, in the forms that compose can write.

Drafts of 0.1 carry no marks: their base is read here. The grammar is that of both years' changes
(lead, direction and amount, direction and percentage, level words) and of completion (完成…的…%).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from juesuan.narrative import Figure, Paragraph, Statement
from juesuan.statements.parts import clause_ranges
from juesuan.statements.tokens import FULL_STOPS, Lexer, Token

_CHANGE = ("difference", "percent", "ratio")  # the last part of the keys of figures that compare
_TURNS = frozenset({"up", "down"})
_LEADS = frozenset({"lead", "prior"})


def marked(paragraph: Paragraph, lexer: Lexer) -> Paragraph:
    """The paragraph with its statements marked, if its record has no marks."""
    if paragraph.statements or paragraph.style != "body":
        return paragraph
    tokens = lexer.paragraph(paragraph)
    return replace(paragraph, statements=tuple(_statements(tokens)))


def _statements(tokens: Sequence[Token]) -> Iterator[Statement]:
    clauses = list(clause_ranges(tokens, figures_only=True))
    at = 0
    while at < len(clauses):
        low, high = clauses[at]
        if at == 0 and tokens[low].kind == "ordinal":
            yield Statement("ordinal", "ordinal", tokens[low].start, tokens[low].end)
            at += 1
            continue
        length = _comparison(tokens, clauses[at:])
        if length:
            start = _begin(tokens, *clauses[at])
            end = clauses[at + length - 1][1]
            key = _change_key(tokens[start:end])
            yield Statement(key or "comparison", "comparison", tokens[start].start, tokens[end - 1].end, key)
            at += length
            continue
        slot = next((each for each in range(low, high) if tokens[each].slot), None)
        if slot is not None:
            yield _slot(tokens, clauses, at, slot)
        at += 1


def _comparison(tokens: Sequence[Token], clauses: Sequence[tuple[int, int]]) -> int:
    """How many clauses a comparison takes up that begins with the first one; 0: none does."""
    first = tokens[clauses[0][0] : clauses[0][1]]
    length = 0
    if _is_lead(first) and len(clauses) > 1:
        length, first = 1, tokens[clauses[1][0] : clauses[1][1]]
    if _is_level(first, led=bool(length)):
        return length + 1
    if not (_is_change(first) or _is_completion(first)):
        return 0
    completion = _is_completion(first)
    length += 1
    while length < len(clauses):
        clause = tokens[clauses[length][0] : clauses[length][1]]
        more = not completion and clause[0].sense in _TURNS and _is_change(clause)
        if not more and not _is_level(clause):
            break
        length += 1
    return length


def _is_lead(clause: Sequence[Token]) -> bool:
    return len(clause) > 1 and all(token.sense in _LEADS or token.kind == "year" for token in clause)


def _is_change(clause: Sequence[Token]) -> bool:
    """A direction, then a figure that compares (or, where keys say nothing, any figure)."""
    turned = False
    for token in clause:
        turned = turned or token.sense in _TURNS
        if token.figure and turned:
            return not token.figure.key or token.figure.key.rpartition(".")[2] in _CHANGE
    return False


def _is_completion(clause: Sequence[Token]) -> bool:
    opens = bool(clause) and clause[0].sense == "completion"
    return opens and any(token.figure and token.text.endswith("%") for token in clause)


def _is_level(clause: Sequence[Token], led: bool = False) -> bool:
    """Words that say that nothing changed; with a lead of their own, or behind one."""
    senses = [token.sense for token in clause]
    if "level" not in senses or any(token.figure for token in clause):
        return False
    before = senses[: senses.index("level")]
    return senses[-1] == "level" and (led or "lead" in before or len(clause) == 1 or _is_part(clause))


def _is_part(clause: Sequence[Token]) -> bool:
    """One of several parts, with nothing but its name before the level word (支出决算持平)."""
    return all(token.kind in ("letter", "word", "open", "close") for token in clause)


def _begin(tokens: Sequence[Token], low: int, high: int) -> int:
    """Where in its first clause a comparison begins: behind the name of what is compared."""
    for at in range(low, high):
        if tokens[at].sense in _LEADS | _TURNS | {"level", "completion"}:
            return at
    return low


def _change_key(tokens: Sequence[Token]) -> str:
    for token in tokens:
        if isinstance(token.figure, Figure) and token.figure.key.rpartition(".")[2] in _CHANGE:
            return token.figure.key.rpartition(".")[0]
    return ""


def _slot(tokens: Sequence[Token], clauses: Sequence[tuple[int, int]], number: int, slot: int) -> Statement:
    """A slot with the clause that leads to it, and the stop behind it."""
    low, high = clauses[number]
    start = low
    if low == slot and number:  # the lead ends with a colon
        before = clauses[number - 1]
        stop = tokens[before[1]]
        if stop.text == "：" and not any(token.figure for token in tokens[before[0] : before[1]]):
            start = before[0]
    joined = start and tokens[start - 1].kind == "stop" and tokens[start - 1].text not in FULL_STOPS + "；："
    if joined and tokens[start].sense == "reason":
        start -= 1
    end = high
    if end < len(tokens) and tokens[end].kind == "stop":
        end += 1
    return Statement(tokens[slot].slot, "slot", tokens[start].start, tokens[end - 1].end)
