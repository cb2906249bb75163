"""What somebody has looked at is settled: by its key, as by resolving the comment in Word, or by deleting."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

import juesuan
from juesuan import cli
from juesuan.app.kit import kit
from juesuan.app.publish import NotReady
from juesuan.errors import InputError
from juesuan.findings import Finding
from juesuan.places import ParagraphPlace
from juesuan.word.handed_in import handed_in
from resolving import marked_as_resolved
from rounds import changed, drafted
from staff import Desk

ITEM, REASON = "items.2011301", "精简会议和差旅，日常开支减少"
TAKEN_OUT = "totals.expenditure.remittance_to_superior"


@pytest.fixture
def figures(example: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Figures in which 行政运行, which fell, rises."""
    current = changed(example / "2022.xlsx", tmp_path / "升.xlsx", {"2011301": 190.00})
    return current, example / "2021.xlsx"


@pytest.fixture
def turned(example: Path, tmp_path: Path, figures: tuple[Path, Path]) -> Path:
    """A draft whose reason was written for a fall, refreshed with the figures that rise."""
    desk = Desk.open(drafted(example, tmp_path).read_bytes(), 1)
    desk.fill(ITEM, REASON)
    filled = tmp_path / "已填.docx"
    filled.write_bytes(desk.save())
    path = tmp_path / "第2稿.docx"
    juesuan.refresh(filled, *figures, output=path, force=True)
    return path


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {each.code for each in findings}


def told(path: Path) -> list[str]:
    return [each.text for each in docx.Document(str(path)).comments if "写原因时是" in each.text]


@pytest.mark.parametrize("key", [ITEM, "all"])
def test_an_outrun_reason_is_settled_by_its_key(
    key: str, turned: Path, figures: tuple[Path, Path], example: Path, tmp_path: Path
) -> None:
    """The mark and the comment go and stay away until the change that the reason explains turns again."""
    found = next(each for each in juesuan.check(turned).findings if each.code == "reason-flipped")
    assert isinstance(found.place, ParagraphPlace)
    assert (ITEM, ITEM) == (found.place.key, found.place.slot)
    third, fourth, fifth = (tmp_path / f"第{number}稿.docx" for number in (3, 4, 5))
    settled = juesuan.refresh(turned, *figures, output=third, settle=[key], force=True)
    assert ["settled"] == [each.code for each in settled.findings if each.code.startswith("settled")]
    assert "reason-flipped" not in codes(juesuan.check(third, *figures).findings)
    juesuan.refresh(third, *figures, output=fourth, force=True)
    juesuan.refresh(fourth, example / "2022.xlsx", figures[1], output=fifth)
    assert [True, False, False, True] == [bool(told(each)) for each in (turned, third, fourth, fifth)]


def test_settling_is_for_the_figures_that_were_seen(turned: Path, example: Path, tmp_path: Path) -> None:
    """With other figures that turn it again in the same breath, the reason is told again."""
    third = tmp_path / "第3稿.docx"
    result = juesuan.refresh(
        turned, example / "2022.xlsx", example / "2021.xlsx", output=third, settle=[ITEM], force=True
    )
    assert (ITEM,) == result.revision.outrun


def test_a_key_that_is_none_is_refused_with_those_that_are(turned: Path, figures: tuple[Path, Path]) -> None:
    """All wrong keys at once, and nothing is written."""
    with pytest.raises(InputError) as caught:
        juesuan.refresh(turned, *figures, settle=["items.201130", "甲"], force=True)
    assert "items.201130、甲" in caught.value.message
    assert ITEM in (caught.value.remedy or "")


def test_a_key_under_which_nothing_is_open_is_told(turned: Path, figures: tuple[Path, Path]) -> None:
    """Running the same command again does no harm."""
    result = juesuan.refresh(turned, *figures, settle="items.2011350", force=True)
    assert ["items.2011350"] == [each.found for each in result.findings if each.code == "settled-nothing"]


def without(path: Path, words: str) -> Path:
    """A copy without the paragraph that holds the words."""
    document = docx.Document(str(path))
    (gone,) = (each._p for each in document.paragraphs if words in each.text)
    gone.getparent().remove(gone)
    target = path.with_name("删.docx")
    document.save(str(target))
    return target


def missing(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [
        (each.code, each.severity)
        for each in findings
        if each.code in ("paragraph-missing", "paragraph-deleted", "numbering")
    ]


@pytest.fixture
def shortened(example: Path, tmp_path: Path) -> Path:
    """A finished draft from which staff took a line of zeros."""
    return without(drafted(example, tmp_path), "3.上缴上级支出")


@pytest.mark.parametrize("given", [True, False])
def test_a_line_taken_out_is_told_until_a_refresh_has_seen_it(
    given: bool, shortened: Path, example: Path, tmp_path: Path
) -> None:
    """A warning that says how to settle it; afterwards for information; never an error."""
    both = (example / "2022.xlsx", example / "2021.xlsx")
    figures = both if given else ()
    (found,) = [
        each for each in juesuan.check(shortened, *figures).findings if each.code == "paragraph-missing"
    ]
    assert "warning" == found.severity
    assert f"--settle {TAKEN_OUT}" in found.text
    assert "refresh" in found.text
    assert isinstance(found.place, ParagraphPlace)
    assert TAKEN_OUT == found.place.key
    second, third = tmp_path / "第2稿.docx", tmp_path / "第3稿.docx"
    once = juesuan.refresh(shortened, *both, output=second)
    again = juesuan.refresh(second, *both, output=third)
    assert ("paragraph-deleted", "info") in missing(once.findings)
    assert ("paragraph-deleted", "info") not in missing(again.findings)
    for path in (second, third):
        assert ("paragraph-deleted", "info") in missing(juesuan.check(path, *figures).findings)
        assert "paragraph-missing" not in codes(juesuan.check(path, *figures).findings)


def test_a_gap_in_the_numbers_is_told_and_left(shortened: Path, example: Path, tmp_path: Path) -> None:
    """The new order is shown whole, by check every time, by the refresh that first sees it; nobody's text changes."""
    both = (example / "2022.xlsx", example / "2021.xlsx")
    second, third = tmp_path / "第2稿.docx", tmp_path / "第3稿.docx"
    once = juesuan.refresh(shortened, *both, output=second)
    again = juesuan.refresh(second, *both, output=third)
    for findings in (once.findings, juesuan.check(third, *both).findings):
        (told_,) = [each for each in findings if each.code == "numbering"]
        assert ("warning", "1.2.4.5.", "1.2.3.4.") == (told_.severity, told_.found, told_.expected)
        assert (
            "1.基本支出；2.项目支出；3.经营支出（现在是4.）；4.对附属单位补助支出（现在是5.）" in told_.text
        )
    assert "numbering" not in codes(again.findings)
    texts = [each.text for each in docx.Document(str(third)).paragraphs]
    assert "4.经营支出0.00万元。" in texts
    assert "5.对附属单位补助支出0.00万元。" in texts


def retyped(path: Path, old: str, new: str) -> Path:
    """A copy in which a run reads otherwise."""
    document = docx.Document(str(path))
    (run,) = (run for each in document.paragraphs for run in each.runs if old in run.text)
    run.text = run.text.replace(old, new)
    target = path.with_name("改.docx")
    document.save(str(target))
    return target


def lists(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [
        (each.code, each.severity, each.expected)
        for each in findings
        if each.code in ("list-differs", "items-left-out")
    ]


def test_an_item_without_an_amount_may_be_left_out(example: Path, tmp_path: Path) -> None:
    """Table 06 has no 咨询费 and no 赠与: to name them was the edition's, to leave them out is staff's."""
    both = (example / "2022.xlsx", example / "2021.xlsx")
    first = retyped(drafted(example, tmp_path), "印刷费、咨询费、", "印刷费、")
    for figures in ((), both):
        assert [("list-differs", "warning", "咨询费")] == lists(juesuan.check(first, *figures).findings)
    with pytest.raises(NotReady):
        juesuan.publish(first)
    assert 1 == len(juesuan.publish(first, settle=["basic_expenditure.public"]).settled)
    second, third = tmp_path / "第2稿.docx", tmp_path / "第3稿.docx"
    once = juesuan.refresh(first, *both, output=second)
    assert [("items-left-out", "info", "咨询费")] == lists(once.findings)
    assert [] == lists(juesuan.refresh(second, *both, output=third).findings)
    for figures in ((), both):
        assert [("items-left-out", "info", "咨询费")] == lists(juesuan.check(third, *figures).findings)
        assert () == juesuan.publish(third, *figures).forced
    more = retyped(third, "、其他资本性支出、赠与。", "、其他资本性支出。")
    assert [("list-differs", "warning", "咨询费、赠与")] == lists(juesuan.check(more, *both).findings)


@pytest.mark.parametrize("new", ["印刷费、咨询费、水费、", "印刷费、咨询费、手续费、会场费、水费、"])
def test_an_item_with_an_amount_may_not(new: str, example: Path, tmp_path: Path) -> None:
    """Nor may one be put in that the edition does not know; no refresh settles that."""
    both = (example / "2022.xlsx", example / "2021.xlsx")
    first = retyped(drafted(example, tmp_path), "印刷费、咨询费、手续费、水费、", new)
    second = tmp_path / "第2稿.docx"
    juesuan.refresh(first, *both, output=second)
    for path in (first, second):
        assert ["error"] == [severity for _, severity, _ in lists(juesuan.check(path, *both).findings)]


def test_publish_refuses_until_it_is_settled(shortened: Path, example: Path, tmp_path: Path) -> None:
    """By its key for this publication, or by the refresh that has seen it."""
    with pytest.raises(NotReady) as caught:
        juesuan.publish(shortened)
    assert "paragraph-missing" in codes(caught.value.findings)
    for key in (TAKEN_OUT, "all"):
        made = juesuan.publish(shortened, settle=[key])
        assert ((), 1) == (made.forced, len(made.settled))
        assert "paragraph-missing" in codes(made.findings)  # every warning is told
    second = tmp_path / "第2稿.docx"
    juesuan.refresh(shortened, example / "2022.xlsx", example / "2021.xlsx", output=second)
    assert () == juesuan.publish(second).forced


def test_publish_settles_no_error(turned: Path, figures: tuple[Path, Path]) -> None:
    """An outrun reason may be left as it is; a number that is wrong may not."""
    assert () == juesuan.publish(turned, settle=[ITEM]).forced
    desk = Desk.open(turned.read_bytes(), 1)
    (node,) = (node for each in desk.paragraphs() for node in desk.texts(each) if node.text == "190.00")
    node.text = "191.00"
    turned.write_bytes(desk.save())
    with pytest.raises(NotReady) as caught:
        juesuan.publish(turned, settle="all")
    assert {"amount-differs"} == {each.code for each in caught.value.findings if each.severity == "error"}
    with pytest.raises(InputError):
        juesuan.publish(turned, settle=["甲"])


def test_a_line_that_was_never_written_is_an_error(example: Path, tmp_path: Path) -> None:
    """The figures have a new item: nobody took it out."""
    path = drafted(example, tmp_path)
    more = changed(
        example / "2022.xlsx", tmp_path / "增.xlsx", added={"2220199": ("其他粮油物资事务支出", 12.34)}
    )
    found = juesuan.check(path, more, example / "2021.xlsx").findings
    assert ("paragraph-missing", "error") in missing(found)


def test_the_commands_take_keys_and_name_them(
    turned: Path, figures: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """check, a refresh and a refused publish say what to write; both commands count what was settled."""
    again = [str(turned), *map(str, figures), "-o", str(tmp_path / "再.docx"), "--force"]
    assert 0 == cli.run(["refresh", *again])
    assert f"--settle {ITEM}" in capsys.readouterr().out
    assert 1 == cli.run(["check", str(turned)])
    assert f"--settle {ITEM}" in capsys.readouterr().out
    assert 2 == cli.run(["publish", str(turned), "-o", str(tmp_path / "公.docx")])
    assert f"--settle {ITEM}" in capsys.readouterr().out
    assert 0 == cli.run(
        ["publish", str(turned), "-o", str(tmp_path / "公.docx"), "--settle", ITEM, "--json", "-q"]
    )
    assert 1 == json.loads(capsys.readouterr().out)["settled"]
    third = [str(turned), *map(str, figures), "-o", str(tmp_path / "3.docx"), "--force"]
    assert 0 == cli.run(["refresh", *third, "--settle", ITEM, "--settle", "items.2011350"])
    said = capsys.readouterr().out
    assert "按 --settle 定下1处" in said
    assert "“items.2011350”没有要定下的" in said


HELD, TYPED = "items.2011350", "与上年相比变化不大"


@pytest.fixture
def held(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A refreshed document in which a comparison is held as staff rewrote it; its figures."""
    for name, data in kit().files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path / "保留.docx", tmp_path / "2022-改.xlsx", tmp_path / "2021.xlsx"


def holding(path: Path) -> list[str]:
    return [each.text for each in docx.Document(str(path)).comments if "保留了人工修改的文字" in each.text]


@pytest.mark.parametrize("key", [HELD, "all"])
def test_a_held_statement_is_settled_by_its_key(
    key: str, held: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    """Its words stay, the comment goes and stays away, publish lets it pass; other figures ask again."""
    document, *figures = held
    assert 1 == len(holding(document))
    (found,) = [each for each in juesuan.check(document).findings if each.code == "statement-held"]
    assert isinstance(found.place, ParagraphPlace)
    assert HELD == found.place.key
    second, third, fourth = (tmp_path / f"{number}.docx" for number in "234")
    juesuan.refresh(document, *figures, output=second, settle=[key])
    juesuan.refresh(second, *figures, output=third)
    for path in (second, third):
        assert [] == holding(path)
        assert "statement-held" not in codes(juesuan.check(path, *figures).findings)
    juesuan.refresh(third, tmp_path / "2022.xlsx", figures[1], output=fourth)
    assert 1 == len(holding(fourth))
    for path in (second, third, fourth):
        assert any(TYPED in each.text for each in docx.Document(str(path)).paragraphs)


def test_publish_refuses_a_held_statement_until_it_is_settled(held: tuple[Path, Path, Path]) -> None:
    """For this publication, and named among what was settled."""
    document = held[0]
    with pytest.raises(NotReady) as caught:
        juesuan.publish(document, settle=["items.2011301"], drop_comments=True)
    assert "statement-held" in codes(caught.value.findings)
    made = juesuan.publish(document, settle=["items.2011301", HELD], drop_comments=True)
    assert {"reason-flipped", "reason-moved", "statement-held"} == codes(made.settled)


def test_the_report_shows_a_held_statement_as_it_was_typed(held: tuple[Path, Path, Path]) -> None:
    """The amount beside it is refreshed; the difference is not, and its sentence stands as staff typed it."""
    _, *figures = held
    rows = [*_report_rows(held[0].with_name("已填.docx"), figures)]
    assert (
        "已更新",
        "（三）2011350-事业运行支出〔222.65〕万元，与上年相比变化不大。主要原因是一名事业编制人员年中调出。",
    ) in rows
    assert {"没有更新：保留了人工写的"} == {
        state for state, after in rows if TYPED in after and "〔" not in after
    }


def _report_rows(filled: Path, figures: list[Path]) -> list[tuple[str, str]]:
    """State and new sentence of each row about 事业运行, the sentence rewritten before the refresh."""
    reworded = filled.with_name("改写.docx")
    reworded.write_bytes(handed_in(filled.read_bytes(), {"较上年决算数减少0.78万元，下降0.30%": TYPED}))
    report = juesuan.refresh(reworded, *figures, report=True).outputs["report"]
    rows = openpyxl.load_workbook(BytesIO(report))["变动"].iter_rows(min_row=4, values_only=True)
    return [(str(row[5]), str(row[2])) for row in rows if "2011350" in str(row[2])]


def test_a_comment_resolved_in_word_counts_at_once(held: tuple[Path, Path, Path]) -> None:
    """check and publish need no refresh between: what juesuan asked was answered in the document itself."""
    document = held[0]
    before = codes(juesuan.check(document).findings)
    document.write_bytes(marked_as_resolved(document.read_bytes(), "保留了人工修改的文字"))
    assert {"statement-held"} == before - codes(juesuan.check(document).findings)
    document.write_bytes(
        marked_as_resolved(held[0].with_name("更新后.docx").read_bytes(), "写原因时是减少23.73")
    )
    assert "reason-flipped" not in codes(juesuan.check(document).findings)
