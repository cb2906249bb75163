"""勾稽: the accounting identities inside and between tables, as findings and rounding differences (尾差).

Published tables do not add up to the cent after conversion to 万元. A sum of n parts may miss by
0.005×(n+1) 万元, one amount in two tables by 0.01; anything larger is a finding. Nothing is corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from juesuan.accounts import FinalAccounts
from juesuan.findings import Finding
from juesuan.identities import between, typed, within, years
from juesuan.identities.model import Books, Equation, Gap, Judged, judge
from juesuan.supplement import Supplement

Identity = Callable[[Books], Iterator[Equation]]

TABLES: tuple[Identity, ...] = (*within.IDENTITIES, *between.IDENTITIES)
"""What one year's tables must satisfy."""

IDENTITIES: tuple[Identity, ...] = (*TABLES, *typed.IDENTITIES, *years.IDENTITIES)
"""Every identity, each a function that yields the equations it asks for."""


@dataclass(frozen=True)
class Verification:
    """What is broken, which rounding differences were accepted, how many equations were judged."""

    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    checked: int


def verify(
    current: FinalAccounts, prior: FinalAccounts | None = None, supplement: Supplement | None = None
) -> Verification:
    """Judge every identity whose amounts are all known; an unknown one is skipped, not failed.

    What is broken in the prior year's own tables is a warning: they are published and stay as they are.
    """
    books = Books(current, prior, supplement or Supplement())
    judged = list(_judged(IDENTITIES, books))
    results = [each.result for each in judged]
    if books.before:
        earlier = list(_judged(TABLES, books.before))
        judged += earlier
        results += [
            replace(each.result, severity="warning") if isinstance(each.result, Finding) else each.result
            for each in earlier
        ]
    return Verification(
        (*(each for each in results if isinstance(each, Finding)), *years.renamed(books)),
        tuple(each for each in results if isinstance(each, Gap)),
        len(judged),
    )


def code_of(identity: Identity) -> str:
    """The code of an identity's findings: identity-statement-totals."""
    return f"identity-{identity.__name__.replace('_', '-')}"


def _judged(identities: Sequence[Identity], books: Books) -> Iterator[Judged]:
    for identity in identities:
        code = code_of(identity)
        for equation in identity(books):
            if judged := judge(code, equation):
                yield judged


__all__ = ["IDENTITIES", "TABLES", "Gap", "Identity", "Verification", "code_of", "verify"]
