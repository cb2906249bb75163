"""The 变动 workbook: old and new numbers, signed, in the sentences of the document, and which reasons to look at."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook

import juesuan
from juesuan.drafts import Note, Revision, Snapshot
from juesuan.findings import Finding
from juesuan.narrative import EditionIdentity, Figure, Narrative, Paragraph, Slot, Span, Text, WrittenFor
from juesuan.places import FilePlace
from juesuan.sheets.changes import Report
from juesuan.sheets.report import write_report
from rounds import changed, drafted
from staff import Desk

WHY = "写原因时是增加14.24万元，现在是减少8.12万元"
HEAD = Paragraph("items", "heading_1", (Text("三、支出"),))


def item(current: str, direction: str, difference: str) -> Paragraph:
    slot = Slot("items.1", "reason", "行政运行的主要原因", "【请填写】", text="调资", state="filled")
    spans: tuple[Span, ...] = (
        Text("行政运行支出"),
        Figure("items.1.current", current),
        Text(f"万元，较上年{direction}"),
        Figure("items.1.change.difference", difference),
        Text("万元。主要原因是"),
        slot,
        Text("。"),
    )
    return Paragraph("items.1", "body", spans)


def narrative(*paragraphs: Paragraph) -> Narrative:
    return Narrative("某局", 2022, EditionIdentity("fujian-2022", "h"), (HEAD, *paragraphs))


BASE, FRESH = narrative(item("412.36", "增加", "14.24")), narrative(item("390.00", "减少", "8.12"))
BEFORE, AFTER = BASE.paragraphs[1].text, FRESH.paragraphs[1].text


def report(
    before: str = BEFORE,
    after: str = AFTER,
    *,
    outrun: bool = False,
    findings: tuple[Finding, ...] = (),
    base: Narrative | None = BASE,
    fresh: Narrative = FRESH,
    key: str = "items.1",
) -> Report:
    """A refresh of one paragraph, which reads so before and after."""
    notes = (Note(1, 0, 1, WHY, "slot:items.1"),) if outrun else ()
    revision = Revision((), notes, (), Snapshot(fresh), (), findings, ("items.1",) if outrun else ())
    texts: tuple[Mapping[str, str], Mapping[str, str]] = (
        {key: before} if before else {},
        {key: after} if after else {},
    )
    return Report(revision, fresh, base, texts)


def numbers(made: Report) -> list[tuple[object, object, str]]:
    return [(each.old.text, each.new.text, each.state) for each in made.changes()]


def cells(made: Report, sheet: str = "变动") -> list[tuple[object, ...]]:
    return [*load_workbook(io.BytesIO(write_report(made)))[sheet].iter_rows(min_row=4, values_only=True)]


def test_a_rise_that_became_a_fall_reads_so() -> None:
    """增加14.24 → 减少8.12 is 14.24 → -8.12, with both sentences as they stand and the reason to look at."""
    rows = cells(report(outrun=True))
    assert [(412.36, 390), (14.24, -8.12)] == [row[3:5] for row in rows]
    assert (
        "三、支出",
        "行政运行支出412.36万元，较上年增加〔14.24〕万元。主要原因是调资。",
        "行政运行支出390.00万元，较上年减少〔8.12〕万元。主要原因是调资。",
    ) == rows[1][:3]
    assert ("已更新", f"行政运行的主要原因：{WHY}") == rows[1][5:7]


def test_a_change_of_direction_alone_is_a_change() -> None:
    turned = narrative(item("412.36", "减少", "14.24"))
    rows = cells(report(after=turned.paragraphs[1].text, fresh=turned))
    assert [(14.24, -14.24)] == [row[3:5] for row in rows]


def test_what_staff_wrote_is_quoted_and_held_is_said() -> None:
    """Their own words stand in both sentences; a sentence that reads as before was not refreshed."""
    theirs = "行政运行支出412.36万元，比去年略有增长。主要原因是调资。本项为经常性支出。"
    made = report(theirs, theirs)
    assert {"held"} == {state for _, _, state in numbers(made)}
    assert theirs.replace("412.36", "〔412.36〕") == next(iter(made.changes())).after
    half = theirs.replace("412.36", "390.00")
    assert [("412.36", "390.00", "refreshed"), ("14.24", "8.12", "held")] == numbers(report(theirs, half))


def test_figures_come_and_go_with_the_words() -> None:
    """Level now: the amount is new, the difference is no longer written; the sentence that says so is shown."""
    level = Paragraph(
        "items.1",
        "body",
        (Text("行政运行支出"), Figure("items.1.current", "398.12"), Text("万元，与上年持平。")),
    )
    fresh = narrative(level)
    made = report(after=level.text, fresh=fresh)
    assert [("412.36", "398.12", "refreshed"), ("14.24", "", "gone")] == numbers(made)
    assert [level.text] == [each.after for each in made.changes() if each.state == "gone"]
    back = report(level.text, BEFORE, base=fresh, fresh=BASE)
    assert [("398.12", "412.36", "refreshed"), ("", "14.24", "came")] == numbers(back)


def test_paragraphs_come_and_go() -> None:
    empty = narrative()
    assert [("", "390.00", "came"), ("", "8.12", "came")] == numbers(report("", base=empty))
    gone = report(after="", fresh=empty)
    assert [("412.36", "", "gone"), ("14.24", "", "gone")] == numbers(gone)
    assert [("（删去）", None), ("（删去）", None)] == [(row[4], row[2]) for row in cells(gone)]


def test_what_staff_took_out_is_no_change() -> None:
    assert [] == numbers(report("", ""))


def test_a_sentence_is_quoted_with_its_reason_and_no_other() -> None:
    """A long paragraph: the sentence of the figure, what explains it, nothing of its neighbours."""
    spans = (
        Text("总额"), Figure("a", "1.00"), Text("万元。主要是："), Slot("s", "reason", "甲", "【】", text="一。二", state="filled"),
        Text("。其中货物"), Figure("b", "3.00"), Text("万元。"),
    )  # fmt: skip
    fresh = narrative(Paragraph("p", "body", spans))
    base = narrative(Paragraph("p", "body", (*spans[:1], Figure("a", "2.00"), *spans[2:])))
    made = report(base.paragraphs[1].text, fresh.paragraphs[1].text, base=base, fresh=fresh, key="p")
    (change,) = made.changes()
    assert "总额〔1.00〕万元。主要是：一。二。" == change.after


def test_without_a_record_the_document_s_own_numbers_are_the_old_ones() -> None:
    assert [("412.36", "390.00", "refreshed"), ("14.24", "8.12", "refreshed")] == numbers(report(base=None))


def test_a_total_without_reasons_names_those_of_its_section() -> None:
    """“三公”经费: the total stands in one paragraph, what explains it in the next."""
    about = WrittenFor("decrease", "0.66", "0.87", "0.21", "24.14%")
    slot = Slot("why", "reason", "三公减少的原因", "【】", text="压减接待", state="filled", about=about)
    total = Paragraph("total", "body", (Text("三公经费"), Figure("total.current", "0.66"), Text("万元。")))
    fresh = narrative(total, Paragraph("text", "body", (Text("原因是："), slot, Text("。"))))
    old = Paragraph("total", "body", (Text("三公经费"), Figure("total.current", "0.70"), Text("万元。")))
    base = narrative(old, fresh.paragraphs[2])
    made = report(old.text, total.text, base=base, fresh=fresh, key="total")
    assert [("三公减少的原因",)] == [each.reasons for each in made.changes()]


def test_outrun_reasons_have_a_sheet_of_their_own() -> None:
    """Also one that only names a number of another paragraph."""
    assert [("三、支出", "行政运行的主要原因", "调资", WHY, None)] == cells(report(outrun=True), "要看的原因")


def test_numbers_keep_their_format() -> None:
    def said(words: str, figure: str) -> Narrative:
        spans = (Text(f"较上年{words}"), Figure("a.change.percent", figure), Text("。"))
        return narrative(Paragraph("a", "body", spans))

    base, fresh = said("增长", "12.9%"), said("下降", "1.5%")
    made = report(base.paragraphs[1].text, fresh.paragraphs[1].text, base=base, fresh=fresh, key="a")
    sheet = load_workbook(io.BytesIO(write_report(made)))["变动"]
    assert (0.129, "0.0%", -0.015, "0.0%") == (
        sheet["D4"].value,
        sheet["D4"].number_format,
        sheet["E4"].value,
        sheet["E4"].number_format,
    )


def test_only_the_answers_are_open() -> None:
    """The sheet goes round: only 核对情况 can be filled in."""
    sheet = load_workbook(io.BytesIO(write_report(report())))["变动"]
    assert sheet.protection.sheet
    assert ["核对情况"] == [
        sheet.cell(3, cell.column).value for cell in sheet[4] if not cell.protection.locked
    ]


def test_says_that_nothing_changed() -> None:
    """Without a change the sheet says so, and has no rows."""
    sheet = load_workbook(io.BytesIO(write_report(report(after=BEFORE, fresh=BASE))))["变动"]
    assert ("没有数字变动。", 3) == (sheet["A2"].value, sheet.max_row)


def test_other_findings_stand_on_the_last_sheet() -> None:
    """What else the refresh met is told on a sheet of its own."""
    finding = Finding("paragraph-removed", "info", "这一段已被删去", place=FilePlace("初稿.docx"))
    assert [("这一段已被删去", "初稿.docx")] == cells(report(findings=(finding,)), "其他情况")


def test_the_sentences_are_those_of_the_files(example: Path, tmp_path: Path) -> None:
    """Word for word: the old ones stand in the document that was given, the new ones in the one that is made."""
    desk = Desk.open(drafted(example, tmp_path).read_bytes(), 1)
    desk.fill("items.2011301", "精简会议和差旅")
    for paragraph in desk.document.paragraphs:
        if "2011302" in paragraph.text:
            paragraph.add_run("本项为专项业务支出。")
    staff, target = tmp_path / "已填.docx", tmp_path / "第2稿.docx"
    staff.write_bytes(desk.save())
    figures = changed(
        example / "2022.xlsx",
        tmp_path / "改.xlsx",
        {"2011301": 190.00, "2011302": 20.00, "2111001": 5.00, "2299999": None},
        added={"2220199": ("其他粮油物资事务支出", 12.34)},
    )
    result = juesuan.refresh(staff, figures, example / "2021.xlsx", output=target, report=True, force=True)
    rows = [
        *load_workbook(io.BytesIO(result.outputs["report"]))["变动"].iter_rows(min_row=4, values_only=True)
    ]
    assert len(rows) > 10
    for column, path in ((1, staff), (2, target)):
        text = "\n".join(each.text for each in juesuan.check(path).draft.paragraphs)
        said = [str(row[column]).replace("〔", "").replace("〕", "") for row in rows if row[column]]
        assert [] == [each for each in said if each not in text]
        assert any("本项为专项业务支出。" in each for each in said)
        assert any("主要原因是精简会议和差旅。" in each for each in said)
    turned = next(row for row in rows if "2011301" in str(row[1]) and row[3] == -23.73)
    assert 15.34 == turned[4]
    assert "写原因时是减少23.73万元" in str(turned[6])
