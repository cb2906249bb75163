"""Libraries are used by their public parts: the private ones change without notice."""

from __future__ import annotations

import ast
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import typer
from packaging.requirements import Requirement

from juesuan.cli import run

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "src" / "juesuan").rglob("*.py"))
NAMED_TUPLE = {"_asdict", "_fields", "_make", "_replace"}
OURS = {"_exit", "_members"}
"""``os._exit`` is documented; ``_members`` are those of our own tree of names."""


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT / "src" / "juesuan")))
def test_nothing_private_is_asked_for(path: Path) -> None:
    """Neither by attribute, beyond a class's own, nor by import."""
    tree = ast.parse(path.read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
            found |= set(filter(private, names))
        if isinstance(node, ast.Attribute) and private(node.attr):
            own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
            found |= set() if own else {node.attr}
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    assert set() == found - NAMED_TUPLE - OURS - defined


def test_typer_is_one_that_was_tried() -> None:
    """Its errors carry what the complaints are told from; a version that was not tried is not installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = next(each for each in map(Requirement, project["dependencies"]) if each.name == "typer")
    assert wanted.specifier.contains(version("typer"))
    assert any(each.operator == "<" for each in wanted.specifier)
    assert issubclass(typer.BadParameter, typer.TyperException)


COMPLAINTS = {
    "": "用法：juesuan 命令",
    "phrasebook": "用法：juesuan phrasebook 命令",
    "drft": "没有命令 'drft'，是不是 draft？用 juesuan -h 查看用法",
    "批": "没有命令 '批'。用 juesuan -h 查看用法",
    "phrasebook chekc": "没有命令 'chekc'，是不是 check？用 juesuan phrasebook -h 查看用法",
    "--nope": "没有选项 --nope。用 juesuan -h 查看用法",
    "draft a --forc": "没有选项 --forc，是不是 --force",
    "draft": "缺少 本年。用 juesuan draft -h 查看用法",
    "draft a": "缺少 --output。用 juesuan draft -h 查看用法",
    "draft a -o": "选项 -o 后面缺少值。用 juesuan draft -h 查看用法",
    "draft a -o b --json=3": "选项 --json 后面不能写值。用 juesuan draft -h 查看用法",
    "demo a b c": "多出了参数：a b c。用 juesuan demo -h 查看用法",
    "draft a -o b --unit 角": "--unit 的值不对：只能是 万元 或 元。用 juesuan draft -h 查看用法",
    "new a.xlsx --year 去年": "--year 的值不对：应是整数。用 juesuan new -h 查看用法",
    "batch draft . -o a --jobs 0": "--jobs 的值不对：不在允许的范围内。用 juesuan batch draft -h 查看用法",
    "batch draft . -o a --jobs x": "--jobs 的值不对：应是整数。用 juesuan batch draft -h 查看用法",
    "batch draft . -o a --jobs": "选项 --jobs 后面缺少值。用 juesuan batch draft -h 查看用法",
}


@pytest.mark.parametrize("words", COMPLAINTS)
def test_every_complaint_is_chinese(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, what is wrong and where help is, without a word of typer's own."""
    assert 2 == run(words.split())
    said = capsys.readouterr().err
    assert COMPLAINTS[words] in said
    assert not [word for word in ("Error", "Missing", "Got", "Invalid", "option", "command") if word in said]
