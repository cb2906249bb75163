"""A whole bureau is drafted, refreshed and checked; nothing is done twice, nothing of anybody's is lost."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from bureaus import WRONG, bureau, spoil
from juesuan.batch import Batch, Interrupted, run_batch
from juesuan.batch.journal import Journal
from juesuan.batch.outcomes import Row
from juesuan.batch.tasks import Options
from juesuan.editions import edition_folder
from juesuan.errors import InputError, JuesuanError, OutputError
from staff import Desk, W

OLD = Path(__file__).with_name("rows-0.1")


def rows(batch: Batch) -> Mapping[str, Row]:
    """The rows by department."""
    return {row.department: row for row in batch.rows()}


def states(batch: Batch) -> dict[str, str]:
    """How each department ended."""
    return {name: row.state for name, row in rows(batch).items()}


def times(folder: Path) -> dict[str, int]:
    """When every draft was written."""
    return {path.parent.name: path.stat().st_mtime_ns for path in folder.glob("*/草稿.docx")}


@pytest.fixture
def folder(tmp_path: Path, example: Path) -> Path:
    """Three departments with the example's figures."""
    return bureau(tmp_path / "bureau", example, "甲局", "乙局", "丙局")


def draft(folder: Path, output: Path, **options: object) -> Batch:
    return run_batch(folder, Options("draft", **options), output=output, jobs=2)  # type: ignore[arg-type]


def test_drafts(folder: Path, tmp_path: Path, example: Path) -> None:
    """Every department's draft is the one that ``juesuan draft`` writes, and its row says what is in it."""
    from juesuan import draft as single

    alone = single(
        example / "2022.xlsx",
        example / "2021.xlsx",
        supplement=example / "补充资料.xlsx",
    )
    batch = draft(folder, tmp_path / "out")
    row = rows(batch)["甲局"]
    assert alone.outputs["draft"] == (tmp_path / "out" / "甲局" / "草稿.docx").read_bytes()
    assert (len(alone.narrative.paragraphs), alone.figures, len(alone.slots)) == (
        row.paragraphs,
        row.figures,
        row.slots,
    )
    waiting = sum(slot.state in ("empty", "suggested") for slot in alone.slots)
    assert (waiting, 2022, ("甲局/草稿.docx",)) == (row.unfilled, row.year, tuple(row.outputs))
    assert batch.clean


@pytest.mark.parametrize("wrong", WRONG)
def test_a_broken_department_stops_nobody(folder: Path, tmp_path: Path, wrong: str) -> None:
    """It has a row with the message and leaves no output; the others are done."""
    message = spoil(folder / "乙局", wrong)
    batch = draft(folder, tmp_path / "out")
    assert {"甲局": "done", "乙局": "failed", "丙局": "done"} == states(batch)
    assert message in rows(batch)["乙局"].findings[0].finding.text
    assert not (tmp_path / "out" / "乙局").exists()
    assert not batch.clean


def test_nothing_is_done_twice(folder: Path, tmp_path: Path, example: Path) -> None:
    """Again, only the department whose files changed, or whose draft is gone, is done."""
    draft(folder, tmp_path / "out")
    before = times(tmp_path / "out")
    (tmp_path / "out" / "丙局" / "草稿.docx").unlink()
    shutil.copy(example / "2021.xlsx", folder / "乙局" / "2021.xlsx")  # the same content is no change
    (folder / "甲局" / "原因.yaml").write_text("total_change: 上级补助增加", "utf-8")
    batch = draft(folder, tmp_path / "out")
    after = times(tmp_path / "out")
    assert "unchanged" == states(batch)["乙局"]
    assert {"甲局": False, "乙局": True, "丙局": False} == {
        name: after[name] == before[name] for name in after
    }
    assert {"unchanged"} == set(states(draft(folder, tmp_path / "out")).values())


def test_an_interrupted_batch_goes_on(folder: Path, tmp_path: Path) -> None:
    """What was done before Ctrl-C stays done; the same command does the rest."""

    def stop(row: Row, done: int, count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Interrupted, match="已中断，做完了1个部门（共3个）"):
        run_batch(folder, Options("draft"), output=tmp_path / "out", jobs=1, told=stop)
    begun = (tmp_path / "out" / "汇总.未完成.jsonl").read_bytes()
    (tmp_path / "out" / "汇总.未完成.jsonl").write_bytes(begun + b'{"department": "half a li')
    first = Row.from_json(begun.splitlines()[0])
    before = times(tmp_path / "out")
    batch = draft(folder, tmp_path / "out")
    assert {"done"} == set(states(batch).values())
    assert first == rows(batch)[first.department]
    assert before[first.department] == times(tmp_path / "out")[first.department]
    assert ["汇总.jsonl", "汇总.xlsx"] == sorted(path.name for path in (tmp_path / "out").glob("汇总*"))


def test_words_in_a_draft_are_never_replaced(folder: Path, tmp_path: Path) -> None:
    """A draft that somebody filled in stays, and the row says how to keep the words."""
    draft(folder, tmp_path / "out")
    filled = tmp_path / "out" / "甲局" / "草稿.docx"
    fill(filled, "sangong.total_vs_budget", "厉行节约")
    kept = filled.read_bytes()
    for name in ("甲局", "乙局"):
        (folder / name / "原因.yaml").write_text("fiscal_change: 上级补助增加", "utf-8")
    batch = draft(folder, tmp_path / "out")
    assert {"甲局": "failed", "乙局": "done", "丙局": "unchanged"} == states(batch)
    assert kept == filled.read_bytes()
    assert "要保留填写的内容，请用 juesuan refresh" in rows(batch)["甲局"].findings[0].finding.text


def test_departments_may_be_drafted_where_they_are(folder: Path) -> None:
    """Output and input may be one folder; nothing but the drafts and the summary comes to it."""
    assert draft(folder, folder).clean
    assert {"unchanged"} == set(states(draft(folder, folder)).values())
    with pytest.raises(OutputError, match="更新后的文稿会盖掉部门交回的文稿"):
        run_batch(folder, Options("refresh"), output=folder)


def test_refresh(folder: Path, tmp_path: Path) -> None:
    """The figures changed: what staff wrote is in the new draft, and the row counts what moved."""
    draft(folder, folder)
    draft(folder, tmp_path / "out")
    document = folder / "甲局" / "草稿.docx"
    fill(document, "total_change", "上级补助增加")
    correct(folder / "甲局" / "补充资料.xlsx")
    batch = run_batch(folder, Options("refresh"), output=tmp_path / "out", jobs=2)
    row = rows(batch)["甲局"]
    assert 0 < row.changed
    assert (0, rows(batch)["乙局"].slots) == (rows(batch)["乙局"].changed, row.slots)
    assert ("甲局/草稿.docx", "甲局/变动.xlsx") == tuple(row.outputs)
    assert "汇总.xlsx" == batch.summary.name  # in the place of the drafts' summary and the drafts
    assert "上级补助增加" in words(tmp_path / "out" / "甲局" / "草稿.docx")
    assert row.unfilled == rows(batch)["乙局"].unfilled - 1


def test_a_draft_s_own_edition_is_one_of_its_inputs(folder: Path, tmp_path: Path, own_data: Path) -> None:
    """Refreshed by the name that its record holds; once that edition is another one, nothing is taken for done."""
    own = Path(shutil.copytree(edition_folder("fujian-2022"), tmp_path / "我们的"))
    shelf = own_data / "juesuan" / "phrasebook" / "我们的"
    shutil.copytree(own, shelf)
    draft(folder, tmp_path / "out", edition="我们的")
    back = Path(shutil.copytree(tmp_path / "out", tmp_path / "back"))
    for name in ("甲局", "乙局", "丙局"):
        for path in (folder / name).iterdir():
            shutil.copy(path, back / name)
    for expected in ("done", "unchanged"):
        batch = run_batch(back, Options("refresh"), output=tmp_path / "new", jobs=1)
        assert {expected} == set(states(batch).values())
    title = shelf / "00_title.yaml"
    title.write_text(title.read_text("utf-8").replace("情况说明", "情况的说明"), "utf-8")
    batch = run_batch(back, Options("refresh"), output=tmp_path / "new", jobs=1)
    assert {"failed"} == set(states(batch).values())
    assert {"edition-another"} == {row.findings[0].finding.code for row in rows(batch).values()}
    batch = run_batch(back, Options("refresh", edition=str(own)), output=tmp_path / "new", jobs=1)
    assert {"done"} == set(states(batch).values())


def test_check_and_check_again(folder: Path, tmp_path: Path) -> None:
    """Each department has its page; the second says what is new, known and put right."""
    draft(folder, folder)
    report = tmp_path / "汇总.xlsx"
    first = run_batch(folder, Options("check"), report=report, jobs=2)
    assert {"findings"} == set(states(first).values())
    waiting = rows(first)["甲局"].unfilled
    assert all(said.since == "" for said in rows(first)["甲局"].findings)
    document = folder / "甲局" / "草稿.docx"
    fill(document, "total_change", "上级补助增加")
    second = run_batch(folder, Options("check"), report=report, jobs=2)
    row, other = rows(second)["甲局"], rows(second)["乙局"]
    assert (waiting - 1, 1) == (row.unfilled, len(row.mended))
    assert {"again"} == {said.since for said in other.findings}
    pages = {path.stem: words(path) for path in sorted(second.pages.iterdir())}  # type: ignore[union-attr]
    assert ["丙局", "乙局", "甲局"] == sorted(pages)
    assert "已改正1处" in pages["甲局"]
    assert "文稿和数据与上次审核时相同，没有改动" in pages["乙局"]


def test_a_bureau_goes_on_from_version_0_1(tmp_path: Path, example: Path) -> None:
    """Drafts that 0.1 wrote are replaced as our own, and what its check told is told again, not as new."""
    folder = bureau(tmp_path / "bureau", example, "甲局")
    written = tmp_path / "out" / "甲局" / "草稿.docx"
    written.parent.mkdir(parents=True)
    written.write_bytes(b"as 0.1 left it")
    row = next(line for line in (OLD / "draft.jsonl").read_text("utf-8").splitlines() if "甲局" in line)
    left = json.loads(row)
    left["inputs"] = "made of the version too, so never the same"
    left["outputs"] = {"甲局/草稿.docx": hashlib.sha256(b"as 0.1 left it").hexdigest()}
    (tmp_path / "out" / "汇总.jsonl").write_text(json.dumps(left, ensure_ascii=False) + "\n", "utf-8")
    assert {"done"} == set(states(draft(folder, tmp_path / "out")).values())
    shutil.copy(written, folder / "甲局" / "草稿.docx")
    shutil.copy(OLD / "check.jsonl", tmp_path / "汇总.jsonl")
    checked = run_batch(folder, Options("check"), report=tmp_path / "汇总.xlsx", jobs=1)
    told = rows(checked)["甲局"].findings
    assert {"again"} == {said.since for said in told if said.finding.code == "slot-unfilled"}


def test_an_opinion_with_somebodys_words_stays(folder: Path, tmp_path: Path) -> None:
    """A page that somebody wrote into is kept, and the new one stands beside it; so is the summary."""
    draft(folder, folder)
    report = tmp_path / "汇总.xlsx"
    first = run_batch(folder, Options("check"), report=report, jobs=1)
    page = first.pages / "甲局.docx"  # type: ignore[operator]
    page.write_bytes(page.read_bytes() + b"!")
    report.write_bytes(report.read_bytes() + b"!")
    kept = page.read_bytes(), report.read_bytes()
    for _ in range(2):
        again = run_batch(folder, Options("check"), report=report, jobs=1)
        assert kept == (page.read_bytes(), report.read_bytes())
        assert ["丙局", "乙局", "甲局", "甲局-2"] == sorted(path.stem for path in page.parent.iterdir())
        assert "汇总-2.xlsx" == again.summary.name


def test_a_check_without_a_document(folder: Path, tmp_path: Path) -> None:
    """A department that sent no text has a row and a page that say so."""
    batch = run_batch(folder, Options("check"), report=tmp_path / "汇总.xlsx", jobs=1)
    assert {"failed"} == set(states(batch).values())
    assert "没有文稿" in words(batch.pages / "甲局.docx")  # type: ignore[operator]


def test_the_summary(folder: Path, tmp_path: Path) -> None:
    """汇总.xlsx has a row for every department and one for every finding."""
    spoil(folder / "乙局", "truncated")
    batch = draft(folder, tmp_path / "out")
    book = load_workbook(batch.summary)
    table = list(book["部门"].iter_rows(min_row=3, values_only=True))
    assert ("部门", "状态", "年度", "段落", "原因处", "未填", "错误", "注意") == table[0][:8]
    by_name = {line[0]: dict(zip(table[0], line, strict=True)) for line in table[1:]}
    row = rows(batch)["甲局"]
    assert ("完成", row.paragraphs, row.unfilled, "甲局/草稿.docx") == tuple(
        by_name["甲局"][head] for head in ("状态", "段落", "未填", "文件")
    )
    assert ("没有完成", 1) == (by_name["乙局"]["状态"], by_name["乙局"]["错误"])
    assert "2022.xlsx" in str(by_name["乙局"]["要处理的事"])
    assert "共3个部门：完成2个，没有完成1个" == book["部门"]["A2"].value
    listed = list(book["问题"].iter_rows(min_row=4, values_only=True))
    assert sum(len(each.findings) for each in batch.rows()) == len(listed)


def test_what_stops_a_batch(folder: Path, tmp_path: Path) -> None:
    """What no department could do better is told once, before anything is begun."""
    with pytest.raises(JuesuanError, match="没有"):
        draft(folder, tmp_path / "out", edition="没有这个版本")
    with pytest.raises(InputError, match="找不到这个文件夹"):
        draft(tmp_path / "没有", tmp_path / "out")
    with pytest.raises(OutputError, match="文件夹不存在"):
        run_batch(folder, Options("check"), report=tmp_path / "没有" / "汇总.xlsx")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="不能建立这个文件夹"):
        draft(folder, tmp_path / "file")


def test_two_batches_into_one_folder(folder: Path, tmp_path: Path) -> None:
    """While one batch writes there, a second is refused before it does anything."""
    (tmp_path / "out").mkdir()
    with Journal(tmp_path / "out" / "汇总.jsonl"), pytest.raises(OutputError, match="另一批工作正在写"):
        draft(folder, tmp_path / "out")
    assert {"done": 3} == draft(folder, tmp_path / "out").states


def fill(document: Path, key: str, reason: str) -> None:
    """Answer one slot, as staff do."""
    desk = Desk.open(document.read_bytes(), 0)
    desk.fill(key, reason)
    document.write_bytes(desk.save())


def words(path: Path) -> str:
    """All words of a .docx, those in tables and controls too."""
    body = docx.Document(str(path)).element.body
    return "".join(node.text or "" for node in body.iter(f"{W}t"))


def correct(supplement: Path) -> None:
    """Other figures of procurement, which agree with one another."""
    book = load_workbook(supplement)
    new = {"procurement.services": 60.33, "procurement.sme": 71.76}
    for row in book.worksheets[0].iter_rows():
        if row[0].value in new:
            row[2].value = new[row[0].value]
    book.save(supplement)
