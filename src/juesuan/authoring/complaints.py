"""Findings about an edition: how they are made, put in order, and told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from juesuan.findings import Finding
from juesuan.phrasebook import MANIFEST, SLOTS, SUPPLEMENT, Edition
from juesuan.places import EditionPlace, Place

_LISTED = 5  # places of one unknown name that a message lists; it is put right in one go


def complaint(code: str, message: str, remedy: str, place: Place) -> Finding:
    """One thing that is wrong with an edition; what is not used is only a warning."""
    return Finding(code, "warning" if code == "edition-unused" else "error", message, remedy, place=place)


def told(found: Iterable[Finding], edition: Edition | None) -> tuple[Finding, ...]:
    """Every complaint once, causes before what follows from them.

    The files that sentences rest on come first, whatever is wrong in them. What only follows from their
    mistakes is left out, and said to be. A name that is unknown in many places is one complaint.
    """
    findings = sorted(dict.fromkeys(found), key=lambda finding: _order(edition, finding.place))
    return tuple(_gathered(_causes(findings, edition)))


def _order(edition: Edition | None, place: Place) -> tuple[int, str, int]:
    sections = edition.manifest.sections if edition else ()
    files = (MANIFEST, SLOTS, SUPPLEMENT, *sections)
    file, line = (place.file, place.line) if isinstance(place, EditionPlace) else (str(place), 0)
    return files.index(file) if file in files else -1, file, line


def _causes(findings: list[Finding], edition: Edition | None) -> list[Finding]:
    if edition is None:
        return findings
    follows: dict[str, str] = {}
    spoilt = {
        each.place.file
        for each in findings
        if isinstance(each.place, EditionPlace) and each.code in ("edition-form", "edition-syntax")
    }
    if SUPPLEMENT in spoilt and not edition.form.sections:  # not sound enough to be read
        follows["edition-unknown-name"] = SUPPLEMENT
    if SLOTS in spoilt:
        follows["edition-slot-without-rule"] = SLOTS
    if any(each.code == "edition-syntax" for each in findings):  # sentences that are not read use nothing
        follows["edition-unused"] = ""
    kept = [each for each in findings if each.code not in follows]
    left = [each for each in findings if follows.get(each.code)]
    if left:
        causes = list(dict.fromkeys(follows[each.code] for each in left))
        message = f"另有{len(left)}处没有列出，多半是因为 {'、'.join(causes)} 里的错误"
        remedy, place = "改好上面的，再检查一次", EditionPlace(causes[0])
        kept.append(Finding("edition-follows", "info", message, remedy, place=place))
    return kept


def _gathered(findings: Iterable[Finding]) -> Iterable[Finding]:
    """The same unknown name in several places as one complaint."""
    gathered: dict[object, list[Finding]] = {}
    for each in findings:
        name = each.message if each.code == "edition-unknown-name" else each
        gathered.setdefault(name, []).append(each)
    for first, *others in gathered.values():
        places = [str(each.place) for each in others]
        more = "、".join(places[:_LISTED]) + ("……" if len(places) > _LISTED else "")
        remedy = f"{first.remedy}。同样的还有{len(places)}处：{more}" if places else first.remedy
        yield replace(first, remedy=remedy)
