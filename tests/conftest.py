"""Shared by all tests: LibreOffice for real, the example, the acceptance cases."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

import staff
import trials
from juesuan.errors import JuesuanError
from juesuan.findings import Finding
from juesuan.problems import CODES

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "acceptance"
OWN_DATA = ("XDG_DATA_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA")
"""What says where a user's own data lies, by system."""
FILTERS = {"docx": "docx:MS Word 2007 XML", "doc": "doc:MS Word 97"}

trials.choose()


_finding_made, _error_made = Finding.__init__, JuesuanError.__init__


def _registered_finding(self: Finding, code: str, severity: str, *rest: object, **more: object) -> None:
    assert code in CODES, f"{code} does not stand in juesuan.problems"
    assert severity in CODES[code].severities, f"{code} is no {severity} in juesuan.problems"
    _finding_made(self, code, severity, *rest, **more)  # type: ignore[arg-type]


def _registered_error(self: JuesuanError, *rest: object, **more: object) -> None:
    _error_made(self, *rest, **more)  # type: ignore[arg-type]
    assert self.code in CODES, f"{self.code} does not stand in juesuan.problems"


# Whatever a test runs in this process makes registered findings and errors only.
Finding.__init__ = _registered_finding  # type: ignore[assignment, method-assign]
JuesuanError.__init__ = _registered_error  # type: ignore[assignment, method-assign]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many random refreshes were tried."""
    if staff.TRIED:
        terminalreporter.write_line(f"random edits x figure changes refreshed: {staff.TRIED['refreshes']}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests that drive LibreOffice are skipped where there is none."""
    if item.get_closest_marker("office") and shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With JUESUAN_REQUIRE_OFFICE, as in CI, a test of LibreOffice that was skipped has failed."""
    report = yield
    if report.skipped and item.get_closest_marker("office") and os.environ.get("JUESUAN_REQUIRE_OFFICE"):
        report.outcome = "failed"
        report.longrepr = f"required here, but skipped: {report.longrepr}"
    return report


Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="session")
def office_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LibreOffice profile of this test run."""
    return tmp_path_factory.mktemp("office-profile")


@pytest.fixture(scope="session")
def convert(office_profile: Path, tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """``convert(path, "pdf")``: the file as LibreOffice saves it, in a folder of its own."""

    def run(path: Path, kind: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        command = [
            "soffice",
            f"-env:UserInstallation={office_profile.as_uri()}",
            "--headless",
            "--convert-to",
        ]
        subprocess.run(
            [*command, FILTERS.get(kind, kind), "--outdir", str(folder), str(path)],
            check=True,
            timeout=180,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return folder / f"{path.stem}.{kind}"

    return run


@pytest.fixture(scope="session", autouse=True)
def _nobody_s_editions(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """The editions that somebody added on this machine are not seen, nor touched."""
    kept = {name: os.environ.get(name) for name in OWN_DATA}
    os.environ.update(dict.fromkeys(OWN_DATA, str(tmp_path_factory.mktemp("own-data"))))
    yield
    for name, value in kept.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the user's own data that is this test's alone."""
    folder = tmp_path / "own-data"
    for name in OWN_DATA:
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture(scope="session")
def example() -> Path:
    """The shipped example's folder."""
    return ROOT / "examples" / "licheng-2022"


@pytest.fixture
def acceptance() -> Callable[[str], Path]:
    """The folder of an acceptance case; skips where the cases are not beside the checkout."""

    def folder(name: str) -> Path:
        if not (SHARED / name).is_dir():
            pytest.skip("the acceptance cases are not here")
        return SHARED / name

    return folder
