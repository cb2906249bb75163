"""Files → a department's final accounts of one year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from juesuan.accounts import FinalAccounts, Table, TableKind
from juesuan.amounts import Unit, printed_wan
from juesuan.errors import InputError
from juesuan.findings import Finding
from juesuan.places import files_place, told_of
from juesuan.reading.area import Blanks, NotThisForm
from juesuan.reading.files import Files, input_files
from juesuan.reading.grids import Grid
from juesuan.reading.recognise import Ignored, Recognised, Unread, recognise


@dataclass(frozen=True)
class Reading:
    """Accounts as read, with what was recognised, what was ignored, and what there is to say."""

    accounts: FinalAccounts
    findings: tuple[Finding, ...]
    recognised: tuple[Recognised, ...]
    ignored: tuple[Ignored, ...]


def read_accounts(
    paths: Sequence[Path],
    *,
    blanks: Blanks = "zero",
    unit: Unit | None = None,
    files: Files | None = None,
) -> Reading:
    """Read one year's accounts from workbooks, published .docx, or folders of them.

    ``blanks`` says what an empty amount cell is: ``zero`` in the current year's tables, ``unknown`` in
    a prior year's. ``unit`` is for sheets that state none, ``files`` what the command has read already.
    Raises ``InputError`` with file, sheet, cell.
    """
    files = files or Files()
    given, ignored = input_files(paths)
    grids = (grid for path in given for grid in files.grids(path))
    return accounts_in(grids, [path.name for path in given], ignored, blanks=blanks, unit=unit)


def accounts_in(
    grids: Iterable[Grid],
    names: Sequence[str],
    ignored: Sequence[Ignored] = (),
    *,
    blanks: Blanks = "zero",
    unit: Unit | None = None,
) -> Reading:
    """One year's accounts in the grids of the files with these names; see ``read_accounts``."""
    ignored = list(ignored)
    tables: list[Recognised] = []
    unread: list[Unread] = []
    for grid in grids:
        for each in recognise(grid, blanks=blanks, unit=unit):
            if isinstance(each, Recognised):
                tables.append(each)
            elif isinstance(each, Unread):
                unread.append(each)
            else:
                ignored.append(each)
    ignored += _left_out(unread, tables)
    if not tables:
        raise InputError(
            told_of(names, "没有找到决算表"),
            place=files_place(names),
            remedy="请核对文件；每张表上方应写明表名，如“收入支出决算总表”",
            code="no-table",
        )
    year = _year(tables, ignored)
    chosen, findings = _chosen(tables, ignored)
    department, said = _department(chosen)
    accounts = FinalAccounts(
        year=year,
        department=department,
        tables={each.table.kind: replace(each.table, year=year) for each in chosen},
        files=tuple(dict.fromkeys(each.file for each in chosen)),
    )
    told = (finding for each in chosen for finding in each.findings)
    all_findings = (*findings, *said, *told, *_negatives(accounts))
    return Reading(accounts, all_findings, tuple(chosen), tuple(ignored))


def _rank(each: Recognised | Unread) -> int:
    """公开 tables are what the narrative is about; 财决 ones are the full set they were taken from."""
    for text in (each.sheet + each.form, each.file):
        if "财决" in text:
            return -1
        if "公开" in text or "GK" in text:
            return 1
    return 0


def _left_out(unread: Sequence[Unread], tables: Sequence[Recognised]) -> Iterator[Ignored]:
    """Tables that could not be read where another of the same kind was; otherwise raises what is wrong."""
    for each in unread:
        ranks = [_rank(table) for table in tables if table.table.kind is each.kind]
        other_form = isinstance(each.error, NotThisForm) and ranks
        if not other_form and max(ranks, default=-2) <= _rank(each):
            raise each.error
        yield Ignored(each.file, each.sheet, each.error.message)


def _chosen(found: list[Recognised], ignored: list[Ignored]) -> tuple[list[Recognised], list[Finding]]:
    """One table of each kind: the 公开 one where there are several candidates."""
    by_kind: dict[TableKind, list[Recognised]] = {}
    for each in found:
        by_kind.setdefault(each.table.kind, []).append(each)
    chosen: list[Recognised] = []
    findings: list[Finding] = []
    for kind in sorted(by_kind):
        candidates = by_kind[kind]
        best = max(candidates, key=lambda each: (_rank(each), _filled(each.table)))
        rivals = [each for each in candidates if each is not best]
        chosen.append(best)
        if rivals:
            findings.append(_candidates_finding(best, rivals))
            ignored += [
                Ignored(each.file, each.sheet, f"与“{_name(best)}”同是{best.table.title}") for each in rivals
            ]
    return chosen, findings


def _candidates_finding(best: Recognised, rivals: Sequence[Recognised]) -> Finding:
    """Says which table was used. Raises ``InputError`` where that would be a guess."""
    equals = [each for each in rivals if _rank(each) == _rank(best) and _filled(each.table)]
    if any(_amounts(each.table) != _amounts(best.table) for each in equals):
        names = "、".join(f"“{_name(each)}”" for each in (best, *equals))
        raise InputError(
            f"有{len(equals) + 1}张表都是{best.table.title}，数却不一样：{names}",
            place=best.table.place,
            remedy="请只留要公开的那一张",
            code="table-twice",
        )
    where = "、".join(f"“{_name(each)}”" for each in rivals)
    text = f"{best.table.title}有几张候选表，用了“{_name(best)}”，没有用{where}"
    return Finding("table-candidates", "warning", text, place=best.table.place)


def _name(each: Recognised) -> str:
    return f"{each.file} {each.sheet}"


def _filled(table: Table) -> bool:
    return any(amount.yuan for row in table.rows for amount in row.amounts.values())


def _amounts(table: Table) -> list[object]:
    return [
        (row.side, row.key, {key: value.yuan for key, value in row.amounts.items()}) for row in table.rows
    ]


def _year(found: Sequence[Recognised], ignored: Sequence[Ignored]) -> int:
    """The year that the tables state, or where none does, the one that a cover states."""
    years: dict[int, Recognised] = {}
    for each in found:
        if each.table.year:
            years.setdefault(each.table.year, each)
    if len(years) > 1:
        told = "、".join(f"“{_name(each)}”是{year}年度" for year, each in years.items())
        last = list(years.values())[-1]
        raise InputError(
            f"各表的年度不一致：{told}",
            place=last.table.place,
            remedy="请换成同一年度的表",
            code="years-differ",
        )
    covers = {each.year for each in ignored if each.year}
    if years or len(covers) == 1:
        return next(iter(years or covers))
    raise InputError(
        "没有一张表写明年度",
        place=found[0].table.place,
        remedy="请在表头补上年度，如“2022年度”",
        code="year-unstated",
    )


def _department(found: Sequence[Recognised]) -> tuple[str, list[Finding]]:
    names: dict[str, Recognised] = {}
    for each in found:
        if each.table.department:
            names.setdefault(each.table.department, each)
    if not names:
        text = "没有一张表写明部门名称，请在表头补上"
        return "", [Finding("department-unstated", "warning", text, place=found[0].table.place)]
    first = next(iter(names))
    if len(names) == 1:
        return first, []
    told = "、".join(f"“{each.sheet}”写的是{name}" for name, each in names.items())
    text = f"各表的部门名称不一致：{told}；采用了“{first}”，请核对"
    last = list(names)[-1]
    place = names[last].table.place
    return first, [Finding("department-differs", "warning", text, place=place, found=last, expected=first)]


def _negatives(accounts: FinalAccounts) -> Iterator[Finding]:
    for table in accounts.tables.values():
        for row in table.rows:
            for amount in row.amounts.values():
                if amount.yuan is not None and amount.yuan < 0:
                    found = str(printed_wan(amount.yuan))
                    text = f"{row.name}是负数（{found}万元），请核对"
                    yield Finding("amount-negative", "warning", text, place=amount.place, found=found)
