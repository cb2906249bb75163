"""The registry of codes: complete, without leftovers, and what the page in docs says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from juesuan.errors import InputError
from juesuan.findings import Finding
from juesuan.identities import IDENTITIES, code_of
from juesuan.problems import CODES, EXITS, PROBLEMS, Problem

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "juesuan"
_HELD_FOR = {"with-comparison", "other-subject", "other-name", "no-subject", "lost-words", "lost-figure"}
"""Why a statement is held: the finding's code is ``statement-held`` whatever the cause."""
_NO_CODES = {"juesuan-demo", "covered-table-cell", "table-cell", "table-row", "value-type", *_HELD_FOR}
"""Words with a hyphen in the source that are not codes."""
_MAKERS = {"Finding", "remark", "say", "warn", "add", "Problem", "_fail"}
"""Calls whose first argument is a code."""


def literals(path: Path) -> Iterator[str]:
    """Every code that a module writes out: words with hyphens anywhere, one word where a code belongs."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.fullmatch(r"[a-z]+(?:-[a-z]+)+", node.value):
                yield node.value
        elif isinstance(node, ast.Assign) and [ast.unparse(each) for each in node.targets] == ["code"]:
            yield from _word(node.value)
        elif isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg == "code":
                    yield from _word(keyword.value)
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
            if name in _MAKERS and node.args:
                yield from _word(node.args[0])


def _word(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch("[a-z-]+", node.value):
        yield node.value


def test_every_code_of_the_source_is_registered_and_no_other() -> None:
    """What the source writes out, and the identities, are the codes of the registry."""
    written = {code for path in SRC.rglob("*.py") if path.name != "problems.py" for code in literals(path)}
    written |= {code_of(identity) for identity in IDENTITIES}
    assert set(CODES) == written - _NO_CODES


def test_every_code_is_registered_once() -> None:
    """No code has two meanings."""
    assert len(CODES) == len(PROBLEMS)


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.code)
def test_every_code_says_what_it_means_and_what_to_do(problem: Problem) -> None:
    """Meaning and remedy are Chinese, without a full stop, in a stage whose exit code is told."""
    assert problem.severities
    assert problem.stage in EXITS
    for text in (problem.meaning, problem.remedy):
        assert re.search("[\u4e00-\u9fff]", text)
        assert not text.endswith("。")


def test_a_finding_with_an_unregistered_code_fails_in_tests() -> None:
    """Who makes a new finding enters it in the registry first."""
    with pytest.raises(AssertionError, match="no-such-code"):
        Finding("no-such-code", "error", "没有登记")
    with pytest.raises(AssertionError, match="slot-empty"):
        Finding("slot-empty", "info", "登记的是错误")
    with pytest.raises(AssertionError, match="no-such-code"):
        InputError("没有登记", code="no-such-code")
