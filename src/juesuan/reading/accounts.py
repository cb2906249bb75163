"""Files → a department's final accounts of one year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from juesuan.accounts import Amount, FinalAccounts, Row, Table, TableKind, Unit
from juesuan.errors import InputError, Place
from juesuan.narrative import Finding
from juesuan.reading.cells import Blanks
from juesuan.reading.grids import Grid
from juesuan.reading.recognise import Ignored, Recognised, recognise

_LEFT_OVERS = ("~$", ".~lock", ".")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".docx")
_REFUSED = {
    ".pdf": "请给出工作簿，或可编辑的 .docx",
    ".ofd": "请给出工作簿，或可编辑的 .docx",
    ".doc": "请用 Word 或 WPS 另存为 .docx",
    ".wps": "请用 WPS 另存为 .docx",
    ".csv": "请用 Excel 或 WPS 另存为 .xlsx",
    ".jpg": "请给出工作簿",
    ".png": "请给出工作簿",
}


@dataclass(frozen=True)
class Reading:
    """Accounts as read, with what was recognised, what was ignored, and what there is to say."""

    accounts: FinalAccounts
    findings: tuple[Finding, ...]
    recognised: tuple[Recognised, ...]
    ignored: tuple[Ignored, ...]


def read_accounts(paths: Sequence[Path], *, blanks: Blanks = "zero", unit: Unit | None = None) -> Reading:
    """Read one year's accounts from workbooks, published .docx, or folders of them.

    ``blanks`` says what an empty amount cell is: ``zero`` in the current year's tables, ``unknown`` in
    a prior year's. ``unit`` is for sheets that state none. Raises ``InputError`` with file, sheet, cell.
    """
    found: list[Recognised] = []
    ignored: list[Ignored] = []
    for path in _files(paths):
        for grid in file_grids(path):
            for each in recognise(grid, blanks=blanks, unit=unit):
                if isinstance(each, Recognised):
                    found.append(each)
                else:
                    ignored.append(each)
    names = "、".join(dict.fromkeys([each.file for each in found] + [each.file for each in ignored]))
    if not found:
        raise InputError(
            "没有找到决算表",
            place=Place(names),
            remedy="请核对文件；表的标题应写明表名，如“收入支出决算总表”",
        )
    chosen, findings = _chosen(found, ignored)
    year = _year(chosen)
    department, said = _department(chosen)
    accounts = FinalAccounts(
        year=year,
        department=department,
        tables={each.table.kind: each.table for each in chosen},
        files=tuple(dict.fromkeys(each.file for each in chosen)),
    )
    return Reading(accounts, (*findings, *said, *_negatives(accounts)), tuple(chosen), tuple(ignored))


def _files(paths: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [each for each in sorted(path.iterdir()) if each.suffix.lower() in _WORKBOOKS]
            inside = [each for each in inside if not each.name.startswith(_LEFT_OVERS)]
            if not inside:
                raise InputError(
                    "文件夹里没有工作簿", place=Place(str(path)), remedy="请把决算表放进去，或直接给出文件"
                )
            files += inside
        else:
            files.append(path)
    return files


def file_grids(path: Path) -> list[Grid]:
    """The grids of a file, whatever it is; its content decides, not its name."""
    from juesuan.reading.workbooks import read_bytes, workbook_grids

    data = read_bytes(path)
    suffix, place = path.suffix.lower(), Place(path.name)
    if not data:
        raise InputError("文件是空的", place=place, remedy="请重新导出或复制")
    if data.startswith(b"%PDF"):
        suffix = ".pdf"
    if suffix in _REFUSED:
        raise InputError(f"不能从 {suffix} 文件读取决算表", place=place, remedy=_REFUSED[suffix])
    if data[:2] == b"PK" and b"word/document.xml" in data:
        from juesuan.reading.documents import document_grids

        return document_grids(path, data)
    return workbook_grids(path, data)


def _chosen(found: list[Recognised], ignored: list[Ignored]) -> tuple[list[Recognised], list[Finding]]:
    """One table of each kind: the 公开 one where there are several candidates."""
    by_kind: dict[TableKind, list[Recognised]] = {}
    for each in found:
        by_kind.setdefault(each.table.kind, []).append(each)
    chosen: list[Recognised] = []
    findings: list[Finding] = []
    for kind in sorted(by_kind):
        candidates = by_kind[kind]
        best = max(candidates, key=_publicness)
        rivals = [each for each in candidates if each is not best]
        chosen.append(best)
        if not rivals:
            continue
        if any(
            _publicness(each) == _publicness(best) and not _same(each.table, best.table) for each in rivals
        ):
            raise InputError(
                f"有{len(candidates)}张表都像{best.table.title}，数却不一样："
                + "、".join(f"“{each.sheet}”" for each in candidates),
                place=best.table.place,
                remedy="请只留要公开的那一张",
            )
        where = "、".join(f"“{each.sheet}”" for each in rivals)
        text = f"{best.table.title}有几张候选表，用了“{best.sheet}”，没有用{where}"
        findings.append(Finding("table-candidates", "warning", text, best.table.place))
        ignored += [
            Ignored(each.file, each.sheet, f"与“{best.sheet}”同是{best.table.title}") for each in rivals
        ]
    return chosen, findings


def _publicness(each: Recognised) -> int:
    text = each.sheet + each.form + each.file
    return 1 if "公开" in text else -1 if "财决" in text else 0


def _same(left: Table, right: Table) -> bool:
    def amounts(table: Table) -> list[object]:
        return [
            (row.side, row.key, {key: value.yuan for key, value in row.amounts.items()}) for row in table.rows
        ]

    return amounts(left) == amounts(right)


def _year(found: Sequence[Recognised]) -> int:
    years: dict[int, Recognised] = {}
    for each in found:
        if each.table.year:
            years.setdefault(each.table.year, each)
    if len(years) > 1:
        told = "、".join(f"“{each.sheet}”是{year}年度" for year, each in years.items())
        last = list(years.values())[-1]
        raise InputError(f"各表的年度不一致：{told}", place=last.table.place, remedy="请换成同一年度的表")
    if not years:
        raise InputError(
            "没有一张表写明年度", place=found[0].table.place, remedy="请在表头补上年度，如“2022年度”"
        )
    return next(iter(years))


def _department(found: Sequence[Recognised]) -> tuple[str, list[Finding]]:
    names: dict[str, Recognised] = {}
    for each in found:
        if each.table.department:
            names.setdefault(each.table.department, each)
    if not names:
        return "", [
            Finding(
                "department-unstated", "warning", "没有一张表写明部门名称，请在表头补上", found[0].table.place
            )
        ]
    if len(names) > 1:
        told = "、".join(f"“{each.sheet}”写的是{name}" for name, each in names.items())
        text = f"各表的部门名称不一致：{told}；采用了“{next(iter(names))}”，请核对"
        return next(iter(names)), [
            Finding("department-differs", "warning", text, list(names.values())[-1].table.place)
        ]
    return next(iter(names)), []


def _negatives(accounts: FinalAccounts) -> Iterable[Finding]:
    for table in accounts.tables.values():
        for row in table.rows:
            for amount in row.amounts.values():
                if amount.yuan is not None and amount.yuan < 0:
                    yield Finding(
                        "amount-negative",
                        "warning",
                        f"{row.name}是负数（{amount.yuan / 10000:.2f}万元），请核对",
                        amount.place,
                        f"{amount.yuan / 10000:.2f}",
                    )


def merge_accounts(several: Sequence[FinalAccounts]) -> tuple[FinalAccounts, tuple[Finding, ...]]:
    """The accounts of several units (机构改革) added up, line by line, with a note that says so.

    A line that one unit lacks counts as nothing for it; an unknown amount makes the sum unknown.
    """
    years = {accounts.year for accounts in several}
    if len(years) > 1:
        raise InputError(
            f"要相加的决算不是同一年度（{'、'.join(map(str, sorted(years)))}）", remedy="请换成同一年度的文件"
        )
    kinds = {kind for accounts in several for kind in accounts.tables}
    tables = {
        kind: _sum([each for accounts in several if (each := accounts.table(kind))]) for kind in sorted(kinds)
    }
    names = "、".join(accounts.department for accounts in several)
    files = tuple(file for accounts in several for file in accounts.files)
    merged = FinalAccounts(year=several[0].year, department=names, tables=tables, files=files)
    told = f"上年数是{len(several)}份决算（{names}）相加的"
    return merged, (Finding("priors-merged", "info", told, Place("、".join(files))),)


def _sum(tables: Sequence[Table]) -> Table:
    rows: dict[tuple[str, str], Row] = {}
    for table in tables:
        for row in table.rows:
            known = rows.get((row.side, row.key))
            rows[row.side, row.key] = _added(known, row) if known else row
    return (
        tables[0].model_copy(update={"rows": tuple(rows.values())})
        if len(tables) == 1
        else Table(
            kind=tables[0].kind,
            title=tables[0].title,
            unit=tables[0].unit,
            year=tables[0].year,
            place=tables[0].place,
            rows=tuple(rows.values()),
        )
    )


def _added(left: Row, right: Row) -> Row:
    amounts: dict[str, Amount] = dict(left.amounts)
    for column, amount in right.amounts.items():
        other = amounts.get(column)
        if other is None:
            amounts[column] = amount
        elif other.yuan is None or amount.yuan is None:
            amounts[column] = Amount(None, other.place if other.yuan is None else amount.place)
        else:
            amounts[column] = Amount(Decimal(other.yuan + amount.yuan), other.place)
    return Row(left.key, left.name, amounts, left.side, left.place)
