"""Which table a title names, and what the words around it state."""

from __future__ import annotations

import pytest

from juesuan.errors import InputError
from juesuan.reading.grids import Grid
from juesuan.reading.titles import Head, read_head, stated_year, table_kind

TITLES = {
    "收入支出决算总表": "01",
    "2022年度收入支出决算总表": "01",
    "一、收入支出决算总表": "01",
    "公开01表 收入支出决算总表": "01",
    "部门收支决算总表": "01",
    "某某局2022年度收入支出决算总表（公开01表）": "01",
    "收　入　决　算　表": "02",
    "（二）收入决算表": "02",
    "支出决算表": "03",
    "财政拨款收入支出决算总表": "04",
    "一般公共预算财政拨款支出决算表": "05",
    "一般公共预算财政拨款基本支出决算表": "06",
    "一般公共预算财政拨款基本支出决算明细表": "06",
    "财政拨款“三公”经费支出决算表": "07",
    '一般公共预算财政拨款"三公"经费支出决算表': "07",
    "“三公”经费、行政参公单位机关运行经费情况表": "07",
    "政府性基金预算财政拨款收入支出决算表": "08",
    "政府性基金预算财政拨款支出决算表": "08",
    "国有资本经营预算财政拨款支出决算表": "09",
    "国有资本经营预算财政拨款收入支出决算表": "09",
}
OTHERS = (
    "收入支出决算表",
    "支出决算明细表",
    "项目支出决算明细表",
    "项目收入支出决算表",
    "一般公共预算财政拨款支出决算明细表",
    "一般公共预算财政拨款收入支出决算表",
    "政府性基金预算财政拨款基本支出决算表",
    "国有资产使用情况表",
    "收入支出预算总表",
    "注：本表反映部门本年度一般公共预算财政拨款支出决算表",
    "二、收入决算情况说明",
    "详见收入决算表。",
)


@pytest.mark.parametrize("title", TITLES)
def test_title(title: str) -> None:
    """A title names its table, whatever number, year or department stands before it."""
    kind = table_kind(title)
    assert kind is not None
    assert TITLES[title] == kind.value


@pytest.mark.parametrize("title", OTHERS)
def test_other_titles(title: str) -> None:
    """Other tables, notes and sentences are no titles of the nine."""
    assert table_kind(title) is None


HEADS = {
    ("部门：某某局", "2022年度", "单位：万元"): Head(2022, "万元", "某某局"),
    ("编制单位：某某局　　2022年度　　金额单位：元",): Head(2022, "元", "某某局"),
    ("公开01表", "单位名称:某某局", "二〇二二年度", "单位：人民币万元"): Head(
        2022, "万元", "某某局", "公开01表"
    ),
    ("单位：万元（保留两位小数）", "部门：某某局"): Head(None, "万元", "某某局"),
    ("年度：2023", "（万元）"): Head(2023, "万元", None),
}


@pytest.mark.parametrize("cells", HEADS)
def test_head(cells: tuple[str, ...]) -> None:
    """Year, unit, department and form are read however they are written."""
    assert HEADS[cells] == read_head(Grid("x.xlsx", "甲", (cells,)), range(1))


def test_unknown_unit() -> None:
    """A unit other than 元 and 万元 is refused with its cell."""
    with pytest.raises(InputError, match="不认识的金额单位“亿元”") as caught:
        read_head(Grid("x.xlsx", "甲", (("部门：某某局", "单位：亿元"),)), range(1))
    assert "B1" == caught.value.place.cell


def test_date_is_not_the_year() -> None:
    """The date on which a table was made is not the year of the accounts."""
    assert stated_year("编制日期：2023年8月20日") is None
