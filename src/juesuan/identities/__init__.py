"""勾稽: the accounting identities inside and between tables, as findings and a tail ledger.

Published tables do not add up to the cent after conversion to 万元. A sum of n parts may miss by
0.005×(n+1) 万元, one amount in two tables by 0.01; anything larger is a finding. Nothing is corrected.
"""

from __future__ import annotations

from dataclasses import dataclass

from juesuan.accounts import FinalAccounts
from juesuan.identities import between, within
from juesuan.identities.model import Books, Gap, judge
from juesuan.identities.renamed import renamed
from juesuan.narrative import Finding
from juesuan.supplement import Supplement

IDENTITIES = (*within.IDENTITIES, *between.IDENTITIES)
"""Every identity, each a function that yields the equations it asks for."""


@dataclass(frozen=True)
class Verification:
    """What is broken, which rounding gaps were accepted, how many equations were judged."""

    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    checked: int


def verify(
    current: FinalAccounts, prior: FinalAccounts | None = None, supplement: Supplement | None = None
) -> Verification:
    """Judge every identity whose amounts are all known; an unknown one is skipped, not failed."""
    books = Books(current, prior, supplement or Supplement())
    findings: list[Finding] = []
    gaps: list[Gap] = []
    checked = 0
    for identity in IDENTITIES:
        code = identity.__name__.replace("_", "-")
        for equation in identity(books):
            checked += equation.known
            result = judge(code, equation)
            if isinstance(result, Finding):
                findings.append(result)
            elif result:
                gaps.append(result)
    return Verification((*findings, *renamed(books)), tuple(gaps), checked)


__all__ = ["IDENTITIES", "Gap", "Verification", "verify"]
