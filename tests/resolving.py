"""Comments marked as resolved (已解决), as Word notes it."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
EXTENDED = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"


def marked_as_resolved(data: bytes, words: str) -> bytes:
    """The document after somebody chose 已解决 on the comment with these words, as Word notes it."""
    document = docx.Document(BytesIO(data))
    entries = ""
    for number, comment in enumerate(document.comments):
        name = f"00AA{number:04X}"
        comment.paragraphs[-1]._p.set(f"{W14}paraId", name)
        entries += f'<w15:commentEx w15:paraId="{name}" w15:done="{int(words in comment.text)}"/>'
    blob = f'<w15:commentsEx xmlns:w15="{W15}">{entries}</w15:commentsEx>'.encode()
    part = Part(PackURI("/word/commentsExtended.xml"), EXTENDED, blob, document.part.package)
    document.part.relate_to(part, "http://schemas.microsoft.com/office/2011/relationships/commentsExtended")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
