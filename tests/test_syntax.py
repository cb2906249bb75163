"""What may not stand in a sentence, told in Chinese at the line where it stands."""

from __future__ import annotations

import pytest
from jinja2 import Environment, TemplateSyntaxError

from juesuan.syntax import printed_braces, stray_braces, syntax_fault

ENVIRONMENT = Environment()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("甲\n{{ a ｜ b }}", 1, "全角的 ｜。请改成半角的 |"),
        ("{{ f(a，b) }}", 0, "全角的 ，。请改成半角的 ,"),
        ("{{ “甲” }}", 0, "全角的 “。请改成半角的 '"),
        ("{{ '甲 }}", 0, "引号没有成对"),
        ("{{ a && b }}", 0, "“并且”写作 and"),
        ("{{ a || b }}", 0, "“|”多写了一个"),
        ("甲\n{% for a in b %}乙\n丙\n丁", 1, "{% for … %} 没有结束，少了 {% endfor %}"),
        ("{% if a %}甲{% endif %}\n{% if b %}\n乙", 1, "少了 {% endif %}"),
        ("{% if a %}\n{% for b in c %}\n{% endif %}", 2, "{% endif %} 与前面的 {% for %} 不配对"),
        ("{% if a %}甲{% elseif b %}乙{% endif %}", 0, "请写 {% elif %}"),
        ("甲{% endif %}", 0, "{% endif %} 前面没有与它配对的"),
        ("{% fro a in b %}{% endfor %}", 0, "没有 {% fro %} 这种写法"),
        ("{% if a = 1 %}甲{% endif %}", 0, "请写两个等号 =="),
        ("{{ a }", 0, "花括号没有成对"),
        ("{{ a", 0, "写到结尾还少“}}”"),
        ("{{ }}", 0, "“}}”前面缺少名字或数"),
        ("{{ a + }}", 0, "“}}”前面缺少名字或数"),
        ("{{ a. }}", 0, "点后面缺少名字"),
        ("{{ f(a }}", 0, "括号没有成对，少了“)”"),
        ("{{ a) }}", 0, "“)”这里看不懂"),
        ("{{ a b }}", 0, "“b”这里看不懂，前面已经写完了"),
        ("{% for a of b %}{% endfor %}", 0, "这里应当是“in”，写的是“of”"),
        ("{# 甲", 0, "{# 没有结束"),
    ],
)
def test_what_jinja_says_is_said_in_chinese(text: str, line: int, words: str) -> None:
    """The cause, the line where it stands, what to write."""
    with pytest.raises(TemplateSyntaxError) as caught:
        ENVIRONMENT.parse(text)
    fault = syntax_fault(caught.value, text)
    assert words in f"{fault.message}。{fault.remedy}"
    assert line == fault.line


def test_what_another_jinja_may_say() -> None:
    """A complaint that is not known is told in general words, without its English."""
    fault = syntax_fault(TemplateSyntaxError("something new", 3), "甲\n乙\n丙")
    assert ("句子的写法有误", 2) == (fault.message, fault.line)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("｛｛ year ｝｝年度", [0]),
        ("{ year }年度", [0]),
        ("{{ year }}年度\n甲{ year }\n乙{{ year }}}", [1, 2]),
        ("﹛year﹜", [0]),
        ("｛% if a %｝甲", [0]),
        ("甲%}乙", [0]),
        ("{{ '｛甲｝' }}", [0]),
        ("{{ reason('甲',\n lead='{因}') }}", [1]),
        ("{% raw %}{{ year }}{% endraw %}", [0]),
        ("{{ year }}年度，【请填写】（甲）", []),
        ("{{ name | replace('{', '（') }}", []),
        ("{% if a == 1 %}甲{# 乙 #}{% endif %}", []),
    ],
)
def test_braces_that_would_be_printed(text: str, lines: list[int]) -> None:
    """Single and full-width braces in words and in quoted words, each at its line; those of the language pass."""
    assert lines == [fault.line for fault in printed_braces(ENVIRONMENT.parse(text))]


def test_the_place_is_shown() -> None:
    """A message shows what stands round the brace."""
    fault = next(stray_braces("收入总计各为｛｛ year ｝｝万元"))
    assert "花括号“｛”会照样印出来（收入总计各为｛｛ year）" == fault.message
