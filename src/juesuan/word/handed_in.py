"""A document as a department hands it in: words of theirs, a colleague's comment. For examples to try things on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from juesuan.narrative import Text
from juesuan.word.commenting import Commenter
from juesuan.word.elements import COMMENT_AUTHOR
from juesuan.word.package import open_document, save_document
from juesuan.word.read import paragraph_elements
from juesuan.word.styles import ensure_styles, figure_style_ids
from juesuan.word.surgery import Surgeon, Tracker


class Remark(NamedTuple):
    """A person's comment on words of the document."""

    words: str
    author: str
    text: str


def handed_in(data: bytes, typed: Mapping[str, str], remarks: Sequence[Remark] = ()) -> bytes:
    """The document with words typed over others, and with comments; each words stand once in one paragraph.

    Raises ``LookupError`` where they do not.
    """
    document = open_document(data)
    figures, styles = figure_style_ids(document), ensure_styles(document)
    untracked = Tracker(0, COMMENT_AUTHOR, None, on=False)
    surgeons = [Surgeon(each, figures, styles, untracked) for each in paragraph_elements(document)]

    def found(words: str) -> tuple[Surgeon, int]:
        texts = ((each, "".join(atom.text for atom in each.atoms())) for each in surgeons)
        places = [(each, text.index(words)) for each, text in texts if words in text]
        if len(places) != 1:
            raise LookupError(words)
        return places[0]

    for old, new in typed.items():
        surgeon, start = found(old)
        surgeon.replace(start, start + len(old), (Text(new),))
    for remark in remarks:
        surgeon, start = found(remark.words)
        commenter = Commenter(document, remark.author, remark.author[:1])
        commenter.add(surgeon, start, start + len(remark.words), remark.text)
    return save_document(document)
