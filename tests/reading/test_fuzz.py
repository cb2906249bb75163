"""Only the project's own error leaves the library, whatever a file holds.

More of them: ``JUESUAN_HYPOTHESIS=nightly pytest tests/reading/test_fuzz.py``.
"""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from juesuan.errors import JuesuanError
from juesuan.reading import read_accounts
from trials import fewer
from workbooks import LAYOUTS, build_document, build_workbook, converted, licheng

fuzzed = settings(fewer(3), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

VALUES = st.one_of(
    st.none(),
    st.text(
        alphabet="０1２.,-（）()万元年度合计项目单位：科目名称表决算收入支出类款2022公开预算数\n\u3000'=#",
        max_size=12,
    ),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**20), 10**20),
    st.booleans(),
    st.sampled_from(
        [
            "收入决算表",
            "单位：万元",
            "单位：千元",
            "2021年度",
            "合计",
            "总计",
            "20113",
            "2011301",
            "科目名称",
            "#REF!",
            "=1/0",
            "人员经费合计",
            "因公出国（境）费",
            "公务接待费",
            "栏次",
            "注：无",
        ]
    ),
)
CHANGE = st.tuples(st.integers(0, 8), st.integers(1, 40), st.integers(1, 14), VALUES)
MERGE = st.tuples(
    st.integers(0, 8), st.integers(1, 40), st.integers(1, 12), st.integers(0, 3), st.integers(0, 3)
)


@cache
def original(kind: str, layout: str) -> bytes:
    """The example's file in that layout."""
    how, arrangement = LAYOUTS[layout]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"x.{kind}"
        if kind == "docx":
            return build_document(path, licheng(), layout=how).read_bytes()
        return build_workbook(path, licheng(), layout=how, arrangement=arrangement).read_bytes()


def survives(data: bytes, path: Path) -> None:
    """Reads these bytes as a file in both ways; anything but our own error, with a remedy, fails the test."""
    path.write_bytes(data)
    for blanks in ("zero", "unknown"):
        error = refusal(path, blanks)
        assert error is None or error.remedy


def refusal(path: Path, blanks: Any) -> JuesuanError | None:
    try:
        read_accounts([path], blanks=blanks)
    except JuesuanError as error:
        return error
    return None


@given(
    layout=st.sampled_from(sorted(LAYOUTS)),
    changes=st.lists(CHANGE, max_size=8),
    merges=st.lists(MERGE, max_size=2),
)
@fuzzed
def test_cells(tmp_path: Path, layout: str, changes: list[Any], merges: list[Any]) -> None:
    """Cells replaced, emptied and merged at random."""
    book = load_workbook(BytesIO(original("xlsx", layout)))
    sheets = book.worksheets
    for number, row, column, value in changes:
        sheet = sheets[number % len(sheets)]
        if sheet.cell(row, column).__class__.__name__ != "MergedCell":
            sheet.cell(row, column).value = value
    for number, row, column, down, right in merges:
        sheets[number % len(sheets)].merge_cells(None, row, column, row + down, column + right)
    out = BytesIO()
    book.save(out)
    survives(out.getvalue(), tmp_path / "x.xlsx")


@given(
    layout=st.sampled_from(sorted(LAYOUTS)),
    dropped=st.lists(st.tuples(st.integers(0, 8), st.integers(1, 40), st.booleans()), min_size=1, max_size=5),
)
@fuzzed
def test_rows_and_columns(tmp_path: Path, layout: str, dropped: list[tuple[int, int, bool]]) -> None:
    """Rows and columns taken out at random."""
    book = load_workbook(BytesIO(original("xlsx", layout)))
    for number, at, row in dropped:
        sheet = book.worksheets[number % len(book.worksheets)]
        if row:
            sheet.delete_rows(at)
        else:
            sheet.delete_cols(at % 12 + 1)
    out = BytesIO()
    book.save(out)
    survives(out.getvalue(), tmp_path / "x.xlsx")


PIECES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12)), min_size=1, max_size=6
)


def spoiled(data: bytes, pieces: list[tuple[float, int, bytes]]) -> bytes:
    for where, length, new in pieces:
        at = int(where * len(data))
        data = data[:at] + new + data[at + length :]
    return data


@given(kind=st.sampled_from(["xlsx", "docx"]), pieces=PIECES)
@fuzzed
def test_bytes(tmp_path: Path, kind: str, pieces: list[tuple[float, int, bytes]]) -> None:
    """Bytes of the file replaced at random."""
    survives(spoiled(original(kind, "as exported"), pieces), tmp_path / f"x.{kind}")


@given(kind=st.sampled_from(["xlsx", "docx"]), part=st.floats(0, 0.999), pieces=PIECES)
@fuzzed
def test_parts(tmp_path: Path, kind: str, part: float, pieces: list[tuple[float, int, bytes]]) -> None:
    """Bytes of one part replaced at random, in a zip that is whole."""
    with zipfile.ZipFile(BytesIO(original(kind, "as exported"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(parts)[int(part * len(parts))]
    parts[name] = spoiled(parts[name], pieces)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    survives(out.getvalue(), tmp_path / f"x.{kind}")


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_office_bytes(suffix: str, tmp_path: Path) -> None:
    """Bytes of an .xls and an .ods replaced at random."""
    made = build_workbook(tmp_path / "made.xlsx", licheng())
    whole = converted(made, suffix, tmp_path / "out").read_bytes()

    @given(pieces=PIECES)
    @fuzzed
    def run(pieces: list[tuple[float, int, bytes]]) -> None:
        survives(spoiled(whole, pieces), tmp_path / f"x.{suffix}")

    run()
