"""Why a text is no YAML: in Chinese, at the line where the cause stands."""

from __future__ import annotations

import pytest

from juesuan.editions import editions
from juesuan.located_yaml import parse


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("- key: a\n  number：section\n  text: 甲\n", 2, "全角冒号"),
        ("- key：a\n  text: 甲\n", 1, "全角冒号"),
        ("- key: a\n  text：甲\n", 2, "全角冒号"),
        ("title: 甲\nplace：乙\nsource: 丙\n", 2, "全角冒号"),
        ("- key: a\n  number:section\n  text: 甲\n", 2, "冒号后面少一个空格"),
        ("-key: a\n text: 甲\n", 1, "短横线后面少一个空格"),
        ("- key: a\n  text: {{ year }}年度\n- key: b\n", 2, "句子以花括号开头。整句要加引号"),
        ("- key: a\n  text: {{ year }}\n", 2, "句子以花括号开头"),
        ("- key: a\n  text: {% if a %}甲{% endif %}\n", 2, "句子以花括号开头"),
        ("- key: a\n  text: {{ 收支\n- key: b\n  text: 乙\n", 2, "句子以花括号开头"),
        ("lists:\n  甲:\n    - {{ a }}乙\n", 3, "句子以花括号开头"),
        ("- key: a\n\ttext: 甲\n", 2, "制表符"),
        ("a:\n  \tb: 1\n", 2, "制表符"),
        ("- key: a\n  style: b\n text: 甲\n", 3, "缩进不对"),
        ("- key: a\n  style: b\n    text: 甲\n", 3, "缩进得太多"),
        ("- key: a\n  text: |-\n  甲\n  乙\n", 3, "缩进不对"),
        ("- key: a\n  text: |- 甲\n    乙\n", 2, "后面不能写文字"),
        ("- key: a\n  text: 共3项: 甲\n", 2, "半角冒号"),
        ('- key: a\n  text: "甲\n- key: b\n', 2, "引号没有成对"),
        ('- key: a\n  text: "甲"乙\n- key: b\n', 2, "引号后面还有文字"),
        ('- text: "甲\\乙"\n', 1, "反斜线"),
        ("- key: a\n  text: *甲\n", 2, "不能以 * & ! % @ ` 开头"),
        ("*.reason:\n  label: 甲\n", 1, "不能以 * & ! % @ ` 开头"),
        ("- text: @甲\n", 1, "不能以 * & ! % @ ` 开头"),
        ("- {when: a == 'b'，text: 甲}\n", 1, "少了逗号"),
        ("- text: [甲\n- key: b\n", 1, "方括号没有成对"),
        ("title: 甲\n- key: b\n", 2, "混用了两种写法"),
        ("- key: a\ntitle: b\n", 2, "少了短横线"),
        ("a: 1\n---\nb: 2\n", 2, "多了一行 ---"),
        ("a: 1\nb: \x07\n", 2, "不能用的字符"),
        ("a: 1\nyear: 2022-13-45\n", 2, "没有这个日期"),
        ("- 2022-13-45\n", 0, "没有这个日期"),
        ("? {a: b}\n: c\n", 1, "键要写成一个词"),
        ("a: 1\nb: &x [*x]\n", 2, "不能用 & 和 *"),
        ("a: 1\nb: " + "[" * 100_000, 2, "太深"),
        ("a: 1\nb:\n  " + "- " * 100_000, 3, "太深"),
    ],
)
def test_a_slip_is_named_where_it_stands(text: str, line: int, words: str) -> None:
    """What is wrong, what to write, and the line of the slip, not the one where YAML noticed."""
    data, problems = parse(text, "01.yaml")
    assert data is None
    assert [line] == [each.place.as_json()["line"] for each in problems]
    assert words in str(problems[0])


def test_a_file_of_full_width_colons() -> None:
    """A file that YAML takes for one long text is told line by line."""
    _, problems = parse("# 说明：甲\ntitle：甲\nplace：乙\n", "edition.yaml")
    assert [2, 3] == [each.place.as_json()["line"] for each in problems]


@pytest.mark.parametrize("name", editions())
def test_what_ships_has_no_slip(name: str) -> None:
    """Full-width colons in sentences, braces in quotes, and whatever else the shipped editions have, pass."""
    for path in editions()[name].glob("*.yaml"):
        assert () == parse(path.read_text("utf-8"), path.name)[1]
