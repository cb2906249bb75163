"""The forms of both editions, the example, and small sheets, for the tests of the supplement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml
from openpyxl import Workbook

from juesuan.supplement import Form, FormRow, FormSection, FormSetting

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "licheng-2022"
EDITIONS = ("fujian-2022", "shanghai-2024")


def form_of(edition: str) -> Form:
    """The form of an edition in the checkout."""
    path = ROOT / "phrasebook" / edition / "supplement.yaml"
    return Form.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


SMALL = Form(
    settings=(
        FormSetting(key="self_reference", label="本文自称", default="本部门", choices=("本部门", "本单位")),
    ),
    sections=(
        FormSection(
            title="一、经费",
            rows=(
                FormRow(key="operating_cost", label="机关运行经费", columns=("current", "prior")),
                FormRow(key="parties.batches", label="公务接待（批次）", kind="count"),
                FormRow(key="score", label="平均得分", kind="number"),
                FormRow(key="names", label="项目名称", kind="list"),
                FormRow(key="remark", label="备注", kind="text"),
                FormRow(key="goods", label="其他"),
            ),
        ),
        FormSection(
            title="二、各项",
            rows=(
                FormRow(
                    key="general_public_budget.items.{code}",
                    label="{code} {name}",
                    columns=("budget",),
                    each="general_public_budget.items",
                ),
                FormRow(key="vehicles.other", label="其他", kind="count"),
            ),
        ),
    ),
)
"""A form with every kind of row, and one label (其他) in two sections."""

HEAD: tuple[Sequence[object], ...] = (("补充资料",), ("单位", "万元"), ("项目", "本年", "上年", "预算"))


def sheet_file(path: Path, rows: Iterable[Sequence[object]], title: str = "补充资料") -> Path:
    """A workbook with one sheet of these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path
