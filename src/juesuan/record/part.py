"""What every part of a record is: a named, strictly read piece of its JSON."""

from __future__ import annotations

import re
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _printable(text: str) -> str:
    """The text without characters that no XML can hold: it may have to go into a document again."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", text)


Words = Annotated[str, AfterValidator(_printable)]
"""Text of a record; a number or a lone surrogate in its place is an error."""

_T = TypeVar("_T")

Several = Annotated[tuple[_T, ...], Field(fail_fast=True)]
"""Any number of parts. The first wrong one ends it: two million of them took 5 GB to be complained about."""


class Part(BaseModel):
    """A wrong type anywhere is an error; a field that is not known is ignored, one with a default may be
    missing, so that fields can be added without a new format."""

    model_config = ConfigDict(frozen=True, extra="ignore")
