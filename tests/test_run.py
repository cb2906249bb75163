"""run.py: one command makes the environment and runs."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections import namedtuple
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
Version = namedtuple("Version", "major minor micro releaselevel serial")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, with an environment of its own and a record of what it calls."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / "venv")
    return module


@pytest.fixture
def called(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Every command that would be run, ending well; an environment appears where one is made."""
    calls: list[list[str]] = []

    def call(command: list[Any], **_: object) -> int:
        python = run.python_of(run.VENV)
        if command[0] == python and not python.exists():
            raise FileNotFoundError(python)
        calls.append([str(word) for word in command])
        if "venv" in command:
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    return calls


def test_an_older_python_is_told_what_is_wrong(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is made with a Python that juesuan does not run on."""
    monkeypatch.setattr(sys, "version_info", Version(3, 9, 2, "final", 0))
    assert 2 == run.main(["demo"])
    assert "需要 Python 3.11" in capsys.readouterr().err
    assert not run.VENV.exists()


def test_the_second_time_nothing_is_installed(run: ModuleType, called: list[list[str]]) -> None:
    """The words go to juesuan at once while the project's dependencies are the same."""
    assert 0 == run.main(["draft", "2022.xlsx"])
    assert any("install" in command for command in called)
    called.clear()
    assert 0 == run.main(["draft", "2022.xlsx"])
    assert [[str(run.python_of(run.VENV)), "-m", "juesuan", "draft", "2022.xlsx"]] == called


def test_other_dependencies_are_installed(
    run: ModuleType, called: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change of the project's dependencies, and for tests what tests need, it installs again."""
    run.main(["demo"])
    for change in (lambda: None, lambda: monkeypatch.setattr(run, "project_digest", lambda: "other")):
        change()
        called.clear()
        run.main(["test", "-k", "merge"])
        assert any(command[-1].endswith("[test]") for command in called)
    called.clear()
    run.main(["demo"])
    assert not any("install" in command for command in called)


def test_what_cannot_be_installed_is_said(
    run: ModuleType,
    called: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without a network: one message, and the next time it tries again."""
    succeed = subprocess.call
    monkeypatch.setattr(
        subprocess, "call", lambda command, **more: int("-e" in command) or succeed(command, **more)
    )
    for _ in range(2):
        assert 2 == run.main(["demo"])
        assert "安装没有成功" in capsys.readouterr().err
    assert not any("juesuan" in command for command in called)


@pytest.mark.slow
def test_without_a_network_it_says_so_in_chinese(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A real pip that reaches no index: one message with a remedy; its own lines are in the file it names."""
    for name, value in (("NO_INDEX", "1"), ("FIND_LINKS", ""), ("CONFIG_FILE", os.devnull)):
        monkeypatch.setenv(f"PIP_{name}", value)
    assert 2 == run.main(["demo"])
    said = capfd.readouterr()
    log = run.VENV / run.LOG
    assert ("", 2) == (said.out, len(said.err.splitlines()))
    assert all(words in said.err for words in ("请检查网络后再试一次", str(log)))
    assert "No matching distribution" in log.read_text(encoding="utf-8", errors="replace")


def test_a_python_that_can_make_none_is_told_the_way(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Debian without python3-venv, virtualenv and pip: the one command that helps."""
    monkeypatch.setattr(run, "works", lambda _: False)
    assert 2 == run.main(["demo"])
    assert "sudo apt install python3-venv" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Python for Windows always has ensurepip")
def test_an_environment_without_ensurepip(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where venv cannot bring pip along, the pip that is there puts one in."""
    real, tried = run.works, []

    def without_ensurepip(command: list[Any]) -> bool:
        tried.append(command)
        missing = "virtualenv" in command or ("venv" in command and "--without-pip" not in command)
        return not missing and real(command)

    monkeypatch.setattr(run, "works", without_ensurepip)
    assert run.make_environment(run.VENV)
    assert 3 < len(tried)
    assert real([run.python_of(run.VENV), "-m", "pip", "--version"])
