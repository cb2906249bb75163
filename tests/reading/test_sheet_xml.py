"""Legal XML in whatever dialect: nothing that looks empty is read as zero, and no number as another."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from juesuan.errors import InputError
from juesuan.reading import read_accounts
from juesuan.reading.files import Files
from workbooks import build_workbook, licheng, rows_workbook

INCOME = "GK02 收入决算表"
SHEET = "xl/worksheets/sheet2.xml"

Write = Callable[[bytes], bytes]


def sub(pattern: str, new: str) -> Write:
    return lambda content: re.sub(pattern.encode(), new.encode(), content)


def prefixed(content: bytes) -> bytes:
    return re.sub(rb"(</?)(?=\w)", rb"\1s:", content).replace(b"xmlns=", b"xmlns:s=")


def without_addresses(content: bytes) -> bytes:
    """Rows and cells without ``r``: each stands after the one before."""
    root = etree.fromstring(content)
    for row in root.iter("{*}row"):
        cells = {re.sub(r"\d", "", cell.get("r")): cell for cell in row}
        for cell in list(row):
            row.remove(cell)
        for letter in "ABCDEFGHIJK":
            row.append(cells.get(letter, etree.Element(etree.QName(row).namespace.join("{}") + "c")))
        for each in row.iter():
            each.attrib.pop("r", None)
    return etree.tostring(root)


DIALECTS: dict[str, Write] = {
    "as written": lambda content: content,
    "single quotes": sub(r'="([^"]*)"', r"='\1'"),
    "spaces around =": sub(r'="', ' = "'),
    "line breaks in tags": sub(r"<c r", "<c\n r"),
    "a prefix": prefixed,
    "without addresses": without_addresses,
    "CDATA": sub(r"<v>([^<]+)</v>", r"<v><![CDATA[\1]]></v>"),
    "character references": sub(r"<v>(\d)", r"<v>&#x3\1;"),
    "comments": sub(r"<v>([^<])", r"<v>\1<!-- x -->"),
    "instructions": sub(r"<v>([^<])", r"<v>\1<?x y?>"),
    "strict": sub("schemas.openxmlformats.org/spreadsheetml/2006", "purl.oclc.org/ooxml/spreadsheetml"),
}


def rewritten(path: Path, part: str, write: Write) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert part in parts
    parts[part] = write(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def put(value: str) -> Callable[..., None]:
    def edit(book: object) -> None:
        book[INCOME]["E11"] = value  # type: ignore[index]

    return edit


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_gives_the_same_figures(dialect: str, tmp_path: Path) -> None:
    """The same sheet in other legal XML is the same table."""
    plain = build_workbook(tmp_path / "x.xlsx", licheng(), tables=["01", "02"])
    expected = [(row.key, {key: each.yuan for key, each in row.amounts.items()}) for row in rows_of(plain)]
    other = rewritten(plain, SHEET, DIALECTS[dialect])
    assert expected == [
        (row.key, {key: each.yuan for key, each in row.amounts.items()}) for row in rows_of(other)
    ]


def rows_of(path: Path) -> list:  # type: ignore[type-arg]
    return [row for table in read_accounts([path]).accounts.tables.values() for row in table.rows]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    ("value", "message"),
    [("#DIV/0!", "这一格是错误值 #DIV/0!，读不到数"), ("=1+1", "这一格是没有计算结果的公式，读不到数")],
)
def test_what_looks_empty_is_found_in_every_dialect(
    dialect: str, value: str, message: str, tmp_path: Path
) -> None:
    """An error value and a formula without a result are refused with their address, never read as 0."""
    path = build_workbook(tmp_path / "x.xlsx", licheng(), tables=["01", "02"], edit=put(value))
    rewritten(path, SHEET, DIALECTS[dialect])
    with pytest.raises(InputError) as caught:
        read_accounts([path])
    assert (message, INCOME, "E11") == (caught.value.message, *caught.value.place[1:])


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ('<c r="A1" t="e"><v>#N/A</v></c>', "是错误值 #N/A"),
        ('<c r="A1" t="e"/>', "是错误值"),
        ('<c r="A1"><f>B1</f></c>', "是没有计算结果的公式"),
        ('<c r="A1"><f>B1</f><v/></c>', "是没有计算结果的公式"),
        ('<c r="A1" t="str"><f>B1</f></c>', "是没有计算结果的公式"),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', None),  # the result is the text ""
        ('<c r="A1"><f>B1</f><v>0</v></c>', None),
        ('<c r="A1"><v>0</v></c>', None),
        ('<c r="A1" s="1"/>', None),
    ],
)
def test_which_cells_only_look_empty(cell: str, what: str | None, tmp_path: Path) -> None:
    """A cell without a value in the file is told of, an empty text and an empty cell are not."""
    path = rows_workbook(tmp_path / "x.xlsx", {"甲": [[1]]})
    rewritten(path, "xl/worksheets/sheet1.xml", sub(r"<c .*?</c>", cell))
    (grid,) = Files().grids(path)
    assert what == grid.uncomputed.get("A1")


def test_a_sheet_in_a_part_of_another_name_is_looked_at(tmp_path: Path) -> None:
    """The workbook's relationships say which part a sheet is, not the part's folder."""
    path = build_workbook(tmp_path / "x.xlsx", licheng(), tables=["01", "02"], edit=put("#DIV/0!"))
    moved(path, SHEET, "xl/other/b.xml")
    with pytest.raises(InputError, match="是错误值"):
        read_accounts([path])


def test_a_sheet_that_is_not_called_xml_is_refused(tmp_path: Path) -> None:
    """A sheet nobody looked at is not read."""
    path = build_workbook(tmp_path / "x.xlsx", licheng(), tables=["01", "02"], edit=put("#DIV/0!"))
    moved(path, SHEET, "xl/worksheets/sheet2.txt")
    with pytest.raises(InputError, match="这个文件已损坏"):
        read_accounts([path])


def moved(path: Path, part: str, to: str) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[to] = parts.pop(part)
    for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        parts[name] = parts[name].replace(b"/" + part.encode(), b"/" + to.encode())
    parts["[Content_Types].xml"] = re.sub(rb"<Override[^>]*\.txt[^>]*/>", b"", parts["[Content_Types].xml"])
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_numbers_that_were_not_whole_are_read_whole(tmp_path: Path) -> None:
    """Of 1&#53;0 the parser of workbooks alone takes 1."""
    path = rows_workbook(tmp_path / "x.xlsx", {"甲": [[150]]})
    rewritten(path, "xl/worksheets/sheet1.xml", sub("150", "1&#53;0"))
    assert Decimal(150) == Files().grids(path)[0].at(0, 0)


@pytest.mark.parametrize("merged", ['<mergeCell ref="A1:ZZ5000"/>', '<mergeCell ref="A1:Z99"/>' * 500])
def test_merged_cells_without_end_are_refused(merged: str, tmp_path: Path) -> None:
    """One range over millions of cells, or ranges that lie upon each other."""
    path = rows_workbook(tmp_path / "x.xlsx", {"甲": [[1], *[[]] * 97, [None] * 25 + [1]]})
    if "ZZ" in merged:
        far = '<row r="5000"><c r="ZZ5000"><v>1</v></c></row></sheetData>'
        rewritten(path, "xl/worksheets/sheet1.xml", sub("</sheetData>", far))
    cells = f"</sheetData><mergeCells>{merged}</mergeCells>"
    rewritten(path, "xl/worksheets/sheet1.xml", sub("</sheetData>", cells))
    with pytest.raises(InputError, match="合并的单元格太多"):
        Files().grids(path)


@pytest.mark.parametrize("cells", ['<c r="ZZ9999"><v>1</v></c>'])
def test_a_wide_and_empty_sheet_is_refused(cells: str, tmp_path: Path) -> None:
    """Seven million empty cells are no table, though each of them stands within the bounds."""
    path = rows_workbook(tmp_path / "x.xlsx", {"甲": [[1]]})
    row = f'<row r="9999">{cells}</row></sheetData>'
    rewritten(path, "xl/worksheets/sheet1.xml", sub("</sheetData>", row))
    with pytest.raises(InputError, match="表里有内容的格子太远"):
        Files().grids(path)
