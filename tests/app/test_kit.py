"""The kit for looking at drafts in Word and WPS: its documents show what the page (docs/检查单.md) says."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
import pytest

import juesuan
from juesuan import cli
from juesuan.app.kit import DOCUMENTS, INPUTS
from juesuan.app.publish import NotReady
from staff import W
from structure import faults

PAGE = Path(__file__).resolve().parents[2] / "docs" / "检查单.md"
SHOWN = ("草稿.docx", "更新后.docx", "修订.docx", "保留.docx")


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command writes."""
    folder = tmp_path_factory.mktemp("kit") / "检查"
    assert 0 == cli.run(["demo", "--kit", str(folder), "-q"])
    return folder


@lru_cache
def sections() -> dict[str, list[tuple[str, str]]]:
    """The page's steps by the document that a section is about: what to do, what one should see."""
    found: dict[str, list[tuple[str, str]]] = {}
    name = ""
    for line in PAGE.read_text("utf-8").splitlines():
        if heading := re.match(r"## \S、(\S+?)（\d+ 分钟）", line):
            name = heading[1]
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == 4 and "☐" in cells[2]:
            found.setdefault(name, []).append((cells[0], cells[1]))
    return found


def body(path: Path) -> Any:
    return docx.Document(str(path)).element.body


def paragraphs(path: Path, *, tracked: str = "accepted") -> list[str]:
    """The texts of the paragraphs, tracked changes accepted or rejected; empty ones left out."""
    gone = f"{W}del" if tracked == "accepted" else f"{W}ins"
    texts = []
    for paragraph in body(path).iter(f"{W}p"):
        nodes = (node for node in paragraph.iter(f"{W}t", f"{W}delText"))
        texts.append(
            "".join(
                node.text or "" for node in nodes if not any(up.tag == gone for up in node.iterancestors())
            )
        )
    return [text for text in texts if text]


def comments(path: Path) -> list[tuple[str, str]]:
    return [(each.author, each.text) for each in docx.Document(str(path)).comments]


def everything(path: Path) -> str:
    """All that can be seen in it: text, tracked deletions, comments, the titles of controls."""
    titles = [each.get(f"{W}val") for each in body(path).iter(f"{W}alias")]
    words = [
        *paragraphs(path),
        *paragraphs(path, tracked="rejected"),
        *(text for _, text in comments(path)),
        *titles,
    ]
    return "\n".join(words)


def coloured(path: Path, colour: str) -> Counter[str]:
    """The words in that colour."""
    found: Counter[str] = Counter()
    for run in body(path).iter(f"{W}r"):
        mark = run.find(f"{W}rPr/{W}highlight")
        if mark is not None and mark.get(f"{W}val") == colour:
            found["".join(node.text or "" for node in run.iter(f"{W}t"))] += 1
    return found


def test_the_command_writes_every_document_whole(kit: Path) -> None:
    assert {*INPUTS, *DOCUMENTS} == {path.name for path in kit.iterdir()}
    for name in DOCUMENTS:
        assert [] == faults((kit / name).read_bytes())


def test_the_page_has_boxes_for_both_editors_and_every_document() -> None:
    """Twenty minutes of steps, each of which says what one should see."""
    minutes = re.findall(r"^## .*（(\d+) 分钟）$", PAGE.read_text("utf-8"), re.M)
    assert 20 == sum(map(int, minutes))
    assert [*SHOWN, "编辑和公开"] == list(sections())
    assert [] == [step for steps in sections().values() for step, seen in steps if not seen]
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if "☐" in line]
    assert {2} == {line.count("☐") for line in lines}


@pytest.mark.parametrize("name", SHOWN)
def test_a_document_shows_what_the_page_says(name: str, kit: Path) -> None:
    """The page's quotations stand in the document: in its text, a tracked deletion, a comment or a box's title."""
    there = everything(kit / name)
    quoted = [words for _, seen in sections()[name] for words in re.findall(r"`([^`]+)`", seen)]
    quoted = [
        words
        for words in quoted
        if not words.endswith((".docx", ".xlsx")) and not words.startswith("juesuan")
    ]
    assert len(quoted) >= 3
    assert [] == [words for words in quoted if words not in there]


def test_prompts_are_yellow_and_outrun_reasons_are_not(kit: Path) -> None:
    assert coloured(kit / "草稿.docx", "yellow")["【请填写原因】"] > 10
    for name in ("更新后.docx", "修订.docx", "保留.docx"):
        assert not coloured(kit / name, "yellow")
        assert {"办公用房修缮上年已完成，日常开支压减", "一名事业编制人员年中调出"} == set(
            coloured(kit / name, "magenta")
        )


def test_the_tracked_document_is_between_the_two(kit: Path) -> None:
    """Accepted it reads like the refreshed one, rejected like the one handed in; every change is ours."""
    assert paragraphs(kit / "更新后.docx") == paragraphs(kit / "修订.docx")
    assert paragraphs(kit / "已填.docx") == paragraphs(kit / "修订.docx", tracked="rejected")
    marks = [each for kind in ("ins", "del") for each in body(kit / "修订.docx").iter(f"{W}{kind}")]
    assert {"juesuan"} == {each.get(f"{W}author") for each in marks}
    assert not [each for kind in ("ins", "del") for each in body(kit / "更新后.docx").iter(f"{W}{kind}")]


def test_the_held_document_keeps_the_words(kit: Path) -> None:
    """One paragraph differs from the refreshed document: staff's words in it, and one comment more."""
    held, refreshed = kit / "保留.docx", kit / "更新后.docx"
    differing = [
        pair for pair in zip(paragraphs(refreshed), paragraphs(held), strict=True) if pair[0] != pair[1]
    ]
    assert 1 == len(differing)
    assert "与上年相比变化不大" in differing[0][1]
    (note,) = Counter(comments(held)) - Counter(comments(refreshed))
    assert "39.85" in note[1]
    assert ("王科长", "批次数请办公室再核一下") in comments(held)


def test_the_page_s_last_gate(kit: Path, tmp_path: Path) -> None:
    """It refuses for two reasons and a comment, and opens with what the page adds."""
    document, published = kit / "更新后.docx", tmp_path / "公开稿.docx"
    with pytest.raises(NotReady) as caught:
        juesuan.publish(document)
    codes = {each.code for each in caught.value.findings}
    assert {"reason-flipped", "reason-moved", "comment-open"} <= codes
    juesuan.publish(document, settle="all", drop_comments=True, output=published)
    assert [] == comments(published)
    assert not coloured(published, "magenta")


def test_the_documents_are_up_to_date_with_the_kit_s_figures(kit: Path) -> None:
    """Refreshed once more with the workbooks that lie beside them, nothing is left to do, and no error to force."""
    for name in ("更新后.docx", "修订.docx", "保留.docx"):
        again = juesuan.refresh(kit / name, kit / "2022-改.xlsx", kit / "2021.xlsx")
        assert () == again.revision.actions
