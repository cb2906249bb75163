"""The 溯源 workbook: for every number of the narrative its source, and the rounding differences (尾差)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.amounts import read_number
from juesuan.identities import Gap
from juesuan.narrative import Figure, Narrative
from juesuan.places import Place
from juesuan.sheets.book import Column, add_table, as_bytes, new_sheet
from juesuan.sheets.context import around, sections
from juesuan.sheets.numbers import Number, number

_COLUMNS = (
    Column("所在部分", 30),
    Column("上下文", 44),
    Column("印出的数", 13, number=True),
    Column("精确值", 18, number=True),
    Column("怎样算", 30),
    Column("来源（文件、表、单元格）", 44, small=True),
    Column("编号", 34, small=True),
)
_EXACT = "0.00######"
_NOTE = "每行是说明中的一个数，减少的记为负数。金额的精确值单位是万元；“怎样算”里是印出的数，照着可以复算。"
_LEDGER = (
    Column("核对什么", 44),
    Column("左边在哪里", 36, small=True),
    Column("左边", 14, number=True),
    Column("右边在哪里", 36, small=True),
    Column("右边", 14, number=True),
    Column("相差", 10, number=True),
    Column("允许", 10, number=True),
    Column("规则", 24, small=True),
)
_LEDGER_NOTE = "换算成万元后四舍五入造成的差额，都在允许范围内，没有改动任何数。单位：万元。"


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One number of the narrative: where it stands, as printed, its exact value (万元 or %), how it was
    computed, and the cells of both years it comes from."""

    section: str
    context: str
    printed: str
    value: str
    formula: str
    places: tuple[Place, ...]
    key: str


def trace_rows(narrative: Narrative) -> Iterator[TraceRow]:
    """Every number of the narrative, in the order of the document."""
    where = sections(narrative)
    for paragraph in narrative.paragraphs:
        for at, span in enumerate(paragraph.spans):
            if isinstance(span, Figure):
                source = span.source
                yield TraceRow(
                    where[paragraph.key],
                    around(paragraph, at),
                    span.text,
                    source.value if source else span.text,
                    source.formula if source else "",
                    tuple(dict.fromkeys(source.places)) if source else (),
                    span.key,
                )


def write_trace(narrative: Narrative, gaps: Sequence[Gap] = ()) -> bytes:
    """The numbers' sources and the accepted rounding gaps as .xlsx, one sheet each."""
    book, sheet = new_sheet("溯源")
    rows = [
        (
            row.section,
            row.context,
            number(row.printed, falling=row.value.startswith("-")),
            _exact(row),
            row.formula,
            "\n".join(map(str, row.places)),
            row.key,
        )
        for row in trace_rows(narrative)
    ]
    title = f"{narrative.department}{narrative.year}年度决算说明：数字溯源"
    add_table(sheet, title, _NOTE, _COLUMNS, rows)
    ledger = book.create_sheet("尾差")
    add_table(ledger, "尾差", _LEDGER_NOTE if gaps else "没有尾差。", _LEDGER, map(_gap, gaps))
    return as_bytes(book)


def _exact(row: TraceRow) -> Number | str:
    """The exact value, eight decimals of it shown; of a percentage as a share of one."""
    exact = read_number(row.value)
    if exact is None:
        return row.value
    percent = row.printed.endswith("%")
    return Number(exact.value / 100, f"{_EXACT}%") if percent else Number(exact.value, _EXACT)


def _gap(gap: Gap) -> tuple[str | Number, ...]:
    return (
        gap.what,
        str(gap.left),
        Number(gap.left_amount),
        str(gap.right),
        Number(gap.right_amount),
        Number(gap.difference),
        Number(gap.tolerance, "0.00#"),  # half a cent for each part
        gap.identity,
    )
