"""What may be meant for the reader or not: told to the user, and taken out where they ask for it.

Names of pictures, staff's own bookmarks and styles, workbooks behind charts and objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from juesuan.word.elements import FIGURE_STYLE, STYLE_NAMES, q
from juesuan.word.parts import Parts
from juesuan.word.publication.elements import local_name, words
from juesuan.word.publication.paths import is_public

Kind = Literal["picture", "table", "bookmark", "style", "embedded"]

_AUTOMATIC = re.compile(
    r"(?i)\s*(?:图片|图形|图像|图表|文本框|形状|矩形|直线连接符|组合|对象|picture|image|graphic|chart|text ?box|shape|"
    r"rectangle|group|object|frame|框架?)?\s*\d*\s*|"
    r"_x0000_\w+|shape_\d+|ole_rId\d+|PowerPlusWaterMarkObject\d+"
)
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_EMBEDDED = ("package", "oleObject", "aFChunk", "control")
_STYLE_USES = words("pStyle rStyle tblStyle basedOn next link numStyleLink styleLink")
_OURS = {FIGURE_STYLE, *STYLE_NAMES.values()}
_NEUTRAL = re.compile(r"样式\d+")  # as ``drop_traces`` calls them


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that is left in the published document: its kind, and the name that a reader could see."""

    kind: Kind
    name: str


def traces(parts: Parts) -> tuple[Trace, ...]:
    """Everything of these kinds, in the order of the parts, each once."""
    found = [Trace("picture", text) for _, _, text in _picture_names(parts)]
    found += [Trace("table", each.get(q("val"), "")) for each in _table_texts(parts)]
    found += [Trace("bookmark", start.get(q("name"))) for _, start in _bookmarks(parts)]
    found += [Trace("style", _style_name(style)) for style in _own_styles(parts)]
    found += [Trace("style", each.get(q("val"), "")) for each in _aliases(parts)]
    found += [Trace("embedded", each.target) for each in parts.relations() if each.kind in _EMBEDDED]
    return tuple(dict.fromkeys(found))


def drop_traces(parts: Parts) -> None:
    """Take them out: names become neutral, embedded workbooks go, what they show stays."""
    _neutral_pictures(parts)
    for element in list(_table_texts(parts)):
        element.getparent().remove(element)
    _drop_bookmarks(parts)
    _rename_styles(parts)
    _drop_embedded(parts)


def _neutral_pictures(parts: Parts) -> None:
    """Names become neutral, also where an object or a shape refers to another by it; descriptions go."""
    new: dict[str, str] = {}
    for element, attribute, text in list(_picture_names(parts)):
        if attribute == "name":
            element.set(attribute, "图片")
        elif attribute == "id":
            element.set(attribute, new.setdefault(text, f"_x0000_j{len(new) + 1}"))
        else:
            del element.attrib[attribute]
    for part in parts.xml() if new else ():
        for element in parts.tree(part).iter():
            for attribute in ("ShapeID", "type", q("shapeid")):
                if (value := element.get(attribute) or "").lstrip("#") in new:
                    element.set(attribute, value.replace(value.lstrip("#"), new[value.lstrip("#")]))


def _picture_names(parts: Parts) -> Iterable[tuple[Any, str, str]]:
    """Element, attribute and text of each name or description that somebody gave a picture or shape."""
    for part in parts.xml():
        for element in parts.tree(part).iter():
            if local_name(element) in ("docPr", "cNvPr"):
                attributes: tuple[str, ...] = ("name", "descr", "title")
            elif str(element.tag).startswith(_VML):
                attributes = ("id", "alt", "title", f"{_OFFICE}title", "href")
            else:
                continue
            for attribute in attributes:
                text = element.get(attribute)
                if text and not _AUTOMATIC.fullmatch(text) and not (attribute == "href" and is_public(text)):
                    yield element, attribute, text


def _table_texts(parts: Parts) -> Iterable[Any]:
    """Titles and descriptions that somebody gave a table, for those who cannot see it."""
    for story in parts.stories():
        yield from parts.tree(story).iter(q("tblCaption"), q("tblDescription"))


def _bookmarks(parts: Parts) -> Iterable[tuple[str, Any]]:
    """Visible bookmarks; those that begin with _ are an editor's own."""
    for story in parts.stories():
        for start in parts.tree(story).iter(q("bookmarkStart")):
            if not (start.get(q("name")) or "_").startswith("_"):
                yield story, start


def _drop_bookmarks(parts: Parts) -> None:
    """Bookmarks that nothing refers to go; the others get a neutral name, in the references too."""
    told = [text for story in parts.stories() for text in _references(parts.tree(story))]
    for number, (story, start) in enumerate(list(_bookmarks(parts)), 1):
        name = start.get(q("name"))
        if not any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for text in told):
            for end in list(parts.tree(story).iter(q("bookmarkEnd"))):
                if end.get(q("id")) == start.get(q("id")):
                    end.getparent().remove(end)
            start.getparent().remove(start)
            continue
        start.set(q("name"), f"_Ref{number}")
        for other in parts.stories():
            _rename_references(parts.tree(other), name, f"_Ref{number}")


def _references(story: Any) -> Iterable[str]:
    for element in story.iter(q("instrText"), q("fldSimple"), q("hyperlink")):
        yield element.text or element.get(q("instr")) or element.get(q("anchor")) or ""


def _rename_references(story: Any, old: str, new: str) -> None:
    whole = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")
    for element in story.iter(q("instrText")):
        element.text = whole.sub(new, element.text or "")
    for element in story.iter(q("fldSimple"), q("hyperlink")):
        for attribute in (q("instr"), q("anchor")):
            if value := element.get(attribute):
                element.set(attribute, whole.sub(new, value))


def _own_styles(parts: Parts) -> list[Any]:
    return [
        style
        for name in parts.related(parts.main(), "styles")
        for style in parts.tree(name).iter(q("style"))
        if style.get(q("customStyle")) in ("1", "true", "on")
        and _style_name(style) not in _OURS
        and not _NEUTRAL.fullmatch(_style_name(style))
    ]


def _aliases(parts: Parts) -> list[Any]:
    """Further names of styles, and the names of lists."""
    return [
        each
        for part in parts.related(parts.main(), "styles", "numbering")
        for each in [
            *parts.tree(part).iter(q("aliases")),
            *parts.tree(part).iterfind(f"{q('abstractNum')}/{q('name')}"),
        ]
    ]


def _style_name(style: Any) -> str:
    name = style.find(q("name"))
    return str(name.get(q("val"), "")) if name is not None else ""


def _rename_styles(parts: Parts) -> None:
    new = {}
    for number, style in enumerate(_own_styles(parts), 1):
        new[style.get(q("styleId"))] = f"Style{number}"
        style.set(q("styleId"), f"Style{number}")
        for story in parts.stories():  # a header that repeats a heading, a table of contents, find it by name
            _rename_references(parts.tree(story), _style_name(style), f"样式{number}")
        style.find(q("name")).set(q("val"), f"样式{number}")
    for aliases in _aliases(parts):
        aliases.getparent().remove(aliases)
    for name in parts.xml():
        for use in parts.tree(name).iter(*(q(each) for each in _STYLE_USES)):
            if use.get(q("val")) in new:
                use.set(q("val"), new[use.get(q("val"))])


def _drop_embedded(parts: Parts) -> None:
    """A chart keeps its last picture without its workbook; an object its picture. Inserted files stay."""
    for relation in [each for each in parts.relations() if each.kind in ("package", "oleObject", "control")]:
        for element in list(parts.tree(relation.part).iter()):
            if relation.id in element.attrib.values() and local_name(element) in (
                "externalData",
                "OLEObject",
                "control",
            ):
                element.getparent().remove(element)
        parts.drop([relation])
