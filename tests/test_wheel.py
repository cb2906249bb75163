"""The built wheel, installed into a fresh environment outside the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow
MAKE = "import sys, pathlib, run; sys.exit(not run.make_environment(pathlib.Path(sys.argv[1])))"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder), str(ROOT)]
    subprocess.run([*command, "--disable-pip-version-check"], check=True)
    return next(folder.glob("*.whl"))


def test_holds_phrasebook_templates_and_example(wheel: Path) -> None:
    """Data ships inside the package; the repository's scripts and tests do not."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for name in (
        "juesuan/phrasebook_data/fujian-2022/edition.yaml",
        "juesuan/phrasebook_data/shanghai-2024/edition.yaml",
        "juesuan/word_templates/official.docx",
        "juesuan/examples/licheng-2022/2022.xlsx",
        "juesuan/examples/licheng-2022/补充资料.xlsx",
        "juesuan/py.typed",
    ):
        assert name in names
    code = {name.removeprefix("juesuan/") for name in names if name.endswith(".py")}
    source = ROOT / "src" / "juesuan"
    assert {path.relative_to(source).as_posix() for path in source.rglob("*.py")} == code


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the programs of a fresh environment are: nothing in it but the wheel and its dependencies."""
    home = tmp_path_factory.mktemp("fresh") / "env"
    subprocess.run([sys.executable, "-c", MAKE, str(home)], cwd=ROOT, check=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    install = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "-c", str(ROOT / "constraints.txt"), str(wheel)], check=True)
    return scripts


def run(desk: Path, *command: str | Path) -> str:
    """What a command in the folder prints; the checkout is out of its sight."""
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | {"PYTHONUTF8": "1"}
    done = subprocess.run(list(map(str, command)), cwd=desk, capture_output=True, env=clean)
    assert 0 == done.returncode, (done.stdout + done.stderr).decode()
    return done.stdout.decode()


def test_demo_runs_from_a_fresh_environment(scripts: Path, tmp_path: Path) -> None:
    """`juesuan demo` writes the example's draft with nothing but the wheel and its dependencies."""
    assert "65段" in run(tmp_path, scripts / "juesuan", "demo")
    written = {path.name for path in (tmp_path / "juesuan-demo").iterdir()}
    assert {"2022.xlsx", "2021.xlsx", "补充资料.xlsx", "草稿.docx"} == written


def test_the_face_works_as_its_page_says(scripts: Path, example: Path, tmp_path: Path) -> None:
    """The examples of docs/接口.md print the same with the installed package."""
    for name in ("2022.xlsx", "2021.xlsx", "补充资料.xlsx", "原因.yaml"):
        shutil.copy(example / name, tmp_path)
    home = run(tmp_path, scripts / "python", "-P", "-c", "import juesuan; print(juesuan.__file__)")
    assert Path(home.strip()).is_relative_to(scripts.parent.resolve())
    run(tmp_path, scripts / "python", "-P", ROOT / "tests" / "pages.py", ROOT / "docs" / "接口.md")
