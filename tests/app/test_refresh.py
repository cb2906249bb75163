"""Refresh end to end: draft, fill in, edit, change the figures, refresh, compare."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import docx
import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from juesuan import check, publish, reasons, refresh
from juesuan.app.publish import NotReady
from juesuan.errors import DocumentError
from juesuan.word import read_bytes
from juesuan.word.publication import Parts, has_revisions
from rounds import changed, drafted, read
from staff import Desk
from structure import faults


def texts(path: Path) -> list[str]:
    """The paragraphs of a document."""
    return [paragraph.text for paragraph in read(path).paragraphs]


def comments(path: Path) -> list[str]:
    """The comments of a document."""
    return [comment.text for comment in docx.Document(str(path)).comments]


@pytest.fixture
def staff(example: Path, tmp_path: Path) -> Path:
    """The example's draft after a department worked on it: reasons, edits, own paragraphs, a table."""
    desk = Desk.open(drafted(example, tmp_path).read_bytes(), 1)
    desk.fill("items.2011301", "精简会议和差旅，日常开支减少")
    for paragraph in list(desk.document.paragraphs):
        if paragraph.text.startswith("3.上缴上级支出"):
            paragraph._p.getparent().remove(paragraph._p)
        if "2159904" in paragraph.text:
            paragraph.runs[0].bold = True
            paragraph.insert_paragraph_before("以下是我们自己加的一段说明。")
        for run in paragraph.runs:
            if run.text.startswith("2022年度一般公共预算拨款支出"):
                run.text = run.text.replace("拨款支出", "财政拨款实际支出")
    desk.document.add_table(1, 2).cell(0, 0).text = "附表"
    path = tmp_path / "已填.docx"
    path.write_bytes(desk.save())
    return path


def refreshed(
    staff: Path, example: Path, tmp_path: Path, *, name: str = "第2稿.docx", **options: object
) -> Path:
    """The second draft: 2011301 now rises, 2229999's like is new, 2299999 gone, 2111001 level."""
    figures = changed(
        example / "2022.xlsx",
        tmp_path / "2022-改.xlsx",
        {"2011301": 190.00, "2111001": 5.00, "2299999": None},
        added={"2220199": ("其他粮油物资事务支出", 12.34)},
    )
    prior = changed(example / "2021.xlsx", tmp_path / "2021-改.xlsx", {"2299999": None, "2150517": None})
    target = tmp_path / name
    refresh(staff, figures, prior, output=target, force=True, **options)  # type: ignore[arg-type]
    return target


def test_figures_change_and_staff_s_words_stay(staff: Path, example: Path, tmp_path: Path) -> None:
    """What a person expects of a second draft, paragraph by paragraph."""
    shown = texts(refreshed(staff, example, tmp_path))
    joined = "\n".join(shown)
    assert (
        "（一）2011301-行政运行支出190.00万元，较上年决算数增加15.34万元，增长8.78%。主要原因是精简会议和差旅，日常开支减少。"
        in shown
    )
    assert "（八）2111001-能源节约利用支出5.00万元，与上年决算数持平。" in shown
    assert any(
        text.startswith(
            "（十三）2220199-其他粮油物资事务支出12.34万元，较上年决算数增加12.34万元，增长100.00%。主要原因是【"
        )
        for text in shown
    )
    assert "2299999" not in joined
    assert "2150517" not in joined
    assert "财政拨款实际支出3653.52万元" in joined
    assert "以下是我们自己加的一段说明。" in shown
    assert shown.index("以下是我们自己加的一段说明。") + 1 == next(
        at for at, text in enumerate(shown) if "2159904" in text
    )
    assert "附表" in shown
    assert "3.上缴上级支出" not in joined


def test_words_of_reasons_no_longer_asked_for_are_in_comments(
    staff: Path, example: Path, tmp_path: Path
) -> None:
    """A level or vanished item's reason is kept in a comment and comes back with the item."""
    second = refreshed(staff, example, tmp_path)
    said = "\n".join(comments(second))
    assert "当年实施重点用能企业节能诊断项目" in said
    assert "产业发展资金本年并入其他科目核算" in said
    third = tmp_path / "第3稿.docx"
    refresh(second, example / "2022.xlsx", example / "2021.xlsx", output=third)
    shown = "\n".join(texts(third))
    assert "主要原因是当年实施重点用能企业节能诊断项目。" in shown
    assert "主要原因是产业发展资金本年并入其他科目核算。" in shown


def test_formatting_and_tables_stay(staff: Path, example: Path, tmp_path: Path) -> None:
    """What staff made bold stays bold, their table stays."""
    document = docx.Document(str(refreshed(staff, example, tmp_path)))
    bold = next(each for each in document.paragraphs if "2159904" in each.text)
    assert bold.runs[0].bold
    assert "附表" == document.tables[0].cell(0, 0).text


@pytest.mark.parametrize("tracked", [False, True])
def test_the_result_is_sound(staff: Path, example: Path, tmp_path: Path, tracked: bool) -> None:
    """Our structural test and the independent validator find nothing."""
    second = refreshed(staff, example, tmp_path, track_changes=tracked)
    assert [] == faults(second.read_bytes())
    assert [] == [str(error) for error in OpenXmlValidator().validate(second).errors]


def test_unchanged_figures_leave_the_document_as_it_is(staff: Path, example: Path, tmp_path: Path) -> None:
    """Text and formatting are untouched: the body's XML is the same."""
    import zipfile

    second = tmp_path / "第2稿.docx"
    refresh(staff, example / "2022.xlsx", example / "2021.xlsx", output=second)

    def body(path: Path) -> bytes:
        with zipfile.ZipFile(path) as archive:
            return archive.read("word/document.xml")

    assert body(staff) == body(second)


def test_twice_refreshed_equals_once(staff: Path, example: Path, tmp_path: Path) -> None:
    """The second refresh with the same figures changes nothing, not even a byte of the body."""
    once = refreshed(staff, example, tmp_path)
    twice = refreshed(once, example, tmp_path, name="第3稿.docx")
    assert texts(once) == texts(twice)
    assert set(comments(twice)) <= set(comments(once))


def test_tracked_changes_can_be_seen_and_are_undated(staff: Path, example: Path, tmp_path: Path) -> None:
    """Every change is a revision by juesuan; rejecting them all would give the first draft's words."""
    second = refreshed(staff, example, tmp_path, track_changes=True)
    data = second.read_bytes()
    assert has_revisions(Parts(data))
    body = docx.Document(str(second)).element.body
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    marks = [each for kind in ("ins", "del") for each in body.iter(f"{word}{kind}")]
    assert {"juesuan"} == {mark.get(f"{word}author") for mark in marks}
    assert {None} == {mark.get(f"{word}date") for mark in marks}
    dated = refreshed(
        staff, example, tmp_path, name="有日期.docx", track_changes=True, date="2023-09-01T00:00:00Z"
    )
    assert b"2023-09-01" in b"".join(
        mark.get(f"{word}date", "").encode()
        for mark in docx.Document(str(dated)).element.body.iter(f"{word}ins")
    )


def test_the_report_lists_what_changed(staff: Path, example: Path, tmp_path: Path) -> None:
    """The 变动 workbook has old and new and the reasons they touch."""
    refreshed(staff, example, tmp_path, report=tmp_path / "变动.xlsx")
    book = openpyxl.load_workbook(tmp_path / "变动.xlsx")
    cells = [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert any("190" in cell for cell in cells)
    assert any("150.93" in cell for cell in cells)
    assert any("2011301" in cell for cell in cells)


def test_the_supplement_need_not_be_given_again(staff: Path, example: Path, tmp_path: Path) -> None:
    """It travels in the draft; check works from the draft alone."""
    assert "累计接待5批次、47人次" in "\n".join(texts(refreshed(staff, example, tmp_path)))


def test_check_tells_a_stale_reason(staff: Path, example: Path, tmp_path: Path) -> None:
    """A reason written for a decrease is told when the item rises, any number of refreshes later."""
    second = refreshed(staff, example, tmp_path)
    third = refreshed(second, example, tmp_path, name="第3稿.docx")
    found = [
        finding
        for finding in check(third).findings
        if "2011301" in finding.text and finding.severity != "info"
    ]
    assert found


def test_reasons_go_out_and_come_back(example: Path, tmp_path: Path) -> None:
    """Two 科室 that answered one slot differently come back as a conflict; agreed answers are collected."""
    first = drafted(example, tmp_path, reasons=False)
    copies = []
    for name, words in (("甲科.docx", "人员减少"), ("乙科.docx", "压减会议")):
        desk = Desk.open(first.read_bytes(), 1)
        desk.fill("items.2011301", words)
        desk.fill("items.2011302", "新增信息化运维")
        path = tmp_path / name
        path.write_bytes(desk.save())
        copies.append(path)
    result = reasons(*copies, output=tmp_path / "原因.xlsx")
    assert ["reason-conflict"] == [each.code for each in result.findings if each.severity == "error"]
    assert 1 == result.answered
    rows = list(openpyxl.load_workbook(tmp_path / "原因.xlsx").worksheets[0].values)
    assert any("新增信息化运维" in row for row in rows)


def test_publish_leaves_only_the_words(example: Path, tmp_path: Path) -> None:
    """No control, highlight, comment, bookmark, snapshot or figure style is left; the text is the same."""
    finished, target = drafted(example, tmp_path), tmp_path / "公开稿.docx"
    publish(finished, output=target)
    draft = read(target)
    assert texts(finished) == texts(target)
    assert draft.snapshot is None
    pieces = [piece for paragraph in draft.paragraphs for piece in paragraph.pieces]
    assert not [piece for piece in pieces if piece.control is not None or piece.marked or piece.figure]
    assert [] == faults(target.read_bytes())
    assert [] == [str(error) for error in OpenXmlValidator().validate(target).errors]


def test_publish_refuses_what_is_open(example: Path, tmp_path: Path) -> None:
    """Unfilled slots and unresolved revisions stop publication; --force says what it overrode."""
    unfinished, target = drafted(example, tmp_path, reasons=False), tmp_path / "公开稿.docx"
    with pytest.raises(NotReady):
        publish(unfinished, output=target)
    assert not target.exists()
    assert publish(unfinished, output=target, force=True).findings


def test_a_document_that_is_none_of_ours_is_refused(example: Path, tmp_path: Path) -> None:
    """A document without anything of 第三部分 is not guessed at; nothing is written."""
    other, target = tmp_path / "别的.docx", tmp_path / "x.docx"
    document = docx.Document()
    document.add_paragraph("会议通知")
    document.save(str(other))
    with pytest.raises(DocumentError, match="找不到部门决算情况说明"):
        refresh(
            other,
            example / "2022.xlsx",
            example / "2021.xlsx",
            supplement=example / "补充资料.xlsx",
            output=target,
        )
    assert not target.exists()


@pytest.mark.parametrize("magic", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"not a document"])
def test_other_formats_are_refused_plainly(magic: bytes) -> None:
    """A .doc or .wps, or no document at all, brings one message with 另存为 .docx."""
    with pytest.raises(DocumentError, match=r"另存为 \.docx"):
        read_bytes(magic, "草稿.doc")


def test_a_killed_process_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """Killed while it writes, the target is still the old file."""
    target = tmp_path / "草稿.docx"
    target.write_bytes(b"old")
    script = (
        "import sys, time, pathlib, juesuan.files as files\n"
        "pathlib.Path.replace = lambda *each: (print('ready', flush=True), time.sleep(60))\n"
        "files.write_all({pathlib.Path(sys.argv[1]): b'new' * 100000}, overwrite=True)"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(target)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert b"ready" in process.stdout.readline()
    if os.name == "nt":
        process.kill()
    else:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert b"old" == target.read_bytes()
    for stale in tmp_path.glob(".juesuan-*"):
        os.utime(stale, (time.time() - 7200,) * 2)
    from juesuan.files import write_all

    write_all({target: b"new"}, overwrite=True)
    assert [target] == list(tmp_path.iterdir())


def test_what_changed_is_told_to_programs(staff: Path, example: Path, tmp_path: Path, capfdbinary) -> None:  # type: ignore[no-untyped-def]
    """--json of refresh is one document with findings and counts."""
    from juesuan.cli import run

    words = ["refresh", str(staff), str(example / "2022.xlsx"), str(example / "2021.xlsx")]
    assert 0 == run([*words, "-o", str(tmp_path / "第2稿.docx"), "--json"])
    data = json.loads(capfdbinary.readouterr()[0])
    assert ("juesuan.refresh/2", 0) == (data["schema"], data["changed_figures"])


def test_the_workbook_of_reasons_fills_the_draft(example: Path, tmp_path: Path) -> None:
    """Handed round, filled in and put back with --reasons: the words stand in their slots, unmarked."""
    first = drafted(example, tmp_path, reasons=False)
    reasons(first, output=tmp_path / "原因.xlsx")
    book = openpyxl.load_workbook(tmp_path / "原因.xlsx")
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if "原因" in [cell.value for cell in row])
    columns = {cell.value: cell.column for cell in head}
    for row in sheet.iter_rows(min_row=head[0].row + 1):
        if sheet.cell(row[0].row, columns["编号"]).value == "items.2011301":
            sheet.cell(row[0].row, columns["原因"]).value = "压减会议费"
    book.save(tmp_path / "原因-已填.xlsx")
    second = tmp_path / "第2稿.docx"
    refresh(
        first,
        example / "2022.xlsx",
        example / "2021.xlsx",
        output=second,
        reasons=[tmp_path / "原因-已填.xlsx"],
    )
    found = next(each for each in read(second).paragraphs if "2011301" in each.text)
    assert found.text.endswith("主要原因是压减会议费。")
    assert not [piece for piece in found.pieces if piece.marked]
    assert 16 == sum("【请填写原因】" in text for text in texts(second))
