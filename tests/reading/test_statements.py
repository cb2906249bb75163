"""Tables with two sides."""

from __future__ import annotations

from pathlib import Path

from juesuan.accounts import TableKind
from juesuan.identities import verify
from juesuan.reading import read_accounts
from workbooks import rows_workbook

_SHEET = [
    ["收入支出决算总表"],
    ["部门：某某局", None, "2022年度", "单位：万元"],
    ["收入", None, "支出", None],
    ["项目", "决算数", "项目", "决算数"],
    ["一、财政拨款收入", 100.00, "一、一般公共服务支出", 90.00],
    ["其中：政府性基金预算财政拨款", 40.00, "二、城乡社区支出", 40.00],
    ["二、其他收入", 30.00, None, None],
    ["本年收入合计", 130.00, "本年支出合计", 130.00],
    ["总计", 130.00, "总计", 130.00],
]


def test_part_of_the_line_above_keeps_its_name(tmp_path: Path) -> None:
    """其中 stays in the name of a line that is a part of the one above, and sums leave it out."""
    accounts = read_accounts([rows_workbook(tmp_path / "2022.xlsx", {"总表": _SHEET})]).accounts
    table = accounts.tables[TableKind.INCOME_AND_EXPENDITURE]
    assert ["财政拨款收入", "其中：政府性基金预算财政拨款", "其他收入", "本年收入合计", "总计"] == [
        row.name for row in table.on("income")
    ]
    row = table.find("government_fund", "income")
    assert row
    assert 400000 == row["amount"].yuan
    assert () == verify(accounts).findings
