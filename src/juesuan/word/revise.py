"""A revision applied to a copy of the staff's document; whatever it does not name stays as it is."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from docx.oxml import parse_xml

from juesuan.drafts import (
    BOOKMARK_PREFIX,
    Anchor,
    Draft,
    InsertParagraph,
    MoveParagraph,
    Note,
    RemoveParagraph,
    Replace,
    Revision,
    bookmark_name,
    control_tag,
    noted,
)
from juesuan.narrative import Slot
from juesuan.word.commenting import Commenter
from juesuan.word.comments import drop_marks, remove_comments
from juesuan.word.elements import LABEL_LENGTH, OUTRUN_MARK, bookmark, identity, paragraph_xml, q
from juesuan.word.marks import mark, unmark
from juesuan.word.package import Document, save_document
from juesuan.word.read import Atom, paragraph_elements
from juesuan.word.styles import ensure_styles, figure_style_ids
from juesuan.word.surgery import Surgeon, Tracker
from juesuan.word.write import next_bookmark_id, store_notes, store_snapshot

AUTHOR = "juesuan"


def revise(
    document: Document,
    revision: Revision,
    *,
    spent: Collection[str] = (),
    track_changes: bool = False,
    date: str | None = None,
) -> bytes:
    """Apply a revision to the opened document that it was made for.

    ``spent`` are the digests of the comments to take out (``Draft.spent``). With
    ``track_changes`` every change to the text is a Word revision by juesuan, undated unless ``date``
    (ISO 8601) is given; the same inputs give the same bytes.
    """
    remove_comments(document, spent)
    _Reviser(document, revision, Tracker(_next_mark(document), AUTHOR, date, on=track_changes)).run()
    store_snapshot(document, revision.snapshot)
    return save_document(document)


def annotate(document: Document, draft: Draft, notes: Sequence[Note]) -> bytes:
    """Put comments by juesuan beside the words of the opened document, in place of its earlier ones.

    ``draft`` is what was read of it. The record remembers the comments; where there is none, properties of
    their own. Comments that somebody marked as resolved stay until a refresh has taken that in.
    """
    resolved = {each.digest for each in draft.comments if each.resolved}
    remove_comments(document, draft.ours - resolved)
    elements = list(paragraph_elements(document))
    figures, styles = figure_style_ids(document), ensure_styles(document)
    commenter = Commenter(document)
    for note in notes:
        surgeon = Surgeon(elements[note.paragraph], figures, styles, Tracker(0, AUTHOR, None, on=False))
        commenter.add(surgeon, note.start, note.end, note.text)
    if draft.snapshot:
        kept = {digest: about for digest, about in draft.snapshot.notes.items() if digest in resolved}
        store_snapshot(document, replace(draft.snapshot, notes=kept | noted(notes)))
    else:
        store_notes(document, noted(notes))
    return save_document(document)


def _next_mark(document: Document) -> int:
    kinds = (q("ins"), q("del"), q("moveFrom"), q("moveTo"), q("rPrChange"), q("pPrChange"))
    return max((int(each.get(q("id"), "0")) for each in document.element.iter(*kinds)), default=0) + 1


class _Reviser:
    def __init__(self, document: Document, revision: Revision, tracker: Tracker) -> None:
        self.document, self.revision, self.tracker = document, revision, tracker
        self.styles = ensure_styles(document)
        self.figures = figure_style_ids(document)
        self.elements = list(paragraph_elements(document))
        self.bookmark = next_bookmark_id(document)
        self.surgeons: dict[int, Surgeon] = {}

    def run(self) -> None:
        """Anchors first, then notes, then words: none of the earlier ones moves the later one's offsets."""
        replaces: dict[int, list[Replace]] = defaultdict(list)
        for action in self.revision.actions:
            if isinstance(action, Replace):
                replaces[action.paragraph].append(action)
        for anchor in self.revision.anchors:
            self.restore_slots(anchor)
        commenter = Commenter(self.document)
        notes = ((each.paragraph, each.start, each.end, each.text) for each in self.revision.notes)
        for index, start, end, text in dict.fromkeys(
            notes
        ):  # of joined paragraphs the same may be said twice
            commenter.add(self.surgeon(index), start, end, text)
        for index, several in replaces.items():
            for action in sorted(several, key=lambda each: (each.start, each.end), reverse=True):
                self.surgeon(index).replace(action.start, action.end, action.spans)
        self.paragraphs()
        self.bookmarks()
        self.unique_controls()

    def surgeon(self, index: int) -> Surgeon:
        """The one that operates on this paragraph, so that it need not look at it anew each time."""
        if index not in self.surgeons:
            self.surgeons[index] = Surgeon(self.elements[index], self.figures, self.styles, self.tracker)
        return self.surgeons[index]

    def restore_slots(self, anchor: Anchor) -> None:
        """Every slot's words stand in a control with its tag and today's title."""
        surgeon = self.surgeon(anchor.paragraph)
        for start, end, slot in anchor.slots:
            if end <= start:
                continue
            holders = {id(atom.control): atom.control for atom in surgeon.between(start, end)}
            holder = next(iter(holders.values())) if len(holders) == 1 else None
            if holder is None and None not in holders.values():
                continue
            if holder is None:
                surgeon.wrap(start, end, slot)
            else:
                _name(holder, slot)
            self.colour(surgeon.between(start, end), slot, outrun=slot.key in anchor.outrun)

    def colour(self, words: list[Atom], slot: Slot, *, outrun: bool) -> None:
        """Words that a person wrote lose the colour of a prompt; those that the figures have outrun get theirs."""
        if slot.state != "filled":
            return
        for run in dict.fromkeys(atom.run for atom in words if atom.control is not None):
            unmark(run)
            if outrun:
                mark(run, OUTRUN_MARK)

    def paragraphs(self) -> None:
        """Paragraphs that come, go and move."""
        last: dict[int, Any] = {}
        removed = []
        for action in self.revision.actions:
            if isinstance(action, InsertParagraph):
                element = parse_xml(
                    paragraph_xml(action.paragraph, self.styles, self.bookmark, namespaced=True)
                )
                self.bookmark += 1
                self.insert(element, action.after, last)
                if self.tracker.on:
                    self.mark_inserted(element)
            elif isinstance(action, RemoveParagraph):
                removed.append(self.elements[action.paragraph])
            elif isinstance(action, MoveParagraph):
                self.move(action, last)
        for element in removed:
            self.remove(element)

    def insert(self, element: Any, after: int, last: dict[int, Any]) -> None:
        if after < 0:
            target = last.get(after)
            if target is None:
                self.elements[0].addprevious(element)
            else:
                target.addnext(element)
        else:
            last.get(after, self.elements[after]).addnext(element)
        last[after] = element

    def move(self, action: MoveParagraph, last: dict[int, Any]) -> None:
        element = self.elements[action.paragraph]
        if not self.tracker.on:
            _keep_cell(element)
            self.insert(element, action.after, last)
            last[action.paragraph] = element
            return
        moved = copy.deepcopy(element)
        _strip_anchors(element)
        drop_marks(element)  # a comment stands in one place
        self.insert(moved, action.after, last)
        self.elements[action.paragraph] = moved
        self.mark_inserted(moved)
        self.remove(element)

    def mark_inserted(self, element: Any) -> None:
        """A whole paragraph as a tracked insertion."""
        for each in list(element.iter(q("r"))):
            if each.find(q("commentReference")) is not None:
                continue  # a rejected insertion would take a person's comment along
            if each.getparent().tag not in (q("ins"), q("del")):
                wrapper = self.tracker.mark("ins")
                each.addprevious(wrapper)
                wrapper.append(each)
        _paragraph_mark(element).append(self.tracker.mark("ins"))

    def remove(self, element: Any) -> None:
        """Take a paragraph out; one that ends a section keeps its section."""
        if self.tracker.on:
            self.tracker.delete([each for each in element.iter(q("r")) if each.getparent().tag != q("del")])
            _paragraph_mark(element).append(self.tracker.mark("del"))
            _strip_anchors(element)
            return
        properties = element.find(q("pPr"))
        if properties is not None and properties.find(q("sectPr")) is not None:
            for child in list(element):
                if child is not properties:
                    element.remove(child)
        else:
            _keep_cell(element)
            element.getparent().remove(element)

    def bookmarks(self) -> None:
        """One bookmark for each generated paragraph, around all its words; strays are removed."""
        wanted: dict[str, tuple[str, Any]] = {}
        for anchor in self.revision.anchors:  # the first of a key: staff broke that paragraph apart
            home = self.elements[anchor.paragraph]
            wanted.setdefault(bookmark_name(anchor.key), (anchor.key, home))
        standing: set[str] = set()
        strays = []
        body = self.document.element.body
        for start in body.iter(q("bookmarkStart")):
            name = start.get(q("name")) or ""
            if not name.startswith(BOOKMARK_PREFIX):
                continue
            home = next((each for each in start.iterancestors(q("p"))), None)
            right = home is not None and wanted.get(name, ("", home))[1] is home
            if right and name not in standing and "_Copy" not in name:
                standing.add(name)
            else:
                strays.append(start)
        _remove_bookmarks(body, strays)
        for name, (key, element) in wanted.items():
            if name in standing:
                continue
            opening, closing = bookmark(key, self.bookmark)
            self.bookmark += 1
            marks = parse_xml(f'<w:p xmlns:w="{element.nsmap["w"]}">{opening}{closing}</w:p>')
            first, second = list(marks)
            properties = element.find(q("pPr"))
            element.insert(0 if properties is None else 1, first)
            element.append(second)

    def unique_controls(self) -> None:
        """No two controls with one id or, of ours, one tag: Word repairs such documents."""
        ids: set[str] = set()
        tags: set[str] = set()
        for holder in self.document.element.body.iter(q("sdt")):
            properties = holder.find(q("sdtPr"))
            tag = properties.find(q("tag")) if properties is not None else None
            if tag is not None and (tag.get(q("val")) or "").startswith("juesuan:"):
                if tag.get(q("val")) in tags:
                    properties.remove(tag)
                else:
                    tags.add(tag.get(q("val")))
            number = properties.find(q("id")) if properties is not None else None
            if number is None:
                continue
            salt = 0
            while number.get(q("val")) in ids:
                salt += 1
                number.set(q("val"), str(identity(f"{number.get(q('val'))}/{salt}")))
            ids.add(number.get(q("val")))


def _keep_cell(element: Any) -> None:
    """A table cell or box ends with a paragraph, also when its last one goes: else Word refuses the file."""
    holder = element.getparent()
    blocks = [each for each in holder if each is not element and each.tag in (q("p"), q("tbl"), q("sdt"))]
    if holder.tag in (q("tc"), q("txbxContent")) and (not blocks or blocks[-1].tag != q("p")):
        element.addnext(parse_xml(f'<w:p xmlns:w="{element.nsmap["w"]}"/>'))


def _name(holder: Any, slot: Slot) -> None:
    """Title and tag of a control, where they are not right already."""
    properties = holder.find(q("sdtPr"))
    if properties is None:
        properties = parse_xml(f'<w:sdtPr xmlns:w="{holder.nsmap["w"]}"/>')
        holder.insert(0, properties)
    for name, value in (("tag", control_tag(slot.key)), ("alias", slot.label[:LABEL_LENGTH])):
        element = properties.find(q(name))
        if element is None:
            element = parse_xml(f'<w:{name} xmlns:w="{holder.nsmap["w"]}"/>')
            properties.insert(1 if properties.find(q("rPr")) is not None else 0, element)
        element.set(q("val"), value)


def _paragraph_mark(element: Any) -> Any:
    """The run properties of the paragraph's own mark, where its insertion or deletion is noted."""
    namespace = f'xmlns:w="{element.nsmap["w"]}"'
    properties = element.find(q("pPr"))
    if properties is None:
        properties = parse_xml(f"<w:pPr {namespace}/>")
        element.insert(0, properties)
    inner = properties.find(q("rPr"))
    if inner is None:
        inner = parse_xml(f"<w:rPr {namespace}/>")
        followers = [properties.find(q(name)) for name in ("sectPr", "pPrChange")]
        at = min(
            (list(properties).index(each) for each in followers if each is not None), default=len(properties)
        )
        properties.insert(at, inner)
    return inner


def _remove_bookmarks(scope: Any, starts: Sequence[Any]) -> None:
    """Take out these bookmarks with their ends; the ends are looked for once."""
    if not starts:
        return
    ends: dict[str, list[Any]] = defaultdict(list)
    for end in scope.iter(q("bookmarkEnd")):
        ends[end.get(q("id"))].append(end)
    for start in starts:
        for each in (start, *ends[start.get(q("id"))][:1]):
            each.getparent().remove(each)
        del ends[start.get(q("id"))][:1]


def _strip_anchors(element: Any) -> None:
    """A paragraph that only shows what is gone: no bookmarks, no controls."""
    starts = element.iter(q("bookmarkStart"))
    ours = [each for each in starts if (each.get(q("name")) or "").startswith(BOOKMARK_PREFIX)]
    _remove_bookmarks(element, ours)
    for holder in list(element.iter(q("sdt"))):
        unwrap(holder)


def unwrap(holder: Any) -> None:
    """Leave a control's content where the control stood."""
    content = holder.find(q("sdtContent"))
    for child in list(content) if content is not None else ():
        holder.addprevious(child)
    holder.getparent().remove(holder)
