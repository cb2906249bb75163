"""What became of one department in a batch: one line of 汇总.jsonl, one row of 汇总.xlsx. Values only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from juesuan.findings import Finding

Action = Literal["draft", "refresh", "check"]
State = Literal["done", "findings", "failed", "unchanged"]
Since = Literal["", "new", "again"]
ROW = "juesuan.row/2"
"""The name and version of a row of 汇总.jsonl; see ``contract``."""


@dataclass(frozen=True, slots=True)
class Said:
    """One finding on a department. ``since``: whether the last check told it already."""

    finding: Finding
    since: Since = ""

    def as_json(self) -> dict[str, Any]:
        """The finding as a row of 汇总.jsonl has it."""
        return {**self.finding.as_json(), "since": self.since}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Said:
        """What ``as_json`` wrote; raises ``TypeError``, ``LookupError`` or ``ValueError`` for anything else."""
        return cls(Finding.from_json(data), data["since"])

    @classmethod
    def from_0_1(cls, data: Mapping[str, Any]) -> Said:
        """A finding as 0.1 wrote it: its place was a text, which is not read back, its remedy in the message."""
        return cls(Finding(data["code"], data["severity"], data["message"]), data["since"])


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one department: one line of 汇总.jsonl, one row of 汇总.xlsx.

    ``unfilled`` and ``stale`` count slots; ``changed`` figures, ``notes`` comments of a refresh.
    ``mended`` are the remarks of the last check that no longer hold. ``outputs`` are the files written,
    with the SHA-256 of each as we left it; ``inputs`` is that of everything that went in.
    """

    department: str
    action: Action
    state: State
    name: str = ""
    """The department's name in its tables."""
    year: int | None = None
    paragraphs: int = 0
    figures: int = 0
    slots: int = 0
    unfilled: int = 0
    stale: int = 0
    changed: int = 0
    notes: int = 0
    findings: tuple[Said, ...] = ()
    mended: tuple[str, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)
    inputs: str = ""
    seconds: float = 0.0
    traceback: str = ""

    @property
    def done(self) -> bool:
        """Whether the department's work was done, whatever was found."""
        return self.state != "failed"

    def count(self, severity: str) -> int:
        """How many findings are of that severity."""
        return sum(1 for said in self.findings if said.finding.severity == severity)

    def as_json(self) -> str:
        """The row as one line of JSON, in which a name that is not UTF-8 stands escaped and comes back exactly."""
        data = {"schema": ROW, **{each.name: getattr(self, each.name) for each in fields(self)}}
        data |= {"findings": [said.as_json() for said in self.findings], "outputs": dict(self.outputs)}
        return json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()

    @classmethod
    def from_json(cls, line: str | bytes) -> Row:
        """The row of a line; raises ``ValueError``, ``TypeError`` or ``LookupError`` where it is none.

        A line of 0.1, which named no schema, is read: else every draft that it tells of would count as one
        that somebody wrote into, and everything found at the last check as new. A newer one is none.
        """
        data: dict[str, Any] = json.loads(line)
        schema = data.pop("schema", "")
        if schema not in ("", ROW):
            raise ValueError("a row of another version")
        data["findings"] = tuple(map(Said.from_json if schema else Said.from_0_1, data["findings"]))
        data["mended"] = tuple(data["mended"])
        return cls(**data)


def findings_said(findings: Iterable[Finding]) -> tuple[Said, ...]:
    """Findings as a row keeps them, errors first."""
    order = ("error", "warning", "info")
    return tuple(map(Said, sorted(findings, key=lambda finding: order.index(finding.severity))))
