"""The sentences of every place are data: no narrative sentence and no place stands in the code."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from juesuan.accounts import TITLES
from juesuan.editions import editions, load_edition
from juesuan.facts import FACTS

SRC = Path(__file__).resolve().parents[1] / "src" / "juesuan"
MODULES = sorted(SRC.rglob("*.py"))
PLACES = ("福建", "泉州", "鲤城", "上海", "普陀", "fujian", "shanghai", "licheng", "putuo", "quanzhou")
DEFAULTS = ("fujian-2022", "licheng-2022")  # the edition and the example that are taken where none is named
CLAUSE_LENGTH = 7  # shorter ones are words that any message may need: 主要原因, 没有金额


def texts(path: Path) -> list[str]:
    """The string literals of a module that are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        re.sub("|".join(DEFAULTS), "", node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


@cache
def clauses() -> frozenset[str]:
    """The clauses of every edition's sentences, without what is the name of a table or a line."""
    found: set[str] = set()
    labels = {*TITLES.values(), *(fact.label for fact in FACTS)}
    for name in editions():
        edition = load_edition(name)
        sentences = [case.text for rule in edition.paragraphs for case in rule.sentences]
        sentences += [phrase.decrease for phrase in edition.manifest.phrases.values()]
        for sentence in sentences:
            words = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "，", sentence, flags=re.DOTALL)
            found |= set(re.findall(rf"[\u4e00-\u9fff“”（）]{{{CLAUSE_LENGTH},}}", words.replace("\n", "")))
        labels |= {row.label for section in edition.form.sections for row in section.rows}
    return frozenset(clause for clause in found if not any(clause in label for label in labels))


def test_clauses_are_found() -> None:
    """The test below has something to look for."""
    assert {"其他重要事项情况说明", "截至", "授予中小企业合同金额"} & clauses()
    assert 50 < len(clauses())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_no_narrative_sentence_in_code(path: Path) -> None:
    """No clause of an edition's sentences stands in a string of the code."""
    found = {clause for text in texts(path) for clause in clauses() if clause in text}
    assert set() == found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_no_place_in_code(path: Path) -> None:
    """No string of the code names a place: what differs between places is the edition's."""
    assert [] == [text for text in texts(path) if any(place in text.lower() for place in PLACES)]
