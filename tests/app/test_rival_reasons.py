"""Files that answer one slot differently: the rest is filled, the slot stays open, both wordings are told."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

import juesuan
from juesuan import cli
from juesuan.word import read_bytes
from rounds import changed
from staff import Desk
from structure import faults

ITEM, LABEL = "items.2011301", "2011301 行政运行"
OFFICE, WORKS = "精简会议和差旅", "人员调出"


@pytest.fixture
def reasons(tmp_path: Path) -> list[Path]:
    """Two sections answer 行政运行 differently, and agree on 事业运行 but for a stop."""
    office, works = tmp_path / "原因-办公室.yaml", tmp_path / "原因-工程科.yaml"
    office.write_text(f"{ITEM}: {OFFICE}\nitems.2011350: 一名人员调出\n", "utf-8")
    works.write_text(f"{ITEM}: {WORKS}\nitems.2011350: 一名人员调出。\n", "utf-8")
    return [office, works]


@pytest.fixture
def figures(example: Path) -> tuple[Path, Path]:
    return example / "2022.xlsx", example / "2021.xlsx"


def drafted(example: Path, folder: Path, reasons: list[Path]) -> Path:
    path = folder / "草稿.docx"
    juesuan.draft(
        example / "2022.xlsx",
        example / "2021.xlsx",
        supplement=example / "补充资料.xlsx",
        reasons=reasons,
        output=path,
    )
    return path


def comments(path: Path) -> list[str]:
    return [each.text for each in docx.Document(str(path)).comments]


def slots(path: Path) -> dict[str, tuple[str, bool]]:
    """What stands in the two slots, and whether it is marked."""
    pieces = [piece for each in read_bytes(path.read_bytes()).paragraphs for piece in each.pieces]
    found = {piece.tag.removeprefix("juesuan:"): (piece.text, piece.marked) for piece in pieces if piece.tag}
    return {key: found[key] for key in (ITEM, "items.2011350")}


def test_a_draft_is_written_and_the_slot_is_open(
    example: Path, tmp_path: Path, reasons: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """No --force is asked for; the message names the account and both wordings, and blames no figures."""
    target = tmp_path / "草稿.docx"
    arguments = ["draft", *(str(example / name) for name in ("2022.xlsx", "2021.xlsx")), "-o", str(target)]
    arguments += ["-s", str(example / "补充资料.xlsx"), *(f"--reasons={each}" for each in reasons)]
    assert 0 == cli.run(arguments)
    said = capsys.readouterr()
    (told,) = [line for line in said.out.splitlines() if "种不同的填写" in line]
    for words in (LABEL, f"“{OFFICE}”（原因-办公室.yaml）", f"“{WORKS}”（原因-工程科.yaml）", "留空"):
        assert words in told
    assert "决算数据有" not in said.out + said.err
    assert {ITEM: ("【请填写原因】", True), "items.2011350": ("一名人员调出", False)} == slots(target)
    (comment,) = comments(target)
    for words in (LABEL, f"“{OFFICE}”（原因-办公室.yaml）", f"“{WORKS}”（原因-工程科.yaml）"):
        assert words in comment
    assert [] == faults(target.read_bytes())


def test_the_same_goes_for_a_refresh(
    example: Path, tmp_path: Path, reasons: list[Path], figures: tuple[Path, Path]
) -> None:
    target = tmp_path / "第2稿.docx"
    result = juesuan.refresh(drafted(example, tmp_path, []), *figures, reasons=reasons, output=target)
    assert {ITEM: ("【请填写原因】", True), "items.2011350": ("一名人员调出", False)} == slots(target)
    assert 1 == len(comments(target))
    assert ["warning"] == [each.severity for each in result.findings if each.code == "reason-conflict"]


def test_the_comment_stays_until_somebody_decides(
    example: Path, tmp_path: Path, reasons: list[Path], figures: tuple[Path, Path]
) -> None:
    """Refreshes without the files do not take the wordings away; a reason typed in does."""
    path = drafted(example, tmp_path, reasons)
    for number in (2, 3):
        path, before = tmp_path / f"第{number}稿.docx", path
        juesuan.refresh(before, *figures, output=path)
        assert 1 == sum(OFFICE in each and WORKS in each for each in comments(path))
    desk = Desk.open(path.read_bytes(), 1)
    desk.fill(ITEM, WORKS)
    path.write_bytes(desk.save())
    decided, again = tmp_path / "定.docx", tmp_path / "再.docx"
    juesuan.refresh(path, *figures, output=decided)
    assert [] == comments(decided)
    juesuan.refresh(path, *figures, reasons=reasons, output=again)
    assert [] == comments(again)  # one of the wordings stands there: that is the decision


def test_who_deletes_the_comment_has_decided(
    example: Path, tmp_path: Path, reasons: list[Path], figures: tuple[Path, Path]
) -> None:
    document = docx.Document(str(drafted(example, tmp_path, reasons)))
    for comment in list(document.comments):
        comment._comment_elm.getparent().remove(comment._comment_elm)
    path, target = tmp_path / "删.docx", tmp_path / "第2稿.docx"
    document.save(str(path))
    juesuan.refresh(path, *figures, output=target)
    assert [] == comments(target)


def test_another_wording_than_staff_s_is_told_until_they_act(
    example: Path, tmp_path: Path, reasons: list[Path], figures: tuple[Path, Path]
) -> None:
    """A single file that differs from what was typed: its words stay beside it, round after round."""
    desk = Desk.open(drafted(example, tmp_path, []).read_bytes(), 1)
    desk.fill(ITEM, "压减公用经费")
    first, second, third = (tmp_path / f"{number}.docx" for number in (1, 2, 3))
    first.write_bytes(desk.save())
    juesuan.refresh(first, *figures, reasons=reasons[:1], output=second)
    juesuan.refresh(second, *figures, output=third)
    for path in (second, third):
        assert [f"另有一种填写：{OFFICE}"] == comments(path)
    desk = Desk.open(third.read_bytes(), 1)
    desk.fill(ITEM, "压减公用经费和会议")
    third.write_bytes(desk.save())
    fourth = tmp_path / "4.docx"
    juesuan.refresh(third, *figures, output=fourth)
    assert [] == comments(fourth)


def test_a_paragraph_that_comes_brings_its_comment(
    example: Path, tmp_path: Path, figures: tuple[Path, Path]
) -> None:
    """An item of the new figures that two files explain differently: told beside the one before it."""
    for name, words in (("甲.yaml", "粮食收储"), ("乙.yaml", "仓库维修")):
        (tmp_path / name).write_text(f"items.2220199: {words}\n", "utf-8")
    more = changed(figures[0], tmp_path / "增.xlsx", added={"2220199": ("其他粮油物资事务支出", 12.34)})
    target = tmp_path / "第2稿.docx"
    juesuan.refresh(
        drafted(example, tmp_path, []),
        more,
        figures[1],
        reasons=[tmp_path / "甲.yaml", tmp_path / "乙.yaml"],
        output=target,
        force=True,
    )
    assert 1 == sum("粮食收储" in each and "仓库维修" in each for each in comments(target))
