"""The one error root: what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.places import NOWHERE, Place


class JuesuanError(Exception):
    """Root of every error that leaves the library. One Chinese message: what, where, what to do.

    ``code`` is a stable name for programs, ``exit_code`` what the command line returns. Where one message
    joins several errors, ``parts`` are these, each with a place of its own.
    """

    code = "error"
    exit_code = 2

    def __init__(
        self,
        message: str,
        *,
        place: Place = NOWHERE,
        remedy: str = "",
        code: str = "",
        parts: Sequence[JuesuanError] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.remedy = remedy
        self.parts = tuple(parts)
        if code:
            self.code = code

    def __str__(self) -> str:
        where = str(self.place)
        text = f"{where}：{self.message}" if where else self.message
        return f"{text}。{self.remedy}" if self.remedy else text


class InputError(JuesuanError):
    """A file that cannot be read or does not hold what it should."""

    code = "input"


class FigureMissing(JuesuanError):
    """A sentence needs a figure that no table and no supplement gives."""

    code = "figure-missing"


class EditionError(JuesuanError):
    """A mistake in an edition of the phrasebook: names file, key, line and the names that exist."""

    code = "edition"


class OutputError(JuesuanError):
    """A file cannot be written: it exists, is open elsewhere, or the place is not writable."""

    code = "output"


class DocumentError(JuesuanError):
    """A Word document that cannot be understood. Nothing has been written."""

    code = "document"
