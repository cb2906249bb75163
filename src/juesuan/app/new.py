"""New: the blank supplement (补充资料), labelled, with last year's values where they are known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from juesuan.app.editions import the_edition
from juesuan.app.inputs import files_read
from juesuan.app.result import Result
from juesuan.errors import InputError
from juesuan.places import FilePlace
from juesuan.reading import Files, read_accounts
from juesuan.reading.supplement import read_supplement


@dataclass(frozen=True, kw_only=True)
class Form(Result):
    """The blank supplement (``outputs["supplement"]``), and whose it is."""

    year: int
    department: str


def new(
    *,
    year: int | None = None,
    department: str | None = None,
    figures: Path | None = None,
    prior: Path | None = None,
    last_supplement: Path | None = None,
    edition: str | None = None,
) -> Form:
    """Make the form. Year and department come from ``figures`` where they are not given.

    ``figures`` (this year's workbook) and ``prior`` (last year's) bring the rows that stand for items
    and last year's amounts; ``last_supplement`` what last year's form said. Raises ``JuesuanError``.
    """
    from juesuan.sheets.supplement import carried_forward, write_supplement

    files, chosen = Files(), the_edition(edition)
    current = read_accounts([figures], blanks="zero", files=files).accounts if figures else None
    earlier = read_accounts([prior], blanks="unknown", files=files).accounts if prior else None
    if figures and current and year and year != current.year:
        raise InputError(
            f"--year 是{year}，这份决算是{current.year}年度的",
            place=FilePlace(figures.name),
            remedy="请核对年度",
        )
    year = year or (current.year if current else earlier.year + 1 if earlier else None)
    if year is None:
        raise InputError("不知道是哪一年的补充资料", remedy="请加 --year，例如 --year 2022")
    if prior and earlier and earlier.year != year - 1:
        raise InputError(
            f"--prior 给的是{earlier.year}年度的决算，{year}年度的上年应是{year - 1}年度",
            place=FilePlace(prior.name),
            remedy="请换成上年的文件",
        )
    department = department or next((each.department for each in (current, earlier) if each), "")
    known, settings = {}, {}
    if last_supplement:
        last, _ = read_supplement(last_supplement, chosen.form, files=files)
        known, settings = carried_forward(last), dict(last.settings)
    data = write_supplement(
        chosen.form,
        year=year,
        department=department,
        prior=earlier,
        current=current,
        known=known,
        settings=settings,
    )
    read = [last_supplement] if last_supplement else []
    for path, accounts in ((figures, current), (prior, earlier)):
        read += files_read(path, accounts) if path and accounts else []
    return Form(findings=(), outputs={"supplement": data}, read=tuple(read), year=year, department=department)
