"""What is done is on disk at once, and a torn line is no row."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from juesuan.batch.journal import Journal, Rows
from juesuan.batch.outcomes import Row, Said
from juesuan.errors import OutputError
from juesuan.findings import Finding
from juesuan.places import NOWHERE, ParagraphPlace

SAID = Said(
    Finding(
        "slot-unfilled", "error", "还没有填写：收入总计的原因", place=ParagraphPlace(3, "一、总计", "totals")
    ),
    "new",
)
FULL = Row("甲局", "check", "findings", findings=(SAID,), mended=("改好了",), outputs={"甲局.docx": "0f"})


def test_a_row_comes_back_as_it_was() -> None:
    """A line of JSON holds everything of a row."""
    assert FULL == Row.from_json(FULL.as_json())


def test_rows_are_found_after_a_kill(tmp_path: Path) -> None:
    """The rows of a run that was killed are there; half a line is passed over and written anew."""
    path = tmp_path / "汇总.jsonl"
    with Journal(path) as journal:
        journal.add(FULL)
        journal.add(Row("乙局", "check", "done"))
    with journal.now.path.open("ab") as file:
        file.write(b'{"department": "\xe4\xb8')
    with Journal(path) as journal:
        assert (FULL, None) == (journal.now.get("甲局"), journal.now.get("丙局"))
        journal.add(Row("丙局", "check", "done"))
    assert ["甲局", "乙局", "丙局"] == list(Rows(journal.now.path).offsets)


def test_the_latest_row_counts(tmp_path: Path) -> None:
    """A department that was done again has its new row, in the order asked for, and no other."""
    path = tmp_path / "汇总.jsonl"
    with Journal(path) as journal:
        for row in (
            Row("甲局", "draft", "failed"),
            Row("丁局", "draft", "done"),
            Row("甲局", "draft", "done"),
        ):
            journal.add(row)
        journal.finish(["甲局", "乙局"])
    assert [Row("甲局", "draft", "done")] == [Row.from_json(line) for line in path.read_bytes().splitlines()]
    assert ["汇总.jsonl"] == [each.name for each in tmp_path.iterdir()]
    with Journal(path) as journal:
        assert "done" == journal.last.get("甲局").state  # type: ignore[union-attr]


OLD = Path(__file__).with_name("rows-0.1")


@pytest.mark.parametrize("name", ["check", "draft"])
def test_rows_of_0_1_are_read(name: str) -> None:
    """What version 0.1 wrote is known: outputs, inputs, findings; places that were text are nowhere."""
    lines = (OLD / f"{name}.jsonl").read_text("utf-8").splitlines()
    rows = [Row.from_json(line) for line in lines]
    assert [json.loads(line)["outputs"] for line in lines] == [row.outputs for row in rows]
    told = [(each["code"], each["message"]) for line in lines for each in json.loads(line)["findings"]]
    assert told == [(said.finding.code, said.finding.text) for row in rows for said in row.findings]
    assert all(said.finding.place == NOWHERE for row in rows for said in row.findings)


def test_rows_of_a_newer_version_are_none(tmp_path: Path) -> None:
    """What a newer juesuan wrote is passed over; nothing crashes."""
    path = tmp_path / "汇总.jsonl"
    path.write_text(FULL.as_json().replace("juesuan.row/2", "juesuan.row/9") + "\n", "utf-8")
    with Journal(path) as journal:
        assert {} == journal.last.offsets


def test_lines_that_are_no_rows(tmp_path: Path) -> None:
    """A file that somebody else wrote there does no harm."""
    path = tmp_path / "汇总.jsonl"
    path.write_text("[]\nnot json\n{}\n" + FULL.as_json() + "\n", "utf-8")
    with Journal(path) as journal:
        assert ["甲局"] == list(journal.last.offsets)


def test_one_run_at_a_time(tmp_path: Path) -> None:
    """A second run of the same summary is refused plainly; others in the folder, and later ones, are not."""
    path = tmp_path / "汇总.jsonl"
    with Journal(path) as journal:
        journal.add(FULL)
        with pytest.raises(OutputError, match="另一批工作正在写这个文件夹"), Journal(path):
            pass
        with Journal(tmp_path / "审核.jsonl"):
            pass
        journal.finish(["甲局"])
    with Journal(path) as journal:
        assert FULL == journal.last.get("甲局")
    assert {"汇总.jsonl", "汇总.未完成.jsonl", "审核.未完成.jsonl"} == {
        each.name for each in tmp_path.iterdir()
    }


def test_a_run_that_was_killed_bars_nobody(tmp_path: Path) -> None:
    """While another process has the journal it is barred; killed without a word, its lock is void."""
    path = tmp_path / "汇总.jsonl"
    script = (
        "import sys; from pathlib import Path; from juesuan.batch.journal import Journal\n"
        "with Journal(Path(sys.argv[1])): print(1, flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout
    assert other.stdout.readline()
    with pytest.raises(OutputError, match="另一批工作"), Journal(path):
        pass
    os.kill(other.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    other.communicate()
    with Journal(path) as journal:
        journal.add(FULL)


def test_a_journal_changed_under_way_is_told(tmp_path: Path) -> None:
    """Somebody who writes into the file of a run gets a message, not an error of ours."""
    with Journal(tmp_path / "汇总.jsonl") as journal:
        journal.add(FULL)
        journal.now.path.write_bytes(b"x" * 2000)
        with pytest.raises(OutputError, match="在运行中被改动"):
            journal.now.get("甲局")


def test_a_journal_that_cannot_be_opened(tmp_path: Path) -> None:
    """A folder in its place is told, and the lock is not kept."""
    (tmp_path / "汇总.未完成.jsonl").mkdir()
    with pytest.raises(OutputError, match="写不进去"), Journal(tmp_path / "汇总.jsonl"):
        pass
    assert ["汇总.未完成.jsonl"] == [each.name for each in tmp_path.iterdir()]
