"""Every name and filter that an edition's sentences may use, with its meaning and its value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from juesuan.accounts import TITLES
from juesuan.authoring.vocabulary import ATTRIBUTES, CONTEXT
from juesuan.comparison import Comparison
from juesuan.facts import DERIVED, FACTS, LISTS, Cell
from juesuan.phrasebook import Edition
from juesuan.quantities import Line, Quantity
from juesuan.sentences import FILTERS, FUNCTIONS
from juesuan.supplement import COLUMN_LABELS, FormRow

_UNITS = {"amount": "万元", "count": "个数", "number": "数值", "text": "文字", "list": "名单"}


@dataclass(frozen=True)
class Name:
    """One thing a sentence may write: ``kind`` says what it is (名字、名单、属性、短语、过滤器、函数)."""

    kind: str
    name: str
    meaning: str
    unit: str = ""
    source: str = ""
    value: str = ""


def names_of(edition: Edition, comparison: Comparison | None = None) -> tuple[Name, ...]:
    """Every name, filter and function of the edition; with figures, the value each has there."""
    return tuple(_names(edition, comparison))


def _names(edition: Edition, comparison: Comparison | None) -> Iterator[Name]:
    yield from (
        Name("名字", name, meaning, "", "", _context(name, comparison)) for name, meaning in CONTEXT.items()
    )
    for fact in FACTS:
        source = "；".join(dict.fromkeys(_table(cell) for cell in fact.cells))
        yield Name("名字", fact.key, fact.label, "万元", source, _value(comparison, fact.key))
    for key, meaning in DERIVED.items():
        yield Name("名字", key, meaning, "万元", "", _value(comparison, key))
    known = {fact.key for fact in FACTS} | set(DERIVED)
    for section in edition.form.sections:
        for row in section.rows:
            if not row.each and row.key not in known:
                yield _supplied(row, section.title, comparison)
    for key, meaning in LISTS.items():
        yield Name("名单", key, meaning, "万元", "", _listed(comparison, key))
    for key, values in edition.manifest.lists.items():
        yield Name("名单", f"lists.{key}", "版本里写定的名单", "文字", "edition.yaml", "、".join(values))
    for setting in edition.form.settings:
        said = comparison.settings.get(setting.key, "") if comparison else setting.default
        choices = f"（{'／'.join(setting.choices)}）" if setting.choices else ""
        yield Name("名字", f"setting.{setting.key}", setting.label + choices, "文字", "补充资料的设置", said)
    yield from (Name("属性", f".{name}", meaning) for name, meaning in ATTRIBUTES.items())
    for name, phrase in edition.manifest.phrases.items():
        against = "预算" if phrase.of == "budget" else "上年"
        yield Name("短语", name, f"{phrase.about}（与{against}相比）", "", "", phrase.increase)
    yield from (Name("过滤器", name, meaning) for name, meaning in FILTERS.items())
    yield from (Name("函数", name, meaning) for name, meaning in FUNCTIONS.items())


def _table(cell: Cell) -> str:
    return f"{cell.table.value} {TITLES[cell.table]}"


def _supplied(row: FormRow, section: str, comparison: Comparison | None) -> Name:
    columns = "、".join(COLUMN_LABELS[column] for column in row.columns)
    meaning = f"{row.label}（{row.note}）" if row.note else row.label
    source = f"补充资料“{section}”（{columns}）"
    return Name("名字", row.key, meaning, _UNITS[row.kind], source, _value(comparison, row.key))


def _context(name: str, comparison: Comparison | None) -> str:
    if comparison is None:
        return ""
    values: dict[str, object] = {
        "year": comparison.year,
        "prior_year": comparison.year - 1,
        "department": comparison.department,
        "we": comparison.settings.get("self_reference") or comparison.department,
        "first_year": "是" if comparison.first_year else "否",
    }
    return str(values[name])


def _value(comparison: Comparison | None, key: str) -> str:
    value = comparison.lines.get(key) if comparison else None
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "、".join(value)
    if not isinstance(value, Line):
        return str(value)
    others = [
        f"{label}{_printed(quantity)}"
        for label, quantity in (("上年", value.prior), ("预算", value.budget))
        if quantity.known
    ]
    return _printed(value.current) + (f"（{'，'.join(others)}）" if others else "")


def _printed(quantity: Quantity) -> str:
    return str(quantity) if quantity.known else "未知"


def _listed(comparison: Comparison | None, key: str) -> str:
    lines = comparison.lists.get(key, ()) if comparison else ()
    return "、".join(line.name for line in lines)
