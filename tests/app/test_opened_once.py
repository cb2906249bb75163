"""Every file that a command is given is read from disk once and parsed once, whoever needs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import docx
import pytest
import python_calamine

import juesuan
from audit import listening
from juesuan.reading import documents
from juesuan.word import package, parts
from workbooks import build_document, licheng


class Watch:
    """Which files were opened, and how often each parser was given a file."""

    def __init__(self) -> None:
        self.opened: Counter[str] = Counter()
        self.parsed: Counter[str] = Counter()

    @contextmanager
    def watching(self, folder: Path) -> Iterator[None]:
        """Count what happens to the files in the folder."""
        self.parsed.clear()
        with listening() as heard:
            yield
        self.opened = Counter(heard.inside(folder))


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """A watch, with every parser of documents and workbooks counted."""
    watch = Watch()

    def counted(owner: Any, name: str, label: str) -> None:
        original = getattr(owner, name)

        def call(*given: Any, **named: Any) -> Any:
            watch.parsed[label] += 1
            return original(*given, **named)

        monkeypatch.setattr(owner, name, call)

    def unseen(*_: object) -> None:
        raise AssertionError("calamine opens a file by itself, where nothing counts it")

    class Workbook:
        from_path = from_object = staticmethod(unseen)

        @staticmethod
        def from_filelike(file: Any) -> Any:
            watch.parsed["calamine"] += 1
            return whole(file)

    whole = python_calamine.CalamineWorkbook.from_filelike
    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Workbook)
    counted(package.docx, "Document", "python-docx")
    counted(parts.Parts, "__init__", "parts")
    counted(documents, "document_grids", "tables")
    return watch


@pytest.fixture
def desk(example: Path, tmp_path: Path) -> Path:
    """A whole document of the example, its figures and everything else that a command may be given."""
    template = build_document(tmp_path / "本部门.docx", licheng(2022))
    document = docx.Document(str(template))
    document.add_paragraph("【第三部分】")
    document.save(str(template))
    for name in ("2022.xlsx", "2021.xlsx", "补充资料.xlsx", "原因.yaml"):
        (tmp_path / name).write_bytes((example / name).read_bytes())
    result = juesuan.draft(
        tmp_path / "2022.xlsx",
        tmp_path / "2021.xlsx",
        supplement=tmp_path / "补充资料.xlsx",
        reasons=[tmp_path / "原因.yaml"],
        template=template,
    )
    (tmp_path / "文稿.docx").write_bytes(result.outputs["draft"])
    return tmp_path


def once(*names: str) -> Counter[str]:
    """Each of these files opened once."""
    return Counter(names)


def test_draft(desk: Path, watch: Watch) -> None:
    """Two years, the supplement, the reasons and the department's own document."""
    with watch.watching(desk):
        juesuan.draft(
            desk / "2022.xlsx",
            desk / "2021.xlsx",
            supplement=desk / "补充资料.xlsx",
            reasons=[desk / "原因.yaml"],
            template=desk / "本部门.docx",
            trace=True,
        )
    assert once("2022.xlsx", "2021.xlsx", "补充资料.xlsx", "原因.yaml", "本部门.docx") == watch.opened
    assert {"calamine": 3, "python-docx": 1} == watch.parsed


def test_one_workbook_for_figures_supplement_and_reasons(desk: Path, watch: Watch) -> None:
    """However many things are looked for in a file, it is read and parsed once."""
    import openpyxl

    book, form = openpyxl.load_workbook(desk / "2022.xlsx"), openpyxl.load_workbook(desk / "补充资料.xlsx")
    sheet = book.create_sheet("补充资料")
    for row in form.worksheets[0].iter_rows():
        for cell in row:
            if cell.value is not None:
                sheet[cell.coordinate] = cell.value
    reasons = book.create_sheet("原因")
    reasons.append(["编号", "原因"])
    reasons.append(["items.2011301", "压减会议费"])
    book.save(desk / "一本.xlsx")
    with watch.watching(desk):
        result = juesuan.draft(desk / "一本.xlsx", desk / "2021.xlsx", reasons=[desk / "一本.xlsx"])
    assert "主要原因是压减会议费。" in result.narrative.text
    assert once("一本.xlsx", "2021.xlsx") == watch.opened
    assert {"calamine": 2, "python-docx": 1} == watch.parsed  # that one is our own template


def test_refresh(desk: Path, watch: Watch) -> None:
    """The document is merged, its tables compared and a copy revised from one reading."""
    with watch.watching(desk):
        juesuan.refresh(desk / "文稿.docx", desk / "2022.xlsx", desk / "2021.xlsx", report=True)
    assert once("文稿.docx", "2022.xlsx", "2021.xlsx") == watch.opened
    assert {"calamine": 2, "python-docx": 1} == watch.parsed


def test_check(desk: Path, watch: Watch) -> None:
    """With figures or without, and with a copy for the remarks."""
    with watch.watching(desk):
        juesuan.check(desk / "文稿.docx", desk / "2022.xlsx", desk / "2021.xlsx", annotate=True)
    assert once("文稿.docx", "2022.xlsx", "2021.xlsx") == watch.opened
    assert {"calamine": 2, "python-docx": 1} == watch.parsed
    with watch.watching(desk):
        juesuan.check(desk / "文稿.docx", annotate=True)
    assert once("文稿.docx") == watch.opened
    assert {"python-docx": 1} == watch.parsed


def test_a_document_against_its_own_tables(desk: Path, watch: Watch) -> None:
    """Given twice, as the document and as the figures, it is read from disk once."""
    with watch.watching(desk):
        juesuan.check(desk / "文稿.docx", desk / "文稿.docx", desk / "2021.xlsx")
    assert once("文稿.docx", "2021.xlsx") == watch.opened
    assert {"calamine": 1, "python-docx": 1, "tables": 1} == watch.parsed


def test_publish(desk: Path, watch: Watch) -> None:
    """python-docx reads the words, the parts are cleaned: each takes the same bytes apart once."""
    with watch.watching(desk):
        juesuan.publish(desk / "文稿.docx")
    assert once("文稿.docx") == watch.opened
    assert {"python-docx": 1, "parts": 1} == watch.parsed


def test_reasons(desk: Path, watch: Watch) -> None:
    """Each copy once."""
    (desk / "甲科.docx").write_bytes((desk / "文稿.docx").read_bytes())
    with watch.watching(desk):
        juesuan.reasons(desk / "文稿.docx", desk / "甲科.docx")
    assert once("文稿.docx", "甲科.docx") == watch.opened
    assert {"python-docx": 2} == watch.parsed


def test_verify_and_inspect(desk: Path, watch: Watch) -> None:
    """What looks at figures only opens them once too, a folder's files each."""
    with watch.watching(desk):
        juesuan.verify(desk / "2022.xlsx", desk / "2021.xlsx")
    assert once("2022.xlsx", "2021.xlsx") == watch.opened
    folder = desk / "2022"
    folder.mkdir()
    (desk / "2022.xlsx").rename(folder / "决算.xlsx")
    with watch.watching(desk):
        juesuan.inspect(folder)
    assert {"决算.xlsx": 1} == {name: n for name, n in watch.opened.items() if name != "2022"}
    assert {"calamine": 1} == watch.parsed


def test_what_changes_on_disk_meanwhile_is_not_seen(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables that are compared are those of the document that was merged, not of a newer one."""
    from juesuan.app import refresh as module

    path = desk / "文稿.docx"
    before = juesuan.refresh(path, desk / "2022.xlsx", desk / "2021.xlsx").outputs
    load = module.load

    def spoiled(*given: Any) -> Any:
        """Somebody saves another document under the name while the figures are read."""
        path.write_bytes((desk / "本部门.docx").read_bytes())
        return load(*given)

    monkeypatch.setattr(module, "load", spoiled)
    result = juesuan.refresh(path, desk / "2022.xlsx", desk / "2021.xlsx")
    assert before == result.outputs
    assert "table-differs" not in {each.code for each in result.findings}
