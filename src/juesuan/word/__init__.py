"""Word documents: write the draft, read it back, revise a copy, annotate, publish."""

from juesuan.word.read import read, read_bytes
from juesuan.word.write import write

__all__ = ["read", "read_bytes", "write"]
