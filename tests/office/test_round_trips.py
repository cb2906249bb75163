"""Drafts that went through a real LibreOffice: converted, and typed into as a person would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from juesuan import refresh
from rounds import changed, drafted, read
from structure import faults

pytestmark = pytest.mark.office

PROMPT = "【请填写原因】"
STEPS = list[list[Any]]


def texts(path: Path) -> list[str]:
    """The paragraphs of a document."""
    return [paragraph.text for paragraph in read(path).paragraphs]


def second_draft(staff: Path, example: Path, folder: Path) -> list[str]:
    """The paragraphs after a refresh in which 2011301 rises and 2150899 falls."""
    figures = changed(example / "2022.xlsx", folder / "2022-改.xlsx", {"2011301": 190.00, "2150899": 1000.00})
    target = folder / "第2稿.docx"
    result = refresh(staff, figures, example / "2021.xlsx", output=target, force=True)
    assert [] == faults(target.read_bytes())
    notes = [note.text for note in result.revision.notes]
    return [*texts(target), *notes]


@pytest.mark.parametrize("kind", ["docx", "odt", "doc"])
def test_reasons_survive_every_format(example: Path, tmp_path: Path, convert: Any, kind: str) -> None:
    """Filled in, saved by LibreOffice in another format and back: refreshed, with every reason in place."""
    staff = convert(drafted(example, tmp_path), kind)
    if kind != "docx":
        staff = convert(staff, "docx")
    golden = Path(__file__).parents[1] / "golden" / "licheng-2022.txt"
    before = golden.read_text("utf-8").splitlines()
    assert before == texts(staff)
    shown = second_draft(staff, example, tmp_path)
    assert (
        "（一）2011301-行政运行支出190.00万元，较上年决算数增加15.34万元，增长8.78%。"
        "主要原因是办公用房修缮上年已完成，日常开支压减。" in shown
    )
    assert (
        "（十）2150899-其他支持中小企业发展和管理支出1000.00万元，较上年决算数减少424.98万元，下降29.82%。"
        "主要原因是规上工业企业培育奖励集中兑付。" in shown
    )


def test_typing_over_a_prompt_fills_the_slot(example: Path, tmp_path: Path, type_into: Any) -> None:
    """Select the prompt and type: the reason is read, and stays after a refresh."""
    draft = drafted(example, tmp_path, reasons=False)
    staff = type_into(draft, [["select", PROMPT, 3], ["type", "压缩会议"]])
    shown = second_draft(staff, example, tmp_path)
    assert (
        "（一）2011301-行政运行支出190.00万元，较上年决算数增加15.34万元，增长8.78%。主要原因是压缩会议。"
        in shown
    )


def test_typing_into_a_prompt_s_middle_loses_nothing(example: Path, tmp_path: Path, type_into: Any) -> None:
    """A click does not select a prompt, so people type in its middle."""
    draft = drafted(example, tmp_path, reasons=False)
    staff = type_into(draft, [["inside", PROMPT, 3, 3], ["type", "压缩会议"]])
    assert any("压缩会议" in text and "190.00" in text for text in second_draft(staff, example, tmp_path))


def test_typing_over_a_figure_keeps_what_was_typed(example: Path, tmp_path: Path, type_into: Any) -> None:
    """A figure overtyped by staff is theirs; the sentence with the new one is beside it in a comment."""
    staff = type_into(drafted(example, tmp_path), [["select", "150.93"], ["type", "151.00"]])
    shown = second_draft(staff, example, tmp_path)
    assert any("2011301-行政运行支出151.00万元" in text for text in shown)
    assert any("按现在的数据应为：（一）2011301-行政运行支出190.00万元" in text for text in shown)


def test_typing_at_a_paragraph_s_edges_stays(example: Path, tmp_path: Path, type_into: Any) -> None:
    """Words before and after a generated paragraph's own words stay where they are."""
    steps: STEPS = [
        ["paragraph_start", "2011301-行政运行"],
        ["type", "据统计，"],
        ["paragraph_end", "2011301-行政运行"],
        ["type", "特此说明。"],
    ]
    shown = second_draft(type_into(drafted(example, tmp_path), steps), example, tmp_path)
    found = next(text for text in shown if "2011301" in text)
    assert found.startswith("据统计，（一）2011301-行政运行支出190.00万元，较上年决算数增加15.34万元")
    assert found.endswith("特此说明。")


def test_a_split_paragraph_keeps_its_words(example: Path, tmp_path: Path, type_into: Any) -> None:
    """Enter in the middle of a sentence: both halves stay, reasons too."""
    steps: STEPS = [["before", "较上年决算数减少"], ["split"]]
    joined = "".join(second_draft(type_into(drafted(example, tmp_path), steps), example, tmp_path))
    assert "办公用房修缮上年已完成，日常开支压减" in joined


def test_joined_paragraphs_keep_their_words(example: Path, tmp_path: Path, type_into: Any) -> None:
    """Delete at a paragraph's end joins it with the next: nothing typed is lost, and it is reported."""
    steps: STEPS = [["paragraph_end", "2011301-行政运行"], ["delete"]]
    joined = "".join(second_draft(type_into(drafted(example, tmp_path), steps), example, tmp_path))
    assert "办公用房修缮上年已完成，日常开支压减" in joined
    assert "新增“上云上平台”服务和企业走访调研经费" in joined


@pytest.mark.parametrize("join", [".uno:SwBackspace", ".uno:Delete"])
def test_an_emptied_paragraph_does_not_stop_its_neighbour(
    example: Path, tmp_path: Path, type_into: Any, join: str
) -> None:
    """Words deleted first, then the empty line joined, backwards or forwards: both neighbours are refreshed."""
    steps: STEPS = [
        ["paragraph_start", "2150805-中小企业"],
        ["dispatch", ".uno:EndOfParaSel"],
        ["delete"],
        ["dispatch", join],
    ]
    staff = type_into(drafted(example, tmp_path), steps)
    figures = changed(
        example / "2022.xlsx", tmp_path / "2022-改.xlsx", {"2111001": 31.00, "2150899": 1000.00}
    )
    target = tmp_path / "第2稿.docx"
    result = refresh(staff, figures, example / "2021.xlsx", output=target, force=True)
    shown = "".join(texts(target))
    assert "2111001-能源节约利用支出31.00万元，较上年决算数增加26.00万元" in shown
    assert "2150899-其他支持中小企业发展和管理支出1000.00万元，较上年决算数减少424.98万元" in shown
    assert "2150805" not in shown
    codes = [each.code for each in result.findings if each.code.startswith("paragraph")]
    assert ["paragraph-deleted"] == codes


def test_a_copied_paragraph_is_no_second_one(example: Path, tmp_path: Path, type_into: Any) -> None:
    """A paragraph pasted elsewhere stays; one of the two is refreshed."""
    steps: STEPS = [
        ["select_paragraph", "2011301-行政运行"],
        ["copy"],
        ["paragraph_end", "2299999"],
        ["split"],
        ["paste"],
    ]
    shown = second_draft(type_into(drafted(example, tmp_path), steps), example, tmp_path)
    copies = [text for text in shown if "2011301-行政运行支出" in text]
    assert 2 == len(copies)
    assert 1 == sum("190.00" in text for text in copies)


def test_pasting_unformatted_over_a_paragraph_keeps_its_words(
    example: Path, tmp_path: Path, type_into: Any
) -> None:
    """A paragraph retyped as plain text has lost its anchors; it is found by its words."""
    steps: STEPS = [["select_paragraph", "2011301-行政运行"], ["copy"], ["paste_unformatted"]]
    joined = "".join(second_draft(type_into(drafted(example, tmp_path), steps), example, tmp_path))
    assert "办公用房修缮上年已完成，日常开支压减" in joined


def test_typing_with_tracking_on_is_read(example: Path, tmp_path: Path, type_into: Any) -> None:
    """Tracked insertions are staff's words, tracked deletions are gone."""
    draft = drafted(example, tmp_path, reasons=False)
    staff = type_into(draft, [["track", True], ["select", PROMPT, 3], ["type", "压缩会议"]])
    assert any(
        "主要原因是压缩会议。" in text and "190.00" in text for text in second_draft(staff, example, tmp_path)
    )


def test_a_tracked_refresh_can_be_rejected(example: Path, tmp_path: Path, type_into: Any) -> None:
    """Rejecting all of juesuan's revisions in LibreOffice gives the words of the draft before."""
    staff = drafted(example, tmp_path)
    figures = changed(example / "2022.xlsx", tmp_path / "2022-改.xlsx", {"2011301": 190.00})
    tracked = tmp_path / "修订.docx"
    refresh(staff, figures, example / "2021.xlsx", output=tracked, force=True, track_changes=True)
    rejected = type_into(tracked, [["dispatch", ".uno:RejectAllTrackedChanges"]])
    assert texts(staff) == texts(rejected)
    accepted = type_into(tracked, [["dispatch", ".uno:AcceptAllTrackedChanges"]])
    assert texts(tracked) == texts(accepted)
