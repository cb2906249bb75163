"""Writes what is derived in the example: 补充资料.xlsx from its YAML twin, 2022-改.xlsx from 2022.xlsx.

Run after the form of the edition has changed.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import yaml

from juesuan.reading.supplement import read_supplement
from juesuan.sheets.book import as_bytes
from juesuan.sheets.supplement import write_supplement
from juesuan.supplement import Form

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "licheng-2022"
FORM = ROOT / "phrasebook" / "fujian-2022" / "supplement.yaml"


def example_supplement() -> bytes:
    """The example's supplement as a filled form."""
    form = Form.model_validate(yaml.safe_load(FORM.read_text(encoding="utf-8")))
    supplement, findings = read_supplement(EXAMPLE / "补充资料.yaml", form)
    if findings or supplement.year is None or supplement.department is None:
        raise SystemExit(f"补充资料.yaml 有问题：{findings}")
    return write_supplement(
        form,
        year=supplement.year,
        department=supplement.department,
        known=supplement.entries,
        settings=supplement.settings,
    )


AMENDED = {"2011301": 190.00, "2011350": 222.65}
"""Amounts of basic expenditure (万元) in 2022-改.xlsx: moved between two 项 of one 款, so that all totals stay.
行政运行, which fell, rises now; 事业运行 falls by much instead of a little."""


def amended_figures() -> bytes:
    """This year's figures as they might come a second time."""
    book = openpyxl.load_workbook(EXAMPLE / "2022.xlsx")
    for sheet in (each for each in book if each.title in ("公开03表", "公开05表")):
        for row in sheet.iter_rows(min_row=8):
            code = "".join(str(cell.value or "") for cell in row[:3])
            if code in AMENDED:
                total, basic = row[4], row[5]
                basic.value = round(basic.value + AMENDED[code] - total.value, 2)
                total.value = AMENDED[code]
    return as_bytes(book)


if __name__ == "__main__":
    (EXAMPLE / "补充资料.xlsx").write_bytes(example_supplement())
    (EXAMPLE / "2022-改.xlsx").write_bytes(amended_figures())
