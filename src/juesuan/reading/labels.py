"""What the printed labels of lines and columns mean, old and new names alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from juesuan.accounts import TableKind
from juesuan.reading.grids import Cell, squeezed

T = TableKind

_CLASSES: Mapping[str, str] = {
    "一般公共服务": "201",
    "外交": "202",
    "国防": "203",
    "公共安全": "204",
    "教育": "205",
    "科学技术": "206",
    "文化旅游体育与传媒": "207",
    "文化体育与传媒": "207",
    "社会保障和就业": "208",
    "社会保险基金": "209",
    "卫生健康": "210",
    "医疗卫生与计划生育": "210",
    "医疗卫生": "210",
    "节能环保": "211",
    "城乡社区": "212",
    "农林水": "213",
    "交通运输": "214",
    "资源勘探工业信息等": "215",
    "资源勘探信息等": "215",
    "资源勘探电力信息等": "215",
    "商业服务业等": "216",
    "金融": "217",
    "金融监管等": "217",
    "地震灾后恢复重建": "218",
    "援助其他地区": "219",
    "自然资源海洋气象等": "220",
    "国土海洋气象等": "220",
    "国土资源气象等": "220",
    "住房保障": "221",
    "粮油物资储备": "222",
    "国有资本经营预算": "223",
    "灾害防治及应急管理": "224",
    "预备费": "227",
    "其他": "229",
    "转移性": "230",
    "债务还本": "231",
    "债务付息": "232",
    "债务发行费用": "233",
    "抗疫特别国债安排的": "234",
}
"""类 of expenditure by name, old names beside the new, without 支出 or 事务 at the end → its code."""

_CLASS_END = re.compile(r"(?:事务)?(?:支出)?(?:（类）)?$")
_COUNTS = re.compile(r"（[个次辆台批人组元][^费]*）|[数量]$|人次|人数|批次|保有|团组")
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|（[一二三四五六七八九十]+）|[0-9]+[、.．]|（[0-9]+）)"
)


@lru_cache(maxsize=4096)
def plain_label(value: Cell) -> str:
    """A label without its ordinal and 其中：."""
    text = squeezed(value)
    while True:
        shorter = _ORDINAL.sub("", text).removeprefix("其中：").removeprefix("减：").removeprefix("加：")
        if shorter == text:
            return text
        text = shorter


@lru_cache(maxsize=4096)
def statement_key(label: str, side: str, *, after_total: bool) -> str:
    """The row key of a line of table 01 or 04; the printed name where it is none of the known ones."""
    if label in ("总计", "收入总计", "支出总计", "收支总计", "收入支出总计"):
        return "total"
    if label.startswith(("本年收入合计", "本年支出合计")):
        return "this_year"
    if label.startswith(("使用非财政拨款", "使用专用结余", "用事业基金弥补收支差额")):
        return "surplus_used"
    if label.startswith("结余分配"):
        return "surplus_distributed"
    if re.match(r"^(?:年初|上年).*(?:结转|结余)", label):
        return "opening"
    if re.match(r"^(?:年末|年终).*(?:结转|结余)|^结转下年", label):
        return "closing"
    if side == "expenditure":
        return _CLASSES.get(_CLASS_END.sub("", label), label)
    return _income_key(label, after_total=after_total)


def _income_key(label: str, *, after_total: bool) -> str:
    for part, key, opening in (
        ("一般公共预算", "general_public_budget", "opening_general"),
        ("政府性基金", "government_fund", "opening_fund"),
        ("国有资本经营", "state_capital", "opening_capital"),
    ):
        if part in label:
            return opening if after_total else key
    for part, key in (
        ("上级补助", "superior_subsidy"),
        ("事业收入", "undertaking"),
        ("附属单位", "subordinate_remittance"),
        ("经营收入", "operating"),
        ("其他收入", "other"),
    ):
        if label.startswith(part):
            return key
    return label


_COLUMN_LABELS: Mapping[TableKind, tuple[tuple[str, str], ...]] = {
    T.INCOME: (
        ("教育收费", ""),
        ("财政拨款", "fiscal"),
        ("上级补助", "superior_subsidy"),
        ("事业收入", "undertaking"),
        ("附属单位", "subordinate_remittance"),
        ("经营收入", "operating"),
        ("其他收入", "other"),
        ("合计", "total"),
        ("小计", "total"),
    ),
    T.EXPENDITURE: (
        ("基本支出", "basic"),
        ("项目支出", "project"),
        ("上缴上级", "remittance_to_superior"),
        ("经营支出", "operating"),
        ("附属单位", "subsidy_to_subordinate"),
        ("合计", "total"),
        ("小计", "total"),
    ),
    T.GENERAL_PUBLIC_BUDGET: (
        ("基本支出", "basic"),
        ("项目支出", "project"),
        ("合计", "total"),
        ("小计", "total"),
        ("本年支出", "total"),
    ),
    T.GOVERNMENT_FUND: (
        ("年初", "opening"),
        ("上年", "opening"),
        ("年末", "closing"),
        ("本年收入", "income"),
        ("基本支出", "basic"),
        ("项目支出", "project"),
        ("小计", "total"),
        ("合计", "total"),
        ("本年支出", "total"),
    ),
}


def column_key(kind: TableKind, header: str) -> str:
    """The column that a header (all its rows run together) names; empty where it names none."""
    same = T.GOVERNMENT_FUND if kind is T.STATE_CAPITAL else kind
    return next((key for part, key in _COLUMN_LABELS[same] if part in header), "")


def three_public_part(label: str) -> str:
    """The row key of a line or column of table 07; empty where it is none, or counts things, not money."""
    label = plain_label(label)
    if _COUNTS.search(label):
        return ""
    if "因公出国" in label or "出国（境）" in label:
        return "abroad"
    if "车" in label:
        bought, run = "购置" in label, "运行" in label
        return "vehicles" if bought == run else "vehicles_purchase" if bought else "vehicles_operation"
    if "接待" in label:
        return "reception"
    return "total" if "合计" in label or "小计" in label else ""
