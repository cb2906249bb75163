"""What a reader of the refreshed document sees, worked out from the revision alone: nothing is opened again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from juesuan.drafts import (
    Action,
    Anchor,
    Draft,
    InsertParagraph,
    MoveParagraph,
    RemoveParagraph,
    Replace,
    Revision,
)
from juesuan.narrative import Slot, Span

NEW = -1


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph of the refreshed document; ``index`` is its handle in the draft, ``NEW`` where it came.

    ``key`` is the generated paragraph that begins there.
    """

    index: int
    key: str
    text: str


def applied(draft: Draft, actions: Sequence[Action], anchors: Iterable[Anchor]) -> tuple[Shown, ...]:
    """The paragraphs of body and tables as they stand after the actions, tracked changes accepted."""
    first: dict[str, int] = {}
    for anchor in anchors:
        first.setdefault(anchor.key, anchor.paragraph)
    keys = {at: key for key, at in reversed(first.items())}
    standing = [Shown(at, keys.get(at, ""), text) for at, text in _texts(draft, actions)]
    return tuple(_ordered(standing, actions))


def texts_of(draft: Draft, revision: Revision) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The text of every generated paragraph in the document, by key: before the revision, and after it."""
    texts = {each.index: each.text for each in draft.paragraphs}
    there = applied(draft, revision.actions, revision.anchors)
    now = {each.index: each.text for each in there}
    before = {key: "".join(texts[at] for at in parts) for key, parts in revision.parts.items()}
    after = {key: "".join(now.get(at, "") for at in parts) for key, parts in revision.parts.items()}
    after |= {each.key: each.text for each in there if each.index == NEW}
    return before, {key: text for key, text in after.items() if text}


def _texts(draft: Draft, actions: Sequence[Action]) -> Iterable[tuple[int, str]]:
    """Each paragraph's text with its replacements, the last ones first: offsets are those before them."""
    texts = {each.index: each.text for each in draft.paragraphs}
    replaces = (each for each in actions if isinstance(each, Replace))
    for each in sorted(replaces, key=lambda one: (one.start, one.end), reverse=True):
        text = texts[each.paragraph]
        texts[each.paragraph] = text[: each.start] + "".join(map(shown, each.spans)) + text[each.end :]
    return texts.items()


def shown(span: Span) -> str:
    """The words of a span in a document."""
    return span.shown if isinstance(span, Slot) else span.text


def _ordered(standing: Sequence[Shown], actions: Sequence[Action]) -> list[Shown]:
    """The paragraphs in their new order: step by step as ``word.revise`` does it.

    Of several that come behind one paragraph each goes behind the one before it.
    """
    row = _Row(standing)
    last: dict[int, int] = {}
    for each in actions:
        if isinstance(each, InsertParagraph | MoveParagraph):
            if isinstance(each, InsertParagraph):
                node = row.add(Shown(NEW, each.paragraph.key, each.paragraph.text))
            else:
                node = row.take(each.paragraph)
                last[each.paragraph] = node
            row.put(node, last.get(each.after, each.after))
            last[each.after] = node
    for each in actions:
        if isinstance(each, RemoveParagraph):
            row.take(each.paragraph)
    return [*row.all()]


class _Row:
    """Paragraphs in a row, each linked to the one behind it; what stands at the beginning is behind ``NEW``."""

    def __init__(self, standing: Sequence[Shown]) -> None:
        self.paragraphs = list(standing)
        self.behind: dict[int, int | None] = {at: at + 1 for at in range(NEW, len(standing) - 1)}
        self.behind[len(standing) - 1] = None

    def add(self, paragraph: Shown) -> int:
        """The number of a paragraph that comes; it stands nowhere yet."""
        self.paragraphs.append(paragraph)
        return len(self.paragraphs) - 1

    def take(self, number: int) -> int:
        """Take a paragraph out of the row."""
        before = next(at for at, behind in self.behind.items() if behind == number)
        self.behind[before] = self.behind.pop(number)
        return number

    def put(self, number: int, after: int) -> None:
        """Put a paragraph behind another one."""
        self.behind[number], self.behind[after] = self.behind[after], number

    def all(self) -> Iterator[Shown]:
        """The paragraphs in their order."""
        at = self.behind[NEW]
        while at is not None:
            yield self.paragraphs[at]
            at = self.behind[at]
