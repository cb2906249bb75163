"""Text in the forms in which it is compared, printed and laid out; every room squeezes it here."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_BREAKS = re.compile(r"\s*\n\s*")
_FULL_WIDTH = str.maketrans("(),:;'\"“”‘’", "（），：；''''''")
_FULL_WIDTH_BRACKETS = str.maketrans("()", "（）")


def compact(text: str) -> str:
    """Without any white space, wide, narrow or without width: editors and printers put it anywhere."""
    return _SPACES.sub("", text)


def one_line(text: str) -> str:
    """Without line breaks and what stands round them."""
    return _BREAKS.sub("", text)


def squeezed(text: str) -> str:
    """For comparing words of sheets: compact, full-width punctuation, one kind of quotes."""
    return compact(text).translate(_FULL_WIDTH)


def tidy(text: str) -> str:
    """For printing a name of a sheet: compact, full-width brackets."""
    return compact(text).translate(_FULL_WIDTH_BRACKETS)


def half_width(text: str) -> str:
    """For comparing what people typed: compact, every sign in its plain form (NFKC)."""
    return compact(unicodedata.normalize("NFKC", text))


def columns(text: str, *, ambiguous: int = 1) -> int:
    """How many columns the text takes: a Chinese character two, and ``ambiguous`` ones (“, →) as many as
    the place gives them: a terminal one, a spreadsheet in a Chinese type two."""
    widths = {"W": 2, "F": 2, "A": ambiguous}
    return sum(widths.get(unicodedata.east_asian_width(sign), 1) for sign in text)
