"""What is done is on disk at once, and a torn line is no row."""

from __future__ import annotations

from pathlib import Path

from juesuan.batch.journal import Journal
from juesuan.findings import Finding
from juesuan.outcomes import Row, Said
from juesuan.places import ParagraphPlace

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
    assert ["甲局", "乙局", "丙局"] == list(Journal(path).now.offsets)


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


def test_lines_that_are_no_rows(tmp_path: Path) -> None:
    """A file that somebody else wrote there does no harm."""
    path = tmp_path / "汇总.jsonl"
    path.write_text("[]\nnot json\n{}\n" + FULL.as_json() + "\n", "utf-8")
    with Journal(path) as journal:
        assert ["甲局"] == list(journal.last.offsets)
