"""The package's face for Python programs: paths in, typed results out, a file where one is asked for.

Every function gives the content of its files in ``outputs``. Where a place is given it is also written
there, whole or not at all, never over an input. 接口.md has an example of each.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from juesuan.amounts import Unit
from juesuan.app.result import Product, Result
from juesuan.app.sources import Sources
from juesuan.files import write_all

if TYPE_CHECKING:  # a program that drafts need not load what checks
    from juesuan.app.check import Checked
    from juesuan.app.draft import Drafted
    from juesuan.app.new import Form
    from juesuan.app.publish import Published
    from juesuan.app.reasons import Collected
    from juesuan.app.refresh import Refreshed
    from juesuan.identities import Verification
    from juesuan.reading import Reading

FilePath = str | os.PathLike[str]
Target = FilePath | bool | None
"""Where one more file goes; ``True``: nowhere, its bytes are wanted in ``outputs`` only."""


class Figures(TypedDict, total=False):
    """How the figures are given, beside this year's and last year's workbooks (or folders).

    ``supplement`` is the 补充资料, ``edition`` the name of the edition, ``unit`` that of sheets which
    state none, ``first_year`` says that the department has no last year's accounts.
    """

    supplement: FilePath | None
    edition: str | None
    unit: Unit | None
    first_year: bool


def new(
    output: FilePath | None = None,
    *,
    year: int | None = None,
    department: str | None = None,
    figures: FilePath | None = None,
    prior: FilePath | None = None,
    last_supplement: FilePath | None = None,
    edition: str | None = None,
    overwrite: bool = False,
) -> Form:
    """Make the blank 补充资料: what the sentences need and the tables lack."""
    from juesuan.app.new import new

    form = new(
        year=year,
        department=department,
        figures=_path(figures),
        prior=_path(prior),
        last_supplement=_path(last_supplement),
        edition=edition,
    )
    _write(form, {"supplement": output}, overwrite)
    return form


def draft(
    current: FilePath,
    *priors: FilePath,
    output: FilePath | None = None,
    template: FilePath | None = None,
    reasons: Sequence[FilePath] = (),
    trace: Target = None,
    overwrite: bool = False,
    force: bool = False,
    **figures: Unpack[Figures],
) -> Drafted:
    """Draft 第三部分 from two years' figures; see ``juesuan.app.draft``."""
    from juesuan.app.draft import draft

    result = draft(
        _sources(current, priors, figures),
        reasons=_paths(reasons),
        template=str(template) if template is not None else None,
        trace=bool(trace),
        force=force,
    )
    _write(result, {"draft": output, "trace": trace}, overwrite)
    return result


def refresh(
    document: FilePath,
    current: FilePath,
    *priors: FilePath,
    output: FilePath | None = None,
    reasons: Sequence[FilePath] = (),
    track_changes: bool = False,
    date: str | None = None,
    report: Target = None,
    settle: Sequence[str] = (),
    overwrite: bool = False,
    force: bool = False,
    **figures: Unpack[Figures],
) -> Refreshed:
    """Bring a draft up to the figures, keeping what staff typed; see ``juesuan.app.refresh``."""
    from juesuan.app.refresh import refresh

    result = refresh(
        Path(document),
        _sources(current, priors, figures),
        reasons=_paths(reasons),
        track_changes=track_changes,
        date=date,
        report=bool(report),
        settle=_keys(settle),
        force=force,
    )
    _write(result, {"draft": output, "report": report}, overwrite)
    return result


def check(
    document: FilePath,
    current: FilePath | None = None,
    *priors: FilePath,
    annotate: Target = None,
    overwrite: bool = False,
    **figures: Unpack[Figures],
) -> Checked:
    """Tell what is missing, stale or contradictory in a document; see ``juesuan.app.check``."""
    from juesuan.app.check import check

    sources = _sources(current, priors, figures) if current is not None else None
    result = check(Path(document), sources, edition=figures.get("edition"), annotate=bool(annotate))
    _write(result, {"annotated": annotate}, overwrite)
    return result


def reasons(*documents: FilePath, output: FilePath | None = None, overwrite: bool = False) -> Collected:
    """Collect what stands in the slots of one draft, or of several copies of it, as one workbook."""
    from juesuan.app.reasons import collect_reasons

    result = collect_reasons(_paths(documents))
    _write(result, {"reasons": output}, overwrite)
    return result


def publish(
    document: FilePath,
    current: FilePath | None = None,
    *priors: FilePath,
    output: FilePath | None = None,
    accept_suggestions: bool = False,
    drop_comments: bool = False,
    strict: bool = False,
    settle: Sequence[str] = (),
    force: bool = False,
    overwrite: bool = False,
    **figures: Unpack[Figures],
) -> Published:
    """Make the clean copy for publication; see ``juesuan.app.publish``."""
    from juesuan.app.publish import publish

    result = publish(
        Path(document),
        _sources(current, priors, figures) if current is not None else None,
        edition=figures.get("edition"),
        accept_suggestions=accept_suggestions,
        drop_comments=drop_comments,
        strict=strict,
        settle=_keys(settle),
        force=force,
    )
    _write(result, {"published": output}, overwrite)
    return result


def verify(current: FilePath, *priors: FilePath, **figures: Unpack[Figures]) -> Verification:
    """Judge the accounting identities of the figures alone."""
    from juesuan.app.verify import verify

    return verify(_sources(current, priors, figures))


def inspect(file: FilePath, *, unit: Unit | None = None) -> Reading:
    """Tell which tables of final accounts stand in a file or folder."""
    from juesuan.app.inspect import inspect

    return inspect(Path(file), unit=unit)


def _path(given: FilePath | None) -> Path | None:
    return Path(given) if given is not None else None


def _paths(given: Sequence[FilePath]) -> tuple[Path, ...]:
    return tuple(map(Path, given))


def _keys(given: Sequence[str]) -> tuple[str, ...]:
    """A single key given as it is is no sequence of letters."""
    return (given,) if isinstance(given, str) else tuple(given)


def _sources(current: FilePath, priors: Sequence[FilePath], given: Figures) -> Sources:
    return Sources(
        Path(current),
        _paths(priors),
        _path(given.get("supplement")),
        given.get("edition"),
        given.get("unit"),
        given.get("first_year", False),
    )


def _write(result: Result, places: dict[Product, Target], overwrite: bool) -> None:
    paths = {product: Path(place) for product, place in places.items() if not isinstance(place, bool | None)}
    write_all(result.placed(paths), overwrite=overwrite, inputs=result.read)
