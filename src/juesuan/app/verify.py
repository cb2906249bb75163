"""Verify: the accounting identities of the figures alone."""

from __future__ import annotations

from dataclasses import replace

from juesuan import identities
from juesuan.app.editions import the_edition
from juesuan.app.inputs import read_given_supplement, read_years
from juesuan.app.sources import Sources
from juesuan.identities import Verification
from juesuan.reading import Files


def verify(sources: Sources) -> Verification:
    """Read the figures and judge every identity, what reading had to say included.

    One year alone is judged too.
    """
    sources = replace(sources, first_year=sources.first_year or not sources.priors)
    files = Files()
    now, prior, _, findings = read_years(sources, files)
    edition = the_edition(sources.edition)
    supplement, said = read_given_supplement(sources, edition, now, prior, files)
    result = identities.verify(now, prior, supplement)
    return replace(result, findings=(*findings, *said, *result.findings))
