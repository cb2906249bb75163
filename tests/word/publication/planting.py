"""Secrets planted in a document, one in each place where Word keeps such things."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
MS = "http://schemas.microsoft.com/office/2011/relationships"
ML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"

Files = dict[str, bytes]
Plant = Callable[[Files, str], None]


def planted(data: bytes, plants: Mapping[str, Plant]) -> tuple[bytes, dict[str, str]]:
    """The document with every secret in it, and the secret of each place."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    secrets = {place: f"Mim{number:02d}Zhang" for number, place in enumerate(plants)}
    for place, plant in plants.items():
        plant(files, secrets[place])
    return packed(files), secrets


def packed(files: Files) -> bytes:
    """The parts as a file."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, blob in files.items():
            archive.writestr(name, blob)
    return buffer.getvalue()


def contents(data: bytes) -> str:
    """Everything that stands in the file's parts, and the parts' names."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "\n".join(
            name + "\n" + archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )


# ---- where to plant ----


def _put(name: str, before: str, xml: str) -> Plant:
    """XML before the first (or, for a closing tag, the last) such place in a part; § is the secret."""

    def plant(files: Files, secret: str) -> None:
        text = files[name].decode()
        at = text.rindex(before) if before.startswith("</") else text.index(before)
        files[name] = (text[:at] + _declared(xml.replace("§", secret)) + text[at:]).encode()

    return plant


def _declared(xml: str) -> str:
    """The first element with all prefixes declared."""
    end = min(at for mark in (" ", ">", "/>") if (at := xml.find(mark)) > 0)
    return f"{xml[:end]} {NS}{xml[end:]}"


def words(xml: str) -> Plant:
    """A paragraph of the body."""
    return _put(MAIN, "</w:body>", f"<w:p>{xml}</w:p>") if not xml.startswith("<w:tbl") else body(xml)


def body(xml: str) -> Plant:
    """Something in the body."""
    return _put(MAIN, "<w:sectPr", xml)


def style(xml: str) -> Plant:
    """Something among the styles."""
    return _put(STYLES, "</w:styles>", xml)


def setting(xml: str) -> Plant:
    """Something among the settings."""
    return _put(SETTINGS, "</w:settings>", xml)


def part(name: str, xml: str, kind: str, content_type: str, *, owner: str = MAIN) -> Plant:
    """A part of its own that another refers to."""

    def plant(files: Files, secret: str) -> None:
        files[name] = _declared(xml.replace("§", secret)).encode()
        _type(files, name, content_type)
        relate(files, owner, kind, "/" + name)

    return plant


def outside(kind: str, target: str, use: str = "", *, owner: str = MAIN) -> Plant:
    """A reference to something outside, and its use in a paragraph ({id})."""

    def plant(files: Files, secret: str) -> None:
        number = relate(files, owner, kind, target.replace("§", secret), external=True)
        if use:
            words(use.replace("{id}", number))(files, secret)

    return plant


def relate(files: Files, owner: str, kind: str, target: str, *, external: bool = False) -> str:
    """Add a relationship; returns its id."""
    folder, _, base = owner.rpartition("/")
    name = f"{folder}/_rels/{base}.rels" if owner else "_rels/.rels"
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    text = files.get(name, empty).decode()
    number = f"rIdS{text.count('<Relationship ')}"
    mode = ' TargetMode="External"' if external else ""
    full = kind if "://" in kind else f"{R}/{kind}"
    item = f'<Relationship Id="{number}" Type="{full}" Target="{target}"{mode}/>'
    files[name] = text.replace("</Relationships>", item + "</Relationships>").encode()
    return number


def _type(files: Files, name: str, content_type: str) -> None:
    text = files["[Content_Types].xml"].decode()
    item = f'<Override PartName="/{name}" ContentType="{content_type}"/>'
    files["[Content_Types].xml"] = text.replace("</Types>", item + "</Types>").encode()


def replaced(name: str, xml: str) -> Plant:
    """A part's whole content."""

    def plant(files: Files, secret: str) -> None:
        files[name] = _declared(xml.replace("§", secret)).encode()

    return plant


def field(instruction: str, shown: str = "x") -> Plant:
    """A complex field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return words(
        mark.format("begin")
        + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        + mark.format("separate")
        + f"<w:r><w:t>{shown}</w:t></w:r>"
        + mark.format("end")
    )
