"""What stands among the words without being meant for the reader: hidden text, marks, controls."""

from __future__ import annotations

import re
from typing import Any

from juesuan.drafts import BOOKMARK_PREFIX
from juesuan.word.elements import FIGURE_STYLE, MARK_FILLS, q
from juesuan.word.parts import Parts
from juesuan.word.publication.elements import drop_element, local_name, unwrap_element
from juesuan.word.publication.fields import fields

_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_OURS = (BOOKMARK_PREFIX, "_GoBack")  # Word's mark of the last place edited tells as little to a reader
_MATH_RUN = "{http://schemas.openxmlformats.org/officeDocument/2006/math}r"
_HIDDEN_STYLE = re.compile(r"(?i)\bvisibility\s*:\s*hidden")
_CARRIERS = frozenset(q(name) for name in ("fldChar", "instrText", "rPr"))  # fields stay balanced


def drop_comment_marks(story: Any) -> None:
    """Where comments were: ranges and references."""
    for mark in list(story.iter(*(q(name) for name in _COMMENT_MARKS))):
        drop_element(mark)


def drop_bookmarks(story: Any) -> None:
    """Bookmarks of ours and of the editor; staff's own stay."""
    starts = [
        each for each in story.iter(q("bookmarkStart")) if (each.get(q("name")) or "").startswith(_OURS)
    ]
    numbers = {each.get(q("id")) for each in starts}
    for each in [*starts, *story.iter(q("bookmarkEnd"))]:
        if each.get(q("id")) in numbers:
            each.getparent().remove(each)


def unwrap_controls(story: Any) -> None:
    """Every content control becomes what stands in it: a reader has nothing to fill in.

    Ours that lost their tags cannot be told from others any more, so none is spared.
    """
    for holder in list(story.iter(q("sdt"))):
        content = holder.find(q("sdtContent"))
        for child in list(holder):
            if child is not content:
                holder.remove(child)
        if content is not None:
            unwrap_element(content)
        unwrap_element(holder)
    for wrapper in list(story.iter(q("smartTag"), q("customXml"))):
        for properties in wrapper.findall(q("smartTagPr")) + wrapper.findall(q("customXmlPr")):
            wrapper.remove(properties)
        unwrap_element(wrapper)


def drop_marks(story: Any) -> None:
    """Highlights, and shading in the colours of ours, which LibreOffice makes of them."""
    for properties in story.iter(q("rPr")):
        for mark in properties.findall(q("highlight")):
            properties.remove(mark)
        for mark in properties.findall(q("shd")):
            if (mark.get(q("fill")) or "").upper() in MARK_FILLS:
                properties.remove(mark)


def drop_hidden(parts: Parts, story: Any) -> None:
    """Words and rows that are formatted as hidden, also by their style."""
    for row in [each for each in story.iter(q("tr")) if _on(each.find(f"{q('trPr')}/{q('hidden')}"))]:
        row.getparent().remove(row)
    _drop_hidden_shapes(story)
    styles = _hidden_styles(parts)
    hidden = {each for each in story.iter(q("r"), _MATH_RUN) if _is_hidden(each, styles)}
    for each in list(fields(story)):
        if all(mark.getparent() in hidden for mark in each.marks):
            each.drop()
    for run in [each for each in hidden if each.getparent() is not None]:
        for child in [each for each in run if each.tag not in _CARRIERS]:
            run.remove(child)
        if all(child.tag == q("rPr") for child in run):
            run.getparent().remove(run)
    for link in [each for each in story.iter(q("hyperlink")) if len(each) == 0]:
        link.getparent().remove(link)
    for mark in list(story.iter(q("vanish"), q("specVanish"))):
        mark.getparent().remove(mark)


def _drop_hidden_shapes(story: Any) -> None:
    """Pictures, boxes and shapes that somebody hid in the selection pane, in both of Word's ways of writing them."""
    for element in list(story.iter()):
        if local_name(element) in ("docPr", "cNvPr") and element.get("hidden") in ("1", "true"):
            shape = _shape_of(element)
        elif local_name(element) == "anchor" and element.get("hidden") in ("1", "true"):
            shape = element.getparent()
        elif _HIDDEN_STYLE.search(element.get("style") or ""):
            shape = element
        else:
            continue
        while shape is not None and local_name(shape.getparent()) in (
            "Choice",
            "Fallback",
            "AlternateContent",
        ):
            shape = shape.getparent()
        if shape is not None and shape.getparent() is not None:
            shape.getparent().remove(shape)


def _shape_of(properties: Any) -> Any | None:
    """What the properties of a drawing or of one shape in it belong to."""
    if local_name(properties) == "docPr":
        return next((each for each in properties.iterancestors() if local_name(each) == "drawing"), None)
    owner = properties.getparent()
    return owner.getparent() if local_name(owner).startswith("nv") else owner


def _is_hidden(run: Any, styles: frozenset[str]) -> bool:
    properties = run.find(q("rPr"))
    own = properties.find(q("vanish")) if properties is not None else None
    if own is not None:
        return _on(own)
    used = [properties.find(q("rStyle"))] if properties is not None else []
    paragraph = next(run.iterancestors(q("p")), None)
    # Its properties come first in a paragraph; to look for them among thousands of runs takes a while.
    head = paragraph[0] if paragraph is not None else None
    used += [head.find(q("pStyle"))] if head is not None and head.tag == q("pPr") else []
    return any(style is not None and style.get(q("val")) in styles for style in used)


def _on(toggle: Any) -> bool:
    return toggle is not None and toggle.get(q("val")) not in ("0", "false", "off")


def _hidden_styles(parts: Parts) -> frozenset[str]:
    """The ids of styles that hide their words, also by the style that they rest on."""
    found: dict[str, tuple[Any, str]] = {}
    for name in parts.related(parts.main(), "styles"):
        for style in parts.tree(name).iter(q("style")):
            rests = style.find(q("basedOn"))
            vanish = style.find(f"{q('rPr')}/{q('vanish')}")
            found[style.get(q("styleId"), "")] = vanish, rests.get(q("val")) if rests is not None else ""

    def hides(style: str, seen: frozenset[str] = frozenset()) -> bool:
        vanish, rests = found.get(style, (None, ""))
        if vanish is not None:
            return _on(vanish)
        return bool(rests) and rests not in seen and hides(rests, seen | {style})

    return frozenset(style for style in found if hides(style))


def drop_unread_notes(parts: Parts) -> None:
    """Footnotes and endnotes that no word refers to any more: the hidden ones' own."""
    for kind in ("footnote", "endnote"):
        used = {
            reference.get(q("id"))
            for name in parts.stories()
            for reference in parts.tree(name).iter(q(f"{kind}Reference"))
        }
        for name in parts.related(parts.main(), f"{kind}s"):
            root = parts.tree(name)
            for note in root.findall(q(kind)):
                if note.get(q("type")) in (None, "normal") and note.get(q("id")) not in used:
                    root.remove(note)


def drop_figure_style(parts: Parts) -> None:
    """The character style by which our figures are known, and the words' references to it."""
    for name in parts.related(parts.main(), "styles"):
        root = parts.tree(name)
        for style in root.findall(q("style")):
            called = style.find(q("name"))
            if called is None or called.get(q("val")) != FIGURE_STYLE:
                continue
            for story in parts.stories():
                for use in list(parts.tree(story).iter(q("rStyle"))):
                    if use.get(q("val")) == style.get(q("styleId")):
                        use.getparent().remove(use)
            root.remove(style)
