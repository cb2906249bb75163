"""The tables that a whole document carries in 第二部分, beside its narrative."""

from __future__ import annotations

from pathlib import Path

from juesuan.accounts import FinalAccounts
from juesuan.comparison import compare
from juesuan.errors import InputError
from juesuan.identities.document import tables_differ
from juesuan.narrative import Figure, Finding, Narrative
from juesuan.phrasebook import load_edition
from juesuan.supplement import Supplement


def carried_accounts(document: Path) -> FinalAccounts | None:
    """The accounts in a document's own Word tables; ``None`` where it has none that can be read."""
    from juesuan.reading import read_accounts

    try:
        return read_accounts([document], blanks="zero").accounts
    except InputError:
        return None


def against_figures(document: Path, figures: FinalAccounts) -> tuple[Finding, ...]:
    """What the document's tables print otherwise than the figures."""
    carried = carried_accounts(document)
    return tuple(tables_differ(carried, figures)) if carried else ()


def against_text(document: Path, narrative: Narrative) -> tuple[Finding, ...]:
    """What the document's tables print otherwise than its own narrative does.

    Only this year's figures of the tables are looked at: what a narrative prints as ``….current``.
    """
    carried = carried_accounts(document)
    if carried is None or carried.year != narrative.year:
        return ()
    edition = load_edition(narrative.edition)
    compared = compare(carried, None, Supplement(), edition.form, edition.manifest.numbers)
    listed = {line.key: line for lines in compared.lists.values() for line in lines}
    printed = {
        f"{key}.current": line.current
        for key, line in {**compared.lines, **listed}.items()
        if hasattr(line, "current") and line.current.known and line.current.places
    }
    return tuple(
        Finding(
            "table-text-differ",
            "error",
            f"文字里{printed[span.key].label}是{span.text}，第二部分的表里是{printed[span.key]}。请改成一致",
            printed[span.key].place,
            span.text,
            str(printed[span.key]),
        )
        for paragraph in narrative.paragraphs
        for span in paragraph.spans
        if isinstance(span, Figure) and span.key in printed and span.text != str(printed[span.key])
    )
