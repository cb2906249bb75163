"""A .docx taken apart: its parts by name, what refers to what, and the file put together again.

Below the level of python-docx, which knows only some parts: what must not be published may stand in any.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from juesuan.errors import DocumentError
from juesuan.places import FilePlace

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """``part`` refers to ``target`` (a part's name, or an address where ``external``) as a ``kind``.

    ``kind`` is the last word of the relationship's type: ``header``, ``image``, ``people`` …
    """

    part: str
    id: str
    kind: str
    target: str
    external: bool


class Parts:
    """The parts of one package. ``""`` stands for the package itself. XML is parsed when first asked for."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self._blobs = {
                entry.filename.lstrip("/"): archive.read(entry)
                for entry in archive.infolist()
                if not entry.is_dir()
            }
        self._trees: dict[str, Any] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._blobs)

    def __contains__(self, name: object) -> bool:
        return name in self._blobs

    def tree(self, name: str) -> Any:
        """The root element of an XML part; changes to it are written by ``save``.

        Raises ``DocumentError``: it is no XML. Word and python-docx do not look at every part.
        """
        if name not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            try:
                self._trees[name] = etree.fromstring(self._blobs[name], parser)
            except etree.XMLSyntaxError as error:
                raise DocumentError(
                    "文档内部的结构已损坏",
                    place=FilePlace(name),
                    remedy="请用 Word 或 WPS 打开（需要时让它修复）后另存为 .docx",
                ) from error
        return self._trees[name]

    def blob(self, name: str) -> bytes:
        """A part as it came."""
        return self._blobs[name]

    def put(self, name: str, blob: bytes) -> None:
        """Other content for a part that is no XML."""
        self._blobs[name] = blob

    def rename(self, old: str, new: str) -> None:
        """Another name for a part that is no XML and refers to nothing, where it is referred to as well."""
        for relation in [each for each in self.relations() if each.target == old and not each.external]:
            for item in self.tree(_relations_of(relation.part)):
                if item.get("Id") == relation.id:
                    item.set("Target", posixpath.relpath(new, posixpath.dirname(relation.part)))
        for item in self.tree(_CONTENT_TYPES).iter(f"{{{_TYPES}}}Override"):
            if item.get("PartName", "").lstrip("/") == old:
                item.set("PartName", f"/{new}")
        self._blobs[new] = self._blobs.pop(old)

    def xml(self) -> list[str]:
        """The names of all parts that are XML, relationships and content types apart."""
        return [name for name in self._blobs if name.endswith(".xml") and name != _CONTENT_TYPES]

    def relations(self, part: str | None = None) -> list[Relation]:
        """What a part refers to; without ``part``: every reference in the package."""
        if part is None:
            return [relation for each in ("", *self._blobs) for relation in self.relations(each)]
        name = _relations_of(part)
        if name not in self._blobs:
            return []
        return [
            Relation(
                part,
                item.get("Id", ""),
                item.get("Type", "").rpartition("/")[2],
                item.get("Target", "") if item.get("TargetMode") == "External" else _resolved(part, item),
                item.get("TargetMode") == "External",
            )
            for item in self.tree(name).iter(f"{{{_RELATIONS}}}Relationship")
        ]

    def drop(self, relations: Iterable[Relation]) -> None:
        """Take references out; parts that nothing refers to any more are left out by ``prune`` and ``save``."""
        for relation in relations:
            for item in list(self.tree(_relations_of(relation.part))):
                if item.get("Id") == relation.id:
                    item.getparent().remove(item)

    def prune(self) -> None:
        """Leave out the parts that nothing refers to: what they hold need not even be readable."""
        kept = self._reachable() | {_CONTENT_TYPES}
        self._blobs = {name: blob for name, blob in self._blobs.items() if name in kept}

    def main(self) -> str:
        """The name of the document's main part."""
        return next(each.target for each in self.relations("") if each.kind == "officeDocument")

    def related(self, part: str, *kinds: str) -> list[str]:
        """The parts that ``part`` refers to in these ways and that are there."""
        found = [each.target for each in self.relations(part) if each.kind in kinds and not each.external]
        return [name for name in found if name in self._blobs]

    def stories(self) -> list[str]:
        """The parts that hold running text: the body, headers and footers, notes."""
        main = self.main()
        return [main, *self.related(main, "header", "footer", "footnotes", "endnotes")]

    def save(self) -> bytes:
        """The file: content types first, then the parts that are referred to, by name, with fixed times."""
        kept = self._reachable()
        types = self.tree(_CONTENT_TYPES)
        for item in list(types.iter(f"{{{_TYPES}}}Override")):
            if item.get("PartName", "").lstrip("/") not in kept:
                types.remove(item)
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in (_CONTENT_TYPES, *sorted(kept)):
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), self._bytes(name), zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    def _bytes(self, name: str) -> bytes:
        if name not in self._trees:
            return self._blobs[name]
        tree = self._trees[name]
        return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))

    def _reachable(self) -> set[str]:
        """All parts that can be come to from the package, with their lists of relationships."""
        found: set[str] = set()
        waiting = [""]
        while waiting:
            part = waiting.pop()
            relations = self.relations(part)
            if relations:
                found.add(_relations_of(part))
            new = {each.target for each in relations if not each.external} & self._blobs.keys() - found
            found |= new
            waiting += new
        return found


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, item: Any) -> str:
    target = item.get("Target", "")
    if target.startswith("/"):
        return str(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
