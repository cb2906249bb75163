"""Cutting a paragraph's runs at text offsets, and taking out or putting in what lies between."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml

from juesuan.narrative import Slot, Span
from juesuan.word.elements import NAMESPACE, StyleIds, control, marked, q, run, span_xml
from juesuan.word.read import Atom, atoms

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Tracker:
    """Writes changes as Word revisions, or plainly where tracking is off."""

    def __init__(self, first_id: int, author: str, date: str | None, *, on: bool) -> None:
        self.on, self._next = on, first_id
        self._fields = {q("author"): author} | ({q("date"): date} if date else {})

    def mark(self, kind: str) -> Any:
        """A ``w:ins`` or ``w:del`` element with the next id."""
        element = parse_xml(f"<w:{kind} {NAMESPACE}/>")
        element.set(q("id"), str(self._next))
        self._next += 1
        for name, value in self._fields.items():
            element.set(name, value)
        return element

    def inserted(self, elements: list[Any]) -> list[Any]:
        """The elements to put in, wrapped where tracking is on."""
        if not self.on or not elements:
            return elements
        wrapper = self.mark("ins")
        for element in elements:
            wrapper.append(element)
        return [wrapper]

    def delete(self, runs: list[Any]) -> None:
        """Take runs out, or mark them as deleted. What an earlier refresh put in, tracked, goes plainly."""
        for each in [part for whole in runs for part in _words_alone(whole)]:
            if not self.on or (each.getparent().tag == q("ins") and self._is_ours(each.getparent())):
                _remove(each)
                continue
            for node in each.iter(q("t")):
                node.tag = q("delText")
            wrapper = self.mark("del")
            each.addprevious(wrapper)
            wrapper.append(each)

    def _is_ours(self, element: Any) -> bool:
        return bool(element.get(q("author")) == self._fields[q("author")])


_WORDS = tuple(q(name) for name in ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "rPr"))


def _words_alone(run: Any) -> list[Any]:
    """The run, without the pictures and notes in it: those become runs of their own beside it.

    Word writes them so; other programs put a note's reference into the run of the words that go.
    """
    if all(child.tag in _WORDS for child in run):
        return [run]
    parts = []
    for child in [each for each in run if each.tag != q("rPr")]:
        part = copy.deepcopy(run)
        for each in [each for each in part if each.tag != q("rPr")]:
            part.remove(each)
        part.append(child)
        run.addprevious(part)
        parts.append(part)
    run.getparent().remove(run)
    return [part for part in parts if part[-1].tag in _WORDS]


def _remove(element: Any) -> None:
    """Remove an element, and the control or wrapper that it leaves empty."""
    parent = element.getparent()
    parent.remove(element)
    if parent.tag in (q("ins"), q("hyperlink")) and len(parent) == 0:
        _remove(parent)
    elif parent.tag == q("sdtContent") and next(parent.iter(q("r")), None) is None:
        _remove(parent.getparent())


@dataclass
class Surgeon:
    """Operates on one paragraph; offsets count its visible text as it is at that moment."""

    paragraph: Any
    figures: set[str]
    styles: StyleIds
    tracker: Tracker
    known: list[Atom] | None = None
    """The atoms, until the text or its runs change: most operations begin where a run begins."""

    def atoms(self) -> list[Atom]:
        """The paragraph's text atoms now."""
        if self.known is None:
            self.known = list(atoms(self.paragraph, self.figures))
        return self.known

    def cut(self, offset: int) -> None:
        """Make a run begin at ``offset``."""
        at = 0
        for atom in self.atoms():
            if at >= offset or offset < at + len(atom.text):
                if offset >= at and _split(atom, offset - at):
                    self.known = None
                return
            at += len(atom.text)

    def between(self, start: int, end: int) -> list[Atom]:
        """The atoms of a range, cut out of their neighbours."""
        self.cut(start)
        self.cut(end)
        found, at = [], 0
        for atom in self.atoms():
            if start <= at and at + len(atom.text) <= end:
                found.append(atom)
            at += len(atom.text)
        return found

    def replace(self, start: int, end: int, spans: tuple[Span, ...]) -> None:
        """Put spans in place of a range."""
        gone = self.between(start, end)
        inside = _common_control(gone) if gone else None
        whole = inside is not None and _covers(gone, inside)
        if len(spans) == 1 and isinstance(spans[0], Slot) and inside is not None:
            self._refill(inside, gone, spans[0])
            self.known = None
            return
        where, place, base = self._place(start, gone, inside=inside is not None and not whole)
        elements = self._built(spans, base, plain=inside is not None and not whole)
        for element in self.tracker.inserted(elements):
            if place == "after":
                where.addnext(element)
                where = element
            elif place == "before":
                where.addprevious(element)
            else:
                where.append(element)
        self.tracker.delete(_runs(gone))
        self.known = None

    def _built(self, spans: tuple[Span, ...], base: str, *, plain: bool) -> list[Any]:
        """The spans as elements; inside a control only words may stand."""
        text = "".join(
            run(span.shown if isinstance(span, Slot) else span.text, base)
            if plain
            else span_xml(span, self.styles, base)
            for span in spans
        )
        return list(parse_xml(f"<w:p {NAMESPACE}>{text}</w:p>"))

    def _refill(self, holder: Any, gone: list[Atom], slot: Slot) -> None:
        """New words in a control that stays where it is."""
        base = properties_of(gone[0].run, self.figures)
        content = holder.find(q("sdtContent"))
        fresh: list[Any] = list(parse_xml(f"<w:p {NAMESPACE}>{run(slot.shown, base + marked(slot))}</w:p>"))
        for element in self.tracker.inserted(fresh):
            content.append(element)
        self.tracker.delete(_runs(gone))

    def _place(self, start: int, gone: list[Atom], *, inside: bool) -> tuple[Any, str, str]:
        """Where new words go, on which side, and the run properties they take on."""
        if gone:
            last = gone[-1]
            outside = last.run if inside or last.control is None else last.control
            return (
                _outermost(outside, self.paragraph, gone),
                "after",
                properties_of(gone[0].run, self.figures),
            )
        at, before = 0, None
        after = None
        for atom in self.atoms():
            at += len(atom.text)
            if at <= start:
                before = atom
            elif after is None:
                after = atom
        if before is not None and before.control is None:
            return before.run, "after", properties_of(before.run, self.figures)
        if after is not None and after.control is None:
            return after.run, "before", properties_of(after.run, self.figures)
        if before is not None:
            if after is not None and after.control is before.control:
                return before.run, "after", properties_of(before.run, self.figures)
            return before.control, "after", properties_of(before.run, self.figures)
        if after is not None:
            return after.control, "before", properties_of(after.run, self.figures)
        return self.paragraph, "append", ""

    def wrap(self, start: int, end: int, slot: Slot) -> None:
        """Put words that stand loose back into a control, with whatever stands between them, in order.

        Words of which a link or tracked change holds only the first or last part stay loose: a control
        cannot begin inside one and end outside.
        """
        inner = [atom for atom in self.between(start, end) if atom.control is None]
        stretch = _stretch([atom.run for atom in inner])
        if not stretch:
            return
        self.known = None
        holder: Any = parse_xml(f"<w:p {NAMESPACE}>{control(slot, '')}</w:p>")[0]
        stretch[0].addprevious(holder)
        for each in stretch:
            holder.find(q("sdtContent")).append(each)


def _stretch(runs: list[Any]) -> list[Any]:
    """The neighbouring elements that hold exactly these runs and what stands between them; none if there are none."""
    if not runs:
        return []
    parents = [runs[0].getparent(), *runs[0].getparent().iterancestors()]
    common = next(each for each in parents if all(each in (run, *run.iterancestors()) for run in runs))
    first, last = (_child(common, run) for run in (runs[0], runs[-1]))
    children = list(common)
    stretch = children[children.index(first) : children.index(last) + 1]
    held = {id(run) for run in runs}
    whole = all(id(each) in held for top in stretch for each in top.iter(q("r")) if _has_text(each))
    return stretch if whole and _balanced(stretch) else []


def _child(ancestor: Any, element: Any) -> Any:
    """The child of an ancestor that holds the element."""
    while element.getparent() is not ancestor:
        element = element.getparent()
    return element


def _balanced(stretch: list[Any]) -> bool:
    """Whether no field, bookmark or comment begins in it and ends outside, or the other way round."""
    depth = 0
    for mark in (each for top in stretch for each in top.iter(q("fldChar"))):
        depth += {"begin": 1, "end": -1}.get(mark.get(q("fldCharType"), ""), 0)
        if depth < 0:
            return False
    return depth == 0


def properties_of(element: Any, figures: set[str]) -> str:
    """The run properties that words put beside a run take on: no figure style, no highlight."""
    properties = element.find(q("rPr"))
    if properties is None:
        return ""
    kept = []
    for child in properties:
        if child.tag == q("rStyle") and child.get(q("val")) in figures:
            continue
        if child.tag in (
            q("highlight"),
            q("shd"),
            q("ins"),
            q("del"),
            q("rPrChange"),
            q("moveFrom"),
            q("moveTo"),
        ):
            continue
        kept.append(_serialised(child))
    return "".join(kept)


def _serialised(element: Any) -> str:
    from lxml import etree

    return str(etree.tostring(element, encoding="unicode", with_tail=False))


def _runs(found: list[Atom]) -> list[Any]:
    return list(dict.fromkeys(atom.run for atom in found))


def _common_control(found: list[Atom]) -> Any | None:
    controls = {id(atom.control): atom.control for atom in found}
    return next(iter(controls.values())) if len(controls) == 1 else None


def _covers(found: list[Atom], holder: Any) -> bool:
    """Whether the atoms are all the text that a control holds."""
    return {id(atom.run) for atom in found} >= {id(each) for each in holder.iter(q("r")) if _has_text(each)}


def _has_text(element: Any) -> bool:
    return any(node.text for node in element.iter(q("t")))


def _outermost(element: Any, paragraph: Any, gone: list[Atom]) -> Any:
    """Beside a staff's tracked insertion that goes as a whole, not within it."""
    parent = element.getparent()
    if parent is not paragraph and parent.tag in (q("ins"), q("moveTo")):
        runs = {id(each) for each in _runs(gone)}
        if all(id(each) in runs for each in parent.iter(q("r"))):
            return parent
    return element


def _split(atom: Atom, offset: int) -> bool:
    """Make the atom's text from ``offset`` on begin a run of its own; whether it did not already."""
    node, old = atom.node, atom.run
    first = next((each for each in old if each.tag != q("rPr")), None)
    if offset == 0 and node is first:
        return False
    new = copy.deepcopy(old)
    position = list(old).index(node)
    for each in list(new)[:position]:
        if each.tag != q("rPr"):
            new.remove(each)
    for each in list(old)[position + 1 :]:
        old.remove(each)
    if offset == 0:
        old.remove(node)
    else:
        twin = next(each for each in new if each.tag != q("rPr"))
        twin.text, node.text = node.text[offset:], node.text[:offset]
        for each in (twin, node):
            each.set(_XML_SPACE, "preserve")
    old.addnext(new)
    return True
