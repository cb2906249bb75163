"""The contract with programs: what every command really prints is what its JSON Schema in docs/ says."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from bureaus import bureau, spoil
from juesuan.cli import run
from juesuan.contract import DOCUMENTS
from juesuan.editions import edition_folder

ROOT = Path(__file__).resolve().parents[2]


class Step(NamedTuple):
    """One command: its words, what it returns, the document it prints, kinds of places that are in it."""

    words: str
    exit_code: int
    schema: str
    kinds: frozenset[str] | set[str] = frozenset()


_DRAFT = "draft 2022.xlsx 2021.xlsx -s 补充资料.xlsx"
STEPS = {
    "draft": Step(f"{_DRAFT} -o 草稿.docx", 0, "draft"),
    "draft with doubts": Step("draft 2022.xlsx 2021.xlsx -s 负数.xlsx -o b.docx", 0, "draft", {"supplement"}),
    "refresh": Step("refresh 草稿.docx 2022.xlsx 2021.xlsx -o 第2稿.docx", 0, "refresh"),
    "check": Step("check 草稿.docx 2022.xlsx 2021.xlsx", 1, "check", {"paragraph"}),
    "check of itself": Step("check 草稿.docx", 1, "check", {"paragraph"}),
    "reasons": Step("reasons 草稿.docx -o 原因.xlsx", 0, "reasons"),
    "reasons that differ": Step("reasons 草稿.docx 另一份.docx -o 两份.xlsx", 1, "reasons", {"file"}),
    "publish refused": Step("publish 草稿.docx -o 公开.docx", 2, "error", {"file", "paragraph"}),
    "publish forced": Step("publish 草稿.docx -o 公开.docx --force", 0, "publish", {"paragraph"}),
    "inspect": Step("inspect 2022.xlsx", 0, "inspect"),
    "verify": Step("verify 2022.xlsx 2021.xlsx -s 补充资料.xlsx", 0, "verify"),
    "verify what is wrong": Step("verify 错.xlsx", 1, "verify", {"cell"}),
    "new": Step("new 空白.xlsx --year 2022", 0, "new"),
    "demo": Step("demo -o demo", 0, "demo"),
    "batch draft": Step("batch draft bureau -o out --jobs 1", 1, "batch", {"file"}),
    "batch refresh": Step("batch refresh back -o new --jobs 1", 0, "batch"),
    "batch check": Step("batch check back --report 汇总.xlsx --jobs 1", 1, "batch"),
    "phrasebook list": Step("phrasebook list", 0, "phrasebook-list"),
    "phrasebook new": Step("phrasebook new 我们的-2022", 0, "phrasebook-new"),
    "phrasebook check": Step("phrasebook check fujian-2022", 0, "phrasebook-check"),
    "phrasebook check of a new one": Step("phrasebook check 我们的-2022", 1, "phrasebook-check", {"edition"}),
    "phrasebook add": Step("phrasebook add 好的-2022", 0, "phrasebook-add"),
    "phrasebook add of a new one": Step("phrasebook add 我们的-2022", 1, "phrasebook-add", {"edition"}),
    "phrasebook list of both": Step("phrasebook list", 0, "phrasebook-list"),
    "phrasebook remove": Step("phrasebook remove 好的-2022", 0, "phrasebook-remove"),
    "phrasebook names": Step(
        "phrasebook names fujian-2022 --figures 2022.xlsx 2021.xlsx", 0, "phrasebook-names"
    ),
    "phrasebook preview": Step(
        "phrasebook preview fujian-2022 2022.xlsx 2021.xlsx -s 补充资料.xlsx", 0, "phrasebook-preview"
    ),
    "no such file": Step("check 没有.docx", 2, "error", {"file"}),
    "wrong figures": Step(
        "draft 错.xlsx 2021.xlsx -s 补充资料.xlsx -o c.docx", 2, "error", {"nowhere", "cell"}
    ),
    "wrong option": Step("draft --没有", 2, "error", {"nowhere"}),
    "wrong supplement": Step("draft 2022.xlsx 2021.xlsx -s 文字.xlsx -o d.docx", 2, "error", {"supplement"}),
    "figures missing": Step("draft 2022.xlsx 2021.xlsx -o f.docx", 2, "error", {"nowhere", "supplement"}),
    "wrong edition": Step(
        "draft 2022.xlsx 2021.xlsx -s 补充资料.xlsx -o e.docx --edition 坏的-2022", 2, "error", {"edition"}
    ),
}


class Ran(NamedTuple):
    """What a step returned and printed on standard output."""

    exit_code: int
    out: str


def _changed(source: str, target: str, sheet: str, cell: str, value: object) -> None:
    book = load_workbook(source)
    book[sheet][cell] = value
    book.save(target)


def _ran(words: str) -> Ran:
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        exit_code = run([*words.split(), "--json"])
    out.flush()
    return Ran(exit_code, out.buffer.getvalue().decode())  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def ran(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Ran]]:
    """Every step, run in order in one folder."""
    folder = tmp_path_factory.mktemp("json")
    with contextlib.chdir(folder):
        for name in ("2022.xlsx", "2021.xlsx", "补充资料.xlsx"):
            shutil.copy(example / name, name)
        _changed("2022.xlsx", "错.xlsx", "公开05表", "E8", 1)
        _changed("补充资料.xlsx", "负数.xlsx", "补充资料", "D19", -1)
        _changed("补充资料.xlsx", "文字.xlsx", "补充资料", "D19", "很多")
        spoil(bureau(Path("bureau"), example, "甲局", "乙局") / "乙局", "truncated")
        shutil.copytree(edition_folder("fujian-2022"), "好的-2022")
        bureau(Path("back"), example, "甲局")
        done = {}
        for name, step in STEPS.items():
            if name == "reasons that differ":
                _other_reasons()
            if name == "batch refresh":
                shutil.copy("out/甲局/草稿.docx", "back/甲局/草稿.docx")
            if name == "wrong edition":
                shutil.copytree("我们的-2022", "坏的-2022")
                Path("坏的-2022/slots.yaml").write_text("a: {label: 甲, labels: 乙}\n", "utf-8")
            done[name] = _ran(step.words)
        done["rows"] = Ran(0, Path("汇总.jsonl").read_text("utf-8"))
        done["rows of drafts"] = Ran(0, Path("out/汇总.jsonl").read_text("utf-8"))
        yield done


def _other_reasons() -> None:
    """Two copies of the draft whose first reason says different things."""
    checked = json.loads(_ran("check 草稿.docx").out)
    slot = next(each["place"]["slot"] for each in checked["findings"] if each["code"] == "slot-unfilled")
    for name, text in (("草稿.docx", "人员增加"), ("另一份.docx", "项目减少")):
        Path("一条.yaml").write_text(f"{slot}: {text}\n", "utf-8")
        assert 0 == _ran(f"{_DRAFT} -o {name} --reasons 一条.yaml --overwrite").exit_code


def schema(name: str) -> dict[str, Any]:
    """The schema as it stands in docs/, with every field that it does not know forbidden."""
    text = (ROOT / "docs" / "json" / f"juesuan.{name}-2.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    Draft202012Validator.check_schema(found)
    strict = deepcopy(found)
    for part in (strict, *strict.get("$defs", {}).values()):
        part["additionalProperties"] = False
    return strict


def kinds(data: object) -> set[str]:
    """The kinds of all places in a document."""
    if isinstance(data, dict):
        own = {data["place"]["kind"]} if "place" in data and isinstance(data["place"], dict) else set()
        return own.union(*map(kinds, data.values()))
    return set().union(*map(kinds, data)) if isinstance(data, list) else set()


@pytest.mark.parametrize("name", STEPS)
def test_what_a_command_prints_is_what_its_schema_says(ran: Mapping[str, Ran], name: str) -> None:
    """One document, of the named version, with no field that the schema does not know."""
    step, done = STEPS[name], ran[name]
    assert step.exit_code == done.exit_code, done.out
    data = json.loads(done.out)
    assert f"juesuan.{step.schema}/2" == data["schema"]
    Draft202012Validator(schema(step.schema)).validate(data)
    assert step.kinds <= kinds(data), kinds(data)


@pytest.mark.parametrize("name", ["rows", "rows of drafts"])
def test_every_line_of_the_summary_is_what_its_schema_says(ran: Mapping[str, Ran], name: str) -> None:
    """汇总.jsonl is a contract too."""
    validator = Draft202012Validator(schema("row"))
    lines = ran[name].out.splitlines()
    assert lines
    for line in lines:
        validator.validate(json.loads(line))


@pytest.mark.parametrize(
    ("raised", "code", "exit_code"),
    [(RuntimeError("boom"), "internal", 3), (KeyboardInterrupt(), "interrupted", 2)],
)
def test_what_goes_wrong_inside_is_a_document_too(
    raised: BaseException,
    code: str,
    exit_code: int,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A program always gets one document, whatever happened."""

    def fail(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr("juesuan.app.new.new", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = _ran("new 空白.xlsx")
    data = json.loads(done.out)
    Draft202012Validator(schema("error")).validate(data)
    assert (exit_code, [code]) == (done.exit_code, [each["code"] for each in data["findings"]])


def test_every_document_is_tried() -> None:
    """No schema without a command that prints it."""
    assert {name for name in DOCUMENTS if name != "juesuan.row/2"} == {
        f"juesuan.{step.schema}/2" for step in STEPS.values()
    }


def test_every_schema_of_the_source_is_in_the_contract() -> None:
    """The command line writes no document that is not described, and none is described that it does not write."""
    written = {
        node.value
        for path in (ROOT / "src" / "juesuan").rglob("*.py")
        if "contract" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"juesuan\.[a-z-]+/\d+", node.value)
    }
    assert set(DOCUMENTS) == written
