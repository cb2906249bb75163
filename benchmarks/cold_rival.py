"""A minimal script of the rival's: typer, a pydantic model of the figures, openpyxl, docxtpl.

python benchmarks/cold_rival.py 部门文件夹 模板.docx 输出.docx
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import typer
from pydantic import BaseModel

import rival


class Amounts(BaseModel):
    """The figures of a department, validated."""

    department: str
    year: int
    current: dict[str, Decimal | None]


def main(folder: Path, template: Path, output: Path) -> None:
    """Write the draft of one department."""
    year = rival.current_year(folder)
    found = rival.figures(folder / f"{year}.xlsx", folder / f"{year - 1}.xlsx", folder / "补充资料.xlsx")
    Amounts(
        department=found.department,
        year=found.year,
        current={key: line.current for key, line in found.lines.items()},
    )
    output.write_bytes(rival.render(template, rival.context(found), rival.environment()))


if __name__ == "__main__":
    typer.run(main)
