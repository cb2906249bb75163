"""Why a text is no YAML, in Chinese, at the line where the cause stands: YAML names the line where it noticed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

_KEY = r"^\s*(?:-\s+)*[A-Za-z_][\w.*]*"
_DEEPEST = 100  # sentences nest a few; libyaml's own recursion ends the process at some ten thousand
_NESTING = re.compile(rf"[\[{{\]}}]|(?:[-?]\s+){{{_DEEPEST}}}")
_MARGIN = re.compile(r"[\s-]*")
_FULL_WIDTH = re.compile(rf"{_KEY}\s*：", re.ASCII)

_SLIPS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (_FULL_WIDTH, "这里用了全角冒号", "请改成半角冒号，后面空一格"),
    (re.compile(r"^\s*\t|^ +\t"), "缩进里有制表符（Tab）", "请改成空格"),
    (re.compile(r"(?:^|[:\-])\s+\{[{%#]|^\{[{%#]"), "句子以花括号开头", "整句要加引号"),
    (re.compile(rf"{_KEY}:[^\s:]", re.ASCII), "冒号后面少一个空格", "请空一格再写"),
    (re.compile(r"^\s*-[A-Za-z_]"), "短横线后面少一个空格", "请空一格再写"),
    (
        re.compile(r"""(?:^|[:\-])\s+(?:"[^"]*"|'[^']*')\s*[^\s,:\]}#]"""),
        "引号后面还有文字",
        "整句要放在一对引号里",
    ),
    (re.compile(r"(?:[:\-]\s+|^\s*)[*&!%@`]"), "文字不能以 * & ! % @ ` 开头", "请加引号"),
)
"""What a line shows by itself, the surest first."""

TOO_DEEP, NO_DATE, USED_TWICE = "too deep", "no such date", "used twice"
"""What ``located_yaml`` refuses on its own, as problems of a ``YAMLError``."""

_REFUSED = {
    TOO_DEEP: ("一层套一层，太深了", "请改写"),
    NO_DATE: ("没有这个日期", "不是日期的要加引号"),
    USED_TWICE: ("不能用 & 和 * 引用别处", "请照写一遍；以 & 或 * 开头的文字要加引号"),
}
_NOTICED: tuple[tuple[str, str, str], ...] = (
    ("quoted scalar found unexpected end", "引号没有成对", "请补上另一个引号"),
    ("unknown escape", "双引号里的反斜线没有这种写法", "请改用单引号"),
    ("tab character", "缩进里有制表符（Tab）", "请改成空格"),
    ("flow", "花括号或方括号没有成对，或里面少了逗号", "请检查；句子里有这些括号时整句要加引号"),
    ("block scalar", "| 或 > 后面不能写文字", "文字从下一行写起，比键多缩进两格"),
    ("simple key", "这一行少了冒号，或缩进不对", "一项写作“键: 内容”；|- 下面的文字要比键多缩进两格"),
    ("undefined alias", "文字不能以 * 开头", "请加引号"),
    ("unhashable", "键要写成一个词", "以花括号开头的句子要加引号"),
    ("for the tag", "文字不能以 ! 开头", "请加引号"),
    ("another document", "多了一行 ---", "请删去"),
    ("mapping values", "半角冒号写在了不该有的地方", "句子里有半角冒号时整句要加引号"),
    ("expected key", "缩进不对，或混用了两种写法", "同一条里的各项要上下对齐"),
    ("'-' indicator", "缩进不对，或少了短横线", "同一条里的各项要上下对齐，每一条以 - 开头"),
)
"""What YAML noticed, by its words; the line tells no more."""


def yaml_fault(error: yaml.YAMLError, text: str) -> tuple[str, str, int]:
    """What is wrong, what to do, and in which line (counted from 1, 0 unknown)."""
    if isinstance(error, yaml.reader.ReaderError):
        return "有不能用的字符", "请删去", text.count("\n", 0, error.position) + 1
    lines = text.split("\n")
    said = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}"
    places = _places(error, said)
    line = places[0] + 1 if places else 0
    if refused := _REFUSED.get(getattr(error, "problem", "")):
        return *refused, line
    for at in places:
        for pattern, message, remedy in _SLIPS:
            if at < len(lines) and pattern.search(lines[at]):
                return message, remedy, at + 1
    if "mapping values" in said and _deeper(lines, places[0]):
        return "这一行缩进得太多", "同一条里的各项要上下对齐", line
    for words, message, remedy in _NOTICED:
        if words in said:
            return message, remedy, line
    return "看不懂这一行", "请检查冒号、引号和缩进", line


def too_deep(text: str) -> int | None:
    """The line (from 0) where brackets or dashes stand so deep in each other that PyYAML would crash."""
    depth = 0
    for found in _NESTING.finditer(text):
        sign = found.group()
        depth = max(0, depth - 1) if sign in "]}" else depth + (1 if sign in "[{" else _DEEPEST)
        if depth >= _DEEPEST:
            return text.count("\n", 0, found.start())
    return None


def full_width_colons(text: str) -> Iterator[int]:
    """The lines (from 1) of a text without a single key that look like a key with a full-width colon."""
    return (number for number, line in enumerate(text.split("\n"), 1) if _FULL_WIDTH.search(line))


def _places(error: yaml.YAMLError, said: str) -> list[int]:
    """The lines (from 0) where the cause may stand, the likeliest first."""
    mark, context = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    if context and any(words in said for words in ("simple key", "flow", "quoted scalar", "block scalar")):
        return [context.line]
    if not mark:
        return []
    return [mark.line, mark.line - 1] if mark.line else [0]


def _deeper(lines: list[str], at: int) -> bool:
    """Whether a line stands further in than the one above it, and has no colon but that of its key."""
    here, above = (len(_MARGIN.match(lines[each])[0]) for each in (at, max(at - 1, 0)))  # type: ignore[index]
    return here > above and len(re.findall(r":\s", lines[at])) < 2
