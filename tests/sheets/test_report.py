"""The 变动 workbook: old, new, where, and which reasons are touched."""

import io
from dataclasses import replace

from openpyxl import load_workbook

from juesuan.drafts import FigureChange, Revision, Snapshot
from juesuan.findings import Finding
from juesuan.narrative import EditionIdentity, Figure, Narrative, Paragraph, Slot, Text
from juesuan.places import FilePlace
from juesuan.sheets.report import report_rows, write_report

NARRATIVE = Narrative(
    "某局",
    2022,
    EditionIdentity("fujian-2022", "h"),
    (
        Paragraph("items", "heading_1", (Text("三、支出"),)),
        Paragraph(
            "items.2011301",
            "body",
            (
                Text("行政运行支出"),
                Figure("amount", "150.93"),
                Text("万元，主要原因是"),
                Slot("items.2011301", "reason", "2011301 行政运行：减少23.73万元的主要原因", "【请填写】"),
            ),
        ),
    ),
)
CHANGES = (
    FigureChange("items.2011301", "amount", "149.00", "150.93", ("items.2011301",)),
    FigureChange("items.2150517", "amount", "300.00", "", ("items.2150517",)),
)


def revision(changes=CHANGES, findings=()):
    return Revision((), (), (), Snapshot(NARRATIVE), changes, findings)


def test_a_row_a_change():
    """Each changed figure says where it stands now and which reasons it touches, by their labels."""
    assert [
        (
            "三、支出",
            "行政运行支出〔150.93〕万元，主要原因是【请填写】",
            "149.00",
            "150.93",
            ("2011301 行政运行：减少23.73万元的主要原因",),
        ),
        ("", "（已不再出现：items.2150517）", "300.00", "", ("items.2150517",)),
    ] == [
        (row.section, row.context, row.old, row.new, row.reasons)
        for row in report_rows(revision(), NARRATIVE)
    ]


def test_old_and_new_are_signed_numbers():
    """Negative where the words before the figure say that it fell, then and now; words stay words."""

    def said(words, figure):
        spans = (Text(f"较上年{words}"), Figure("a.change.difference", figure), Text("万元。"))
        return replace(NARRATIVE, blocks=(Paragraph("a", "body", spans),))

    changes = (
        FigureChange("a", "a.change.difference", "23.73", "15.34"),
        FigureChange("b", "b.current", "", "1,000"),
        FigureChange("c", "c.change.percent", "12.9%", ""),
    )
    report = write_report(revision(changes), said("增加", "15.34"), said("减少", "23.73"))
    sheet = load_workbook(io.BytesIO(report))["变动"]
    assert [
        (-23.73, "0.00", 15.34, "0.00"),
        ("（新增）", "General", 1000, "#,##0"),
        (0.129, "0.0%", "（删去）", "General"),
    ] == [
        (old.value, old.number_format, new.value, new.number_format)
        for old, new in (sheet[line][2:4] for line in (4, 5, 6))
    ]


def test_only_the_answers_are_open():
    """The sheet goes round: only 核对情况 can be filled in."""
    sheet = load_workbook(io.BytesIO(write_report(revision(), NARRATIVE)))["变动"]
    assert sheet.protection.sheet
    assert ["核对情况"] == [
        sheet.cell(3, cell.column).value for cell in sheet[4] if not cell.protection.locked
    ]


def test_says_that_nothing_changed():
    """Without a change the sheet says so, and has no rows."""
    sheet = load_workbook(io.BytesIO(write_report(revision(()), NARRATIVE)))["变动"]
    assert ("没有数字变动。", 3) == (sheet["A2"].value, sheet.max_row)


def test_other_findings_stand_on_the_second_sheet():
    """What else the refresh met is told on a sheet of its own."""
    finding = Finding("paragraph-removed", "info", "这一段已被删去", place=FilePlace("初稿.docx"))
    book = load_workbook(io.BytesIO(write_report(revision(findings=(finding,)), NARRATIVE)))
    assert ("这一段已被删去", "初稿.docx") == tuple(cell.value for cell in book["其他情况"][4])
