"""Reads reasons that people or programs wrote: YAML, JSON, or the 原因 workbook that was handed round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.continuation import origin
from juesuan.errors import InputError
from juesuan.findings import Finding, Severity
from juesuan.places import FilePlace, Place
from juesuan.reading.files import Files
from juesuan.reading.form_index import normalised
from juesuan.reading.form_values import answer, is_empty
from juesuan.reading.grids import Grid
from juesuan.reading.structured import SUFFIXES, leaves, load_mapping
from juesuan.text import compact

KEY_HEADERS = ("编号", "键", "key")
_STOPS = "。；;."
REASON_HEADERS = ("原因", "原因说明", "填写内容", "reason")


def read_reasons(path: Path, *, files: Files | None = None) -> dict[str, str]:
    """The words for each slot, by its dotted key (``items.2011301``, ``sangong.total_vs_budget``).

    YAML and JSON may nest keys or write them dotted; null and empty text are left out, and so is a
    top-level ``note``. In a workbook a sheet has the columns 编号 and 原因. Raises ``InputError``: unreadable, no such columns, one slot with two different texts.
    """
    files = files or Files()
    if path.suffix.lower() not in SUFFIXES:
        return _from_workbook(path, files.grids(path))
    content = dict(load_mapping(path, files.read))
    content.pop("note", None)
    reasons: dict[str, str] = {}
    for key, raw in leaves(content):
        if not is_empty(raw):
            _add(reasons, key, raw, FilePlace(path.name, key=key))
    return reasons


@dataclass(frozen=True, slots=True)
class Conflict:
    """One slot with different answers: each text with the names of the files that give it."""

    key: str
    texts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def told(self) -> str:
        """Every text with its files, for people."""
        return "；".join(f"{'、'.join(names)}：{text}" for text, names in self.texts)

    @property
    def wordings(self) -> Mapping[str, str]:
        """Every text with the names of its files."""
        return {text: "、".join(names) for text, names in self.texts}

    def finding(self, label: str, severity: Severity) -> Finding:
        """What there is to say of it; its place is in the first of the files. ``label`` names the slot."""
        wordings = "；".join(f"“{text}”（{names}）" for text, names in self.wordings.items())
        return Finding(
            "reason-conflict",
            severity,
            f"“{label}”有{len(self.texts)}种不同的填写，都没有采用，这一处留空：{wordings}",
            "请商定一种",
            place=FilePlace(self.texts[0][1][0], key=self.key),
            found=self.told,
        )


def merge_reasons(
    answers: Sequence[tuple[str, Mapping[str, str]]], prompts: frozenset[str] = frozenset()
) -> tuple[dict[str, str], tuple[Conflict, ...]]:
    """The answers of several (named) files as one; white space and the stop behind aside, equal answers agree.

    A text that is one of ``prompts`` (the edition's, the record's) is no answer.
    A slot that was answered differently is left out and reported with every text: none of them wins.
    """
    by_key: dict[str, dict[str, tuple[str, list[str]]]] = {}
    for name, reasons in answers:
        for key, text in reasons.items():
            if text in prompts:
                continue
            _text, names = by_key.setdefault(key, {}).setdefault(compact(text).rstrip(_STOPS), (text, []))
            names.append(name)
    merged = {
        key: text for key, texts in by_key.items() if len(texts) == 1 for text, _names in texts.values()
    }
    conflicts = tuple(
        Conflict(key, tuple((text, tuple(names)) for text, names in texts.values()))
        for key, texts in by_key.items()
        if len(texts) > 1
    )
    return merged, conflicts


def _add(reasons: dict[str, str], key: str, raw: object, place: Place) -> None:
    if isinstance(raw, list):
        raise InputError("原因应当是一段文字", place=place, remedy="请合成一段")
    text = str(raw).strip()
    if reasons.setdefault(key, text) != text:
        raise _twice(key, place)


def _twice(key: str, place: Place) -> InputError:
    return InputError(f"“{key}”填了两次，而且不一样", place=place, remedy="请只留一处")


def _from_workbook(path: Path, grids: Sequence[Grid]) -> dict[str, str]:
    reasons: dict[str, str] = {}
    found = False
    for grid in grids:
        header = _header(grid)
        if header:
            found = True
            _collect(grid, *header, reasons)
    if not found:
        raise InputError(
            "没有找到“编号”和“原因”两栏",
            place=FilePlace(path.name),
            remedy="请用juesuan reasons生成的原因表填写，不要改动表头",
        )
    return reasons


def _header(grid: Grid) -> tuple[int, int, int] | None:
    """Row of the header, column of the keys, column of the reasons."""
    for row, cells in enumerate(grid.rows):
        texts = [normalised(cell or "") for cell in cells]
        keys = [at for at, text in enumerate(texts) if text in KEY_HEADERS]
        reasons = [at for at, text in enumerate(texts) if text in REASON_HEADERS]
        if keys and reasons:
            return row, keys[0], reasons[0]
    return None


def _collect(grid: Grid, header: int, keys: int, words: int, reasons: dict[str, str]) -> None:
    """The reasons of a sheet; one that was too long for a cell goes on in rows of its own."""
    pieces: dict[str, dict[int, str]] = {}
    for row in range(header + 1, len(grid.rows)):
        key = str(grid.at(row, keys) or "").strip()
        raw = answer(grid, row, words) if key else None
        if raw is None:
            continue
        place, (whole, number) = grid.place(row, words), origin(key)
        piece = pieces.setdefault(whole, {}).setdefault(number, str(raw))
        if piece.strip() != str(raw).strip():
            raise _twice(key, place)
    for key, parts in pieces.items():
        text = "".join(parts[number] for number in sorted(parts)).strip()
        if text and reasons.setdefault(key, text) != text:
            raise _twice(key, grid.place(header, words))
