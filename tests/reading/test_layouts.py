"""The same figures in every layout, format and arrangement are read as the same accounts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from juesuan.accounts import FinalAccounts, TableKind
from juesuan.reading import read_accounts
from workbooks import (
    LAYOUTS,
    Arrangement,
    Layout,
    build_document,
    build_workbook,
    converted,
    licheng,
)

Amounts = dict[tuple[str, str, str, str], Decimal | None]

LATE = {"224", "234"}
"""Classes that the 24-row form lacks."""


def amounts(accounts: FinalAccounts) -> Amounts:
    """Every amount in 元 by table, side, line and column."""
    return {
        (kind.value, row.side, row.key, column): amount.yuan
        for kind, table in accounts.tables.items()
        for row in table.rows
        for column, amount in row.amounts.items()
    }


def expected_amounts(year: int = 2022) -> Amounts:
    """What the plain figures say, keyed as the reader keys it; an amount printed blank is ``None``."""
    tables = licheng(year).tables
    found: Amounts = {}

    def put(kind: str, side: str, key: str, columns: tuple[str, ...], values: list[str | None]) -> None:
        for column, value in zip(columns, values, strict=True):
            found[kind, side, key, column] = None if value is None else Decimal(value) * 10000

    classes = "201 202 203 204 205 206 207 208 210 211 212 213 214 215 216 217 219 220 221 222 223 224 229 231 232 234"
    statements = {
        "01": (
            "general_public_budget government_fund state_capital superior_subsidy undertaking operating"
            " subordinate_remittance other this_year surplus_used opening total",
            f"{classes} this_year surplus_distributed closing total",
        ),
        "04": (
            "general_public_budget government_fund state_capital this_year opening opening_general"
            " opening_fund opening_capital total",
            f"{classes} this_year closing total",
        ),
    }
    for kind, keys in statements.items():
        wide = ("total", "general", "fund", "capital")
        for side, names in zip(("income", "expenditure"), keys, strict=True):
            columns = ("amount",) if kind == "01" else ("total",) if side == "income" else wide
            for key, (_, *values) in zip(names.split(), tables[kind][side], strict=True):
                put(kind, side, key, columns, values)
    lists = {
        "02": "total fiscal superior_subsidy undertaking operating subordinate_remittance other",
        "03": "total basic project remittance_to_superior operating subsidy_to_subordinate",
        "05": "total basic project",
        "08": "opening income total basic project closing",
        "09": "total basic project",
    }
    for kind, names in lists.items():
        if kind in tables:
            put(kind, "", "total", tuple(names.split()), tables[kind]["total"])
            for code, _, *values in tables[kind]["rows"]:
                put(kind, "", code, tuple(names.split()), values)
    for side in ("personnel", "public") if "06" in tables else ():
        put("06", side, "total", ("amount",), [tables["06"]["totals"][side]])
        for code, _, value in tables["06"][side]:
            put("06", side, code, ("amount",), [value])
    for key, value in tables["07"]["actual"].items():
        put("07", "", key, ("actual",), [value])
    return found


def in_this_layout(layout: Layout) -> Amounts:
    """The expected amounts, less and more the lines and columns that the layout has."""
    found = expected_amounts()
    if layout.classes == 24:
        found = {key: value for key, value in found.items() if key[2] not in LATE}
    if layout.three_public != "actuals":
        for key, value in licheng().tables["07"]["budget"].items():
            found["07", "", key, "budget"] = Decimal(value) * 10000
    if layout.state_capital == 6:
        found |= {("09", "", "total", column): Decimal(0) for column in ("opening", "income", "closing")}
    return found


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str, tmp_path: Path) -> None:
    """Every amount of every table is read from each layout, and nothing is left to complain of."""
    layout, arrangement = LAYOUTS[name]
    path = build_workbook(tmp_path / "2022.xlsx", licheng(), layout=layout, arrangement=arrangement)
    reading = read_accounts([path])
    assert in_this_layout(layout) == amounts(reading.accounts)
    assert (2022, licheng().department, ()) == (
        reading.accounts.year,
        reading.accounts.department,
        reading.findings,
    )


@pytest.mark.parametrize("amounts_as", ["number", "text", "noise"])
def test_yuan(amounts_as: str, tmp_path: Path) -> None:
    """Tables in 元 give the same amounts as tables in 万元."""
    path = build_workbook(
        tmp_path / "2022.xlsx",
        licheng(),
        unit="元",
        layout=Layout(amounts=amounts_as),  # type: ignore[arg-type]
    )
    assert expected_amounts() == amounts(read_accounts([path]).accounts)


def test_each_sheet_has_its_own_unit(tmp_path: Path) -> None:
    """A table in 元 beside one in 万元: each is read in its own unit."""
    build_workbook(tmp_path / "a.xlsx", licheng(), tables=["01", "02", "03", "04", "05"])
    build_workbook(tmp_path / "b.xlsx", licheng(), unit="元", tables=["06", "07", "08", "09"])
    assert expected_amounts() == amounts(read_accounts([tmp_path]).accounts)


def test_given_unit_is_for_sheets_that_state_none(tmp_path: Path) -> None:
    """A unit given by the user is used only where the sheet states none."""
    build_workbook(tmp_path / "a.xlsx", licheng(), tables=["01", "02", "03", "04", "05"])
    silent = Layout(unit_stated=False)
    build_workbook(tmp_path / "b.xlsx", licheng(), unit="元", layout=silent, tables=["06", "07", "08", "09"])
    assert expected_amounts() == amounts(read_accounts([tmp_path], unit="元").accounts)


@pytest.mark.parametrize("title_inside", [False, True], ids=["title above", "title in the table"])
@pytest.mark.parametrize(
    "layout", [Layout(), Layout(codes="text", three_public="pairs", blocks=2)], ids=["exported", "other"]
)
def test_word_tables(layout: Layout, title_inside: bool, tmp_path: Path) -> None:
    """The nine tables of a published .docx, merged cells included, are read like a workbook's."""
    path = build_document(tmp_path / "2022.docx", licheng(), layout=layout, title_inside=title_inside)
    assert in_this_layout(layout) == amounts(read_accounts([path]).accounts)


def test_word_place_names_table_row_and_column(tmp_path: Path) -> None:
    """An amount from a Word table says which table, row and column it came from."""
    path = build_document(tmp_path / "2022.docx", licheng(), tables=["01", "02"])
    place = read_accounts([path]).accounts.amount(TableKind.INCOME, "total", "total").place
    assert ("2022.docx", "第2个表格", "第5行第5列") == (place.file, place.sheet, place.cell)


def test_word_table_over_two_pages(tmp_path: Path) -> None:
    """A table that a page break cut into two Word tables is read as one."""
    import docx

    path = build_document(tmp_path / "2022.docx", licheng(), tables=["02"])
    document = docx.Document(str(path))
    table = document.tables[0]
    second = document.add_table(rows=0, cols=len(table.columns))._tbl
    for row in table.rows[12:]:
        second.append(row._tr)
    table._tbl.addnext(second)
    document.save(str(path))
    expected = {key: value for key, value in expected_amounts().items() if key[0] == "02"}
    assert expected == amounts(read_accounts([path]).accounts)


@pytest.mark.parametrize("between", [(), ("续表",)], ids=["at once", "under 续表"])
def test_a_word_table_with_a_title_begins_anew(between: tuple[str, ...], tmp_path: Path) -> None:
    """What stands below the first table is the first one's: its last line does not date the second."""
    import docx

    path = build_document(tmp_path / "2022.docx", licheng(), tables=["02", "03"], title_inside=True)
    document = docx.Document(str(path))
    first, second = document.tables
    for element in list(first._tbl.itersiblings()):
        if element is second._tbl:
            break
        element.getparent().remove(element)
    for words in between:
        second._tbl.addprevious(document.add_paragraph(words)._p)
    first.add_row().cells[0].text = "编制单位：上级局　2021年度　单位：元"
    document.save(str(path))
    accounts = read_accounts([path]).accounts
    expected = {key: value for key, value in expected_amounts().items() if key[0] in ("02", "03")}
    assert expected == amounts(accounts)
    said = [(table.place.sheet, table.department, table.year) for table in accounts.tables.values()]
    assert [(f"第{number}个表格", licheng().department, 2022) for number in (1, 2)] == said


def test_row_order_is_kept(tmp_path: Path) -> None:
    """Rows come in printed order, the total where it is printed."""
    path = build_workbook(tmp_path / "2022.xlsx", licheng(), layout=Layout(total="last"))
    table = read_accounts([path]).accounts.table(TableKind.GENERAL_PUBLIC_BUDGET)
    assert table is not None
    assert [*(code for code, *_ in licheng().tables["05"]["rows"]), "total"] == [
        row.key for row in table.rows
    ]


def test_amount_knows_its_cell(tmp_path: Path) -> None:
    """An amount keeps file, sheet and cell, also when rows and columns stand before the table."""
    layout = Layout(blank_rows_above=3, blank_columns=2)
    path = build_workbook(tmp_path / "2022.xlsx", licheng(), layout=layout, arrangement=Arrangement("form"))
    place = read_accounts([path]).accounts.amount(TableKind.INCOME, "2011301", "fiscal").place
    assert ("2022.xlsx", "公开02表", "H14") == (place.file, place.sheet, place.cell)


def test_prior_blank_is_unknown(tmp_path: Path) -> None:
    """In a prior year's tables an empty amount is unknown and keeps the cell where it was looked for."""
    path = build_workbook(tmp_path / "2021.xlsx", licheng(2021), layout=Layout(notes=False))
    accounts = read_accounts([path], blanks="unknown").accounts
    assert expected_amounts(2021) == amounts(accounts)
    basic = accounts.amount(TableKind.GENERAL_PUBLIC_BUDGET, "2011301", "basic")
    assert (None, "GK05 一般公共预算财政拨款支出决算表", "F9") == (
        basic.yuan,
        basic.place.sheet,
        basic.place.cell,
    )


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xls", "ods", "xlsx"])
def test_office_formats(suffix: str, tmp_path: Path) -> None:
    """The tables saved by LibreOffice as .xls, .ods and .xlsx are read the same."""
    made = build_workbook(tmp_path / "2022.xlsx", licheng())
    path = converted(made, suffix, tmp_path / "out")
    assert expected_amounts() == amounts(read_accounts([path]).accounts)


@pytest.mark.office
def test_office_document(tmp_path: Path) -> None:
    """A Word document that LibreOffice saved again is read the same."""
    made = build_document(tmp_path / "2022.docx", licheng())
    path = converted(made, "docx", tmp_path / "out")
    assert expected_amounts() == amounts(read_accounts([path]).accounts)


@pytest.mark.office
def test_et_is_read_by_its_content(tmp_path: Path) -> None:
    """An .et file that is an .xls inside is read, whatever its name says."""
    made = build_workbook(tmp_path / "2022.xlsx", licheng())
    path = converted(made, "xls", tmp_path / "out").rename(tmp_path / "2022.et")
    assert expected_amounts() == amounts(read_accounts([path]).accounts)
