"""The tables that a whole document carries in 第二部分, beside its narrative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.accounts import FinalAccounts
from juesuan.app.documents import Opened
from juesuan.app.editions import the_edition
from juesuan.comparison import compare
from juesuan.errors import InputError
from juesuan.findings import Finding, Severity
from juesuan.identities import verify
from juesuan.identities.document import tables_differ
from juesuan.narrative import Figure, Narrative, Paragraph
from juesuan.phrasebook import Edition
from juesuan.places import FilePlace
from juesuan.quantities import Line
from juesuan.reading import accounts_in
from juesuan.reading.documents import body_grids
from juesuan.supplement import Supplement

_NO_TABLES = ("no-table", "tables-are-pictures")  # a narrative alone: nothing to compare
_SKIPPED = "line-not-read"  # the rest of what reading says is told of the figures themselves


@dataclass(frozen=True)
class Carried:
    """The accounts in a document's own Word tables, ``None`` without; ``findings``: what could not be read."""

    accounts: FinalAccounts | None
    findings: tuple[Finding, ...] = ()


def carried(document: Opened, year: int) -> Carried:
    """What a document's own Word tables print of that year.

    Tables that cannot be read, or are another year's, are an error: what was not compared is not in order.
    """
    try:
        reading = accounts_in(body_grids(document.word.element.body, document.name), [document.name])
    except InputError as error:
        if error.code in _NO_TABLES:
            return Carried(None)
        text = f"文稿第二部分的表读不出来，没有核对：{error.message}"
        # Many a document says its year on the cover only; that is no contradiction to stop publication.
        severity: Severity = "warning" if error.code == "year-unstated" else "error"
        return Carried(None, (Finding("tables-unreadable", severity, text, error.remedy, place=error.place),))
    found = reading.accounts
    if found.year != year:
        text = f"文稿第二部分的表是{found.year}年度的，应是{year}年度，没有核对"
        place = FilePlace(document.name)
        wrong = Finding(
            "tables-of-another-year",
            "error",
            text,
            f"请换成{year}年度的表",
            place=place,
            found=str(found.year),
            expected=str(year),
        )
        return Carried(None, (wrong,))
    return Carried(found, tuple(each for each in reading.findings if each.code == _SKIPPED))


def against_figures(document: Opened, figures: FinalAccounts) -> tuple[Finding, ...]:
    """What the document's tables print otherwise than the figures."""
    own = carried(document, figures.year)
    return (*own.findings, *(tables_differ(own.accounts, figures) if own.accounts else ()))


def against_text(document: Opened, narrative: Narrative, edition: str | None) -> tuple[Finding, ...]:
    """What the document's tables print otherwise than its own narrative does, or than one another.

    Only this year's figures of the tables are looked at: what a narrative prints as ``….current``. An
    amount no sentence prints is judged by the identities of the tables. ``edition`` is the one asked for.
    Raises ``EditionError`` where there are tables and not the edition that knows how amounts are printed.
    """
    own = carried(document, narrative.year)
    if own.accounts is None:
        return own.findings
    removed = frozenset(document.draft.snapshot.removed if document.draft.snapshot else ())
    written = tuple(each for each in narrative.paragraphs if each.key not in removed)
    differing = _differing(own.accounts, written, the_edition(edition, narrative.edition))
    return (*own.findings, *differing, *verify(own.accounts).findings)


def _differing(
    accounts: FinalAccounts, paragraphs: Sequence[Paragraph], edition: Edition
) -> tuple[Finding, ...]:
    compared = compare(accounts, None, Supplement(), edition.form, edition.manifest.numbers)
    listed = {line.key: line for lines in compared.lists.values() for line in lines}
    printed = {
        f"{key}.current": line.current
        for key, line in {**compared.lines, **listed}.items()
        if isinstance(line, Line) and line.current.known and line.current.places
    }
    return tuple(
        Finding(
            "table-text-differ",
            "error",
            f"文字里{printed[span.key].label}是{span.text}，第二部分的表里是{printed[span.key]}",
            "请改成一致",
            place=printed[span.key].place,
            found=span.text,
            expected=str(printed[span.key]),
        )
        for paragraph in paragraphs
        for span in paragraph.spans
        if isinstance(span, Figure) and span.key in printed and span.text != str(printed[span.key])
    )
