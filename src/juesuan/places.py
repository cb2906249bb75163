"""Where something stands, as a value that a program can jump to and a person can read.

Every kind has ``str()`` in Chinese for people, ``spot`` (its innermost part alone, for use inside a
sentence) and ``as_json()``, whose ``kind`` tells the kinds apart. Nothing is read back out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

LONGEST_QUOTE = 40
"""Characters of a quote: short enough to show, long enough to be found by searching."""
_BEFORE = 8  # characters of a quote before the spot: what people read first still shows the spot itself
_SHOWN = 16  # characters of a quote that a line for people has room for
_LINES = re.compile(r"[^\n\t]+")  # searching does not go across these


@dataclass(frozen=True, slots=True)
class Nowhere:
    """No place: what is said concerns the whole, or the place is not known."""

    spot = ""

    def __str__(self) -> str:
        return ""

    def as_json(self) -> dict[str, Any]:
        """The place as JSON."""
        return {"kind": "nowhere"}


NOWHERE = Nowhere()


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A file or folder; in a text file of values perhaps a ``line`` (counted from 1) or a dotted ``key``."""

    file: str
    line: int = 0
    key: str = ""

    def __str__(self) -> str:
        return _joined(self.file, self.spot)

    @property
    def spot(self) -> str:
        """The line or key alone, as people say it."""
        return _joined(f"第{self.line}行" if self.line else "", self.key)

    def as_json(self) -> dict[str, Any]:
        """The place as JSON."""
        return {"kind": "file", **asdict(self)}


class CellPlace(NamedTuple):
    """A cell of a sheet, or of a table in a Word document; without ``cell`` the sheet as a whole.

    A named tuple, since thousands are made of one workbook. In a Word document ``sheet`` is 第2个表格 and
    ``cell`` 第3行第2列.
    """

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return _joined(self.file, _quoted(self.sheet), self.cell)

    @property
    def spot(self) -> str:
        """The cell alone."""
        return self.cell

    def as_json(self) -> dict[str, Any]:
        """The place as JSON."""
        return {"kind": "cell", **self._asdict()}


@dataclass(frozen=True, slots=True)
class ParagraphPlace:
    """A paragraph of a document.

    ``paragraph`` counts from 1 over the paragraphs of the body that are not empty and stand in no table,
    as any reader of the document can count them; tracked changes count as accepted. ``quote`` are at most 40 characters of its text round
    the spot, to be searched for. ``key`` is the generated paragraph that stands there (of one that is missing
    the place is where it would follow), ``slot`` the slot in it, where known.
    """

    paragraph: int
    quote: str = ""
    key: str = ""
    slot: str = ""

    def __str__(self) -> str:
        return self.spot + (f"“{shortened(self.quote, _SHOWN)}”" if self.quote else "")

    @property
    def spot(self) -> str:
        """The paragraph's number alone, as people say it."""
        return f"第{self.paragraph}段"

    def as_json(self) -> dict[str, Any]:
        """The place as JSON."""
        return {"kind": "paragraph", **asdict(self)}


@dataclass(frozen=True, slots=True)
class EditionPlace:
    """A line (counted from 1, 0 unknown) of an edition's file, with the key of the rule there."""

    file: str
    line: int = 0
    key: str = ""

    def __str__(self) -> str:
        return _joined(self.file, self.spot, _quoted(self.key))

    @property
    def spot(self) -> str:
        """The line alone, as people say it."""
        return f"第{self.line}行" if self.line else ""

    def as_json(self) -> dict[str, Any]:
        """The place as JSON."""
        return {"kind": "edition", **asdict(self)}


@dataclass(frozen=True, slots=True)
class SupplementPlace:
    """An answer in a supplement (补充资料): a cell of a sheet, or in YAML and JSON its dotted ``key``."""

    file: str
    sheet: str = ""
    cell: str = ""
    key: str = ""

    def __str__(self) -> str:
        return _joined(self.file, _quoted(self.sheet), self.spot)

    @property
    def spot(self) -> str:
        """The cell; the key where there is no sheet."""
        return self.cell or ("" if self.sheet else self.key)

    def as_json(self) -> dict[str, Any]:
        """The place as JSON."""
        return {"kind": "supplement", **asdict(self)}


Place = Nowhere | FilePlace | CellPlace | ParagraphPlace | EditionPlace | SupplementPlace

_KINDS: Mapping[str, type[Place]] = {
    "nowhere": Nowhere,
    "file": FilePlace,
    "cell": CellPlace,
    "paragraph": ParagraphPlace,
    "edition": EditionPlace,
    "supplement": SupplementPlace,
}


def place_from_json(data: Mapping[str, Any]) -> Place:
    """The place that ``as_json`` wrote. Raises ``TypeError``, ``KeyError`` or ``ValueError`` for any other."""
    parts = dict(data)
    return _KINDS[parts.pop("kind")](**parts)


def files_place(names: Sequence[str]) -> FilePlace | Nowhere:
    """The one file; several are no place that one can go to, and are told in the message."""
    return FilePlace(names[0]) if len(names) == 1 else NOWHERE


def told_of(names: Sequence[str], message: str) -> str:
    """The message, beginning with the files where there are several: one place alone stands before it anyway."""
    return message if len(names) == 1 else f"{'、'.join(names)}：{message}"


def table_name(number: int) -> str:
    """What a table of a Word document is called; they are counted from 1, outermost ones only."""
    return f"第{number}个表格"


def cell_name(row: int, column: int) -> str:
    """What a cell of such a table is called, counted from 1."""
    return f"第{row}行第{column}列"


def quote(text: str, start: int = 0, end: int | None = None) -> str:
    """At most 40 characters of a paragraph's text round ``start:end``, to be found by searching.

    It begins a few characters before the spot and stays within its line; near the line's end it reaches
    back instead, so that it is never shorter than the line allows. Nothing for a text of white space.
    """
    lines = [match for match in _LINES.finditer(text) if match.group().strip()]
    if not lines:
        return ""
    spot = text[max(start, 0) : end]
    start = max(start, 0) + len(spot) - len(spot.lstrip())
    near = min(lines, key=lambda line: max(line.start() - start, start - line.end(), 0))
    line, at = near.group(), start - near.start()
    first = max(min(at - _BEFORE, len(line) - LONGEST_QUOTE), 0)
    return line[first : first + LONGEST_QUOTE].strip()


def shortened(text: str, length: int) -> str:
    """The beginning of a text, with a sign where it goes on."""
    return text if len(text) <= length else text[:length] + "…"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _quoted(text: str) -> str:
    return f"“{text}”" if text else ""
