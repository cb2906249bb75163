"""A reason that looks like a prompt is kept on every way, and a prompt is not taken for a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan import check, draft, reasons, refresh
from juesuan.reading.reasons import read_reasons
from rounds import read

KEY = "items.2011301"
WORDS = "根据市政府对我局【请示】的批复，追加项目经费"


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "原因.yaml"
    path.write_text(f"{KEY}: {WORDS}\nfund: 【请填写原因】\n", encoding="utf-8")
    return path


def drafted(example: Path, target: Path, given: Path) -> Path:
    figures = (example / "2022.xlsx", example / "2021.xlsx")
    draft(*figures, supplement=example / "补充资料.xlsx", reasons=[given], output=target)
    return target


def sentence(path: Path) -> str:
    return next(each.text for each in read(path).paragraphs if "2011301" in each.text)


def test_a_reason_with_a_bracket_is_kept(example: Path, tmp_path: Path, given: Path) -> None:
    """draft --reasons, refresh, reasons and the workbook put back keep every word of it."""
    first = drafted(example, tmp_path / "草稿.docx", given)
    assert f"主要原因是{WORDS}。" in sentence(first)
    refresh(first, example / "2022.xlsx", example / "2021.xlsx", output=tmp_path / "第2稿.docx")
    assert f"主要原因是{WORDS}。" in sentence(tmp_path / "第2稿.docx")
    reasons(first, output=tmp_path / "原因.xlsx")
    assert {KEY: WORDS} == read_reasons(tmp_path / "原因.xlsx")
    bare = tmp_path / "空白.docx"
    draft(example / "2022.xlsx", example / "2021.xlsx", supplement=example / "补充资料.xlsx", output=bare)
    refresh(
        bare,
        example / "2022.xlsx",
        example / "2021.xlsx",
        reasons=[tmp_path / "原因.xlsx"],
        output=tmp_path / "第3稿.docx",
    )
    assert f"主要原因是{WORDS}。" in sentence(tmp_path / "第3稿.docx")


def test_it_is_no_error(example: Path, tmp_path: Path, given: Path) -> None:
    """check finds nothing wrong with it, and the slot with a prompt for an answer still waits."""
    first = drafted(example, tmp_path / "草稿.docx", given)
    found = check(first, example / "2022.xlsx", example / "2021.xlsx")
    codes = [each.code for each in found.findings if each.severity == "error"]
    assert {"slot-unfilled": 16, "slot-unconfirmed": 4} == {code: codes.count(code) for code in codes}


def test_a_prompt_in_a_document_without_a_record_is_found(example: Path, tmp_path: Path, given: Path) -> None:
    """Without figures and record the edition's prompts are known all the same; 【请示】 is none of them."""
    import docx

    plain = docx.Document()
    for each in read(drafted(example, tmp_path / "草稿.docx", given)).paragraphs:
        plain.add_paragraph(each.text)
    plain.save(str(tmp_path / "别的.docx"))
    found = [each for each in check(tmp_path / "别的.docx").findings if each.code == "prompt-residue"]
    assert 16 == len(found)
    assert {"【请填写原因】", "【请填写制度】", "【请填写机制】", "【请填写内容】", "【请填写用途】"} >= {
        each.found for each in found
    }
