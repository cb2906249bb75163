"""Reading the supplement from sheets and from files of programs."""

from decimal import Decimal

import pytest
from openpyxl import load_workbook

from juesuan.accounts import Amount
from juesuan.errors import InputError
from juesuan.places import SupplementPlace
from juesuan.reading.files import Files
from juesuan.reading.supplement import holds_supplement, read_supplement
from supplement_forms import EXAMPLE, HEAD, SMALL, form_of, sheet_file

ITEMS = {"general_public_budget.items": [("2010601", "行政运行")]}


def read_rows(tmp_path, rows, form=SMALL):
    return read_supplement(sheet_file(tmp_path / "补充资料.xlsx", rows), form, items=ITEMS)


def read_text(tmp_path, text):
    path = tmp_path / "补充资料.yaml"
    path.write_text(text, encoding="utf-8")
    return read_supplement(path, SMALL, items=ITEMS)


def cell(address, key=""):
    return SupplementPlace("补充资料.xlsx", "补充资料", address, key)


def test_reads_a_plain_sheet_by_its_labels(tmp_path):
    """A sheet without keys is read by label within section; every figure knows its cell."""
    supplement, findings = read_rows(
        tmp_path,
        [
            ("某局2022年度补充资料",),
            ("部门：某局", None, "2022年度"),
            ("年度", 2022),
            ("单位", "万元"),
            ("本文自称", "本单位"),
            ("项目", "本年数", "上年数", "预算数"),
            ("一、经费",),
            ("机关运行经费", 43.54, 34.18),
            ("公务接待（批次）", 5),
            ("项目名称", "甲；乙"),
            ("其他", 1),
            ("二、各项",),
            ("2010601 行政运行", None, None, 1560.05),
            ("2210201 住房公积金", None, None, 187),
            ("其他", 2),
        ],
    )
    entries = supplement.entries
    assert ((), 2022, "某局", {"self_reference": "本单位"}) == (
        findings,
        supplement.year,
        supplement.department,
        supplement.settings,
    )
    assert {
        "current": Amount(Decimal("435400.00"), cell("B8", "operating_cost")),
        "prior": Amount(Decimal("341800.00"), cell("C8", "operating_cost")),
    } == entries["operating_cost"].values
    assert {"current": cell("B9", "parties.batches")} == entries["parties.batches"].places
    assert {"current": ("甲", "乙")} == entries["names"].values
    assert {"current": "1"} == entries["goods"].typed
    assert {"current": Decimal(2)} == entries["vehicles.other"].values
    assert Decimal("15600500.00") == entries["general_public_budget.items.2010601"].values["budget"].yuan
    assert "187" == entries["general_public_budget.items.2210201"].typed["budget"]


def test_empty_is_unknown_and_zero_is_not(tmp_path):
    """An empty cell gives no value, a zero gives zero."""
    supplement, _ = read_rows(tmp_path, [*HEAD, ("机关运行经费", 0, None)])
    assert {"current": Amount(Decimal("0.00"), cell("B4", "operating_cost"))} == supplement.entries[
        "operating_cost"
    ].values


def test_tells_of_lines_it_does_not_know(tmp_path):
    """A label the form lacks is a warning at its cell when it has a value, and nothing when it has none."""
    _, findings = read_rows(tmp_path, [*HEAD, ("说明文字",), ("差旅费用", 3)])
    assert [("supplement-unknown-label", cell("B5"), "3")] == [(f.code, f.place, f.found) for f in findings]


def test_tells_of_cells_that_do_not_apply(tmp_path):
    """A figure in a column the line does not have is a warning, and is not taken."""
    supplement, findings = read_rows(tmp_path, [*HEAD, ("机关运行经费", 1, 2, 3)])
    assert [("supplement-not-applicable", cell("D4", "operating_cost"))] == [
        (f.code, f.place) for f in findings
    ]
    assert ["current", "prior"] == list(supplement.entries["operating_cost"].values)


def test_tells_of_negative_amounts(tmp_path):
    """A negative amount is kept, with a warning."""
    supplement, findings = read_rows(tmp_path, [*HEAD, ("机关运行经费", -1)])
    assert [("negative-amount", cell("B4", "operating_cost"))] == [(f.code, f.place) for f in findings]
    assert Decimal("-10000.00") == supplement.entries["operating_cost"].values["current"].yuan


@pytest.mark.parametrize(
    ("rows", "said", "address", "key"),
    [
        ([("项目", "本年"), ("机关运行经费", 1)], "没有写明单位", "B2", "operating_cost"),
        ([*HEAD, ("机关运行经费", "80.82（含追加）")], "不是数字", "B4", "operating_cost"),
        ([*HEAD, ("机关运行经费", "=1+2")], "公式", "B4", "operating_cost"),
        ([*HEAD, ("机关运行经费", 1), ("机关运行经费", 2)], "填了两次", "B5", "operating_cost"),
        ([("单位", "千元"), ("项目", "本年")], "不认识单位", "B1", ""),
        ([("年度", "今年"), ("项目", "本年")], "不是年度", "B1", ""),
        ([("本文自称", "我局"), ("项目", "本年")], "不能填“我局”", "B1", ""),
        ([("机关运行经费", 1)], "没有找到", "", ""),
    ],
)
def test_refuses_wrong_sheets(tmp_path, rows, said, address, key):
    """What cannot be right is an error that names its cell, its line and what to do."""
    with pytest.raises(InputError, match=said) as caught:
        read_rows(tmp_path, rows)
    assert cell(address, key) == caught.value.place
    assert caught.value.remedy


def test_a_sheet_without_amounts_needs_no_unit(tmp_path):
    """Counts alone need no unit."""
    supplement, _ = read_rows(tmp_path, [("项目", "本年"), ("公务接待（批次）", 5)])
    assert {"current": Decimal(5)} == supplement.entries["parties.batches"].values


def test_finds_its_sheet_in_the_figures_workbook(tmp_path):
    """Among other sheets the one called 补充资料 is read; without one there is none."""
    path = sheet_file(tmp_path / "补充资料.xlsx", [*HEAD, ("机关运行经费", 1)])
    book = load_workbook(path)
    book.create_sheet("公开01表", 0)
    book.save(path)
    supplement, _ = read_supplement(path, SMALL)
    assert ["operating_cost"] == list(supplement.entries)
    assert holds_supplement(Files().grids(path))
    del book["补充资料"]
    book.create_sheet("公开02表")
    book.save(path)
    assert not holds_supplement(Files().grids(path))
    with pytest.raises(InputError, match="没有找到“补充资料”"):
        read_supplement(path, SMALL)


def test_reads_yaml_nested_and_dotted(tmp_path):
    """A scalar is the current year's; nested and dotted keys mean the same."""
    supplement, findings = read_text(
        tmp_path,
        """
        note: 随便写
        year: 2022
        department: 某局
        unit: 元
        settings: {self_reference: 本单位}
        operating_cost: {current: 142.00, prior: null}
        parties.batches: 5
        names: [甲, 乙]
        general_public_budget:
          items:
            "2010601": {budget: 1560.05}
        """,
    )
    entries = supplement.entries
    assert () == findings
    assert (2022, "某局", {"self_reference": "本单位"}) == (
        supplement.year,
        supplement.department,
        supplement.settings,
    )
    assert {"current": "142.00"} == entries["operating_cost"].typed
    assert {
        "current": Amount(Decimal("142.00"), SupplementPlace("补充资料.yaml", key="operating_cost.current"))
    } == entries["operating_cost"].values
    assert {"current": ("甲", "乙")} == entries["names"].values
    assert Decimal("1560.05") == entries["general_public_budget.items.2010601"].values["budget"].yuan


def test_tells_of_keys_it_does_not_know(tmp_path):
    """Unknown keys and settings are warnings that name them."""
    _, findings = read_text(tmp_path, "settings: {colour: 红}\noperating_costs: 3\n")
    assert [("supplement-unknown-key", "settings.colour"), ("supplement-unknown-key", "operating_costs")] == [
        (finding.code, finding.place.key) for finding in findings
    ]


def test_yaml_needs_a_unit_too(tmp_path):
    """Amounts without a unit are refused in YAML as well."""
    with pytest.raises(InputError, match="没有写明单位"):
        read_text(tmp_path, "operating_cost: 3\n")


def test_the_example_reads_alike_in_both_forms():
    """The example's workbook and its YAML twin say the same, without a finding."""
    form = form_of("fujian-2022")
    sheet, sheet_findings = read_supplement(EXAMPLE / "补充资料.xlsx", form)
    text, text_findings = read_supplement(EXAMPLE / "补充资料.yaml", form)

    def said(supplement):
        return {
            (key, column): value.yuan if isinstance(value, Amount) else value
            for key, entry in supplement.entries.items()
            for column, value in entry.values.items()
        }

    assert ((), ()) == (sheet_findings, text_findings)
    assert said(text) == said(sheet)
    assert (text.year, text.department, text.settings) == (sheet.year, sheet.department, sheet.settings)
    assert "142" == sheet.entries["performance.self_evaluated_amount"].typed["current"]
