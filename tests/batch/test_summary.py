"""The 汇总 workbook: counts that can be summed, words that stay words."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from juesuan.batch.outcomes import Row
from juesuan.batch.summary import write_summary


def test_counts_are_integers_and_words_are_no_formulas() -> None:
    """Every count is a whole number with a format; a department called =1+1 is a name."""
    row = Row("=1+1", "draft", "done", year=2022, paragraphs=65, slots=29, unfilled=3, seconds=1.25)
    sheet = load_workbook(io.BytesIO(write_summary(lambda: [row], "draft")))["部门"]
    cells = {head.value: cell for head, cell in zip(sheet[3], sheet[4], strict=True)}
    assert ("=1+1", "s") == (cells["部门"].value, cells["部门"].data_type)
    assert {"年度": 2022, "段落": 65, "原因处": 29, "未填": 3, "错误": 0} == {
        name: cells[name].value for name in ("年度", "段落", "原因处", "未填", "错误")
    }
    assert {("n", "0")} == {(cells[name].data_type, cells[name].number_format) for name in ("年度", "未填")}
    assert (1.25, "0.0") == (cells["用时（秒）"].value, cells["用时（秒）"].number_format)
