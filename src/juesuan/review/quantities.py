"""One quantity of the document against the one the figures give: what kind of difference it is."""

from __future__ import annotations

from decimal import Decimal

from juesuan.amounts import round_half_up
from juesuan.findings import Severity
from juesuan.matching.tokens import Quantity, Token

Verdict = tuple[str, Severity, str]  # code, severity, what is wrong

AMOUNT_UNITS = ("万元", "元", "亿元")


def judge(wanted: Token, there: Token) -> Verdict | None:
    """The difference between two quantities; ``None`` where they print the same number alike."""
    ours, theirs = wanted.quantity, there.quantity
    if ours.is_year:
        return ("year-differs", "error", "年份不对")
    if ours.is_code:
        return ("code-differs", "error", "科目编码不对")
    if ours.unit != theirs.unit:
        return _other_unit(ours, theirs)
    if ours.value == theirs.value:
        return _other_form(ours, theirs)
    if _rounded_alike(ours, theirs):
        return ("number-format", "warning", "小数位数与其他数字不一致")
    if wanted.figure and _is_tail(wanted, theirs):
        return ("amount-tail", "warning", "合计与各项之和差在尾数")
    if ours.unit == "%":
        return ("percent-differs", "error", "百分比与决算数据不一致")
    if ours.unit in AMOUNT_UNITS:
        return ("amount-differs", "error", "金额与决算数据不一致")
    return ("number-differs", "error", "数字与决算数据不一致")


def _other_unit(ours: Quantity, theirs: Quantity) -> Verdict:
    if "%" in (ours.unit, theirs.unit) and ours.value == theirs.value:
        return ("percent-sign", "error", "百分号不对")
    if ours.unit in AMOUNT_UNITS or theirs.unit in AMOUNT_UNITS or ours.value == theirs.value:
        return ("unit-differs", "error", "单位不对")
    return ("number-differs", "error", "数字和单位与决算数据不一致")


def _other_form(ours: Quantity, theirs: Quantity) -> Verdict | None:
    if ours.digits.replace(",", "") == theirs.digits.replace(",", ""):
        return None  # only the thousands separators differ
    return ("number-format", "warning", "数字的写法（小数位数）与其他数字不一致")


def _rounded_alike(ours: Quantity, theirs: Quantity) -> bool:
    if ours.decimals == theirs.decimals:
        return False
    decimals = min(ours.decimals, theirs.decimals)
    return round_half_up(ours.value, decimals) == round_half_up(theirs.value, decimals)


def _is_tail(wanted: Token, theirs: Quantity) -> bool:
    """Whether a sum misses its parts by no more than their rounding."""
    source = wanted.figure.source if wanted.figure else None
    parts = source.formula.count("＋") + 1 if source else 1
    return parts > 1 and abs(wanted.quantity.value - theirs.value) <= Decimal("0.005") * (parts + 1)


def explained(wanted: Token) -> str:
    """How the figure came about, where that is known: （3653.52－4194.40）."""
    source = wanted.figure.source if wanted.figure else None
    return f"（{source.formula}）" if source and source.formula else ""
