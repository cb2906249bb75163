"""The floor: what a draft costs at least, once everything in it is known.

From a draft that we wrote its paragraphs are taken apart into flat data; ``build`` puts the same
``document.xml`` and ``custom.xml`` together again by plain string formatting, escaping included, and
zips all parts as our writer does. ``prepare`` asserts that the bytes of both parts are the same.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from juesuan.record.carrier import packed_text, unpacked_text
from juesuan.record.migrations import FORMAT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT, CUSTOM = "word/document.xml", "docProps/custom.xml"
FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
PACKED = "juesuan-0"  # the properties that hold the snapshot's chunks


@dataclass(frozen=True)
class Parts:
    """A draft as flat data: paragraphs, properties, and the other parts as they stand."""

    head: str
    paragraphs: list[tuple[str, str, str, list[tuple[Any, ...]]]]
    tail: str
    custom_head: str
    properties: list[tuple[str, str]]
    others: list[tuple[str, bytes]]
    snapshot: Any


def prepare(draft: bytes) -> Parts:
    """Take a draft of ours apart, and prove that it goes together again."""
    with zipfile.ZipFile(BytesIO(draft)) as archive:
        parts = [(each.filename, archive.read(each)) for each in archive.infolist()]
    given = dict(parts)
    text = given[DOCUMENT].decode()
    body = etree.fromstring(given[DOCUMENT])[0]
    paragraphs = [_paragraph(each) for each in body.iterchildren(f"{W}p")]
    custom = given[CUSTOM].decode()
    properties = [(each.get("name"), each[0].text) for each in etree.fromstring(given[CUSTOM])]
    packed = "".join(value for name, value in properties if name.startswith(PACKED))
    prepared = Parts(
        text[: text.index("<w:p>")],
        paragraphs,
        text[text.rindex("</w:p>") + len("</w:p>") :],
        custom[: custom.index("<property")],
        properties,
        parts,
        json.loads(unpacked_text(packed, FORMAT)),
    )
    assert document_xml(prepared) == given[DOCUMENT], "the floor's document.xml is not ours"
    assert custom_xml(prepared.custom_head, properties) == given[CUSTOM], "the floor's custom.xml is not ours"
    return prepared


def _paragraph(paragraph: Any) -> tuple[str, str, str, list[tuple[Any, ...]]]:
    start = paragraph.find(f"{W}bookmarkStart")
    runs = []
    for element in paragraph:
        if element.tag == f"{W}r":
            runs.append(_run(element))
        elif element.tag == f"{W}sdt":
            about = [each.get(f"{W}val") for each in element[0]]
            runs.append((*_run(element[1][0]), *about))
    style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    return style, start.get(f"{W}id"), start.get(f"{W}name"), runs


def _run(run: Any) -> tuple[str, str]:
    properties = run.find(f"{W}rPr")
    inner = [] if properties is None else properties
    text = "".join(f'<w:{etree.QName(each).localname} w:val="{each.get(f"{W}val")}"/>' for each in inner)
    return text, run.find(f"{W}t").text or ""


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def document_xml(parts: Parts) -> bytes:
    """``document.xml``, paragraph by paragraph and run by run."""
    lines = [parts.head]
    for style, number, name, runs in parts.paragraphs:
        words = []
        for run in runs:
            inner = f"<w:rPr>{run[0]}</w:rPr>" if run[0] else ""
            whole = f'<w:r>{inner}<w:t xml:space="preserve">{escaped(run[1])}</w:t></w:r>'
            if len(run) > 2:
                whole = (
                    f'<w:sdt><w:sdtPr><w:alias w:val="{escaped(run[2])}"/><w:tag w:val="{escaped(run[3])}"/>'
                    f'<w:id w:val="{run[4]}"/></w:sdtPr><w:sdtContent>{whole}</w:sdtContent></w:sdt>'
                )
            words.append(whole)
        lines.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:bookmarkStart w:id="{number}" w:name="{name}"/>'
            f'{"".join(words)}<w:bookmarkEnd w:id="{number}"/></w:p>'
        )
    lines.append(parts.tail)
    return "".join(lines).encode()


def custom_xml(head: str, properties: list[tuple[str, str]]) -> bytes:
    """The custom properties."""
    lines = [
        f'<property fmtid="{FMTID}" pid="{number}" name="{name}"><vt:lpwstr>{escaped(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(properties, 2)
    ]
    return f"{head}{''.join(lines)}</Properties>".encode()


def packed(parts: Parts) -> list[tuple[str, str]]:
    """The properties, with the snapshot made anew: JSON, compressed, in base64, in pieces."""
    raw = json.dumps(parts.snapshot, ensure_ascii=False, separators=(",", ":")).encode()
    text = packed_text(raw)
    chunks = [text[start : start + 250] for start in range(0, len(text), 250)]
    others = [pair for pair in parts.properties if not pair[0].startswith(PACKED)]
    return [*others, *((f"juesuan-{number:04d}", chunk) for number, chunk in enumerate(chunks))]


def build(parts: Parts, *, snapshot: bool = False) -> bytes:
    """The whole draft; ``snapshot``: make its snapshot anew too, else its text is given."""
    properties = packed(parts) if snapshot else parts.properties
    made = {DOCUMENT: document_xml(parts), CUSTOM: custom_xml(parts.custom_head, properties)}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, blob in parts.others:
            archive.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), made.get(name, blob), zipfile.ZIP_DEFLATED
            )
    return buffer.getvalue()
