"""The supplement's form of an edition: its settings and rows."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from juesuan.authoring.complaints import complaint
from juesuan.comparison import chosen_rules
from juesuan.facts import ITEM_LISTS
from juesuan.findings import Finding
from juesuan.located_yaml import parse
from juesuan.phrasebook import MANIFEST, SUPPLEMENT, Edition
from juesuan.places import EditionPlace, Place
from juesuan.supplement import FormRow
from juesuan.syntax import stray_braces


def check_form(edition: Edition, names: set[str]) -> Iterator[Finding]:
    """What is wrong with the form; ``names`` are those that sentences use."""
    yield from _settings(edition, names)
    yield from _rows(edition)


def check_words(words: str, place: Place) -> Iterator[Finding]:
    """Braces in words that are printed without being a sentence."""
    for fault in stray_braces(words):
        yield complaint("edition-syntax", fault.message, fault.remedy, place)


def _settings(edition: Edition, names: set[str]) -> Iterator[Finding]:
    for setting, place in zip(edition.form.settings, _places(edition, "settings"), strict=False):
        for words in dict.fromkeys((setting.default, *setting.choices)):
            yield from check_words(words, place)
        for value in (setting.default, *setting.numbers):
            if setting.choices and value not in setting.choices:
                remedy = f"可选的是：{'、'.join(setting.choices)}"
                message = f"设置“{setting.key}”没有“{value}”这个选项"
                yield complaint("edition-form", message, remedy, place)
        for choice in setting.numbers:
            try:
                chosen_rules(edition.manifest.numbers, edition.form, {setting.key: choice})
            except (ValidationError, KeyError):
                message = f"设置“{setting.key}”选“{choice}”时的数字格式不对"
                yield complaint("edition-form", message, f"写法与 {MANIFEST} 的 numbers 相同", place)
        used = f"setting.{setting.key}" in names or setting.numbers
        if not used and setting.key != "self_reference":
            message = f"设置“{setting.key}”没有句子用到"
            yield complaint("edition-unused", message, "不用的可以删去", place)


def _rows(edition: Edition) -> Iterator[Finding]:
    keys: set[str] = set()
    places = iter(_places(edition, "rows"))
    for section in edition.form.sections:
        labels: set[str] = set()
        for row, place in zip(section.rows, places, strict=False):
            yield from _row(row, place)
            for what, value, seen in (("名称", row.label, labels), ("键", row.key, keys)):
                if value in seen:
                    message = f"“{section.title}”里的{what}“{value}”写了两次"
                    yield complaint("edition-duplicate-key", message, "请改成不同的", place)
                seen.add(value)


def _row(row: FormRow, place: Place) -> Iterator[Finding]:
    if not row.each:
        yield from check_words(row.label, place)
        return
    if row.each not in ITEM_LISTS:
        remedy = f"可以写 {'、'.join(ITEM_LISTS)}"
        yield complaint("edition-form", f"补充资料不能按“{row.each}”展开", remedy, place)
    elif row.key != f"{row.each}.{{code}}":
        message = f"逐项展开的键“{row.key}”不是这个名单的键"
        yield complaint("edition-form", message, f'请写成 "{row.each}.{{code}}"', place)
    try:
        row.label.format(code="", name="")
    except (ValueError, LookupError, AttributeError):
        message = f"label“{row.label}”里的花括号不对"
        yield complaint("edition-form", message, "可以写 {code} 和 {name}", place)


def _places(edition: Edition, what: str) -> list[Place]:
    """Where the form's settings, or its rows, stand: the form itself keeps no lines."""
    if not getattr(edition.form, "settings" if what == "settings" else "sections"):
        return []  # none, or not sound enough to have been read
    data, _ = parse((edition.folder / SUPPLEMENT).read_text("utf-8-sig"), SUPPLEMENT)
    lists = [data] if what == "settings" else data["sections"]
    return [EditionPlace(SUPPLEMENT, each.line, each.key) for part in lists for each in part.get(what, ())]
