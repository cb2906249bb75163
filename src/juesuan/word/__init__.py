"""Word documents: write the draft, read it back, revise a copy, annotate, publish.

A document is opened once (``open_document``, ``Parts``); ``revise``, ``annotate`` and ``publish`` change
what was opened and give it back as bytes, so they come last.
"""

from juesuan.word.package import Document, open_document
from juesuan.word.parts import Parts
from juesuan.word.publication import has_revisions, publish
from juesuan.word.read import read_bytes, read_draft
from juesuan.word.revise import annotate, revise
from juesuan.word.write import write

__all__ = [
    "Document",
    "Parts",
    "annotate",
    "has_revisions",
    "open_document",
    "publish",
    "read_bytes",
    "read_draft",
    "revise",
    "write",
]
