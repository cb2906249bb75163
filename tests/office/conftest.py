"""A real LibreOffice Writer, driven as a person would."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

DRIVER = Path(__file__).with_name("driver.py")
STEPS = list[list[Any]]


@pytest.fixture(scope="session")
def type_into(office_profile: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """``type_into(path, steps)``: the document after the steps, saved by LibreOffice as .docx."""
    python = next(
        (each for each in ("/usr/bin/python3", shutil.which("python3")) if each and _has_uno(each)), None
    )
    if python is None:
        pytest.skip("python3-uno is not installed")

    def run(path: Path, steps: STEPS, kind: str = "docx") -> Path:
        folder = tmp_path_factory.mktemp("typed")
        target = folder / f"typed.{kind}"
        script = folder / "steps.json"
        script.write_text(json.dumps([["open", str(path)], *steps, ["save", str(target)], ["shut"]]), "utf-8")
        subprocess.run([python, str(DRIVER), str(office_profile), str(script)], check=True, timeout=180)
        return target

    return run


def _has_uno(python: str) -> bool:
    return subprocess.run([python, "-c", "import uno"], capture_output=True).returncode == 0
