"""Departments are found as people keep them: a folder each, side by side, or listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from juesuan.batch.departments import Department, department_of, find_departments, role
from juesuan.errors import InputError


def lay(folder: Path, *names: str) -> Path:
    """Empty files of these names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return folder


def told(department: Department) -> dict[str, object]:
    """The names of a department's files."""
    return {
        "name": department.name,
        "current": department.current and department.current.name,
        "priors": [path.name for path in department.priors],
        "supplement": department.supplement and department.supplement.name,
        "document": department.document and department.document.name,
        "reasons": [path.name for path in department.reasons],
    }


def test_a_folder_each(tmp_path: Path) -> None:
    """Every folder is a department; its files are told by year and kind."""
    names = ("2022.xlsx", "2021.xlsx", "补充资料.xlsx", "草稿.docx", "原因.xlsx", "~$2022.xlsx", "说明.txt")
    lay(tmp_path, *(f"水利局/{name}" for name in names), "林业局/2022.xlsx", "林业局/2021.xlsx")
    forestry, water = find_departments(tmp_path)
    assert {
        "name": "水利局",
        "current": "2022.xlsx",
        "priors": ["2021.xlsx"],
        "supplement": "补充资料.xlsx",
        "document": "草稿.docx",
        "reasons": ["原因.xlsx"],
    } == told(water)
    assert ("林业局", None, None) == (forestry.name, forestry.supplement, forestry.trouble)


def test_side_by_side(tmp_path: Path) -> None:
    """Files of all departments in one folder are told apart by the names in them."""
    lay(
        tmp_path,
        "市水利局2022年度部门决算公开表.xlsx",
        "市水利局2021年度部门决算公开表.xls",
        "市水利局补充资料.xlsx",
        "市水利局草稿.docx",
        "2022年青少年宫决算.xlsx",
        "2021年青少年宫决算.xlsx",
        "通知.docx",
        "汇总.xlsx",
    )
    water, palace = sorted(find_departments(tmp_path), key=lambda each: each.name)
    assert "市水利局2022年度部门决算公开表.xlsx" == told(water)["current"]
    assert ("市水利局补充资料.xlsx", "市水利局草稿.docx") == (
        told(water)["supplement"],
        told(water)["document"],
    )
    assert ("青少年宫", ["2021年青少年宫决算.xlsx"]) == (palace.name, told(palace)["priors"])


@pytest.mark.parametrize(
    ("file", "department"),
    [
        ("市水利局2022.xlsx", "市水利局"),
        ("2022_市水利局_决算表.xlsx", "市水利局"),
        ("市水利局（2021年度）.xlsx", "市水利局"),
        ("市水利局-补充资料.xlsx", "市水利局"),
        ("市水利局部门决算情况说明初稿.docx", "市水利局"),
        ("代表联络处2022年决算.xlsx", "代表联络处"),
        ("2022.xlsx", ""),
    ],
)
def test_the_department_in_a_name(file: str, department: str) -> None:
    """What is left of a file's name without year and kind is the department."""
    assert department == department_of(Path(file))


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("补充资料.yaml", "supplement"),
        ("原因.json", "reasons"),
        ("第2稿.docx", "document"),
        ("2022年决算情况说明.docx", "document"),
        ("2021年公开.docx", "figures"),
        ("决算表.xlsx", "undated"),
        ("2022年决算.pdf", "unreadable"),
        ("README.md", ""),
        ("说明.pdf", ""),
    ],
)
def test_what_a_file_is(file: str, expected: str) -> None:
    """A file's name tells its kind."""
    assert expected == role(Path(file))


def test_a_department_that_lacks_this_year(tmp_path: Path) -> None:
    """This year is the latest that anybody sent; who has not sent it is told."""
    lay(tmp_path, "甲局/2022.xlsx", "甲局/2021.xlsx", "乙局/2021.xlsx", "丙局/决算.xlsx", "丁局/草稿.docx")
    lay(tmp_path, "戊局/2022.pdf")
    found = {each.name: each for each in find_departments(tmp_path)}
    assert found["甲局"].trouble is None
    assert "没有2022年度的决算表" in found["乙局"].trouble.message  # type: ignore[union-attr]
    assert "这些文件名里没有年度：决算.xlsx" in found["丙局"].trouble.message  # type: ignore[union-attr]
    assert "这些文件不是工作簿，读不出数：2022.pdf" in found["戊局"].trouble.message  # type: ignore[union-attr]
    assert found["丁局"].trouble is None  # a check may go by the document's own record


def test_departments_of_other_years(tmp_path: Path) -> None:
    """A department whose files are of other years is done with these, and that is told."""
    lay(tmp_path, *(f"{name}/{year}.xlsx" for name in ("甲局", "乙局") for year in (2022, 2021)))
    lay(tmp_path, "丙局/2024.xlsx", "丙局/2023-partial.xlsx")
    other = next(each for each in find_departments(tmp_path) if each.name == "丙局")
    assert ("2024.xlsx", ["2023-partial.xlsx"], None) == (
        told(other)["current"],
        told(other)["priors"],
        other.trouble,
    )
    assert ["用的是2024年度的决算表，多数部门是2022年度，请核对"] == [note.message for note in other.notes]
    asked = next(each for each in find_departments(tmp_path, year=2022) if each.name == "丙局")
    assert "没有2022年度的决算表" in asked.trouble.message  # type: ignore[union-attr]


def test_two_files_for_one_thing(tmp_path: Path) -> None:
    """Two workbooks of one year are in doubt, never chosen from or added up."""
    lay(tmp_path, "甲局/2022.xlsx", "甲局/2021.xlsx", "甲局/2021 - 副本.xlsx")
    (department,) = find_departments(tmp_path)
    assert department.trouble
    assert "有2份2021年度的决算表" in department.trouble.message
    assert "2021 - 副本.xlsx" in department.trouble.message


def test_a_supplement_for_programs_beside_the_workbook(tmp_path: Path) -> None:
    """The workbook is used, and that is told."""
    lay(tmp_path, *(f"甲局/{name}" for name in ("2022.xlsx", "2021.xlsx", "补充资料.xlsx", "补充资料.yaml")))
    (department,) = find_departments(tmp_path)
    assert ("补充资料.xlsx", ["supplement-twice"]) == (
        told(department)["supplement"],
        [note.code for note in department.notes],
    )


def test_the_published_document_beside_the_workbook(tmp_path: Path) -> None:
    """A .docx of this year beside this year's workbook is the text."""
    lay(tmp_path, "甲局/2022.xlsx", "甲局/2022.docx", "甲局/2021.docx")
    (department,) = find_departments(tmp_path)
    assert ("2022.xlsx", "2022.docx", ["2021.docx"]) == tuple(
        told(department)[what] for what in ("current", "document", "priors")
    )


def test_a_folder_of_a_year_is_figures(tmp_path: Path) -> None:
    """Nine workbooks in a folder called 2022 are that year's figures."""
    lay(tmp_path, "甲局/2022/01.xlsx", "甲局/2021/01.xlsx")
    (department,) = find_departments(tmp_path)
    assert ("2022", ["2021"]) == (told(department)["current"], told(department)["priors"])


def test_our_own_outputs_are_no_department(tmp_path: Path) -> None:
    """Drafts and opinions written among the departments are passed over."""
    lay(tmp_path, "甲局/2022.xlsx", "甲局/2021.xlsx", "out/甲局/草稿.docx", "汇总-审核意见/甲局.docx")
    lay(tmp_path, "上次/汇总.jsonl", "上次/甲局/草稿.docx")
    assert ["甲局"] == [each.name for each in find_departments(tmp_path, skip=[tmp_path / "out"])]


def manifest(path: Path, *rows: tuple[object, ...]) -> Path:
    """A manifest with these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return path


HEAD = ("部门", "本年", "上年", "补充资料", "草稿", "版本")


def test_a_manifest(tmp_path: Path) -> None:
    """A manifest names every department's files, merged units and new departments too."""
    lay(tmp_path, "a.xlsx", "b.xlsx", "c.xlsx", "s.xlsx")
    manifest(
        tmp_path / "manifest.xlsx",
        HEAD,
        ("甲/乙局", "a.xlsx", "b.xlsx；c.xlsx", "s.xlsx", None, "shanghai-2024"),
        ("丙局", "a.xlsx", "新设", None, None, None),
    )
    merged, new = find_departments(tmp_path)
    assert ("甲_乙局", "a.xlsx", ["b.xlsx", "c.xlsx"]) == (
        merged.name,
        told(merged)["current"],
        told(merged)["priors"],
    )
    assert ("shanghai-2024", True, ()) == (merged.edition, new.first_year, new.priors)
    assert (merged, new) == find_departments(tmp_path / "manifest.xlsx")


def test_a_file_that_a_manifest_names_and_nobody_has(tmp_path: Path) -> None:
    """It is told of the department, with the cell; the others go on."""
    lay(tmp_path, "a.xlsx")
    manifest(tmp_path / "manifest.xlsx", HEAD, ("甲局", "没有.xlsx", "a.xlsx"), ("乙局", "a.xlsx", "a.xlsx"))
    first, second = find_departments(tmp_path)
    assert first.trouble
    assert ("清单里写的文件不存在：没有.xlsx", None) == (first.trouble.message, second.trouble)
    assert "manifest.xlsx “Sheet” A2" == str(first.trouble.place)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("名称", "文件")], "没有找到“部门”“本年”“上年”这些栏"),
        ([HEAD, ("甲局", "a"), ("甲局", "a")], "“甲局”写了两行"),
        ([HEAD, (None, "a")], "这一行没有写部门"),
    ],
)
def test_a_manifest_that_cannot_be_used(tmp_path: Path, rows: list[tuple[object, ...]], message: str) -> None:
    """A mistake in the manifest is told with its place before anything is begun."""
    with pytest.raises(InputError, match=message):
        find_departments(manifest(tmp_path / "manifest.xlsx", *rows))


def test_nothing_there(tmp_path: Path) -> None:
    """A folder without departments, or none at all, is a plain message."""
    with pytest.raises(InputError, match="这里没有任何部门"):
        find_departments(tmp_path)
    with pytest.raises(InputError, match="找不到这个文件夹"):
        find_departments(tmp_path / "没有")


def test_names_that_would_fall_on_one_another(tmp_path: Path) -> None:
    """Two departments whose outputs would have one name stop the batch before it begins."""
    manifest(tmp_path / "manifest.xlsx", HEAD, ("甲/局", "a"), ("甲:局", "a"))
    with pytest.raises(InputError, match="有两个部门都叫“甲_局”"):
        find_departments(tmp_path)
