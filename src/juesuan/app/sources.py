"""Where a narrative's figures come from, and how they are to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the command line loads this for every command
    from juesuan.amounts import Unit
    from juesuan.drafts import Draft

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
    carried: Mapping[str, Any] = field(default_factory=dict)
    """The supplement an earlier draft carries, used where no other is given."""


def resumed(given: Sources, staff: Draft) -> Sources:
    """The sources of a refresh or check: what is not given again comes from the draft's snapshot."""
    base = staff.snapshot.base if staff.snapshot else None
    settings = base.settings if base else {}
    carried = settings.get("supplement")
    return replace(
        given,
        edition=given.edition or (base.edition if base else None),
        first_year=given.first_year or (not given.priors and bool(settings.get("first_year"))),
        carried=carried if isinstance(carried, dict) else {},
    )
