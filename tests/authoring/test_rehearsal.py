"""An edition written with made-up figures: what no reading of its sentences shows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from juesuan.authoring import check_edition
from juesuan.authoring.made_up import compared, scenarios
from juesuan.compose import compose
from juesuan.editions import editions, load_edition
from juesuan.findings import Finding
from juesuan.places import EditionPlace
from juesuan.quantities import CASES

EDITION = Path(__file__).resolve().parents[1] / "editions" / "qinghe-2022"
INCOME = "收、支总计各{{ grand_total.income }}"
CRASH = "{{ year // (year - year) }}"  # well written, of sound kinds, and yet


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of the made-up edition, to be spoilt."""
    return Path(shutil.copytree(EDITION, tmp_path / "qinghe-2022"))


def spoilt(edition: Path, file: str, old: str, new: str) -> tuple[Finding, ...]:
    """What is said of the edition after one place of a file was replaced."""
    path = edition / file
    text = path.read_text("utf-8")
    assert 1 == text.count(old)
    path.write_text(text.replace(old, new), "utf-8")
    return check_edition(edition)


@pytest.mark.parametrize("name", [*editions(), str(EDITION)])
def test_figures_that_are_full_are_enough(name: str) -> None:
    """Every scenario that claims to be full has all the figures that a sound edition asks for."""
    edition = load_edition(name)
    full = [each for each in scenarios(edition) if each.full]
    assert {"增加", "全部为零", "没有上年决算"} <= {each.name for each in full}
    for scenario in full:
        narrative, _ = compose(compared(scenario, edition), edition)
        assert narrative.paragraphs


@pytest.mark.parametrize("case", CASES)
def test_every_case_of_a_phrase_is_tried(edition: Path, case: str) -> None:
    """Increase, decrease, level, the zeros and the first year: each is written once at least."""
    path = edition / "edition.yaml"
    before, _, after = path.read_text("utf-8").partition(f"    {case}: ")
    path.write_text(f"{before}    {case}: {CRASH}{after}".replace(f" {CRASH}", f' "{CRASH}"  # '), "utf-8")
    line = before.count("\n") + 1
    (only,) = check_edition(edition)
    assert ("edition-unwritable", EditionPlace("edition.yaml", line, "than_prior")) == (only.code, only.place)
    assert "除数是零" in only.message


@pytest.mark.parametrize(
    ("sentence", "code", "words"),
    [
        (CRASH, "edition-unwritable", "句子无法生成，除数是零"),
        ("{% if grand_total.income == 0 %}" + CRASH + "{% endif %}", "edition-unwritable", "全部为零"),
        ("{% if first_year %}" + CRASH + "{% endif %}", "edition-unwritable", "没有上年决算"),
        (
            "{% if general_public_budget.items | length == 1 %}" + CRASH + "{% endif %}",
            "edition-unwritable",
            "只有一个科目",
        ),
        (
            "{{ sum_of(*(general_public_budget.items | list)) }}",
            "edition-unwritable",
            "sum_of 里一个数也没有",
        ),
        ("{{ general_public_budget.items[0].name }}", "edition-unwritable", "全部为零"),
        ("{{ '甲' | replace }}", "edition-unwritable", "写法用在了不合适的值上"),
        ("{{ income.general_public_budget.share }}", "edition-figure-nowhere", "请写 percent_of(部分, 整体)"),
        (
            "{{ grand_total.expenditure.budget }}",
            "edition-figure-nowhere",
            "请在 supplement.yaml 里加上这一行",
        ),
        ("{{ grand_total.income.prior }}", "edition-figure-nowhere", "请用 first_year 判断"),
    ],
)
def test_what_cannot_be_written_is_told(edition: Path, sentence: str, code: str, words: str) -> None:
    """Once, at the sentence, with the figures that showed it, though every name in it is right."""
    (only,) = spoilt(edition, "02_totals.yaml", INCOME, f"{INCOME}{sentence}")
    assert (code, "02_totals.yaml 第8行 “totals.text”") == (only.code, str(only.place))
    assert words in only.text


def test_a_phrase_that_goes_round_is_told(edition: Path) -> None:
    """A phrase that uses itself for another line never ends."""
    found = spoilt(
        edition,
        "edition.yaml",
        "level: 与上年{{ base }}万元",
        "level: 与{{ grand_total.income | than_prior }}",
    )
    assert any("短语绕回了自己" in each.text for each in found)


def test_a_label_that_needs_what_is_not_there(edition: Path) -> None:
    """A slot's own texts are tried too: this label names an item where there is none."""
    (only,) = spoilt(edition, "slots.yaml", "label: 收、支总计", 'label: "{{ (1 // 0) }}"  # ')
    assert ("edition-unwritable", "slots.yaml") == (only.code, str(only.place).split()[0])


def test_an_edition_with_other_mistakes_is_not_tried(edition: Path) -> None:
    """What is wrong already would only be told twice."""
    found = spoilt(edition, "02_totals.yaml", INCOME, f"{INCOME}{{{{ grand_totals }}}}{CRASH}")
    assert ["edition-unknown-name"] == [each.code for each in found]


def test_an_edition_to_be_filled_in_is_tried(edition: Path) -> None:
    """An edition that was just copied has its head to fill in; its sentences are tried all the same."""
    path = edition / "edition.yaml"
    path.write_text(path.read_text("utf-8").replace("place: 青禾省（虚构）", "place: 【请填写】"), "utf-8")
    found = spoilt(edition, "02_totals.yaml", INCOME, f"{INCOME}{CRASH}")
    assert ["edition-placeholder", "edition-unwritable"] == [each.code for each in found]
