"""What signs between two values make of them, and what they cannot be put between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jinja2 import nodes

from juesuan.authoring.vocabulary import ANY, DECIMAL, FLAG, NUMBER, TEXT, Kind, is_figure, list_of
from juesuan.mistakes import ARITHMETIC_REMEDY

_ORDERING = {"gt", "gteq", "lt", "lteq"}


class Wrong(NamedTuple):
    """Why it cannot be computed, and what to write instead."""

    message: str
    remedy: str = ""


def computed(node: nodes.BinExpr | nodes.UnaryExpr, kinds: Sequence[Kind]) -> Kind | Wrong:
    """What ``+ - * / // % **`` make of values of these kinds."""
    if any(kind.open for kind in kinds):
        return ANY
    if any(is_figure(kind) for kind in kinds):
        return Wrong("决算数不能直接加减乘除", ARITHMETIC_REMEDY)
    if isinstance(node, nodes.Add) and all(kind.element is not None for kind in kinds):
        return kinds[0] if kinds[0] == kinds[-1] else list_of(ANY)
    if isinstance(node, nodes.Pow):
        return Wrong("句子里不能用 **")
    if isinstance(node, nodes.Add) and all(kind.is_text for kind in kinds):
        return TEXT
    odd = next((kind for kind in kinds if kind not in (NUMBER, DECIMAL, FLAG)), None)
    if odd is not None:
        return Wrong(f"{odd.name}不能加减乘除", "文字用 ~ 连接" if odd.is_text else "")
    whole = all(kind == NUMBER for kind in kinds) and not isinstance(node, nodes.Div)
    return NUMBER if whole else DECIMAL


def compared(left: Kind, sign: str, right: Kind) -> Wrong | None:
    """Comparisons that would end in an error of Python's: a number is not more than a text, and holds nothing."""
    if left.open or right.open:
        return None
    if sign in ("in", "notin") and right.element is None and not right.is_text:
        return Wrong(f"in 后面要一个名单，这里却是{right.name}")
    lists = left.element is not None or right.element is not None
    if sign in _ORDERING and (lists or left.is_text != right.is_text):
        return Wrong(f"{left.name}与{right.name}不能比大小", "数不加引号")
    return None
