"""Files made to do harm: each is answered in one Chinese message, exit 2, within 600 MB."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from rounds import drafted
from workbooks import build_document, build_workbook, licheng

STATUS = Path("/proc/self/status")
pytestmark = pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells the memory of one process")

MEMORY = 600 * 2**10  # kB
PATIENCE = 60  # seconds until a hanging process is ended; each of these takes about one

_RUN = """
import re, sys
from pathlib import Path
from juesuan.cli import run
code = run(sys.argv[1:])
used = re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1]  # rusage counts the parent's too
print(f"\\n{code} {used}")
"""

Change = Callable[[bytes], bytes]


def answer(*words: str | Path) -> str:
    """What the command says on refusing; within memory, with exit 2, in one line, nothing written."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.stdout, done.stderr[-2000:]
    code, used = map(int, done.stdout.split()[-2:])
    assert (2, True) == (code, used <= MEMORY), (done.stderr, used)
    assert done.stderr.startswith("不能完成：")
    assert 1 == len(done.stderr.strip().splitlines())
    return done.stderr


def rewritten(
    path: Path, to: Path, changes: Mapping[str, Change], method: int = zipfile.ZIP_DEFLATED
) -> Path:
    """A copy of a package with some of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(to, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, changes.get(name, bytes)(content))
    return to


def in_body(xml: bytes) -> Mapping[str, Change]:
    return {"word/document.xml": lambda content: content.replace(b"</w:body>", xml + b"</w:body>")}


def in_properties(xml: bytes) -> Mapping[str, Change]:
    return {"docProps/custom.xml": lambda content: content.replace(b"</Properties>", xml + b"</Properties>")}


def nested(tag: bytes, depth: int) -> bytes:
    return b"<" + tag + b">" * 1 + (b"<" + tag + b">") * (depth - 1) + (b"</" + tag + b">") * depth


def noise(size: int) -> bytes:
    """What cannot be packed: keeps the ratio of a bomb small."""
    return random.Random(0).randbytes(size).hex().encode()


PROPERTY = (
    b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="%d" name="a%d">'
    b'<vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">x</vt:lpwstr></property>'
)
DOCTYPE = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]>'

DRAFTS: dict[str, tuple[Mapping[str, Change], str]] = {
    "229 MB of paragraphs in 367 KB": (in_body(b"<w:p/>" * 38_000_000), "展开后太大"),
    "paragraphs, with noise against the ratio": (
        in_body(b"<w:p/>" * 2_900_000 + b"<w:p><w:r><w:t>" + noise(200_000) + b"</w:t></w:r></w:p>"),
        "这个文档太长",
    ),
    "one paragraph without end": (
        in_body(b"<w:p><w:r><w:t>" + noise(3_000_000) + b"</w:t></w:r></w:p>"),
        "这个文档太长",
    ),
    "nested 20,000 deep": (in_body(nested(b"w:sdt", 20_000)), "文档内部的结构已损坏"),
    "an XML that is no document": ({"word/document.xml": lambda _: b"<a/>"}, "不是 Word 文档"),
    "a document without a body": (
        {"word/document.xml": lambda xml: re.sub(rb"<w:body>.*</w:body>", b"", xml, flags=re.DOTALL)},
        "不是 Word 文档",
    ),
    "a bomb in custom.xml": (
        in_properties(b"".join(PROPERTY % (at, at) for at in range(1_000_000))),
        "展开后太大",
    ),
    "a DTD after 5,000 bytes": (
        {
            "word/document.xml": lambda xml: xml.replace(
                b"<w:document", b" " * 5000 + DOCTYPE + b"<w:document", 1
            )
        },
        "不允许的内容（实体定义）",
    ),
    "a DTD in UTF-16": (
        {
            "word/document.xml": lambda xml: (
                xml.decode()
                .replace("UTF-8", "UTF-16")
                .replace("<w:document", DOCTYPE.decode() + "<w:document", 1)
                .encode("utf-16")
            )
        },
        "不允许的内容（实体定义）",
    ),
}


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Path:
    return drafted(example, tmp_path_factory.mktemp("draft"))


@pytest.fixture(scope="module")
def example() -> Path:
    return Path(__file__).resolve().parents[1] / "examples" / "licheng-2022"


@pytest.mark.parametrize("name", DRAFTS)
def test_a_hostile_draft(name: str, draft: Path, example: Path, tmp_path: Path) -> None:
    """A draft that came by mail is refused by every command that opens it."""
    changes, message = DRAFTS[name]
    bad = rewritten(draft, tmp_path / "坏.docx", changes)
    figures = (example / "2022.xlsx", example / "2021.xlsx")
    assert message in answer("check", bad, *figures)
    assert message in answer("refresh", bad, *figures, "-o", tmp_path / "第2稿.docx")
    assert message in answer("publish", bad, "-o", tmp_path / "公开.docx")
    assert [bad] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", [name for name in DRAFTS if "custom.xml" not in name])
def test_a_hostile_document_of_figures(name: str, example: Path, tmp_path: Path) -> None:
    """The same in a .docx that is given as the accounts."""
    changes, _message = DRAFTS[name]
    bad = rewritten(build_document(tmp_path / "全文.docx", licheng()), tmp_path / "坏.docx", changes)
    answer("draft", bad, example / "2021.xlsx", "-o", tmp_path / "草稿.docx")


def test_nested_tables_in_a_document_of_figures(example: Path, tmp_path: Path) -> None:
    """Tables in tables, 20,000 deep."""
    whole = build_document(tmp_path / "全文.docx", licheng(), tables=["07"])
    deep = b"<w:tbl><w:tr><w:tc>" * 20_000 + b"</w:tc></w:tr></w:tbl>" * 20_000
    bad = rewritten(whole, tmp_path / "坏.docx", in_body(deep))
    assert "已损坏" in answer("draft", bad, example / "2021.xlsx", "-o", tmp_path / "草稿.docx")


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml"])
def test_a_hostile_workbook(part: str, example: Path, tmp_path: Path) -> None:
    """A workbook that unpacks a thousandfold, in whatever part, is refused before anything opens it."""
    book = build_workbook(tmp_path / "x.xlsx", licheng())
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as archive:
        if part not in archive.namelist():
            archive.writestr(part, b"<x/>")
    bad = rewritten(book, tmp_path / "坏.xlsx", {part: lambda xml: xml + b"<si><t>a</t></si>" * 10_000_000})
    assert "展开后太大" in answer("draft", bad, example / "2021.xlsx", "-o", tmp_path / "草稿.docx")
    assert "展开后太大" in answer("inspect", bad)
