"""Real departments' published figures, and how several files make one department's accounts."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from juesuan.accounts import FinalAccounts, TableKind
from juesuan.errors import InputError
from juesuan.reading import merge_accounts, read_accounts
from workbooks import Arrangement, Layout, build_workbook, licheng, printed, rows_workbook

ACCEPTANCE = Path(__file__).resolve().parents[3] / "shared" / "acceptance"
RENAMED = {
    "subordinate_remit": "subordinate_remittance",
    "remit_superior": "remittance_to_superior",
    "subsidy_subordinate": "subsidy_to_subordinate",
}
real = pytest.mark.parametrize(
    ("case", "year"),
    [("licheng-2022", 2022), ("putuo-caizheng-2024", 2024)],
)


def published(case: str) -> dict[str, Any]:
    """The figures of a case in the acceptance set, or skip where it is not there."""
    path = ACCEPTANCE / case / "figures.json"
    if not path.exists():
        pytest.skip("the acceptance set is not here")
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def yuan(text: str | None) -> Decimal:
    return Decimal(text or 0) * 10000


def read_values(accounts: FinalAccounts, number: str, side: str = "") -> list[tuple[str, dict[str, Decimal]]]:
    """Keys and amounts of the lines of one side, in order."""
    table = accounts.table(TableKind(number))
    assert table is not None
    return [
        (row.key, {column: amount.yuan or Decimal(0) for column, amount in row.amounts.items()})
        for row in table.rows
        if row.side == side
    ]


@real
@pytest.mark.parametrize("number", ["01", "04"])
def test_two_sided_tables_of_real_departments(case: str, year: int, number: str) -> None:
    """Both sides of tables 01 and 04 are read line by line as published."""
    table = published(case)["tables"][number]
    accounts = read_accounts([ACCEPTANCE / case / f"{year}.xlsx"]).accounts
    for side in ("income", "expenditure"):
        lines = [line for line in table[side] + table[f"{side}_summary"] if line["name"]]
        expected = [
            {key: yuan(value) for key, value in line["values"].items()}
            if "values" in line
            else {"amount" if number == "01" else "total": yuan(line["amount"])}
            for line in lines
        ]
        assert expected == [amounts for _, amounts in read_values(accounts, number, side)]


@real
@pytest.mark.parametrize("number", ["02", "03", "05", "08", "09"])
def test_account_tables_of_real_departments(case: str, year: int, number: str) -> None:
    """Total and accounts of tables 02, 03, 05, 08 and 09 are read as published."""
    table = published(case)["tables"][number]
    accounts = read_accounts([ACCEPTANCE / case / f"{year}.xlsx"]).accounts
    lines = [("total", table["total"]), *((row["code"], row["values"]) for row in table["rows"])]
    expected = {
        code: {RENAMED.get(key, key): yuan(value) for key, value in values.items()} for code, values in lines
    }
    assert expected == dict(read_values(accounts, number))


@real
def test_basic_expenditure_of_real_departments(case: str, year: int) -> None:
    """Both sides of table 06 are read as published, with their totals."""
    table = published(case)["tables"]["06"]
    accounts = read_accounts([ACCEPTANCE / case / f"{year}.xlsx"]).accounts
    for side in ("personnel", "public"):
        expected = {"total": {"amount": yuan(table["totals"][side])}} | {
            row["code"]: {"amount": yuan(row["amount"])} for row in table[side]
        }
        assert expected == dict(read_values(accounts, "06", side))


@real
def test_three_public_expenses_of_real_departments(case: str, year: int) -> None:
    """Table 07 is read as published, with budgets where it has them."""
    table = published(case)["tables"]["07"]
    accounts = read_accounts([ACCEPTANCE / case / f"{year}.xlsx"]).accounts
    expected = {
        key: {"actual": yuan(actual)} | ({"budget": yuan(table["budget"][key])} if "budget" in table else {})
        for key, actual in table["actual"].items()
    }
    assert expected == dict(read_values(accounts, "07"))


@real
def test_real_workbooks_leave_nothing_to_complain_of(case: str, year: int) -> None:
    """A real export gives no finding and leaves no sheet out."""
    published(case)
    reading = read_accounts([ACCEPTANCE / case / f"{year}.xlsx"])
    assert (year, 9, (), ()) == (
        reading.accounts.year,
        len(reading.recognised),
        reading.findings,
        reading.ignored,
    )


def test_folder_is_read_as_one(tmp_path: Path) -> None:
    """A folder with the tables in several workbooks gives one accounts; editors' left-overs are ignored."""
    build_workbook(tmp_path / "a.xlsx", licheng(), tables=["01", "02"])
    build_workbook(tmp_path / "b.xlsx", licheng(), tables=["05"])
    for name in ("~$a.xlsx", ".~lock.b.xlsx#", ".~a.xlsx"):
        (tmp_path / name).write_bytes(b"owner")
    (tmp_path / "说明.txt").write_text("x", encoding="utf-8")
    reading = read_accounts([tmp_path])
    assert ["01", "02", "05"] == [kind.value for kind in reading.accounts.tables]
    assert [("说明.txt", "不是工作簿或 .docx")] == [(each.file, each.why) for each in reading.ignored]


def test_public_table_is_preferred(tmp_path: Path) -> None:
    """Beside a 财决 table the 公开 one is used, and the finding says which were candidates."""
    rows = printed(licheng(), layout=Layout())["01"].rows
    other = {3653.52: 1.0, "公开01表": "财决01表"}
    spoiled = [[other.get(cell, cell) for cell in row] for row in rows]
    path = rows_workbook(tmp_path / "2022.xlsx", {"财决01": spoiled, "公开01": rows})
    reading = read_accounts([path])
    total = reading.accounts.amount(TableKind.INCOME_AND_EXPENDITURE, "total", side="income")
    assert Decimal("36535200.00") == total.yuan
    assert ["table-candidates"] == [finding.code for finding in reading.findings]
    assert "用了“2022.xlsx 公开01”，没有用“2022.xlsx 财决01”" in reading.findings[0].message


def test_supplement_sheet_is_reported(tmp_path: Path) -> None:
    """A sheet titled 补充资料 is left out with that reason, so that the caller may read it."""

    def add(book: Any) -> None:
        book.create_sheet("其他")["A1"] = "补充资料"

    path = build_workbook(tmp_path / "2022.xlsx", licheng(), edit=add)
    assert [("其他", "补充资料")] == [(each.sheet, each.why) for each in read_accounts([path]).ignored]


def test_contents_and_cover_are_reported(tmp_path: Path) -> None:
    """Cover, table of contents and empty sheets are left out, each with its reason."""
    path = build_workbook(tmp_path / "2022.xlsx", licheng(), arrangement=Arrangement(extra_sheets=True))
    expected = [("封面", "没有找到决算表的标题"), ("目录", "只有表名，没有数据"), ("Sheet99", "空表")]
    assert expected == [(each.sheet, each.why) for each in read_accounts([path]).ignored]


def test_year_may_stand_on_the_cover(tmp_path: Path) -> None:
    """Where no table states the year, the cover's is taken."""
    path = build_workbook(
        tmp_path / "x.xlsx", licheng(), layout=Layout(year=False), arrangement=Arrangement(extra_sheets=True)
    )
    assert 2022 == read_accounts([path]).accounts.year


def test_table_without_a_year_takes_the_workbooks(tmp_path: Path) -> None:
    """A table that states no year gets the year of the others."""

    def remove(book: Any) -> None:
        sheet = book["GK05 一般公共预算财政拨款支出决算表"]
        sheet["D3"] = None

    accounts = read_accounts([build_workbook(tmp_path / "x.xlsx", licheng(), edit=remove)]).accounts
    assert {2022} == {table.year for table in accounts.tables.values()}


@pytest.mark.parametrize("blanks", ["zero", "unknown"])
def test_note_that_there_is_nothing_means_zero(blanks: Any, tmp_path: Path) -> None:
    """An empty table 08 whose note says there was nothing is zero, in either year."""
    head = [["政府性基金预算财政拨款收入支出决算表"], ["部门：某局", None, "2022年度", "单位：万元"]]
    columns = [
        "功能分类科目编码",
        "科目名称",
        "年初结转和结余",
        "本年收入",
        "小计",
        "基本支出",
        "项目支出",
        "年末结转和结余",
    ]
    rows = [*head, columns, ["合计"], ["注：某局无政府性基金预算财政拨款支出，故本表无数据。"]]
    path = rows_workbook(tmp_path / "x.xlsx", {"08": rows})
    row = read_accounts([path], blanks=blanks).accounts.tables[TableKind.GOVERNMENT_FUND].find("total")
    assert row is not None
    assert {Decimal(0)} == {amount.yuan for amount in row.amounts.values()}


def test_empty_budget_of_three_public_expenses_is_not_zero(tmp_path: Path) -> None:
    """A budget column that nobody filled in gives no budget, so that the supplement's is used."""
    figures = licheng()
    figures.tables["07"]["budget"].update(dict.fromkeys(figures.tables["07"]["budget"]))
    path = build_workbook(tmp_path / "x.xlsx", figures, layout=Layout(three_public="list"))
    accounts = read_accounts([path]).accounts
    budget = accounts.amount(TableKind.THREE_PUBLIC_EXPENSES, "total", "budget")
    assert not budget.known


def test_basic_expenditure_as_one_list(tmp_path: Path) -> None:
    """Table 06 as one list with columns 合计, 人员经费 and 公用经费 is read by its codes."""
    rows = [
        ["一般公共预算财政拨款基本支出决算表"],
        ["部门：某局", None, "2022年度", None, "单位：万元"],
        ["经济分类科目", None, "本年支出"],
        ["科目编码", "科目名称", "合计", "人员经费", "公用经费"],
        ["301", "工资福利支出", 10.5, 10.5, None],
        ["30101", "基本工资", 10.5, 10.5, None],
        ["302", "商品和服务支出", 2.25, None, 2.25],
        ["合计", None, 12.75, 10.5, 2.25],
    ]
    accounts = read_accounts([rows_workbook(tmp_path / "x.xlsx", {"06": rows})]).accounts
    keys = [("total", "personnel"), ("total", "public"), ("30101", "personnel"), ("302", "public")]
    found = [accounts.amount(TableKind.BASIC_EXPENDITURE, key, side=side).yuan for key, side in keys]
    assert [Decimal(105000), Decimal(22500), Decimal(105000), Decimal(22500)] == found


def test_merged_units_are_added(tmp_path: Path) -> None:
    """Several units' accounts are summed line by line, unknown stays unknown, and a note says so."""
    path = build_workbook(tmp_path / "2021.xlsx", licheng(2021), layout=Layout(notes=False))
    one = read_accounts([path], blanks="unknown").accounts
    merged, findings = merge_accounts([one, one])
    item = merged.amount(TableKind.GENERAL_PUBLIC_BUDGET, "2150517", "total")
    basic = merged.amount(TableKind.GENERAL_PUBLIC_BUDGET, "2150517", "basic")
    assert (Decimal("6000000.00"), None) == (item.yuan, basic.yuan)
    assert ["priors-merged"] == [finding.code for finding in findings]


def test_merged_units_must_be_of_one_year(tmp_path: Path) -> None:
    """Accounts of different years cannot be added."""
    build_workbook(tmp_path / "2021.xlsx", licheng(2021))
    build_workbook(tmp_path / "2022.xlsx", licheng())
    accounts = [read_accounts([tmp_path / name]).accounts for name in ("2021.xlsx", "2022.xlsx")]
    with pytest.raises(InputError, match="不是同一年度"):
        merge_accounts(accounts)
