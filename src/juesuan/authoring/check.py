"""Every mistake of an edition at once: file, line, what is wrong, what to do."""

from __future__ import annotations

import fnmatch
from pathlib import Path

from pydantic import ValidationError

from juesuan.authoring.sentence import Problem, Reader, Reading, Scope
from juesuan.authoring.vocabulary import (
    ANY,
    CASE,
    CHANGE,
    CHANGE_NAMES,
    LINE,
    NUMBER,
    QUANTITY,
    SLOT_FUNCTIONS,
    TEXT,
    Kind,
    vocabulary,
)
from juesuan.comparison import chosen_rules
from juesuan.editions import edition_folder, read_edition
from juesuan.errors import EditionError
from juesuan.facts import ITEM_LISTS
from juesuan.findings import Finding
from juesuan.located_yaml import parse
from juesuan.phrasebook import MANIFEST, SLOTS, SUPPLEMENT, Edition, ParagraphRule
from juesuan.places import NOWHERE, EditionPlace, Place
from juesuan.quantities import CASES
from juesuan.sentences import FILTERS, Sentences
from juesuan.supplement import FormRow
from juesuan.syntax import stray_braces

PLACEHOLDER = "【请填写】"


def check_edition(name_or_path: str | Path) -> tuple[Finding, ...]:
    """Everything wrong with an edition, in the order of its files and lines; nothing if it is sound.

    Codes: ``edition-syntax``, ``edition-form``, ``edition-unknown-name``, ``edition-missing-phrase``,
    ``edition-duplicate-key``, ``edition-unreachable``, ``edition-slot-without-rule``,
    ``edition-numbering``, ``edition-placeholder`` (errors), ``edition-unused`` (warning). Raises
    ``EditionError`` where there is no such edition.
    """
    edition, problems = read_edition(edition_folder(name_or_path))
    findings = [_finding(problem) for problem in problems]
    if edition is not None:
        findings += _Check(edition).findings()
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: _order(edition, finding.place)))


def _finding(problem: EditionError) -> Finding:
    code = problem.code if problem.code != "edition" else "edition-form"
    return _said(code, problem.message, problem.remedy, problem.place)


def _said(code: str, message: str, remedy: str, place: Place) -> Finding:
    return Finding(code, "warning" if code == "edition-unused" else "error", message, remedy, place=place)


def _order(edition: Edition | None, place: Place) -> tuple[int, str, int]:
    sections = edition.manifest.sections if edition else ()
    files = (MANIFEST, *sections, SLOTS, SUPPLEMENT)
    file, line = (place.file, place.line) if isinstance(place, EditionPlace) else (str(place), 0)
    return files.index(file) if file in files else -1, file, line


class _Check:
    """One edition's check; the readings of its sentences tell what is used."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.everywhere = vocabulary(edition)
        phrases = frozenset(edition.manifest.phrases)
        self.reader = Reader(Sentences(edition).environment, phrases, self.everywhere)
        self.found: list[Finding] = []
        self.slot_scopes: dict[str, Scope] = {}
        self.phrase_words: dict[str, dict[str, Kind]] = {}
        self.names: set[str] = set()

    def findings(self) -> list[Finding]:
        for rule in self.edition.paragraphs:
            self.paragraph(rule)
        for key, scope in self.slot_scopes.items():
            self.slot(key, scope)
        self.phrases()
        self.numbering()
        self.lists()
        self.settings()
        self.form_rows()
        self.unused()
        self.placeholders()
        return self.found

    def say(self, code: str, message: str, remedy: str = "", place: Place = NOWHERE) -> None:
        self.found.append(_said(code, message, remedy, place))

    # What every text goes through

    def sentence(self, rule: object, field: str, text: str, scope: Scope) -> None:
        self.take(rule, field, self.reader.sentence(text, scope))

    def expression(self, rule: object, field: str, text: str, scope: Scope) -> Kind:
        reading, kind, constant = self.reader.expression(text, scope)
        if constant:
            problem = Problem("edition-unreachable", 0, f"“{text}”永远是一个结果", "请写进会变的名字，或删去")
            reading.problems.append(problem)
        self.take(rule, field, reading)
        return kind

    def take(self, rule: object, field: str, reading: Reading) -> None:
        """Note what a reading found, and complain at the rule's lines."""
        where = rule.where  # type: ignore[attr-defined]
        for problem in reading.problems:
            self.say(problem.code, problem.message, problem.remedy, where(field, problem.line))
        for name, words in reading.phrases.items():
            self.phrase_words.setdefault(name, {}).update(words)
        self.names |= reading.names
        for pattern, scope, line in reading.slots:
            self.asked(pattern, scope, where(field, line))

    def asked(self, pattern: str, scope: Scope, place: Place) -> None:
        """A slot asked for in a sentence needs its rule."""
        rules = [key for key in self.edition.slots if key == pattern or fnmatch.fnmatch(key, pattern)]
        if not rules:
            known = "、".join(self.edition.slots)
            remedy = f"请在 {SLOTS} 里补上“{pattern}”，写明 label 和 prompt。已有：{known}"
            self.say("edition-slot-without-rule", f"{SLOTS} 里没有“{pattern}”", remedy, place)
        for key in rules:
            self.slot_scopes[key] = {**self.slot_scopes.get(key, {}), **scope}

    # The edition's parts

    def paragraph(self, rule: ParagraphRule) -> None:
        scope = {**self.everywhere, "number": TEXT}
        if rule.each:
            many = self.expression(rule, "each", rule.each, self.everywhere)
            if not many.open and many.element is None:
                self.say(
                    "edition-form", f"each 要一个名单，“{rule.each}”是{many.name}", "", rule.where("each")
                )
            scope |= {rule.as_: many.element or ANY, "index": NUMBER}
        if rule.when:
            self.expression(rule, "when", rule.when, scope)
        seen: dict[str, int] = {}
        for case in rule.sentences:
            if "" in seen:
                remedy = "没有 when 的一种要写在最后"
                self.say(
                    "edition-unreachable", "前面的一种没有 when，这一种永远轮不到", remedy, case.where("text")
                )
            elif case.when in seen:
                remedy = "请改写条件，或删去一种"
                self.say("edition-unreachable", f"条件“{case.when}”前面已经有了", remedy, case.where("when"))
            seen[case.when] = 1
            if case.when:
                self.expression(case, "when", case.when, scope)
            self.sentence(case, "text", case.text, scope)

    def slot(self, key: str, scope: Scope) -> None:
        rule = self.edition.slots[key]
        if rule.about:
            about = self.expression(rule, "about", rule.about, scope)
            if not about.open and about is not CHANGE and not LINE.members.items() <= about.members.items():
                remedy = "请写到那一行，或它的 .versus_budget"
                self.say("edition-form", f"about“{rule.about}”不是一行决算数", remedy, rule.where("about"))
        scope = {**scope, "change": CHANGE if rule.about else ANY, "case": CASE}
        self.sentence(rule, "label", rule.label, scope)
        self.sentence(rule, "prompt", rule.prompt, scope)
        for suggestion in rule.suggestions:
            if suggestion.when:
                self.expression(suggestion, "when", suggestion.when, scope)
            self.sentence(suggestion, "text", suggestion.text, scope)

    def phrases(self) -> None:
        builtin = set(self.reader.environment.filters) - set(self.edition.manifest.phrases) | set(FILTERS)
        done: set[str] = set()
        # A phrase may use another one: go on until every used one is read with the words it is given.
        while todo := sorted(set(self.phrase_words) - done):
            for name in todo:
                done.add(name)
                phrase = self.edition.manifest.phrases[name]
                scope = {**self.everywhere, **self.phrase_words[name], "number": TEXT}
                scope |= dict.fromkeys(CHANGE_NAMES, QUANTITY)
                for case in CASES:
                    without = ("difference", "percent", "ratio") if case == "first_year" else ()
                    names = {key: kind for key, kind in scope.items() if key not in without}
                    self.sentence(phrase, case, getattr(phrase, case), names)
        for name, phrase in self.edition.manifest.phrases.items():
            if name in builtin:
                remedy = "请换一个名字"
                self.say("edition-duplicate-key", f"短语“{name}”与已有的过滤器同名", remedy, phrase.where())
            elif name not in done:
                self.say("edition-unused", f"短语“{name}”没有句子用到", "不用的可以删去", phrase.where())

    def numbering(self) -> None:
        series = self.edition.manifest.numbering
        used = {rule.number for rule in self.edition.paragraphs}
        for name, rule in series.items():
            self.sentence(rule, "pattern", rule.pattern, {"n": NUMBER})
            trail = [name]
            while (outer := series[trail[-1]].within) in series and outer not in trail:
                trail.append(outer)
            if outer in trail:
                self.say("edition-numbering", f"编号“{name}”的 within 绕回了自己", "", rule.where("within"))
            elif outer:
                remedy = f"可用的编号方式：{'、'.join(series)}"
                self.say("edition-numbering", f"没有编号方式“{outer}”", remedy, rule.where("within"))
            if name not in used:
                self.say("edition-unused", f"编号方式“{name}”没有段落用到", "不用的可以删去", rule.where())

    def words(self, words: str, place: Place) -> None:
        """Words that are printed without being a sentence."""
        for fault in stray_braces(words):
            self.say("edition-syntax", fault.message, fault.remedy, place)

    def lists(self) -> None:
        for values in self.edition.manifest.lists.values():
            for value in values:
                self.words(value, self.edition.manifest.where("lists"))

    def settings(self) -> None:
        for setting, place in zip(self.edition.form.settings, self.form_places("settings"), strict=False):
            for words in dict.fromkeys((setting.default, *setting.choices)):
                self.words(words, place)
            for value in (setting.default, *setting.numbers):
                if setting.choices and value not in setting.choices:
                    remedy = f"可选的是：{'、'.join(setting.choices)}"
                    self.say("edition-form", f"设置“{setting.key}”没有“{value}”这个选项", remedy, place)
            for choice in setting.numbers:
                try:
                    chosen_rules(self.edition.manifest.numbers, self.edition.form, {setting.key: choice})
                except (ValidationError, KeyError):
                    remedy = f"写法与 {MANIFEST} 的 numbers 相同"
                    self.say(
                        "edition-form", f"设置“{setting.key}”选“{choice}”时的数字格式不对", remedy, place
                    )
            used = f"setting.{setting.key}" in self.names or setting.numbers
            if not used and setting.key != "self_reference":
                self.say("edition-unused", f"设置“{setting.key}”没有句子用到", "不用的可以删去", place)

    def form_rows(self) -> None:
        keys: set[str] = set()
        places = iter(self.form_places("rows"))
        for section in self.edition.form.sections:
            labels: set[str] = set()
            for row, place in zip(section.rows, places, strict=False):
                self.form_row(row, place)
                for what, value, seen in (("名称", row.label, labels), ("键", row.key, keys)):
                    if value in seen:
                        message = f"“{section.title}”里的{what}“{value}”写了两次"
                        self.say("edition-duplicate-key", message, "请改成不同的", place)
                    seen.add(value)

    def form_row(self, row: FormRow, place: Place) -> None:
        if not row.each:
            self.words(row.label, place)
            return
        if row.each not in ITEM_LISTS:
            remedy = f"可以写 {'、'.join(ITEM_LISTS)}"
            self.say("edition-form", f"补充资料不能按“{row.each}”展开", remedy, place)
        for what, text in (("key", row.key), ("label", row.label)):
            try:
                text.format(code="", name="")
            except (ValueError, LookupError, AttributeError):
                remedy = "可以写 {code} 和 {name}"
                self.say("edition-form", f"{what}“{text}”里的花括号不对", remedy, place)
        if row.key != f"{row.each}.{{code}}":
            remedy = f'请写成 "{row.each}.{{code}}"'
            self.say("edition-form", f"逐项展开的键“{row.key}”不是这个名单的键", remedy, place)

    def form_places(self, what: str) -> list[Place]:
        """Where the form's settings, or its rows, stand: the form itself keeps no lines."""
        if not getattr(self.edition.form, "settings" if what == "settings" else "sections"):
            return []  # none, or not sound enough to have been read
        data, _ = parse((self.edition.folder / SUPPLEMENT).read_text("utf-8-sig"), SUPPLEMENT)
        lists = [data] if what == "settings" else data["sections"]
        return [
            EditionPlace(SUPPLEMENT, each.line, each.key) for part in lists for each in part.get(what, ())
        ]

    def unused(self) -> None:
        for key, rule in self.edition.slots.items():
            if key not in self.slot_scopes:
                remedy = f"请在句子里写 {SLOT_FUNCTIONS[0]}('{key}')，或删去"
                self.say("edition-unused", f"“{key}”没有句子用到", remedy, rule.where())
        listed = {MANIFEST, SLOTS, SUPPLEMENT, *self.edition.manifest.sections}
        for path in sorted(self.edition.folder.glob("*.yaml")):
            if path.name not in listed:
                remedy = f"请写进 {MANIFEST} 的 sections，或移走"
                self.say("edition-unused", "这个文件没有列入文稿", remedy, EditionPlace(path.name))

    def placeholders(self) -> None:
        manifest = self.edition.manifest
        for field in ("title", "place", "source"):
            if PLACEHOLDER in getattr(manifest, field):
                self.say("edition-placeholder", f"{field} 还没有填写", "", manifest.where(field))
