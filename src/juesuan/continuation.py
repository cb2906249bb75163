"""A text longer than one cell can hold goes on in the rows below, and is put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 32_767
"""UTF-16 units that a cell of a spreadsheet holds; openpyxl and Excel cut the rest off without a word."""

_KEY = re.compile(r"(.+)#续(\d{1,4})")


def units(text: str) -> int:
    """How long a spreadsheet takes the text to be: signs beyond the first plane count two."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def pieces(text: str, longest: int = LONGEST) -> Iterator[str]:
    """The text in pieces that each fit into a cell; at least one."""
    start = size = 0
    for at, sign in enumerate(text):
        width = 2 if sign > "\uffff" else 1
        if size + width > longest:
            yield text[start:at]
            start, size = at, 0
        size += width
    yield text[start:]


def continued(key: str, number: int) -> str:
    """The key of the row with piece ``number`` (from 1) of what stands under ``key``."""
    return key if number == 1 else f"{key}#续{number}"


def origin(key: str) -> tuple[str, int]:
    """The key that a row belongs to, and the number of its piece."""
    match = _KEY.fullmatch(key)
    return (match[1], int(match[2])) if match else (key, 1)
