"""Verify: the accounting identities of the figures alone."""

from __future__ import annotations

from dataclasses import replace

from juesuan.app.inputs import read_given_supplement, read_years
from juesuan.app.sources import DEFAULT_EDITION, Sources
from juesuan.identities import Verification, verify
from juesuan.phrasebook import load_edition


def verify_figures(sources: Sources) -> Verification:
    """Read the figures and judge every identity, what reading had to say included."""
    now, prior, _, findings = read_years(sources)
    supplement, said = read_given_supplement(
        sources, load_edition(sources.edition or DEFAULT_EDITION), now, prior
    )
    result = verify(now, prior, supplement)
    return replace(result, findings=(*findings, *said, *result.findings))
