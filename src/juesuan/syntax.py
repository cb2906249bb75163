"""The syntax of sentences: braces that would be printed, and what Jinja complains of, in an author's words."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes

_BRACE = re.compile("[{}｛｝﹛﹜]")
_SHOWN = 6  # characters round a brace that a message shows

_HALF_WIDTH: Mapping[str, str] = {
    "\u3000": " ",
    "“": "'",
    "”": "'",
    "‘": "'",
    "’": "'",
    "。": ".",
    "、": ",",
    "【": "[",
    "】": "]",
    "—": "-",
    **{chr(0xFF01 + at): chr(0x21 + at) for at in range(94)},  # ！ to ～
}
"""What a Chinese input method writes for a sign of the language."""

_END = "结尾"
_OPERATORS = {"&": "“并且”写作 and", "!": "“不”写作 not，“不等于”写作 !="}
_TOKENS: Mapping[str, str] = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "begin of print statement": "{{",
    "begin of statement block": "{%",
    "end of template": _END,
    "template data / text": "普通的文字",
    "name": "名字",
    "string": "引号里的文字",
    "integer": "数",
    "float": "数",
}
"""Jinja's names of signs that a message may have to name."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a sentence, ``line`` lines below its first, and what to do."""

    message: str
    remedy: str
    line: int = 0


def stray_braces(text: str) -> Iterator[Fault]:
    """Braces in words that go to print, one fault a line: they were meant to be ``{{ … }}``."""
    for line, words in enumerate(text.split("\n")):
        if found := _BRACE.search(words):
            around = words[max(0, found.start() - _SHOWN) : found.end() + _SHOWN]
            remedy = "名字写在 {{ … }} 里，两边各两个半角花括号；不是名字的，请改用别的括号"
            yield Fault(f"花括号“{found.group()}”会照样印出来（{around}）", remedy, line)


def printed_braces(tree: nodes.Template) -> Iterator[Fault]:
    """Braces in the words of a sentence that was read, and in texts that it may print."""
    for words, line in _words(tree):
        for fault in stray_braces(words):
            yield Fault(fault.message, fault.remedy, line - 1 + fault.line)


def _words(node: nodes.Node) -> Iterator[tuple[str, int]]:
    if isinstance(node, nodes.TemplateData):
        yield node.data, node.lineno
    elif isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value, node.lineno
    # replace('{', '') prints none of its words but what takes the place.
    passed = node.args[:1] if isinstance(node, nodes.Filter) and node.name == "replace" else []
    for child in node.iter_child_nodes():
        if not any(child is each for each in passed):
            yield from _words(child)


def syntax_fault(error: TemplateSyntaxError, text: str) -> Fault:
    """What Jinja says of a sentence or expression, in Chinese, at the line where the cause stands."""
    said = error.message or ""
    for pattern, explain in _COMPLAINTS:
        if found := pattern.search(said):
            fault = explain(found, text)
            line = fault.line if fault.line >= 0 else error.lineno - 1
            return Fault(f"句子的写法有误：{fault.message}", fault.remedy, line)
    return Fault("句子的写法有误", "请检查花括号、引号和百分号是否成对", error.lineno - 1)


def _said(message: str, remedy: str, line: int = -1) -> Fault:
    return Fault(message, remedy, line)  # -1: the line that Jinja names


def _character(found: re.Match[str], text: str) -> Fault:
    character, at = ast.literal_eval(found[1]), int(found[2])
    line = text.count("\n", 0, at)
    if half := _HALF_WIDTH.get(character):
        return _said(f"这里用了全角的 {character}", f"请改成半角的 {half}", line)
    if character in "'\"":
        return _said("引号没有成对", "请补上另一个引号", line)
    remedy = _OPERATORS.get(character, "文字要放在英文引号里；名字只用字母、数字、下划线和点")
    return _said(f"看不懂“{character}”", remedy, line)


def _unclosed(found: re.Match[str], text: str) -> Fault:
    tag = found[1]
    remedy = f"请在它管的文字后面写 {{% end{tag} %}}"
    return _said(f"{{% {tag} … %}} 没有结束，少了 {{% end{tag} %}}", remedy, _open_line(text, tag))


def _open_line(text: str, tag: str) -> int:
    """The line of the last ``tag`` that nothing closes."""
    open_: list[int] = []
    for found in re.finditer(rf"{{%[-+]?\s*(end)?{tag}\b", text):
        if not found[1]:
            open_.append(text.count("\n", 0, found.start()))
        elif open_:
            open_.pop()
    return open_[-1] if open_ else -1


def _unknown_tag(found: re.Match[str], text: str) -> Fault:
    tag, waiting = found[1], re.search(r"to be closed is '(\w+)'", found.string)
    known = {"elseif": "elif", "elsif": "elif", "end": f"end{waiting[1]}" if waiting else "endif"}
    if tag in known:
        return _said(f"没有 {{% {tag} %}} 这种写法", f"请写 {{% {known[tag]} %}}")
    if tag.startswith("end") or tag in ("else", "elif"):
        if waiting:
            remedy = f"先写 {{% end{waiting[1]} %}}，再写 {{% {tag} %}}"
            return _said(f"{{% {tag} %}} 与前面的 {{% {waiting[1]} %}} 不配对", remedy)
        return _said(f"{{% {tag} %}} 前面没有与它配对的", "请补上，或删去这一个")
    return _said(f"没有 {{% {tag} %}} 这种写法", "可用的有 if、elif、else、endif、for、endfor、set")


def _expected(found: re.Match[str], text: str) -> Fault:
    wanted, got = (_TOKENS.get(each, each) for each in (found[1], found[2]))
    if got == "=":
        return _said("判断是否相等写成了一个等号", "请写两个等号 ==")
    if got == "|":
        return _said("“|”多写了一个", "短语前面写一个 |；或者写作 or")
    if wanted in ("}}", "%}", _END):
        return _said(f"“{got}”这里看不懂，前面已经写完了", "请检查有没有多写，或少写了符号、引号、花括号")
    return _said(f"这里应当是“{wanted}”，写的是“{got}”", "请改正")


def _unfinished(found: re.Match[str], text: str) -> Fault:
    return _said(f"写到结尾还少“{_TOKENS.get(found[1], found[1])}”", "请检查花括号、引号和括号是否成对")


def _no_expression(found: re.Match[str], text: str) -> Fault:
    return _said(f"“{_TOKENS.get(found[1], found[1])}”前面缺少名字或数", "请补上，或删去多余的符号")


def _unexpected(found: re.Match[str], text: str) -> Fault:
    got, wanted = _TOKENS.get(found[1], found[1]), found[2]
    if wanted:
        return _said(f"括号没有成对，少了“{wanted}”", "请补上")
    if got in "{}":
        return _said("花括号没有成对", "名字写在 {{ … }} 里，条件写在 {% … %} 里")
    if got in ("}}", "%}", _END):
        return _no_expression(found, text)
    return _said(f"“{got}”这里看不懂", "请检查括号是否成对，有没有多写")


def _no_member(found: re.Match[str], text: str) -> Fault:
    return _said("点后面缺少名字", "请补上，或删去这个点")


def _comment(found: re.Match[str], text: str) -> Fault:
    return _said("{# 没有结束", "注释写成 {# … #}；要印出的括号请换一种")


def _no_filter(found: re.Match[str], text: str) -> Fault:
    return _said(f"没有“{found[1]}”这个短语或过滤器", "可用的见 juesuan phrasebook names")


_COMPLAINTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], Fault]], ...] = (
    (re.compile(r"^unexpected char ('.*'|\".*\") at (\d+)$"), _character),
    (re.compile(r"^Unexpected end of template\..*to be closed is '(\w+)'"), _unclosed),
    (re.compile(r"^Encountered unknown tag '(\w+)'"), _unknown_tag),
    (re.compile(r"^expected token '(.+)', got '(.+)'$"), _expected),
    (re.compile(r"^unexpected end of template, expected '(.+)'\.$"), _unfinished),
    (re.compile(r"^Expected an expression, got '(.+)'$"), _no_expression),
    (re.compile(r"^unexpected '(.+?)'(?:, expected '(.+)')?$"), _unexpected),
    (re.compile(r"^expected name or number$"), _no_member),
    (re.compile(r"^Missing end of comment tag"), _comment),
    (re.compile(r"^No (?:filter|test) named '(.+)'\.$"), _no_filter),
)
"""What Jinja 3 says; what it may say in another version is told in general words."""
