"""For authors of editions: what there is, what is wrong, which names may be used, how it reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.app.answers import read_answers
from juesuan.app.inputs import load
from juesuan.app.sources import Sources
from juesuan.authoring import Name, names_of
from juesuan.compose import compose
from juesuan.editions import editions, load_edition, load_folder, own_editions
from juesuan.errors import EditionError
from juesuan.findings import Finding
from juesuan.reading import Files


@dataclass(frozen=True)
class Listed:
    """An edition that can be used by its name. One that cannot be read has no title."""

    name: str
    title: str
    place: str
    source: str
    shipped: bool
    folder: str


def list_editions() -> tuple[Listed, ...]:
    """Every edition that comes with juesuan, then those that the user added, each by name."""
    return tuple(_listed(folder) for folder in (*editions().values(), *own_editions().values()))


def _listed(folder: Path) -> Listed:
    shipped = editions().get(folder.name) == folder
    try:
        manifest = load_folder(folder).manifest
    except EditionError:
        return Listed(folder.name, "", "", "", shipped, str(folder))
    return Listed(folder.name, manifest.title, manifest.place, manifest.source, shipped, str(folder))


def usable_names(
    edition: str, figures: Sequence[Path] = (), supplement: Path | None = None
) -> tuple[Name, ...]:
    """Every name a sentence of the edition may use; with figures (this year's, last year's), its value."""
    if not figures:
        return names_of(load_edition(edition))
    current, *priors = figures
    sources = Sources(current, tuple(priors), supplement, edition, first_year=not priors)
    inputs = load(sources)
    return names_of(inputs.edition, inputs.comparison)


def preview(
    edition: str, figures: Sequence[Path], supplement: Path | None = None, reasons: Sequence[Path] = ()
) -> tuple[str, tuple[Finding, ...]]:
    """The narrative of these figures as plain text, one paragraph a line."""
    current, *priors = figures
    files = Files()
    inputs = load(Sources(current, tuple(priors), supplement, edition, first_year=not priors), files)
    given = read_answers(reasons, files, inputs.edition.prompts)
    narrative, unused = compose(inputs.comparison, inputs.edition, given.reasons)
    return narrative.text, (*inputs.findings, *given.findings(narrative), *unused)
