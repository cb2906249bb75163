"""Editions as data: loading them, and refusing what is wrong with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from juesuan.editions import editions, load_edition, read_edition
from juesuan.errors import EditionError

FIXTURE = Path(__file__).resolve().parent / "editions" / "qinghe-2022"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of the made-up edition."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "qinghe-2022"))


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("name", editions())
def test_shipped_editions_load(name: str) -> None:
    """Every edition that ships says where its sentences come from."""
    edition = load_edition(name)
    assert name == edition.name
    assert edition.manifest.source
    assert str(edition.manifest.year) in name


def test_edition_is_found_by_name_or_folder() -> None:
    """An office's own edition is a folder anywhere."""
    assert "qinghe-2022" == load_edition(FIXTURE).name
    with pytest.raises(EditionError, match=r"没有名为“某地”的版本.*可用的版本：fujian-2022、shanghai-2024"):
        load_edition("某地")


def test_paragraphs_read_in_the_order_of_the_document() -> None:
    """The manifest's list of sections is the document's order."""
    files = list(dict.fromkeys(rule.file for rule in load_edition(FIXTURE).paragraphs))
    assert list(load_edition(FIXTURE).manifest.sections) == files


def test_changed_edition_is_read_anew(edition: Path) -> None:
    """An edited file changes the edition and its digest; an untouched one is read once."""
    before = load_edition(edition)
    assert before is load_edition(edition)
    rewrite(edition / "02_totals.yaml", "收支总体情况", "收支总体情况说明")
    after = load_edition(edition)
    assert after.digest != before.digest
    assert "收支总体情况说明" == next(rule.text for rule in after.paragraphs if rule.key == "totals")


def test_line_endings_do_not_matter(edition: Path) -> None:
    """Saved on another system, an edition is the same edition."""
    before = load_edition(edition).digest
    for path in edition.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert before == load_edition(edition).digest


def test_mistake_names_file_and_line(edition: Path) -> None:
    """One mistake is one message: where, what, what to do."""
    rewrite(edition / "02_totals.yaml", "number: section", "number: chapter")
    with pytest.raises(EditionError) as caught:
        load_edition(edition)
    expected = "02_totals.yaml 第3行 “totals”：没有编号方式“chapter”。可用的编号方式：section、item"
    assert expected == str(caught.value)


def test_several_mistakes_are_one_message(edition: Path) -> None:
    """Loading reports all of them, not the first."""
    rewrite(edition / "02_totals.yaml", "number: section", "number: chapter")
    rewrite(edition / "slots.yaml", "  level: keep", "  level: sometimes")
    with pytest.raises(EditionError) as caught:
        load_edition(edition)
    expected = [
        "slots.yaml 第15行：“sangong.level”：只能写 'keep' 或 'omit'",
        "02_totals.yaml 第3行 “totals”：没有编号方式“chapter”。可用的编号方式：section、item",
    ]
    assert "；\n".join(expected) == str(caught.value)


def test_missing_file_and_wrong_encoding_are_said(edition: Path) -> None:
    """A section that is not there, a file saved as GBK."""
    (edition / "02_totals.yaml").unlink()
    slots = edition / "slots.yaml"
    slots.write_bytes(slots.read_text(encoding="utf-8").encode("gbk"))
    _, problems = read_edition(edition)
    expected = ["不是 UTF-8 编码", "版本缺少文件 02_totals.yaml"]
    assert expected == [problem.message for problem in problems]


@pytest.mark.parametrize("section", ["../其他/01.yaml", "/etc/hosts", "01.yml", "a\\b.yaml", "..", ""])
def test_a_section_is_a_file_of_the_edition(edition: Path, section: str) -> None:
    """Nothing outside the folder is read, and nothing that its content is not known by."""
    (edition / "01.yml").write_text("[]", "utf-8")
    rewrite(edition / "edition.yaml", "  - 00_title.yaml", f"  - '{section}'")
    _, problems = read_edition(edition)
    assert f"章节“{section}”不是版本文件夹里的 .yaml 文件" == problems[0].message


def test_file_of_the_wrong_shape_is_said(edition: Path) -> None:
    """A section file that is not a list of paragraphs."""
    (edition / "02_totals.yaml").write_text("只有一句话\n", encoding="utf-8")
    _, problems = read_edition(edition)
    assert ["02_totals.yaml：这里应当是一条一条的规则"] == [
        str(problem).split("。")[0] for problem in problems
    ]


def test_paragraph_needs_text_or_cases(edition: Path) -> None:
    """Neither, or both, is a mistake."""
    rewrite(edition / "02_totals.yaml", "  text: 收支总体情况\n", "")
    with pytest.raises(EditionError, match="段落“totals”要么写 text，要么写 cases"):
        load_edition(edition)


def test_nothing_of_an_edition_is_executed(edition: Path) -> None:
    """A YAML tag that would build an object is refused."""
    rewrite(edition / "02_totals.yaml", "text: 收支总体情况", "text: !!python/object/apply:os.getcwd []")
    with pytest.raises(EditionError, match="不是有效的 YAML"):
        load_edition(edition)
