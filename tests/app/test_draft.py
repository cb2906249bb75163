"""The main job: two years' figures in, the Word draft out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

import juesuan
from rounds import read
from structure import faults

GOLDEN = Path(__file__).parents[1] / "golden"
INPUTS = ("2022.xlsx", "2021.xlsx", "补充资料.xlsx")


def texts(path: Path) -> list[str]:
    """The paragraphs of a document."""
    return [paragraph.text for paragraph in read(path).paragraphs]


def test_the_example_reads_as_it_should(example: Path, tmp_path: Path) -> None:
    """The whole text of the example with its reasons, as staff can read it in the golden file."""
    current, prior, supplement = (example / name for name in INPUTS)
    target = tmp_path / "草稿.docx"
    juesuan.draft(current, prior, supplement=supplement, output=target, reasons=[example / "原因.yaml"])
    expected = (GOLDEN / "licheng-2022.txt").read_text("utf-8").splitlines()
    assert expected == texts(target)


@pytest.mark.parametrize(
    ("case", "current", "prior", "edition"),
    [
        ("licheng-2022", "2022.xlsx", "2021-partial.xlsx", "fujian-2022"),
    ],
)
def test_a_real_department_reads_as_published(
    acceptance: Callable[[str], Path],
    example: Path,
    tmp_path: Path,
    case: str,
    current: str,
    prior: str,
    edition: str,
) -> None:
    """Every paragraph of the published text (its own slips corrected), character for character."""
    folder, target = acceptance(case), tmp_path / "草稿.docx"
    juesuan.draft(
        folder / current,
        folder / prior,
        supplement=example / "补充资料.xlsx",
        edition=edition,
        reasons=[folder / "reasons.json"],
        output=target,
    )
    expected = [line for line in (folder / "expected.txt").read_text("utf-8").splitlines() if line]
    assert expected == texts(target)


def test_without_reasons_every_slot_prompts_or_suggests(example: Path, tmp_path: Path) -> None:
    """The draft has 29 slots, each a prompt, a suggestion to confirm or the edition's own words."""
    current, prior, supplement = (example / name for name in INPUTS)
    target = tmp_path / "草稿.docx"
    result = juesuan.draft(current, prior, supplement=supplement, output=target)
    assert 29 == len(result.slots)
    marked = [piece for each in read(target).paragraphs for piece in each.pieces if piece.control is not None]
    assert 29 == len({piece.control for piece in marked})
    waiting = [slot for slot in result.slots if slot.state in ("empty", "suggested")]
    assert len(waiting) == len({piece.control for piece in marked if piece.marked})


def test_the_example_s_document_is_sound(example: Path, tmp_path: Path) -> None:
    """The real draft passes our structural test and an independent validator."""
    current, prior, supplement = (example / name for name in INPUTS)
    target = tmp_path / "草稿.docx"
    juesuan.draft(current, prior, supplement=supplement, output=target)
    assert [] == faults(target.read_bytes())
    assert [] == [str(error) for error in OpenXmlValidator().validate(target).errors]


def test_every_label_fits_word(example: Path, tmp_path: Path) -> None:
    """A control's title is at most 64 characters and says what it asks."""
    current, prior, supplement = (example / name for name in INPUTS)
    result = juesuan.draft(current, prior, supplement=supplement, output=tmp_path / "草稿.docx")
    labels = {slot.key: slot.label for slot in result.slots}
    assert max(map(len, labels.values())) <= 64
    assert "2011302 一般行政管理事务：增加53.19万元的主要原因" == labels["items.2011302"]


def test_reasons_come_nested_or_dotted(example: Path, tmp_path: Path) -> None:
    """YAML with nested keys and JSON with dotted keys fill the same slots."""
    current, prior, supplement = (example / name for name in INPUTS)
    nested, dotted = tmp_path / "a.yaml", tmp_path / "b.json"
    nested.write_text("items:\n  '2011301': 人员减少\nsangong:\n  total_vs_prior: 接待减少\n", "utf-8")
    dotted.write_text(
        json.dumps({"items.2011301": "人员减少", "sangong.total_vs_prior": "接待减少"}), "utf-8"
    )
    made = []
    for number, reasons in enumerate((nested, dotted)):
        target = tmp_path / f"{number}.docx"
        juesuan.draft(current, prior, supplement=supplement, output=target, reasons=[reasons])
        made.append(texts(target))
    assert made[0] == made[1]
    assert any("主要原因是人员减少。" in text for text in made[0])


def test_a_first_year_has_nothing_to_compare_with(example: Path, tmp_path: Path) -> None:
    """A new department's draft neither compares nor asks for reasons of a change."""
    current, _, supplement = (example / name for name in INPUTS)
    target = tmp_path / "草稿.docx"
    result = juesuan.draft(current, supplement=supplement, output=target, first_year=True)
    assert not [slot.key for slot in result.slots if slot.key.startswith("items.")]
    shown = "\n".join(texts(target))
    assert "比上年" not in shown
    assert "较上年" not in shown


def test_same_inputs_same_bytes(example: Path, tmp_path: Path) -> None:
    """Two drafts of the same inputs are the same file."""
    current, prior, supplement = (example / name for name in INPUTS)
    for name in ("a.docx", "b.docx"):
        juesuan.draft(current, prior, supplement=supplement, output=tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_what_was_read_is_never_written_over(example: Path, tmp_path: Path) -> None:
    """Not a workbook found in a folder and not the department's own template, even with overwrite."""
    figures, last, template = tmp_path / "2022", tmp_path / "2021", tmp_path / "本部门.docx"
    for folder in (figures, last):
        folder.mkdir()
        shutil.copy(example / f"{folder.name}.xlsx", folder / "决算.xlsx")
    shutil.copy(example.parents[1] / "word_templates" / "official.docx", template)
    before = {path: path.read_bytes() for path in (figures / "决算.xlsx", last / "决算.xlsx", template)}
    for path in before:
        report, output = (path, tmp_path / "草稿.docx") if path.suffix == ".xlsx" else (None, path)
        with pytest.raises(juesuan.JuesuanError, match="不能覆盖"):
            juesuan.draft(
                figures,
                last,
                supplement=example / "补充资料.xlsx",
                template=template,
                output=output,
                trace=report,
                overwrite=True,
            )
    assert before == {path: path.read_bytes() for path in before}


def test_a_draft_beside_the_figures_may_be_replaced(example: Path, tmp_path: Path) -> None:
    """A folder of figures may hold the draft too; with overwrite it is written again."""
    shutil.copy(example / "2022.xlsx", tmp_path)
    target = tmp_path / "草稿.docx"
    for _ in range(2):
        juesuan.draft(
            tmp_path,
            example / "2021.xlsx",
            supplement=example / "补充资料.xlsx",
            output=target,
            overwrite=True,
        )
    assert 65 == len(texts(target))
