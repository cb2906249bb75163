"""What every use case starts from: both years' figures, the supplement, the edition, set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from juesuan.accounts import FinalAccounts
from juesuan.app.editions import the_edition
from juesuan.app.sources import Sources
from juesuan.comparison import Comparison, compare, items_of
from juesuan.errors import InputError
from juesuan.findings import Finding
from juesuan.identities import Gap, verify
from juesuan.narrative import Choices
from juesuan.phrasebook import Edition
from juesuan.places import FilePlace
from juesuan.reading import Files, Reading, merge_accounts, read_accounts
from juesuan.reading.supplement import holds_supplement, read_supplement
from juesuan.supplement import Supplement


@dataclass(frozen=True)
class Inputs:
    """Everything read and compared, with what there is to say about it."""

    current: FinalAccounts
    prior: FinalAccounts | None
    supplement: Supplement
    edition: Edition
    comparison: Comparison
    read: tuple[Reading, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    files: tuple[Path, ...]
    """Every file that was read, so that none is overwritten; of a folder, those whose tables were used."""

    choices: Choices
    """What a draft carries of all this, so that it need not be given again."""


def load(sources: Sources, files: Files | None = None) -> Inputs:
    """Read, check and compare. Raises ``InputError`` and ``EditionError``; findings are not raised.

    ``files`` is what the command has read already.
    """
    files = files or Files()
    edition = the_edition(sources.edition, sources.recorded)
    now, prior, readings, findings = read_years(sources, files)
    supplement, said = read_given_supplement(sources, edition, now, prior, files)
    findings += [*said, *_edition_year(edition, now)]
    supplement = replace(supplement, year=now.year)  # an undated one is of this year from here on
    verification = verify(now, prior, supplement)
    comparison = compare(now, prior, supplement, edition.form, edition.manifest.numbers)
    findings += [*verification.findings, *comparison.findings]
    given = zip((sources.current, *sources.priors), readings, strict=True)
    paths = [path for given_path, each in given for path in files_read(given_path, each.accounts)]
    paths += [sources.supplement] if sources.supplement else []
    return Inputs(
        now,
        prior,
        supplement,
        edition,
        comparison,
        tuple(readings),
        tuple(findings),
        verification.gaps,
        tuple(paths),
        Choices(supplement, sources.unit, prior is None),
    )


def files_read(path: Path, accounts: FinalAccounts) -> list[Path]:
    """The files that accounts came from: what was given, or of a folder those whose tables were used."""
    return [path / name for name in accounts.files] if path.is_dir() else [path]


def read_years(
    sources: Sources, files: Files
) -> tuple[FinalAccounts, FinalAccounts | None, list[Reading], list[Finding]]:
    """Both years' accounts; several priors (merged units) are added up."""
    if not sources.priors and not sources.first_year:
        raise InputError(
            "没有给出上年的决算数据，无法计算增减",
            remedy="请在本年文件后面写上年的文件；本部门确实没有上年决算的，请加 --first-year",
            code="no-prior",
        )
    reading = read_accounts([sources.current], blanks="zero", unit=sources.unit, files=files)
    priors = [
        read_accounts([path], blanks="unknown", unit=sources.unit, files=files) for path in sources.priors
    ]
    readings = [reading, *priors]
    findings = [finding for each in readings for finding in each.findings]
    now = reading.accounts
    for each, path in zip(priors, sources.priors, strict=True):
        _check_years(now, each.accounts, sources.current, path)
    if not priors:
        return now, None, readings, findings
    if len(priors) == 1:
        return now, priors[0].accounts, readings, findings
    merged, said = merge_accounts([each.accounts for each in priors])
    return now, merged, readings, [*findings, *said]


def _check_years(now: FinalAccounts, then: FinalAccounts, current: Path, prior: Path) -> None:
    if then.year == now.year:
        raise InputError(
            f"{current.name} 和 {prior.name} 都是{now.year}年度的决算",
            place=FilePlace(prior.name),
            remedy=f"第二个文件应是上年（{now.year - 1}年度）的决算",
        )
    if then.year == now.year + 1:
        raise InputError(
            f"两个文件的次序反了：{current.name} 是{now.year}年度，{prior.name} 是{then.year}年度",
            remedy="请先写本年的文件，再写上年的文件",
        )
    if then.year != now.year - 1:
        raise InputError(
            f"{prior.name} 是{then.year}年度的决算，本年是{now.year}年度，上年应是{now.year - 1}年度",
            place=FilePlace(prior.name),
            remedy="请换成上年的文件",
        )


def read_given_supplement(
    sources: Sources, edition: Edition, now: FinalAccounts, prior: FinalAccounts | None, files: Files
) -> tuple[Supplement, tuple[Finding, ...]]:
    """The supplement: its own file, a sheet of the figures' workbook, or the one a draft carries.

    Raises ``InputError`` for one of another year.
    """
    items = items_of(now, prior)
    path = sources.supplement
    if path is None and sources.current.is_file() and holds_supplement(files.grids(sources.current)):
        path = sources.current
    if path is None:
        supplement = sources.carried or Supplement()
        _of_this_year(supplement, now, f"请用 -s 给出{now.year}年度的补充资料")
        return supplement, ()
    supplement, findings = read_supplement(path, edition.form, items=items, files=files)
    _of_this_year(supplement, now, "请换成本年的补充资料，或改正表头的年度")
    if supplement.department and supplement.department != now.department:
        other = Finding(
            "supplement-department",
            "warning",
            f"补充资料的部门是“{supplement.department}”，决算表的部门是“{now.department}”，请核对",
            place=supplement.place,
            found=supplement.department,
            expected=now.department,
        )
        findings = (*findings, other)
    return supplement, findings


def _of_this_year(supplement: Supplement, now: FinalAccounts, remedy: str) -> None:
    """Last year's counts and amounts must not be printed as this year's."""
    if supplement.entries and supplement.year not in (None, now.year):
        raise InputError(
            f"补充资料是{supplement.year}年度的，决算是{now.year}年度的",
            place=supplement.place,
            remedy=remedy,
        )


def _edition_year(edition: Edition, now: FinalAccounts) -> Sequence[Finding]:
    if edition.manifest.year == now.year:
        return ()
    return (
        Finding(
            "edition-year",
            "warning",
            f"句子用的是“{edition.manifest.title}”的版本，决算是{now.year}年度的，"
            "请核对当年的公开格式有没有改动",
            found=str(edition.manifest.year),
            expected=str(now.year),
        ),
    )
