"""What goes wrong while a sentence is rendered, in the words of an edition's author."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from juesuan.errors import EditionError
from juesuan.places import Place
from juesuan.syntax import Fault, syntax_fault

_QUOTED = 40  # characters of a sentence that a message shows
_ARITHMETIC = re.compile("unsupported operand|bad operand|can only concatenate")
_NO_LIST = re.compile(r"not iterable|not subscriptable|has no len\(\)")


def explained(error: Exception, sentence: str, names: Mapping[str, Any], place: Place) -> EditionError:
    """The error of a sentence, or an expression, that stands at ``place``; with the names that come closest."""
    if isinstance(error, EditionError):
        return EditionError(
            error.message, place=error.place if str(error.place) else place, remedy=error.remedy
        )
    if isinstance(error, UndefinedError):
        name = _undefined(error)
        path = next((word for word in re.findall(r"[\w.]+", sentence) if word.endswith(name) and name), name)
        near = difflib.get_close_matches(path, _paths(names), 5, 0.5)
        remedy = f"相近的名字：{'、'.join(near)}" if near else "可用的名字见 juesuan phrasebook names"
        return EditionError(f"句子里用了没有的名字“{path}”", place=place, remedy=remedy)
    if isinstance(error, TemplateSyntaxError):
        fault = syntax_fault(error, sentence)
        return EditionError(f"{fault.message}：{sentence[:_QUOTED]}", place=place, remedy=fault.remedy)
    why, remedy = _why(error)
    return EditionError(f"句子无法生成，{why}：{sentence[:_QUOTED]}", place=place, remedy=remedy)


def missing_word(error: UndefinedError, phrase: str) -> EditionError:
    """A phrase needs a word that the sentence which uses it does not give."""
    name = _undefined(error)
    remedy = f"用到它的句子要给出这个词：{{{{ … | {phrase}({name}='…') }}}}；或在 edition.yaml 里改这个短语"
    return EditionError(f"短语“{phrase}”里用了没有的名字“{name}”", remedy=remedy)


def refuse(faults: Iterable[Fault]) -> None:
    """Raise ``EditionError`` for the first of them, if there is one."""
    for fault in faults:
        raise EditionError(fault.message, remedy=fault.remedy)


def _undefined(error: UndefinedError) -> str:
    wrong: list[str] = re.findall(r"'([^']+)'", error.message or "")
    return wrong[-1] if wrong else ""


def _why(error: Exception) -> tuple[str, str]:
    """Why a sentence that is well written could not be rendered, and what to do."""
    said = str(error)
    if isinstance(error, SecurityError):
        return "用了不许用的写法", "请改用 docs/短语库.md 里写明的写法"
    if _ARITHMETIC.search(said):
        return "决算数不能直接加减乘除", ARITHMETIC_REMEDY
    if _NO_LIST.search(said):
        return "这里要一个名单", "名单见 juesuan phrasebook names"
    if "__round__" in said:
        return "决算数不能用 round", "小数位数在 edition.yaml 的 numbers 里写"
    if isinstance(error, RecursionError):
        return "短语绕回了自己", "请改写短语"
    if isinstance(error, ZeroDivisionError):
        return "除数是零", "请改写"
    return f"写法用在了不合适的值上（{type(error).__name__}）", "请改用 docs/短语库.md 里写明的写法"


ARITHMETIC_REMEDY = "求和用 sum_of(…)，占比用 percent_of(…)；别的数请在补充资料里加一行"
"""What to write where figures are added, subtracted or divided by signs."""


def _paths(names: Mapping[str, Any], prefix: str = "") -> list[str]:
    found: list[str] = []
    for name, value in names.items():
        if name.startswith("_"):
            continue
        found.append(prefix + name)
        members = getattr(value, "__dict__", {}).get("_members")
        if isinstance(members, dict):
            found += _paths(members, f"{prefix}{name}.")
    return found
