"""The 溯源 workbook: every number with its source, and the rounding differences."""

import io
from dataclasses import replace
from decimal import Decimal

from openpyxl import load_workbook

from juesuan.identities import Gap
from juesuan.narrative import EditionIdentity, Figure, Narrative, Paragraph, Slot, Source, Text
from juesuan.places import CellPlace
from juesuan.sheets.trace import trace_rows, write_trace

NOW, THEN = CellPlace("2022.xlsx", "公开01表", "B36"), CellPlace("2021.xlsx", "公开01表", "B34")
NARRATIVE = Narrative(
    "某局",
    2022,
    EditionIdentity("fujian-2022", "h"),
    (
        Paragraph("totals", "heading_1", (Text("一、总体情况"),)),
        Paragraph("totals.all", "heading_2", (Text("（一）总体"),)),
        Paragraph(
            "totals.change",
            "body",
            (
                Text("与上年决算数相比，收入总计和支出总计各减少"),
                Figure(
                    "grand_total.difference", "540.88", Source("540.88", "4194.40－3653.52", (NOW, THEN, NOW))
                ),
                Text("万元，主要是："),
                Slot("total_change", "reason", "原因", "【请填写】"),
                Text("。"),
            ),
        ),
        Paragraph("fiscal", "heading_1", (Text("二、财政拨款"),)),
        Paragraph(
            "fiscal.text",
            "body",
            (Text("共"), Figure("count", "12.90%", Source("12.895289567041769979")), Text("个。")),
        ),
    ),
)
GAP = Gap(
    "05-sum",
    "05表合计＝各项之和",
    NOW,
    THEN,
    Decimal("3653.52"),
    Decimal("3653.51"),
    Decimal("0.01"),
    Decimal("0.075"),
)


def rows_of(content, name):
    return list(load_workbook(io.BytesIO(content))[name].iter_rows(min_row=3, values_only=True))


def test_every_number_has_a_row():
    """Each figure says where it stands, as printed, its value, how computed, and its cells once."""
    assert [
        (
            "一、总体情况 › （一）总体",
            "…数相比，收入总计和支出总计各减少〔540.88〕万元，主要是：【请填写】。",
            "540.88",
            "540.88",
            "4194.40－3653.52",
            (NOW, THEN),
        ),
        ("二、财政拨款", "共〔12.90%〕个。", "12.90%", "12.895289567041769979", "", ()),
    ] == [
        (row.section, row.context, row.printed, row.value, row.formula, row.places)
        for row in trace_rows(NARRATIVE)
    ]


def test_the_sheet_shows_the_rows():
    """The first sheet has a row a number, its cells one a line."""
    header, first, *_rest = rows_of(write_trace(NARRATIVE), "溯源")
    row = dict(zip(header, first, strict=True))
    assert (540.88, "2022.xlsx “公开01表” B36\n2021.xlsx “公开01表” B34", "grand_total.difference") == (
        row["印出的数"],
        row["来源（文件、表、单元格）"],
        row["编号"],
    )


def test_numbers_are_numbers():
    """As printed and exact: with a format, a fall negative, a percentage a share of one; words stay words."""
    figures = (
        Figure("a.change.difference", "1,540.88", Source("-1540.8849")),
        Figure("a.change.percent", "12.90%", Source("-12.895289567041769979")),
        Figure("a.current", "-1.23", Source("-1.225")),
        Figure("a.change.difference", "0.00", Source("-0.0049")),
        Figure("visits", "142", Source("142")),
        Figure("b.change.percent", "基数为0，不可比", Source("0")),
    )
    narrative = replace(NARRATIVE, blocks=(Paragraph("a", "body", figures),))
    sheet = load_workbook(io.BytesIO(write_trace(narrative)))["溯源"]
    assert [
        (-1540.88, "#,##0.00", -1540.8849, "0.00######"),
        (-0.129, "0.00%", -0.1289528956704177, "0.00######%"),
        (-1.23, "0.00", -1.225, "0.00######"),
        (0, "0.00", -0.0049, "0.00######"),
        (142, "0", 142, "0.00######"),
        ("基数为0，不可比", "General", 0, "0.00######"),
    ] == [
        (printed.value, printed.number_format, exact.value, exact.number_format)
        for printed, exact in (sheet[line][2:4] for line in range(4, 10))
    ]


def test_the_rounding_differences_are_shown():
    """The second sheet has each accepted rounding gap with both cells, amounts and tolerance."""
    _header, row = rows_of(write_trace(NARRATIVE, [GAP]), "尾差")
    assert (
        "05表合计＝各项之和",
        str(NOW),
        3653.52,
        str(THEN),
        3653.51,
        0.01,
        0.075,
        "05-sum",
    ) == row


def test_same_input_same_bytes():
    """The workbook is the same file whenever it is written."""
    assert write_trace(NARRATIVE, [GAP]) == write_trace(NARRATIVE, [GAP])
