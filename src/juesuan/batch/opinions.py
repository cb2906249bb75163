"""One check after another: what is new, what was told already, what has been put right since."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from juesuan.batch.outcomes import Row, Said


def compared(row: Row, last: Row | None) -> Row:
    """The row set against the last check's; without one, or where one of them failed, nothing is said."""
    if last is None or not (row.done and last.done):
        return replace(row, mended=(), findings=tuple(replace(said, since="") for said in row.findings))
    earlier = Counter(map(_identity, last.findings))
    findings = []
    for said in row.findings:
        again = earlier[_identity(said)] > 0
        earlier[_identity(said)] -= again
        findings.append(replace(said, since="again" if again else "new"))
    mended = []
    for said in last.findings:
        if said.finding.severity != "info" and earlier[_identity(said)] > 0:
            earlier[_identity(said)] -= 1
            mended.append(said.finding.text)
    return replace(row, findings=tuple(findings), mended=tuple(mended))


def _identity(said: Said) -> tuple[str, str]:
    # Not the place: paragraphs above it may have come or gone.
    return said.finding.code, said.finding.text
