"""Whatever is wrong with a file, one message says what, where, and what to do."""

from __future__ import annotations

import contextlib
import os
import re
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from juesuan.cli import run
from juesuan.errors import InputError
from juesuan.reading import read_accounts
from workbooks import Layout, build_document, build_workbook, converted, licheng, rows_workbook

Edit = Callable[[Any], None]

INCOME = "GK02 收入决算表"


def refusal(*paths: Path) -> InputError:
    """The error with which these files are refused; the command exits with 2 and writes nothing."""
    with pytest.raises(InputError) as caught:
        read_accounts(list(paths))
    assert caught.value.remedy
    target = paths[0].parent / "草稿.docx"
    shown = StringIO()
    with contextlib.redirect_stderr(shown):
        assert 2 == run(["draft", str(paths[0]), str(paths[0]), "-o", str(target)])
    assert caught.value.message in shown.getvalue()
    assert "Traceback" not in shown.getvalue()
    assert not target.exists()
    assert not list(target.parent.glob(".juesuan-*"))
    return caught.value


def said(error: InputError) -> tuple[str, str, str]:
    """Message, sheet and cell."""
    return error.message, error.place.sheet, error.place.cell


def put(cell: str, value: object, sheet: str = INCOME) -> Edit:
    def edit(book: Any) -> None:
        book[sheet][cell] = value

    return edit


def merge(cells: str) -> Edit:
    return lambda book: book[INCOME].merge_cells(cells)


def insert_again(book: Any) -> None:
    sheet = book[INCOME]
    sheet.append([sheet.cell(13, column).value for column in range(1, 12)])


def remove_column(book: Any) -> None:
    book[INCOME]["E4"] = "金额若干"


CELLS: dict[str, tuple[Edit, str, str]] = {
    "words in an amount": (put("E11", "80.82（含追加）"), "这里应是金额，却写着“80.82（含追加）”", "E11"),
    "a date in an amount": (put("E11", "2022-01-01"), "这里应是金额，却写着“2022-01-01”", "E11"),
    "1e15": (put("E11", 1e15), "金额 1000000000000000 万元太大，不像一个部门的决算数", "E11"),
    "too large": (put("E11", 2e9), "金额 2000000000 万元太大，不像一个部门的决算数", "E11"),
    "two columns merged": (merge("E11:F11"), "这一格被合并单元格（从E11起）盖住了，读不出这里的数", "F11"),
    "two rows merged": (merge("E11:E12"), "这一格被合并单元格（从E11起）盖住了，读不出这里的数", "E12"),
    "a formula never computed": (put("E11", "=1+1"), "这一格是没有计算结果的公式，读不到数", "E11"),
    "an error value": (put("E11", "#REF!"), "这一格是错误值 #REF!，读不到数", "E11"),
    "a code twice": (insert_again, "科目编码 2011350在这张表里出现了两次，另一处在 C13", "C33"),
    "no total column": (remove_column, "找不到“合计”或“小计”一栏", "E5"),
    "another unit": (put("K3", "单位：千元"), "不认识的金额单位“千元”", "K3"),
    "another year": (
        put("F3", "2020年度"),
        "各表的年度不一致：“x.xlsx GK01 收入支出决算总表”是2022年度、“x.xlsx GK02 收入决算表”是2020年度",
        "A1",
    ),
}


@pytest.mark.parametrize("name", CELLS)
def test_cell(name: str, tmp_path: Path) -> None:
    """A table that cannot be read is refused with sheet and cell."""
    edit, message, cell = CELLS[name]
    path = build_workbook(tmp_path / "x.xlsx", licheng(), layout=Layout(notes=False), edit=edit)
    error = refusal(path)
    assert (message, INCOME, cell) == said(error)
    assert str(error).startswith(f"x.xlsx “{INCOME}” {cell}：{message}。")


def test_no_unit(tmp_path: Path) -> None:
    """A table without a unit is refused, naming the option."""
    path = build_workbook(tmp_path / "x.xlsx", licheng(), layout=Layout(unit_stated=False))
    error = refusal(path)
    assert ("没有写明金额单位（万元或元）", "GK01 收入支出决算总表", "") == said(error)
    assert "--unit" in error.remedy


def test_no_year(tmp_path: Path) -> None:
    """Tables none of which states a year are refused."""
    path = build_workbook(tmp_path / "x.xlsx", licheng(), layout=Layout(year=False))
    assert "没有一张表写明年度" == refusal(path).message


def test_same_table_with_other_amounts(tmp_path: Path) -> None:
    """The same table twice with different amounts is refused, naming both."""
    build_workbook(tmp_path / "a.xlsx", licheng(), tables=["02"])
    build_workbook(tmp_path / "b.xlsx", licheng(), tables=["02"], edit=put("E11", 1))
    expected = "有2张表都是收入决算表，数却不一样：“a.xlsx GK02 收入决算表”、“b.xlsx GK02 收入决算表”"
    assert expected == refusal(tmp_path).message


def test_two_years_in_a_folder(tmp_path: Path) -> None:
    """A folder with two years' workbooks is refused as such."""
    build_workbook(tmp_path / "2021.xlsx", licheng(2021))
    build_workbook(tmp_path / "2022.xlsx", licheng())
    assert refusal(tmp_path).message.startswith("各表的年度不一致")


def test_table_that_is_not_the_form(tmp_path: Path) -> None:
    """A table with a known title and other columns is refused."""
    rows = [["收入决算表"], ["单位：万元", "2022年度"], ["甲", "乙"], [1, 2], [3, 4], [5, 6]]
    path = rows_workbook(tmp_path / "x.xlsx", {"甲": rows})
    assert ("看不懂这张表：找不到科目编码和科目名称", "甲", "A2") == said(refusal(path))


def test_negative_amount_is_a_warning(tmp_path: Path) -> None:
    """A negative amount is read, and a warning names it."""
    path = build_workbook(tmp_path / "x.xlsx", licheng(), edit=put("E11", -80.82))
    (finding,) = read_accounts([path]).findings
    assert ("amount-negative", "warning", "行政运行是负数（-80.82万元），请核对") == (
        finding.code,
        finding.severity,
        finding.message,
    )


def test_a_negative_amount_is_told_as_it_is_printed(tmp_path: Path) -> None:
    """−1.225 is told as −1.23, as every sentence prints it."""
    path = build_workbook(tmp_path / "x.xlsx", licheng(), edit=put("E11", -1.225))
    assert ["-1.23"] == [finding.found for finding in read_accounts([path]).findings]


def test_line_without_code_is_a_warning(tmp_path: Path) -> None:
    """A line with an amount but no code is not passed over in silence."""

    def edit(book: Any) -> None:
        book[INCOME]["A11"] = book[INCOME]["B11"] = book[INCOME]["C11"] = None

    path = build_workbook(tmp_path / "x.xlsx", licheng(), edit=edit)
    (finding,) = read_accounts([path]).findings
    assert ("line-not-read", "E11", "150.93") == (finding.code, finding.place.cell, finding.found)


def test_department_names_that_differ_are_a_warning(tmp_path: Path) -> None:
    """Different departments on two sheets are reported, with both names."""
    path = build_workbook(tmp_path / "x.xlsx", licheng(), edit=put("A3", "部门：某某局"))
    (finding,) = read_accounts([path]).findings
    assert ("department-differs", "某某局") == (finding.code, finding.found)


FILES: dict[str, tuple[str, bytes, str]] = {
    "web page": (
        "a.xls",
        b"<html><table><tr><td>1</td></tr></table></html>",
        "这是网页或 XML 文件，只是改了扩展名",
    ),
    "csv": ("a.xlsx", "项目,决算数\n合计,1\n".encode("gbk"), "这是文本（CSV）文件，只是改了扩展名"),
    "scan": ("a.pdf", b"%PDF-1.7 ...", "这是PDF（可能是扫描件），读不出决算表"),
    "renamed scan": ("a.xlsx", b"%PDF-1.7 ...", "这是PDF（可能是扫描件），读不出决算表"),
    "old document": (
        "a.doc",
        b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"),
        "这是旧格式的文档（.doc），读不出决算表",
    ),
    "wps document": (
        "a.wps",
        b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"),
        "这是WPS 文字文档（.wps），读不出决算表",
    ),
    "locked": ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "这个工作簿加了密码"),
    "damaged zip": ("a.xlsx", b"PK\x03\x04 and no more", "这个文件已损坏"),
    "damaged old workbook": (
        "a.xls",
        b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "读不懂这个文件，它可能不是工作簿或已损坏",
    ),
    "noise": ("a.xlsx", bytes(range(256)) * 4, "这不是工作簿"),
    "empty": ("a.xlsx", b"", "文件是空的"),
    "picture": ("a.jpg", b"\xff\xd8\xff\xe0", "这是图片，读不出决算表"),
}


@pytest.mark.parametrize("name", FILES)
def test_file(name: str, tmp_path: Path) -> None:
    """A file that is no workbook is named as what it is."""
    file, content, message = FILES[name]
    (tmp_path / file).write_bytes(content)
    error = refusal(tmp_path / file)
    assert (message, file) == (error.message, error.place.file)


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named with its path."""
    error = refusal(tmp_path / "没有.xlsx")
    assert ("找不到这个文件", str(tmp_path / "没有.xlsx")) == (error.message, error.place.file)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes among its files")
def test_a_pipe_or_a_device(tmp_path: Path) -> None:
    """What is no file is not opened: a pipe may never say anything, a device never end."""
    os.mkfifo(tmp_path / "2022.xlsx")
    (tmp_path / "2021.xlsx").symlink_to("/dev/zero")
    for name in ("2022.xlsx", "2021.xlsx"):
        error = refusal(tmp_path / name)
        assert ("这是设备或管道，不是文件", name) == (error.message, error.place.file)


def test_open_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another program holds is reported as possibly open there."""
    path = build_workbook(tmp_path / "x.xlsx", licheng())

    def locked(_: Path) -> bytes:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert "可能正在 Excel 或 WPS 中打开" in refusal(path).remedy


def test_empty_folder(tmp_path: Path) -> None:
    """A folder without workbooks is refused."""
    (tmp_path / "~$2022.xlsx").write_bytes(b"owner")
    assert "这里没有可读的工作簿" == refusal(tmp_path).message


def test_empty_workbook(tmp_path: Path) -> None:
    """A workbook without any table is refused, saying how tables are found."""
    path = rows_workbook(tmp_path / "x.xlsx", {"Sheet1": []})
    error = refusal(path)
    assert "没有找到决算表" == error.message
    assert "表名" in error.remedy


def test_ofd_is_refused(tmp_path: Path) -> None:
    """An .ofd, which is a zip too, is named as such."""
    with zipfile.ZipFile(tmp_path / "a.ofd", "w") as archive:
        archive.writestr("OFD.xml", "<OFD/>")
    assert "这是OFD 版式文件，读不出决算表" == refusal(tmp_path / "a.ofd").message


def test_binary_workbook_is_refused(tmp_path: Path) -> None:
    """An .xlsb, whatever it is called: its error values could not be told from empty cells."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    assert "这是二进制工作簿（.xlsb），读不出决算表" == refusal(tmp_path / "a.xlsx").message


def test_a_document_is_found_by_its_relationship(tmp_path: Path) -> None:
    """Word on the web calls the document document2.xml."""
    path = build_document(tmp_path / "x.docx", licheng())
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            to = content.replace(b"word/document.xml", b"word/document2.xml")
            archive.writestr(name.replace("document.xml", "document2.xml"), to)
    assert 9 == len(read_accounts([path]).recognised)


def test_document_whose_tables_are_pictures(tmp_path: Path) -> None:
    """A .docx without Word tables but with pictures says that the tables are pictures."""
    path = build_document(tmp_path / "x.docx", licheng(), tables=[])
    picture = b"<w:p><w:r><w:drawing/></w:r></w:p></w:body>"
    rewritten(path, "word/document.xml", lambda content: content.replace(b"</w:body>", picture))
    assert "文档里没有 Word 表格，决算表可能是图片" == refusal(path).message


def test_document_without_tables(tmp_path: Path) -> None:
    """A .docx without tables is refused like any file without tables."""
    assert "没有找到决算表" == refusal(build_document(tmp_path / "x.docx", licheng(), tables=[])).message


# Files made to do harm


def rewritten(
    path: Path, part: str, change: Callable[[bytes], bytes], extra: dict[str, bytes] | None = None
) -> Path:
    """The file with one part changed, and parts added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | (extra or {})).items():
            archive.writestr(name, content)
    return path


def far(cell: str) -> Callable[[bytes], bytes]:
    row = re.sub(r"\D", "", cell)
    text = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'.encode()
    return lambda content: content.replace(b"</sheetData>", text)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return build_workbook(tmp_path / "x.xlsx", licheng())


@pytest.mark.parametrize("cell", ["XFD1048576", "A100000", "AAA1"])
def test_cell_far_out(cell: str, book: Path) -> None:
    """A cell far out, which would end the parser's process, is refused before parsing."""
    error = refusal(rewritten(book, "xl/worksheets/sheet2.xml", far(cell)))
    assert ("表里有内容的格子太远（超出ZZ列9999行），不像决算表", INCOME, "") == said(error)


def test_rows_without_addresses_far_out(book: Path) -> None:
    """Rows without addresses are counted too."""
    rows = b"<row/>" * 20_000 + b"<row><c><v>1</v></c></row></sheetData>"
    path = rewritten(book, "xl/worksheets/sheet2.xml", lambda content: content.replace(b"</sheetData>", rows))
    assert refusal(path).message.startswith("表里有内容的格子太远")


def test_formatted_cells_far_out_are_harmless(book: Path) -> None:
    """Cells far out that are only formatted do not keep a workbook from being read."""
    text = b'<row r="1048576" spans="1:1"><c r="XFD1048576" s="0"/></row></sheetData>'
    rewritten(book, "xl/worksheets/sheet2.xml", lambda content: content.replace(b"</sheetData>", text))
    assert 9 == len(read_accounts([book]).recognised)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet2.xml", "xl/theme/theme1.xml", "xl/workbook.xml"])
def test_entities(part: str, book: Path) -> None:
    """An entity definition in any part is refused."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    path = rewritten(book, part, lambda content: b"<?xml version='1.0'?>" + b" " * 5000 + bomb + content)
    assert "这个文件里有不允许的内容（实体定义）" == refusal(path).message


def test_entities_in_other_encodings(book: Path) -> None:
    """XML in an encoding that could hide an entity is refused."""
    path = rewritten(book, "xl/styles.xml", lambda content: content.decode().encode("utf-16"))
    assert "这个文件里有不允许的内容（少见的文字编码）" == refusal(path).message


def test_entities_in_a_document(tmp_path: Path) -> None:
    """The same holds for a .docx."""
    path = build_document(tmp_path / "x.docx", licheng(), tables=["07"])
    rewritten(
        path,
        "word/document.xml",
        lambda content: content.replace(b"<w:document", b"<!DOCTYPE a><w:document", 1),
    )
    assert "这个文件里有不允许的内容（实体定义）" == refusal(path).message


def test_part_that_unpacks_too_far(book: Path) -> None:
    """A part that unpacks to far more than its size is refused."""
    path = rewritten(book, "xl/styles.xml", lambda content: content, {"xl/media/a.bin": b"\0" * 20_000_000})
    assert "这个文件展开后太大，不像决算公开的文件" == refusal(path).message


def test_too_many_parts(book: Path) -> None:
    """A file of thousands of parts is refused."""
    extra = {f"xl/media/{number}": b"" for number in range(2001)}
    path = rewritten(book, "xl/styles.xml", lambda content: content, extra)
    assert "这个文件展开后太大，不像决算公开的文件" == refusal(path).message


@pytest.mark.office
def test_repeated_cells_in_ods(tmp_path: Path) -> None:
    """An .ods whose one filled cell is repeated over the whole sheet is refused before parsing."""
    made = build_workbook(tmp_path / "x.xlsx", licheng(), tables=["07"])
    path = converted(made, "ods", tmp_path / "out")
    bomb = (
        b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float"'
        b' office:value="1" table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    rewritten(path, "content.xml", lambda content: content.replace(b"</table:table>", bomb, 1))
    assert refusal(path).message.startswith("表里有内容的格子太远")


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_error_value_in_other_formats(suffix: str, tmp_path: Path) -> None:
    """An error value is found in .ods and .xls too, where it would read as empty."""
    made = build_workbook(tmp_path / "x.xlsx", licheng(), edit=put("E11", "=1/0"))
    error = refusal(converted(made, suffix, tmp_path / "out"))
    assert ("这一格是错误值 #DIV/0!，读不到数", INCOME, "E11") == said(error)
