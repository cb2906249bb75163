"""Word documents: write the draft, read it back, revise a copy, annotate; ``word.publication`` publishes.

A document is opened once (``open_document``); ``revise`` and ``annotate`` change what was opened and give
it back as bytes, so they come last.
"""

from juesuan.word.package import Document, open_document
from juesuan.word.properties import record_size
from juesuan.word.read import read_bytes, read_draft
from juesuan.word.revise import annotate, revise
from juesuan.word.write import write

__all__ = [
    "Document",
    "annotate",
    "open_document",
    "read_bytes",
    "read_draft",
    "record_size",
    "revise",
    "write",
]
