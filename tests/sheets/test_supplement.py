"""The supplement as a form to fill in, read back as people's files are read."""

import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from juesuan.accounts import Amount, FinalAccounts, Row, Table, TableKind
from juesuan.comparison import items_of
from juesuan.reading.supplement import read_supplement
from juesuan.sheets.supplement import carried_forward, write_supplement
from juesuan.supplement import Entry, Supplement
from supplement_forms import EDITIONS, EXAMPLE, ROOT, form_of
from trials import fewer


def accounts(year, items):
    """Accounts with tables 01 and 05, in 元."""
    rows = tuple(Row(code, name, {"total": Amount(Decimal(yuan))}) for code, name, yuan in items)
    totals = tuple(
        Row("total", "总计", {"amount": Amount(Decimal("41944000.55"))}, side)
        for side in ("income", "expenditure")
    )
    kinds = {TableKind.GENERAL_PUBLIC_BUDGET: rows, TableKind.INCOME_AND_EXPENDITURE: totals}
    tables = {kind: Table(kind=kind, title="", unit="元", rows=rows) for kind, rows in kinds.items()}
    return FinalAccounts(year=year, department="某局", tables=tables)


PRIOR = accounts(
    2021, [("201", "类", "3"), ("2011301", "行政运行", "1746600.00"), ("2150517", "产业发展", "3000000.00")]
)
CURRENT = accounts(2022, [("2011302", "一般行政管理事务", "1"), ("2011301", "行政运行", "2")])


def written(tmp_path, edition="fujian-2022", **more):
    path = tmp_path / "补充资料.xlsx"
    path.write_bytes(write_supplement(form_of(edition), year=2022, department="某局", **more))
    return path


def values(supplement):
    return {
        (key, column): value.yuan if isinstance(value, Amount) else value
        for key, entry in supplement.entries.items()
        for column, value in entry.values.items()
    }


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_blank_form_says_nothing_yet(tmp_path, edition):
    """The blank form reads back with its head and defaults, no figure, no finding."""
    form = form_of(edition)
    supplement, findings = read_supplement(written(tmp_path, edition), form)
    assert ((), {}) == (findings, supplement.entries)
    assert (2022, "某局") == (supplement.year, supplement.department)
    assert {setting.key: setting.default for setting in form.settings} == supplement.settings


@pytest.mark.parametrize("keyed", [True, False])
def test_last_years_figures_are_written_in(tmp_path, keyed):
    """Last year's figures come from its tables, exact to the 分, by key and by label alike."""
    path = written(tmp_path, prior=PRIOR, current=CURRENT)
    if not keyed:
        book = load_workbook(path)
        book["补充资料"].delete_cols(1)
        book.save(path)
    items = items_of(CURRENT, PRIOR)
    supplement, findings = read_supplement(path, form_of("fujian-2022"), items=items)
    assert () == findings
    assert {
        ("grand_total.income", "prior"): Decimal("41944000.55"),
        ("grand_total.expenditure", "prior"): Decimal("41944000.55"),
        ("general_public_budget.items.2011301", "prior"): Decimal("1746600.00"),
        ("general_public_budget.items.2150517", "prior"): Decimal("3000000.00"),
    } == values(supplement)


def test_spare_rows_take_items_by_hand(tmp_path):
    """A spare row filled with code and name means that item."""
    path = written(tmp_path, "shanghai-2024")
    book = load_workbook(path)
    sheet = book["补充资料"]
    title = next(
        row for row in range(1, 99) if sheet.cell(row, 2).value == "一、一般公共预算财政拨款支出预算"
    )
    sheet.cell(title + 3, 2).value, sheet.cell(title + 3, 5).value = "2010601 行政运行", 1560.05
    book.save(path)
    supplement, findings = read_supplement(path, form_of("shanghai-2024"))
    assert ((), {("general_public_budget.items.2010601", "budget"): Decimal("15600500.00")}) == (
        findings,
        values(supplement),
    )


def test_last_years_supplement_is_carried_forward(tmp_path):
    """What was 本年 in last year's supplement is 上年 in this one, where the form asks for it."""
    last_year = Supplement(
        2021,
        entries={
            "operating_cost": Entry({"current": Amount(Decimal("341800.00")), "prior": Amount(Decimal(1))}),
            "vehicles.held": Entry({"current": Decimal(2)}),
            "performance.self_evaluated_names": Entry({"current": ("甲",)}),
        },
    )
    path = written(tmp_path, known=carried_forward(last_year))
    supplement, findings = read_supplement(path, form_of("fujian-2022"))
    assert ((), {("operating_cost", "prior"): Decimal("341800.00")}) == (findings, values(supplement))


@fewer(12)
@given(st.integers(0, 10**13), st.sampled_from(["元", "万元"]))
def test_amounts_survive_the_form(tmp_path_factory, cents, unit):
    """Any amount in 元 comes back exact from the form, in either unit."""
    amount = Amount(Decimal(cents) / 100)
    path = written(
        tmp_path_factory.mktemp("form"), known={"operating_cost": Entry({"current": amount})}, unit=unit
    )
    supplement, _ = read_supplement(path, form_of("fujian-2022"))
    assert {("operating_cost", "current"): amount.yuan} == values(supplement)


def test_only_the_cells_to_fill_are_open(tmp_path):
    """The sheet is protected: figures open where the line has the column, names and the rest closed."""
    sheet = load_workbook(written(tmp_path))["补充资料"]
    row = next(row for row in range(1, 99) if sheet.cell(row, 1).value == "operating_cost")
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    assert [True, False, False, True] == [
        sheet.cell(row, column).protection.locked for column in (2, 3, 4, 5)
    ]


def test_every_open_figure_is_checked(tmp_path):
    """Every open cell below the head has an input check, and no cell has a formula."""
    sheet = load_workbook(written(tmp_path))["补充资料"]
    checked = {cell for check in sheet.data_validations.dataValidation for cell in check.sqref.ranges}
    cells = [cell for row in sheet.iter_rows(min_row=12, min_col=3, max_col=5) for cell in row]
    merged = {cell for area in sheet.merged_cells.ranges for cell in list(area.cells)[1:]}
    unchecked = [
        cell.coordinate
        for cell in cells
        if not cell.protection.locked
        and (cell.row, cell.column) not in merged
        and not any(cell.coordinate in area for area in checked)
    ]
    assert [] == unchecked
    assert [] == [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_choices_stay_text(tmp_path):
    """The cell of a choice is text, so that 0.00 is not taken for the number 0."""
    sheet = load_workbook(written(tmp_path, "shanghai-2024"))["补充资料"]
    row = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "procurement_zero")
    assert ("@", "0") == (sheet.cell(row, 3).number_format, sheet.cell(row, 3).value)


def test_same_input_same_bytes():
    """The form is the same file whenever it is written."""
    form = form_of("fujian-2022")
    assert write_supplement(form, year=2022, department="某局") == write_supplement(
        form, year=2022, department="某局"
    )


def test_the_example_is_its_yaml_twin_written():
    """The shipped example is what scripts/build_example.py makes of the YAML twin."""
    namespace = {"__file__": str(ROOT / "scripts" / "build_example.py"), "__name__": "build_example"}
    exec((ROOT / "scripts" / "build_example.py").read_text(encoding="utf-8"), namespace)
    made = load_workbook(io.BytesIO(namespace["example_supplement"]()))["补充资料"]
    shipped = load_workbook(EXAMPLE / "补充资料.xlsx")["补充资料"]
    assert list(made.values) == list(shipped.values)
