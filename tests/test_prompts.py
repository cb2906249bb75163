"""A prompt is known by its own text."""

from __future__ import annotations

import pytest

from juesuan.prompts import holds_prompt, remains, without_prompt

PROMPT = "【请填写原因】"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PROMPT, ""),
        (f" {PROMPT} ", ""),
        (f"{PROMPT}培训压减", "培训压减"),
        (f"培训压减{PROMPT}", "培训压减"),
        ("【请填写培训压减原因】", "培训压减"),
        ("培训压减", "培训压减"),
        ("根据市政府对我局【请示】的批复，追加项目经费", "根据市政府对我局【请示】的批复，追加项目经费"),
        ("【请示】", "【请示】"),
        ("", ""),
    ],
)
def test_the_words_typed_beside_or_into_a_prompt(text: str, words: str) -> None:
    """Only the prompt itself is taken off; other brackets are somebody's words."""
    assert words == without_prompt(text, PROMPT)


@pytest.mark.parametrize(
    "text",
    [
        PROMPT,
        f"因{PROMPT}",
        "【请填写培训压减原因】",
        "因为【请填写培训压减原因】",
        "【请填写培训压减",
        "培训压减写原因】",
        "【请培训压减",
        "培训压减因】",
    ],
)
def test_what_is_left_of_a_prompt(text: str) -> None:
    """Half of it, or less with its bracket left open."""
    assert holds_prompt(text, PROMPT)


@pytest.mark.parametrize(
    "text",
    [
        "根据市政府对我局【请示】的批复，追加项目经费",
        "【请示】",
        "见【请款】、【请求】、【请填】三份文件",
        "按【减少原因】一节",
        "请填写原因的部门有三个",
        "",
    ],
)
def test_other_words_are_nothing_of_it(text: str) -> None:
    """A bracket that begins or ends alike is not the prompt."""
    assert not holds_prompt(text, PROMPT)


@pytest.mark.parametrize(
    ("prompt", "text", "expected"),
    [
        (PROMPT, f"甲{PROMPT}乙{PROMPT}", [(1, 8), (9, 16)]),
        (PROMPT, "甲【请填写乙", [(1, 5)]),
        ("（待补）", "见（待补）。", [(1, 5)]),
        ("待填", "待填", [(0, 2)]),
        ("待填", "等待填报", [(1, 3)]),
        ("", "甲", []),
    ],
)
def test_where_it_stands(prompt: str, text: str, expected: list[tuple[int, int]]) -> None:
    """Every stretch, of whatever prompt an edition has."""
    assert expected == list(remains(text, prompt))
