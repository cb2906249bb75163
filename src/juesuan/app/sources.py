"""Where a narrative's figures come from, and how they are to be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line loads this for every command
    from juesuan.amounts import Unit
    from juesuan.drafts import Draft
    from juesuan.narrative import EditionIdentity
    from juesuan.supplement import Supplement

DEFAULT_EDITION = "fujian-2022"


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the figures are. ``current`` may be a workbook or a folder; several priors are added up.

    ``unit`` is for sheets that state none, ``first_year`` for a department without last year's accounts.
    """

    current: Path
    priors: tuple[Path, ...] = ()
    supplement: Path | None = None
    edition: str | None = None
    unit: Unit | None = None
    first_year: bool = False
    carried: Supplement | None = None
    """The supplement an earlier draft carries, used where no other is given."""
    recorded: EditionIdentity | None = None
    """The edition that an earlier draft was written in, used where no other is asked for."""


def resumed(given: Sources, staff: Draft) -> Sources:
    """The sources of a refresh or check: what is not given again comes from the draft's snapshot."""
    if staff.snapshot is None:
        return given
    base = staff.snapshot.base
    return replace(
        given,
        unit=given.unit or base.choices.unit,
        first_year=given.first_year or (base.choices.first_year and not given.priors),
        carried=base.choices.supplement,
        recorded=base.edition,
    )
