"""Use cases compute: whatever they are asked for, no file appears and none is opened for writing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from audit import listening
from juesuan.app.check import check
from juesuan.app.demo import demo
from juesuan.app.draft import draft
from juesuan.app.inspect import inspect
from juesuan.app.new import new
from juesuan.app.phrasebook import preview, usable_names
from juesuan.app.publish import publish
from juesuan.app.reasons import collect_reasons
from juesuan.app.refresh import refresh
from juesuan.app.result import Result
from juesuan.app.sources import Sources
from juesuan.app.verify import verify
from rounds import drafted

CURRENT, PRIOR, SUPPLEMENT, REASONS, DOCUMENT = map(
    Path, ("2022.xlsx", "2021.xlsx", "补充资料.xlsx", "原因.yaml", "草稿.docx")
)
FIGURES = Sources(CURRENT, (PRIOR,), SUPPLEMENT)
USE_CASES: Mapping[str, Callable[[], object]] = {
    "new": lambda: new(figures=CURRENT, prior=PRIOR, last_supplement=SUPPLEMENT),
    "draft": lambda: draft(FIGURES, reasons=[REASONS], template=DOCUMENT.with_stem("版式"), trace=True),
    "refresh": lambda: refresh(DOCUMENT, FIGURES, reasons=[REASONS], track_changes=True, report=True),
    "check": lambda: check(DOCUMENT, FIGURES, annotate=True),
    "reasons": lambda: collect_reasons([DOCUMENT]),
    "publish": lambda: publish(DOCUMENT),
    "verify": lambda: verify(FIGURES),
    "inspect": lambda: inspect(CURRENT),
    "demo": lambda: demo(),
    "preview": lambda: preview("fujian-2022", [CURRENT, PRIOR], SUPPLEMENT, [REASONS]),
    "names": lambda: usable_names("fujian-2022", [CURRENT, PRIOR], SUPPLEMENT),
}
MAKES = {
    "new": {"supplement"},
    "draft": {"draft", "trace"},
    "refresh": {"draft", "report"},
    "check": {"annotated"},
    "reasons": {"reasons"},
    "publish": {"published"},
}


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below the folder."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def desk(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds what the use cases read, to stand in."""
    for path in (CURRENT, PRIOR, SUPPLEMENT, REASONS):
        shutil.copy(example / path, tmp_path)
    drafted(example, tmp_path)
    shutil.copy(example.parents[1] / "word_templates" / "official.docx", tmp_path / "版式.docx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", USE_CASES)
def test_nothing_is_written(desk: Path, name: str) -> None:
    """The files come back as named bytes, with the names of what was read; the folder is as it was."""
    before = everything(desk)
    with listening() as heard:
        result = USE_CASES[name]()
    assert [] == heard.changed
    assert before == everything(desk)
    if isinstance(result, Result):
        assert MAKES[name] == set(result.outputs)
        assert all(data.startswith(b"PK") for data in result.outputs.values())
        assert {path.name for path in result.read} <= before.keys()


def test_the_watch_sees_a_write(desk: Path) -> None:
    """The test above could fail: writing and making folders are heard."""
    with listening() as heard:
        (desk / "x").write_bytes(b"")
        (desk / "y").mkdir()
    assert ["open", "os.mkdir"] == [each.split()[0] for each in heard.changed]
