"""What a sound .docx of ours must hold, beyond what a schema says."""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def faults(data: bytes) -> list[str]:
    """Every fault found in a document; an empty list where there is none."""
    found: list[str] = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        found += [f"part twice: {name}" for name, count in Counter(names).items() if count > 1]
        trees = {}
        for name in names:
            if name.endswith((".xml", ".rels")):
                try:
                    trees[name] = etree.fromstring(archive.read(name))
                except etree.XMLSyntaxError as error:
                    found.append(f"{name}: {error}")
    found += _package(names, trees)
    found += _document(trees["word/document.xml"])
    for item in trees.get("docProps/custom.xml", ()):
        if len("".join(item.itertext())) > 255:
            found.append(f"custom property too long: {item.get('name')}")
    return found


def _package(names: list[str], trees: dict[str, etree._Element]) -> list[str]:
    found = []
    types = trees["[Content_Types].xml"]
    defaults = {each.get("Extension") for each in types.iter(f"{CT}Default")}
    overrides = {each.get("PartName") for each in types.iter(f"{CT}Override")}
    typed = [name for name in names if f"/{name}" in overrides or name.rpartition(".")[2] in defaults]
    found += [
        f"no content type: {name}" for name in names if name not in typed and name != "[Content_Types].xml"
    ]
    found += [f"content type of a missing part: {name}" for name in overrides if name[1:] not in names]
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for each in tree.iter(f"{R}Relationship"):
            target = posixpath.normpath(posixpath.join(folder, each.get("Target")))
            if each.get("Target").startswith("/"):
                target = each.get("Target")[1:]
            if each.get("TargetMode") != "External" and target not in names:
                found.append(f"{name}: missing {target}")
    return found


def _document(document: etree._Element) -> list[str]:
    found = []
    starts = [(each.get(f"{W}id"), each.get(f"{W}name")) for each in document.iter(f"{W}bookmarkStart")]
    ends = [each.get(f"{W}id") for each in document.iter(f"{W}bookmarkEnd")]
    found += _repeated("bookmark id", [number for number, _ in starts])
    found += _repeated("bookmark name", [name for _, name in starts])
    if sorted(number for number, _ in starts) != sorted(ends):
        found.append("bookmarks do not pair")
    found += [f"bookmark name too long: {name}" for _, name in starts if len(name) > 40]
    controls = list(document.iter(f"{W}sdt"))
    found += _repeated("control id", [_value(each, "id") for each in controls])
    for control in controls:
        if any(parent.tag == f"{W}sdt" for parent in control.iterancestors()):
            found.append("nested control")
        found += [
            f"{name} too long: {_value(control, name)}"
            for name in ("alias", "tag")
            if len(_value(control, name) or "") > 64
        ]
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            found.append("placeholder flag")
    for kind in ("ins", "del"):
        found += _repeated(f"{kind} id", [each.get(f"{W}id") for each in document.iter(f"{W}{kind}")])
    return found


def _value(control: etree._Element, name: str) -> str | None:
    element = control.find(f"{W}sdtPr/{W}{name}")
    return element.get(f"{W}val") if element is not None else None


def _repeated(what: str, values: list[str | None]) -> list[str]:
    return [
        f"{what} twice: {value}"
        for value, count in Counter(values).items()
        if count > 1 and value is not None
    ]
