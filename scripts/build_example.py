"""Writes the example's 补充资料.xlsx from its YAML twin: run after the form of the edition has changed."""

from __future__ import annotations

from pathlib import Path

import yaml

from juesuan.reading.supplement import read_supplement
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


if __name__ == "__main__":
    (EXAMPLE / "补充资料.xlsx").write_bytes(example_supplement())
