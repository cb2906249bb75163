"""Which paragraph of a document is which of the narrative.

Anchors first (control tags, then bookmarks), words where they are lost. What had to be guessed is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from juesuan.drafts import BOOKMARK_LENGTH, Draft, DraftParagraph, bookmark_name, control_tag
from juesuan.findings import Finding
from juesuan.matching.by_words import Missing, by_words
from juesuan.matching.emptied import emptied
from juesuan.matching.likeness import LIKE, Shape, likeness, repeats
from juesuan.matching.slots import slot_words
from juesuan.matching.standing import Standing, parts_of
from juesuan.matching.words import How, Words
from juesuan.narrative import Narrative, Paragraph, Slot

FEWEST = 3  # generated paragraphs that must be found by their words, where nothing else says whose it is


@dataclass(frozen=True)
class Alignment:
    """Every generated paragraph that was found, by key; ``copies`` are further claimants of a key."""

    standing: Mapping[str, Standing]
    copies: Mapping[str, tuple[int, ...]]
    findings: tuple[Finding, ...]

    def words(self) -> Iterator[Words]:
        """The words of every slot that was found."""
        for each in self.standing.values():
            yield from each.slots.values()

    def sharing(self, index: int) -> Sequence[Standing]:
        """The generated paragraphs that stand together in one paragraph of the document."""
        return self._by_index.get(index, ())

    @cached_property
    def _by_index(self) -> Mapping[int, Sequence[Standing]]:
        found: dict[int, list[Standing]] = {}
        for each in self.standing.values():
            found.setdefault(each.index, []).append(each)
        return found

    def recognised(self, narrative: Narrative) -> bool:
        """Whether a document without a record is one of this narrative: an anchor says so, or its words."""
        anchored = any(each.how != "text" for each in self.standing.values())
        return anchored or len(self.standing) >= min(FEWEST, len(narrative.paragraphs))


def align(draft: Draft, narrative: Narrative) -> Alignment:
    """Find the narrative's paragraphs and slots in the document."""
    claimed, copies = _by_anchor(draft, narrative.paragraphs)
    anchored = _with_words(draft, narrative.paragraphs, claimed)
    taken = {at for at, _ in anchored.values()} | {at for ats in copies.values() for at in ats}
    missing = _missing(draft, narrative.paragraphs, anchored)
    free = [each for each in draft.paragraphs if each.index not in taken] if missing else []
    guessed = by_words(missing, free) if free else {}
    found = anchored | {key: (at, "text") for key, at in guessed.items()}
    standing = _standing(draft, narrative, found, taken | set(guessed.values()))
    return Alignment(standing, copies, (*_guesses(anchored, guessed), *_copied(draft, copies)))


Found = dict[str, tuple[int, How]]


def _by_anchor(draft: Draft, paragraphs: Sequence[Paragraph]) -> tuple[Found, dict[str, tuple[int, ...]]]:
    """Where tags and bookmarks lead; of several claimants of a key one is it, those like it are copies."""
    tags: dict[str, list[int]] = {}
    names: dict[str, list[int]] = {}
    copied: dict[str, list[int]] = {}
    for each in draft.paragraphs:
        for tag in dict.fromkeys(piece.tag for piece in each.pieces if piece.tag):
            tags.setdefault(tag, []).append(each.index)
        for name in each.bookmarks:
            known = names if len(name) == BOOKMARK_LENGTH else copied
            known.setdefault(name[:BOOKMARK_LENGTH], []).append(each.index)
    found: Found = {}
    copies: dict[str, tuple[int, ...]] = {}
    for paragraph in paragraphs:
        name = bookmark_name(paragraph.key)
        own = names.get(name, [])
        slots = [span for span in paragraph.spans if isinstance(span, Slot)]
        tagged = [at for slot in slots for at in tags.get(control_tag(slot.key), [])]
        claims = list(dict.fromkeys([*own, *tagged, *copied.get(name, [])]))
        if not claims:
            continue
        best, others = _claimed(draft, paragraph, claims, own)
        found[paragraph.key] = (best, "control" if best in tagged else "bookmark")
        if others:
            copies[paragraph.key] = others
    return found, copies


def _claimed(
    draft: Draft, paragraph: Paragraph, claims: Sequence[int], own: Sequence[int]
) -> tuple[int, tuple[int, ...]]:
    """The claimant that is it: the likest, the true bookmark before a copy of it. And those like it."""
    if len(claims) == 1:
        return claims[0], ()
    wanted = Shape.generated(paragraph)
    shapes = {at: Shape.of(draft.paragraphs[at].text) for at in claims}
    scores = {at: likeness(wanted, shapes[at]) for at in claims}
    best = max(claims, key=lambda at: (at in own and scores[at] >= LIKE, scores[at], -claims.index(at)))
    return best, tuple(at for at in claims if at != best and repeats(wanted, shapes[best], shapes[at]))


def _with_words(draft: Draft, paragraphs: Sequence[Paragraph], found: Found) -> Found:
    """Without those paragraphs of which nothing stands where their anchor leads, but another one does."""
    sharing: dict[int, dict[str, Paragraph]] = {}
    for each in paragraphs:
        if each.key in found:
            sharing.setdefault(found[each.key][0], {})[each.key] = each
    gone = {key for at, several in sharing.items() for key in emptied(several, draft.paragraphs[at])}
    return {key: place for key, place in found.items() if key not in gone}


def _missing(draft: Draft, paragraphs: Sequence[Paragraph], found: Found) -> list[Missing]:
    """What no anchor leads to, each with the places of its nearest neighbours that were found."""
    lows: list[int] = []
    at = -1
    for paragraph in paragraphs:
        lows.append(at)
        at = found[paragraph.key][0] if paragraph.key in found else at
    missing: list[Missing] = []
    at = len(draft.paragraphs)
    for paragraph, low in zip(reversed(paragraphs), reversed(lows), strict=True):
        if paragraph.key in found:
            at = found[paragraph.key][0]
        else:
            missing.append(Missing(paragraph, low, at))
    return missing[::-1]


def _standing(draft: Draft, narrative: Narrative, found: Found, taken: set[int]) -> dict[str, Standing]:
    """Every paragraph found, with the neighbours that belong to it, and its slots' words."""
    shared: dict[int, int] = {}
    for at, _ in found.values():
        shared[at] = shared.get(at, 0) + 1
    standing = {}
    for paragraph in narrative.paragraphs:
        if paragraph.key not in found:
            continue
        at, how = found[paragraph.key]
        parts: tuple[DraftParagraph, ...] = (draft.paragraphs[at],)
        if shared[at] == 1:
            parts = parts_of(paragraph, parts[0], draft.paragraphs, taken)
            taken.update(each.index for each in parts)
        if not any(part.text.strip() or part.objects for part in parts):
            continue  # an empty line: staff took the words out
        slots = {words.key: words for words in slot_words(paragraph, parts)}
        standing[paragraph.key] = Standing(paragraph.key, parts, how, slots)
    return standing


def _guesses(anchored: Found, guessed: Mapping[str, int]) -> Iterator[Finding]:
    if guessed:
        text = (
            f"{len(guessed)}段的定位标记已丢失，按文字找到了位置，请核对"
            if anchored
            else "文稿里没有 juesuan 的定位标记，按文字比对"
        )
        yield Finding("anchors-lost", "info", text)


def _copied(draft: Draft, copies: Mapping[str, tuple[int, ...]]) -> Iterator[Finding]:
    for key, indices in copies.items():
        place = draft.place(indices[0], key=key)
        text = f"“{draft.paragraphs[indices[0]].text[:20]}…”这一段被复制过，只更新了其中一段"
        yield Finding("paragraph-copied", "warning", text, place=place, found=key)
