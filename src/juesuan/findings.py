"""What there is to tell the user: one shape for everything that is read, judged, merged or refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, Literal

from juesuan.errors import JuesuanError
from juesuan.places import NOWHERE, Place, place_from_json

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell the user: what is wrong, what to do, where, what is there, what was expected.

    ``code`` is stable for programs and stands in ``problems``; errors stop publication (and a draft,
    without ``--force``). ``message`` has no full stop at its end; ``remedy`` may be empty.
    """

    code: str
    severity: Severity
    message: str
    remedy: str = ""
    _: KW_ONLY
    place: Place = NOWHERE
    found: str = ""
    expected: str = ""

    @classmethod
    def of(cls, error: JuesuanError) -> Finding:
        """What an error says, as a finding."""
        return cls(error.code, "error", error.message, error.remedy, place=error.place)

    @property
    def text(self) -> str:
        """Message and remedy, as people read them."""
        return f"{self.message}。{self.remedy}" if self.remedy else self.message

    def __str__(self) -> str:
        where = str(self.place)
        return f"{where}：{self.text}" if where else self.text

    def as_json(self) -> dict[str, Any]:
        """The finding as the contract for programs prints it; ``where`` is the place in words."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "remedy": self.remedy,
            "place": self.place.as_json(),
            "where": str(self.place),
            "found": self.found,
            "expected": self.expected,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Finding:
        """The finding that ``as_json`` wrote.

        Raises ``TypeError``, ``LookupError`` or ``ValueError`` where it is none.
        """
        return cls(
            data["code"],
            data["severity"],
            data["message"],
            data["remedy"],
            place=place_from_json(data["place"]),
            found=data["found"],
            expected=data["expected"],
        )
