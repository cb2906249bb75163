"""Every mistake of an edition at once: file, line, what is wrong, what to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import TemplateSyntaxError, meta

from juesuan.authoring.complaints import complaint, told
from juesuan.authoring.form import check_form, check_words
from juesuan.authoring.reading import PhraseUse, Problem, Reading, Scope, SlotCall
from juesuan.authoring.rehearsal import rehearse
from juesuan.authoring.sentence import Reader
from juesuan.authoring.vocabulary import (
    ANY,
    CASE,
    CHANGE,
    CHANGE_NAMES,
    NUMBER,
    QUANTITY,
    SLOT_FUNCTIONS,
    TEXT,
    Kind,
    is_line,
    vocabulary,
)
from juesuan.editions import edition_folder, read_edition
from juesuan.errors import EditionError
from juesuan.findings import Finding
from juesuan.phrasebook import (
    MANIFEST,
    SLOTS,
    SUPPLEMENT,
    Edition,
    ParagraphRule,
    Phrase,
)
from juesuan.places import NOWHERE, EditionPlace, Place
from juesuan.quantities import CASES
from juesuan.sentences import CALLABLES, FILTERS, Sentences

PLACEHOLDER = "【请填写】"


def check_edition(name_or_path: str | Path) -> tuple[Finding, ...]:
    """Everything wrong with an edition, causes first; nothing if it is sound.

    First every sentence is read, also in branches that no figures reach; where nothing is wrong with them,
    the whole edition is written with made-up figures. Codes: those of the stage ``edition`` in ``problems``.
    Raises ``EditionError`` where there is no such edition.
    """
    edition, problems = read_edition(edition_folder(name_or_path))
    findings = [_finding(problem) for problem in problems]
    if edition is not None:
        findings += _Check(edition).findings()
        if not any(each.severity == "error" and each.code != "edition-placeholder" for each in findings):
            findings += rehearse(edition)
    return told(findings, edition)


def _finding(problem: EditionError) -> Finding:
    code = problem.code if problem.code != "edition" else "edition-form"
    return complaint(code, problem.message, problem.remedy, problem.place)


class _Check:
    """One edition's check; the readings of its sentences tell what is used."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.everywhere = vocabulary(edition)
        self.environment = Sentences(edition).environment
        phrases = frozenset(edition.manifest.phrases)
        self.reader = Reader(self.environment, phrases, self.everywhere)
        self.found: list[Finding] = []
        self.slot_scopes: dict[str, Scope] = {}
        self.uses: list[tuple[PhraseUse, Place]] = []
        self.names: set[str] = set()

    def findings(self) -> list[Finding]:
        for rule in self.edition.paragraphs:
            self.paragraph(rule)
        for key, scope in self.slot_scopes.items():
            self.slot(key, scope)
        self.phrases()
        self.numbering()
        for values in self.edition.manifest.lists.values():
            for value in values:
                self.found += check_words(value, self.edition.manifest.where("lists"))
        self.found += check_form(self.edition, self.names)
        self.unused()
        self.placeholders()
        return self.found

    def say(self, code: str, message: str, remedy: str = "", place: Place = NOWHERE) -> None:
        self.found.append(complaint(code, message, remedy, place))

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
        self.uses += ((use, where(field, use.line)) for use in reading.phrases)
        self.names |= reading.names
        for call in reading.slots:
            self.asked(call, where(field, call.line))

    def asked(self, call: SlotCall, place: Place) -> None:
        """A slot asked for in a sentence needs its rule."""
        written = call.pattern.replace("**", "*")
        rules = [key for key in self.edition.slots if _answers(key, call.pattern)]
        if not rules:
            near = difflib.get_close_matches(written, list(self.edition.slots), 3)
            similar = f"；相近的有 {'、'.join(near)}" if near else ""
            remedy = f"请在 {SLOTS} 里补上“{written}”，写明 label 和 prompt{similar}"
            self.say("edition-slot-without-rule", f"{SLOTS} 里没有“{written}”", remedy, place)
        for key in rules:
            self.slot_scopes[key] = {**self.slot_scopes.get(key, {}), **call.scope}

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
            if not (about.open or about == CHANGE or is_line(about)):
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
        """Every phrase that is used, with the words that it is given; a use that leaves one out is told."""
        phrases = self.edition.manifest.phrases
        builtin = set(self.environment.filters) - set(phrases) | set(FILTERS)
        done: set[str] = set()
        # A phrase may use another one: go on until every used one is read with the words it is given.
        while todo := sorted({use.phrase for use, _ in self.uses} - done):
            for name in todo:
                done.add(name)
                given = [use.words for use, _ in self.uses if use.phrase == name]
                self.phrase(phrases[name], {word: kind for words in given for word, kind in words.items()})
        needed = {name: self.needed(phrases[name]) for name in done}
        for use, place in self.uses:
            known = {word for other, _ in self.uses if other.phrase == use.phrase for word in other.words}
            for word in sorted(needed[use.phrase] & known - set(use.words)):
                remedy = f"请写 {{{{ … | {use.phrase}({word}='…') }}}}"
                message = f"短语“{use.phrase}”要给出“{word}”，这里没有给"
                self.say("edition-unknown-name", message, remedy, place)
        for name, phrase in phrases.items():
            if name in builtin:
                remedy = "请换一个名字"
                self.say("edition-duplicate-key", f"短语“{name}”与已有的过滤器同名", remedy, phrase.where())
            elif name not in done:
                self.say("edition-unused", f"短语“{name}”没有句子用到", "不用的可以删去", phrase.where())

    def phrase(self, phrase: Phrase, words: Scope) -> None:
        scope = {**self.everywhere, **words, "number": TEXT, **dict.fromkeys(CHANGE_NAMES, QUANTITY)}
        for case in CASES:
            without = ("difference", "percent", "ratio") if case == "first_year" else ()
            names = {key: kind for key, kind in scope.items() if key not in without}
            self.sentence(phrase, case, getattr(phrase, case), names)

    def needed(self, phrase: Phrase) -> set[str]:
        """The words that a phrase cannot do without: none that it sets itself, and none that are everywhere."""
        used: set[str] = set()
        for case in CASES:
            try:
                used |= meta.find_undeclared_variables(self.environment.parse(getattr(phrase, case)))
            except (TemplateSyntaxError, EditionError):
                continue  # told already
        return used - set(self.everywhere) - set(CHANGE_NAMES) - set(CALLABLES) - {"number", *SLOT_FUNCTIONS}

    def numbering(self) -> None:
        series = self.edition.manifest.numbering
        used = {rule.number for rule in self.edition.paragraphs}
        for name, rule in series.items():
            self.sentence(rule, "pattern", rule.pattern, {"n": NUMBER})
            if name not in used:
                self.say("edition-unused", f"编号方式“{name}”没有段落用到", "不用的可以删去", rule.where())

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


_WILD: Mapping[str, str] = {"**": ".*", "*": r"(?:\*|\d+)"}


def _answers(key: str, pattern: str) -> bool:
    """Whether a slot's rule may be the one that a sentence asks for.

    When a draft is written, a code in the key asked for is looked up as ``*``; nothing else is.
    """
    parts = re.split(r"(\*\*|\*)", re.sub(r"\.\d+(?=\.|$)", ".*", pattern))
    return key == pattern or bool(
        re.fullmatch("".join(_WILD.get(part) or re.escape(part) for part in parts), key)
    )
