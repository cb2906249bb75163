"""juesuan batch: a bureau's commands, their exit codes, what is told and what is JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bureaus import bureau, spoil
from juesuan.cli import run


@pytest.fixture
def folder(tmp_path: Path, example: Path) -> Path:
    """Two departments."""
    return bureau(tmp_path / "bureau", example, "甲局", "乙局")


def test_a_bureau_from_draft_to_check(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Draft, refresh and check say what was done and where it is; exit 1 where something is to be done."""
    out = str(tmp_path / "out")
    assert 0 == run(["batch", "draft", str(folder), "-o", out, "--jobs", "1"])
    said = capsys.readouterr()
    assert (
        f"共2个部门：完成2个\n汇总：{tmp_path / 'out' / '汇总.xlsx'}（逐行的数据：汇总.jsonl）\n" == said.out
    )
    assert "2/2" in said.err
    assert 0 == run(["batch", "draft", str(folder), "-o", out, "-q"])
    assert ("", "") == tuple(capsys.readouterr())
    for name in ("甲局", "乙局"):
        (tmp_path / "out" / name / "草稿.docx").rename(folder / name / "草稿.docx")
    assert 0 == run(["batch", "refresh", str(folder), "-o", str(tmp_path / "new"), "-q"])
    report = tmp_path / "汇总.xlsx"
    assert 1 == run(["batch", "check", str(folder), "--report", str(report)])
    said = capsys.readouterr()
    assert "共2个部门：完成2个，其中有问题2个" in said.out
    assert f"各部门的审核意见：{tmp_path / '汇总-审核意见'}" in said.out


def test_a_department_that_fails(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1; the department, the place and the message are told, in JSON too."""
    message = spoil(folder / "乙局", "truncated")
    words = ["batch", "draft", str(folder), "-o", str(tmp_path / "out"), "--json"]
    assert 1 == run(words)
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert ("juesuan.batch/2", 2, 1, 1) == tuple(
        document[name] for name in ("schema", "departments", "done", "failed")
    )
    assert message in document["findings"][0]["message"]
    assert document["findings"][0]["department"] == "乙局"
    assert "【错误】乙局" in said.err
    lines = Path(document["lines"]).read_text("utf-8").splitlines()
    assert ["乙局", "甲局"] == [json.loads(line)["department"] for line in lines]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["draft", "没有", "-o", "out"], "找不到这个文件夹"),
        (["draft", ".", "-o", "out"], "这里没有任何部门的决算表"),
        (["draft", "."], "缺少 --output"),
        (["refresh", ".", "-o", "out", "--date", "昨天"], "应写成 2023-09-01 这样"),
        (["check", ".", "--report", "没有/汇总.xlsx"], "文件夹不存在"),
        (["check", ".", "--report", "汇总.docx"], "文件名请以 .xlsx 结尾"),
        (["draft", ".", "-o", "out", "--jobs", "0"], "--jobs 的值不对：不在允许的范围内"),
        (["draft", ".", "-o", "out", "--year", "last"], "--year 的值不对：应是整数"),
    ],
)
def test_what_cannot_begin(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    message: str,
) -> None:
    """Exit 2 and one message."""
    monkeypatch.chdir(tmp_path)
    assert 2 == run(["batch", *words])
    said = capsys.readouterr().err
    assert message in said
    assert "不能完成" in said
