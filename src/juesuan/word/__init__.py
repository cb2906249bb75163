"""Word documents: write the draft, read it back, revise a copy, annotate, publish."""

from juesuan.word.publication import has_revisions, publish
from juesuan.word.read import read, read_bytes
from juesuan.word.revise import annotate, revise
from juesuan.word.write import write

__all__ = ["annotate", "has_revisions", "publish", "read", "read_bytes", "revise", "write"]
