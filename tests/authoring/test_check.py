"""Checking an edition: every mistake at once, with file, line and remedy."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.authoring import check_edition
from juesuan.editions import editions
from juesuan.errors import EditionError
from juesuan.places import EditionPlace
from juesuan.quantities import CASES

EDITION = Path(__file__).resolve().parents[1] / "editions" / "qinghe-2022"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of the made-up edition, to be spoilt."""
    return Path(shutil.copytree(EDITION, tmp_path / "qinghe-2022"))


def spoil(edition: Path, file: str, old: str, new: str) -> int:
    """Replace one place of a file; the line it stands in."""
    path = edition / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file}: {old!r} × {text.count(old)}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def said(edition: Path) -> list[tuple[str, str, str]]:
    """Code, file and line, and the words of every finding."""
    found = check_edition(edition)
    places = [each.place for each in found if isinstance(each.place, EditionPlace)]
    assert len(found) == len(places)
    return [
        (each.code, str(replace(place, key="")), each.text) for each, place in zip(found, places, strict=True)
    ]


@pytest.mark.parametrize("name", [*editions(), str(EDITION)])
def test_editions_are_sound(name: str) -> None:
    """Nothing is found in the editions that ship, nor in the guide's."""
    assert () == check_edition(name)


MISTAKES = [
    # (file, what stands there, the mistake, code, lines below it, words of the message)
    (
        "02_totals.yaml",
        "各{{ grand_total.income }}",
        "各{{ grand_total.incom }}",
        "edition-unknown-name",
        0,
        "没有“grand_total.incom”这个名字。相近的名字：grand_total.income",
    ),
    (
        "02_totals.yaml",
        "万元，{{ grand_total.income | than_prior }}",
        "万元，{% if first_year %}{{ grand_totals.income }}{% endif %}",
        "edition-unknown-name",
        0,
        "没有“grand_totals”这个名字",
    ),
    (
        "03_general_public_budget.yaml",
        "占{{ item.share }}",
        "占{{ item.shares }}",
        "edition-unknown-name",
        0,
        "相近的名字：item.share",
    ),
    (
        "03_general_public_budget.yaml",
        "{{ item | than_prior }}",
        "{{ item | than_prio }}",
        "edition-unknown-name",
        0,
        "没有“than_prio”这个短语或过滤器。相近的有：than_prior",
    ),
    (
        "edition.yaml",
        "    both_zero: 与上年相比无增减变化\n",
        "",
        "edition-missing-phrase",
        -4,
        "短语“than_prior”缺少 both_zero（两边都是零）",
    ),
    (
        "edition.yaml",
        "    first_year: 没有上年决算数可比\n",
        "",
        "edition-missing-phrase",
        -7,
        "缺少 first_year（没有上年）",
    ),
    (
        "02_totals.yaml",
        "- key: totals.text",
        "- key: totals",
        "edition-duplicate-key",
        0,
        "段落键“totals”已在 02_totals.yaml 第1行用过",
    ),
    ("slots.yaml", "items.*:\n", "total_change:\n", "edition-duplicate-key", 0, "“total_change”写了两次"),
    (
        "02_totals.yaml",
        "reason('total_change'",
        "reason('totals_change'",
        "edition-slot-without-rule",
        0,
        "slots.yaml 里没有“totals_change”",
    ),
    (
        "03_general_public_budget.yaml",
        "'items.' ~ item.code",
        "'item.' ~ item.code",
        "edition-slot-without-rule",
        0,
        "slots.yaml 里没有“item.*”",
    ),
    (
        "02_totals.yaml",
        "  number: section",
        "  number: chapter",
        "edition-numbering",
        0,
        "没有编号方式“chapter”",
    ),
    (
        "edition.yaml",
        "    within: section",
        "    within: item",
        "edition-numbering",
        0,
        "编号“item”的 within 绕回了自己",
    ),
    (
        "slots.yaml",
        "when: case == 'both_zero'",
        "when: case == 'bothzero'",
        "edition-unreachable",
        0,
        "不会有“bothzero”这个值",
    ),
    (
        "slots.yaml",
        "when: change.falls",
        "when: change.fell",
        "edition-unknown-name",
        0,
        "没有“change.fell”这个名字",
    ),
    (
        "03_general_public_budget.yaml",
        "  when: item > 0",
        "  when: 1 > 0",
        "edition-unreachable",
        0,
        "永远是一个结果",
    ),
    (
        "03_general_public_budget.yaml",
        "each: general_public_budget.items",
        "each: general_public_budget.total",
        "edition-form",
        0,
        "each 要一个名单",
    ),
    (
        "slots.yaml",
        "  about: grand_total.income",
        "  about: year",
        "edition-form",
        0,
        "about“year”不是一行决算数",
    ),
    (
        "02_totals.yaml",
        "各{{ grand_total.income }}",
        "各{{ grand_total.income.change }}",
        "edition-form",
        0,
        "变动不能直接写进句子",
    ),
    (
        "02_totals.yaml",
        "收、支总计各",
        "{{ '收、' if first_year }}",
        "edition-form",
        0,
        "写了 if 没有写 else",
    ),
    (
        "02_totals.yaml",
        "{{ grand_total.income }}",
        "{{ grand_total.income }",
        "edition-syntax",
        0,
        "花括号没有成对",
    ),
    ("02_totals.yaml", "收、支总计各{{", "收、支总计各｛｛", "edition-syntax", 0, "花括号“｛”会照样印出来"),
    (
        "02_totals.yaml",
        "收、支总计各",
        "收、支{{ '{总}' }}计各",
        "edition-syntax",
        0,
        "花括号“{”会照样印出来",
    ),
    ("02_totals.yaml", "income | than", "income ｜ than", "edition-syntax", 0, "全角的 ｜。请改成半角的 |"),
    (
        "edition.yaml",
        "level: 与上年{{ base }}万元持平",
        "level: 与上年{ base }万元持平",
        "edition-syntax",
        0,
        "花括号“{”",
    ),
    ("edition.yaml", 'pattern: "{{ n }}."', 'pattern: "｛｛ n ｝｝."', "edition-syntax", 0, "花括号“｛”"),
    (
        "slots.yaml",
        "text: 从严控制接待批次和标准",
        "text: 从严控制｛接待｝批次",
        "edition-syntax",
        0,
        "花括号“｛”",
    ),
    ("slots.yaml", "  label: 收、支总计", "  label: 收、支｛总｝计", "edition-syntax", 0, "花括号“｛”"),
    ("supplement.yaml", "label: 收入总计", "label: 收入｛总计｝", "edition-syntax", 0, "花括号“｛”"),
    (
        "supplement.yaml",
        "each: general_public_budget.items}",
        "each: general_public_budget.classes}",
        "edition-form",
        0,
        "补充资料不能按“general_public_budget.classes”展开",
    ),
    (
        "supplement.yaml",
        'label: "{code} {name}"',
        'label: "{cod} {name}"',
        "edition-form",
        0,
        "里的花括号不对",
    ),
    (
        "03_general_public_budget.yaml",
        "  when: item > 0",
        "  when: item = 0",
        "edition-syntax",
        0,
        "请写两个等号 ==",
    ),
    ("02_totals.yaml", "  text: 收支总体情况", "  text: {{ 收支", "edition-syntax", 0, "不是有效的 YAML"),
    (
        "02_totals.yaml",
        "  style: heading_1",
        "  styles: heading_1",
        "edition-form",
        0,
        "“styles”：不认识这一项",
    ),
    (
        "edition.yaml",
        "place: 青禾省（虚构）",
        "place: 【请填写】",
        "edition-placeholder",
        0,
        "place 还没有填写",
    ),
    (
        "supplement.yaml",
        "label: 收入总计",
        "label: 一般公共预算财政拨款支出",
        "edition-duplicate-key",
        1,
        "写了两次",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "below", "words"), MISTAKES)
def test_mistake_is_found_where_it_stands(
    edition: Path, file: str, old: str, new: str, code: str, below: int, words: str
) -> None:
    """Each mistake is named with its file and line, also in a branch that no figures reach."""
    line = spoil(edition, file, old, new)
    expected = [(code, f"{file} 第{line + below}行")]
    actual = [(each, where) for each, where, message in said(edition) if words in message]
    assert expected == actual


def test_all_mistakes_are_reported_at_once(edition: Path) -> None:
    """Mistakes of form do not hide mistakes in sentences; what sentences rest on comes first."""
    spoil(edition, "edition.yaml", "    both_zero: 全年没有安排预算\n", "")
    spoil(edition, "01_three_public_expenses.yaml", "{{ part.name }}", "{{ part.title }}")
    spoil(edition, "02_totals.yaml", "number: section", "number: chapter")
    spoil(edition, "slots.yaml", "  prompt: 【请填写情况】\n\nitems", "\nitems")
    expected = [
        "edition.yaml",
        "slots.yaml",
        "01_three_public_expenses.yaml",
        "02_totals.yaml",
    ]
    assert expected == [place.split()[0] for _, place, _ in said(edition)]


INCOME = "{{ grand_total.income }}"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("{{ grand_total.income - grand_total.expenditure }}", "决算数不能直接加减乘除。求和用 sum_of"),
        ("{{ grand_total.income / 2 }}", "决算数不能直接加减乘除"),
        ("{{ -grand_total.income }}", "决算数不能直接加减乘除"),
        ("{{ grand_total.income.prior * 2 }}", "决算数不能直接加减乘除"),
        ("{{ year / 2 }}", "没有写法的数不能直接写进句子"),
        ("{{ grand_total.income.current.number }}", "没有写法的数不能直接写进句子"),
        ("{{ year + '年' }}", "文字用 ~ 连接"),
        ("{{ grand_total.income | round(1) }}", "round 前面要一个不是决算数的数"),
        ("{{ grand_total.income | float }}", "float 前面要一个不是决算数的数"),
        ("{{ grand_total.income | int }}", "int 前面要一个不是决算数的数"),
        ("{{ grand_total.income | joined }}", "joined 前面要一个名单，这里却是一行决算数"),
        ("{{ department | typed }}", "typed 前面要一个数，这里却是文字"),
        ("{{ grand_total.income[:3] }}", "方括号前面要一个名单"),
        ("{{ '%d' % year }}", "文字不能加减乘除"),
        ("{{ year ** 2 }}", "句子里不能用 **"),
        ("{% macro a() %}甲{% endmacro %}", "不许用的写法"),
        ("{{ sum_of(year) }}", "sum_of 里要写决算数，这里却是整数"),
        ("{{ sum_of() }}", "sum_of 里数的个数不对"),
        ("{{ percent_of(grand_total.income) }}", "percent_of 里数的个数不对"),
        ("{{ sum_of(*nothing) }}", "没有“nothing”这个名字"),
        ("{{ general_public_budget.items | map(attribute='title') | join }}", "名单里的每一个没有“title”"),
        ("{{ general_public_budget.items | map(attribute='name') }}", "名单不能直接写进句子"),
        ("{{ general_public_budget.items | selectattr('nam') | joined }}", "名单里的每一个没有“nam”"),
        ("{{ reason('total_change') ~ '。' }}", "要人填写的地方不能用 ~ 连接"),
        ("{{ grand_total ~ '甲' }}", "一组名字不能用 ~ 连接"),
        ("{{ '甲' if grand_total.income > '3' else '乙' }}", "一行决算数与文字不能比大小"),
        ("{{ '甲' if '3' in grand_total.income else '乙' }}", "in 后面要一个名单"),
        ("{{ reason('items.' ~ year) }}", ""),
        (
            "{{ grand_total.income | said }}",
            "短语“said”要给出“subject”，这里没有给。请写 {{ … | said(subject='…') }}",
        ),
    ],
)
def test_what_cannot_be_computed_is_found(edition: Path, sentence: str, words: str) -> None:
    """Also in a branch that no figures reach: signs between figures, lists that are none, words left out."""
    spoil(edition, "02_totals.yaml", INCOME, f"{{% if year == 1 %}}{sentence}{{% endif %}}")
    cases = "".join(f"    {case}: '{{{{ subject }}}}'\n" for case in CASES)
    spoil(edition, "edition.yaml", "  brief:\n", f"  said:\n    about: 甲\n{cases}  brief:\n")
    spoil(
        edition,
        "slots.yaml",
        "label: 收、支",
        "label: \"{{ grand_total.income | said(subject='甲') }}：\"\n  # ",
    )
    found = [(code, place) for code, place, message in said(edition) if words in message]
    assert [place for _, place in found] == ["02_totals.yaml 第8行"] if words else found == []


@pytest.mark.parametrize(
    "sentence",
    [
        "{% for each in general_public_budget.classes[:3] %}{{ each.name }}{% endfor %}",
        "{{ general_public_budget.items[0].name }}{{ general_public_budget.items[1:][0] }}",
        "{{ (general_public_budget.items | sort(attribute='current', reverse=true))[:2] | joined }}",
        "{{ general_public_budget.items | selectattr('current') | map(attribute='name') | join('、') }}",
        "{{ sum_of(*(general_public_budget.items | list)) }}",
        "{% for name, each in general_public_budget.items | groupby('class_name') %}{{ name }}{% endfor %}",
        "{% set a, b = '甲', '乙' %}{{ a }}{{ b }}",
        "{% for each in general_public_budget.items + government_fund.items %}{{ each.code[:3] }}{% endfor %}",
        "{{ (grand_total.income if year > 2000 else grand_total.expenditure) | than_prior }}",
        "{{ year + 1 }}{{ year - 1 }}{{ (year - 2000) * 2 }}{{ '甲' + '乙' }}",
        "{{ '甲' if grand_total.income > 0 and grand_total.income.prior <= 1.5 else '乙' }}",
        "{{ '甲' if grand_total.income.change.case in ['increase', 'from_zero'] else '乙' }}",
        "{{ percent_of(grand_total.income, grand_total.expenditure) }}{{ sum_of(grand_total.income) | trimmed }}",
        "{{ grand_total.income.prior | default('无') }}{{ department | replace('局', '') | upper }}",
        "{{ reason('total_change') if general_public_budget.items else '' }}",
    ],
)
def test_what_runs_passes(edition: Path, sentence: str) -> None:
    """Slices, lists set together, attributes of each, numbers that are no figures: nothing is found in them."""
    spoil(
        edition,
        "02_totals.yaml",
        INCOME,
        f"{INCOME}{{% if general_public_budget.items[1:] %}}{sentence}{{% endif %}}",
    )
    first = "{% if first_year %}{% else %}"  # these sentences name last year's figures
    path = edition / "02_totals.yaml"
    path.write_text(
        path.read_text("utf-8")
        .replace("{% if gen", f"{first}{{% if gen")
        .replace("{% endif %}万元", "{% endif %}{% endif %}万元"),
        "utf-8",
    )
    assert [] == said(edition)


@pytest.mark.parametrize(
    "words",
    [
        "(" * 300 + "1" + ")" * 300,
        "not " * 3000 + "year",
        "year" + " + 1" * 5000,
        "year" + " | string" * 3000,
        "year" + " if year else year" * 2000,
    ],
)
@pytest.mark.parametrize("pattern", ["{{{{ {} }}}}", "{{% if ({}) %}}甲{{% endif %}}"])
def test_what_is_nested_too_deep_is_told(edition: Path, words: str, pattern: str) -> None:
    """Whoever walks through a sentence comes to its end, whatever the edition's author wrote."""
    spoil(edition, "02_totals.yaml", INCOME, pattern.format(words))
    assert "句子里一层套一层，太深了" in "".join(message for _, _, message in said(edition))


def test_a_slice_may_be_repeated_over(edition: Path) -> None:
    """The first three of a list, as paragraphs."""
    spoil(
        edition,
        "03_general_public_budget.yaml",
        "general_public_budget.items\n",
        "general_public_budget.items[:3]\n",
    )
    assert [] == said(edition)


def test_a_slot_asked_for_needs_its_very_rule(edition: Path) -> None:
    """items.*.reason does not answer for items.2011301."""
    spoil(edition, "slots.yaml", "items.*:", "items.*.reason:")
    assert ("edition-slot-without-rule", "03_general_public_budget.yaml 第17行") in [
        (code, place) for code, place, _ in said(edition)
    ]


def test_causes_come_first_and_what_follows_is_folded(edition: Path) -> None:
    """A slip in the supplement's form makes its names unknown everywhere: it is told, they are counted."""
    spoil(edition, "02_totals.yaml", INCOME, "{{ vehicles.held }}{{ vehicles.bought }}")
    path = edition / "supplement.yaml"
    rows = "      - {key: vehicles.held, label: 甲, kind: 个数}\n      - {key: vehicles.bought, label: 乙}\n"
    path.write_text(path.read_text("utf-8").replace("    rows:\n", f"    rows:\n{rows}", 1), "utf-8")
    first, *others = said(edition)
    assert ("edition-form", "supplement.yaml 第4行") == first[:2]
    assert [("edition-follows", "supplement.yaml")] == [each[:2] for each in others]
    assert "另有1处没有列出，多半是因为 supplement.yaml 里的错误" in others[0][2]


def test_a_broken_slot_is_not_missed_again(edition: Path) -> None:
    """A slot whose rule is wrong is not told as one that is not there."""
    spoil(edition, "slots.yaml", "  level: keep\n", "  level: 保留\n")
    assert ["edition-form", "edition-follows"] == [code for code, _, _ in said(edition)]


def test_an_unknown_name_is_told_once(edition: Path) -> None:
    """With the other places where it stands."""
    spoil(
        edition,
        "02_totals.yaml",
        INCOME,
        "{{ grand_totel }}{% if grand_totel %}\n    {{ grand_totel }}{% endif %}",
    )
    (only,) = said(edition)
    assert "02_totals.yaml 第8行" == only[1]
    assert "同样的还有1处：02_totals.yaml 第9行" in only[2]


def test_unreachable_wording_is_found(edition: Path) -> None:
    """What stands after a wording without a condition, or repeats a condition, is never used."""
    text = "  text: 收支总体情况"
    cases = "  cases:\n    - text: 甲\n    - when: first_year\n      text: 乙"
    line = spoil(edition, "02_totals.yaml", text, cases)
    expected = [
        (
            "edition-unreachable",
            f"02_totals.yaml 第{line + 3}行",
            "前面的一种没有 when，这一种永远轮不到。没有 when 的一种要写在最后",
        )
    ]
    assert expected == said(edition)


def test_what_is_not_used_is_a_warning(edition: Path) -> None:
    """A phrase, a slot or a series of numbers that no sentence uses is only a warning."""
    spoil(edition, "02_totals.yaml", "\n    {{ reason('total_change', '主要情况：') }}", "")
    found = check_edition(edition)
    assert [("edition-unused", "warning")] == [(each.code, each.severity) for each in found]


def test_file_outside_the_document_is_a_warning(edition: Path) -> None:
    """A section file that the manifest does not list is named."""
    spoil(edition, "edition.yaml", "  - 02_totals.yaml\n", "")
    found = [(code, place) for code, place, message in said(edition) if "没有列入文稿" in message]
    assert [("edition-unused", "02_totals.yaml")] == found


def test_setting_must_choose_what_exists(edition: Path) -> None:
    """A setting's default, and the number formats it changes, are checked against its choices."""
    path = edition / "supplement.yaml"
    setting = (
        "settings:\n  - {key: zero, label: 零, default: 无, choices: ['0', '0.0'],\n"
        "     numbers: {'0': {percents: {zero: '0'}}}}\n"
    )
    path.write_text(setting + path.read_text(encoding="utf-8"), encoding="utf-8")
    expected = ["设置“zero”没有“无”这个选项", "设置“zero”选“0”时的数字格式不对"]
    assert expected == [message.split("。")[0] for _, _, message in said(edition)]


def test_no_such_edition() -> None:
    """A name that is no edition is refused with the editions there are."""
    with pytest.raises(EditionError, match=r"没有名为“某省”的版本.*fujian-2022"):
        check_edition("某省")


FILES = sorted(path.name for path in EDITION.iterdir())
DAMAGE = [
    "",
    "  ",
    "- ",
    "  text: {{ 乙",
    "  each: [1, 2]",
    "  suggestions: 甲",
    "key: [a]",
    "\t",
    "phrases: 3",
    "? {a: b}",
]


@given(
    file=st.sampled_from(FILES),
    at=st.integers(min_value=0, max_value=80),
    count=st.integers(min_value=0, max_value=3),
    damage=st.lists(st.sampled_from(DAMAGE), max_size=2),
)
def test_no_damage_is_too_much_to_be_told(file: str, at: int, count: int, damage: list[str]) -> None:
    """Whatever lines are lost or spoilt, check tells of mistakes in Chinese instead of failing."""
    with TemporaryDirectory() as folder:
        edition = Path(shutil.copytree(EDITION, Path(folder) / "spoilt"))
        lines = (edition / file).read_text(encoding="utf-8").splitlines()
        at = min(at, len(lines))
        lines[at : at + count] = damage
        (edition / file).write_text("\n".join(lines), encoding="utf-8")
        found = check_edition(edition)
    assert all(re.search("[\u4e00-\u9fff]", finding.message) for finding in found)
