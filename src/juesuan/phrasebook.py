"""Editions of the phrasebook: an official template's sentences as data.

An edition is a folder: ``edition.yaml`` (the manifest), ``slots.yaml``, ``supplement.yaml`` and the
section files that the manifest lists in the order of the document. Everything a sentence needs of a
place stands there; the code names none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from juesuan.errors import EditionError
from juesuan.located_yaml import Located, parse
from juesuan.narrative import EditionIdentity, SlotKind
from juesuan.places import EditionPlace, FilePlace, Place
from juesuan.quantities import CASE_LABELS, CASES, NumberRules
from juesuan.resources import data_dir
from juesuan.supplement import Form

_M = TypeVar("_M", bound=BaseModel)

MANIFEST = "edition.yaml"
SLOTS = "slots.yaml"
SUPPLEMENT = "supplement.yaml"


class _Rule(BaseModel):
    """Anything of an edition that a message may have to point at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int = 0
    file: str = ""
    owner: str = ""
    """The key of the rule, or of the one that it is a part of."""
    lines: Mapping[str, int] = {}
    """The line where each field's text begins."""

    @model_validator(mode="before")
    @classmethod
    def _note_place(cls, data: Any) -> Any:
        if not isinstance(data, Located):
            return data
        return {**data, "line": data.line, "file": data.file, "owner": data.key, "lines": data.lines}

    def where(self, field: str = "", offset: int = 0) -> Place:
        """Where the rule stands, or a field's text in it (``offset`` lines below its first)."""
        return EditionPlace(self.file, self.lines.get(field, self.line) + offset, self.owner)


class Numbering(_Rule):
    """A series of ordinals: ``pattern`` is a sentence with ``n``; it starts anew ``within`` another."""

    pattern: str
    within: str = ""


class Phrase(_Rule):
    """A change in words, one sentence a case; used as a filter: ``{{ item | change }}``.

    ``of`` says which change of a line is meant: against the ``prior`` year or the ``budget``.
    """

    about: str = ""
    of: Literal["prior", "budget"] = "prior"
    increase: str
    decrease: str
    level: str
    both_zero: str
    from_zero: str
    to_zero: str
    first_year: str = ""


class SuggestionRule(_Rule):
    """A text offered for a slot when ``when`` holds.

    The first that fits is put into the draft: highlighted until somebody confirms it, or at once as
    ``confirmed`` text. With ``prefill: false`` it is only offered in the list of reasons.
    """

    text: str
    when: str = ""
    confirmed: bool = False
    prefill: bool = True


class SlotRule(_Rule):
    """What is asked at a slot. ``about`` names the line or change whose reason is asked for.

    ``level``: whether the reason is asked for (``keep``) or left out (``omit``) where nothing changed.
    """

    label: str
    kind: SlotKind = "reason"
    about: str = ""
    prompt: str
    level: Literal["keep", "omit"] = "omit"
    suggestions: tuple[SuggestionRule, ...] = ()


class SentenceCase(_Rule):
    """One of several wordings; the first whose ``when`` holds is used."""

    text: str
    when: str = ""


class ParagraphRule(_Rule):
    """One paragraph, or with ``each`` one for every element of a list (named ``as``)."""

    key: str
    style: Literal["title", "heading_1", "heading_2", "heading_3", "body"] = "body"
    number: str = ""
    when: str = ""
    each: str = ""
    as_: str = Field(default="item", alias="as")
    text: str = ""
    cases: tuple[SentenceCase, ...] = ()

    @property
    def sentences(self) -> tuple[SentenceCase, ...]:
        """The wordings, a single ``text`` included."""
        return self.cases or (
            SentenceCase(text=self.text, line=self.line, file=self.file, owner=self.owner, lines=self.lines),
        )


class Manifest(_Rule):
    """``edition.yaml``: where the edition comes from, how it counts, prints and words changes."""

    title: str
    place: str
    source: str
    year: int
    numbering: Mapping[str, Numbering] = {}
    numbers: NumberRules = NumberRules()
    lists: Mapping[str, tuple[str, ...]] = {}
    phrases: Mapping[str, Phrase] = {}
    sections: tuple[str, ...]


class Edition(BaseModel):
    """A whole edition, validated; ``digest`` changes with any of its files."""

    model_config = ConfigDict(frozen=True)

    name: str
    folder: Path
    manifest: Manifest
    slots: Mapping[str, SlotRule]
    form: Form
    paragraphs: tuple[ParagraphRule, ...]
    digest: str
    shipped: bool = False

    @property
    def identity(self) -> EditionIdentity:
        """What a draft remembers of the edition that worded it."""
        return EditionIdentity(self.name, self.digest, self.manifest.title, self.shipped)

    @property
    def prompts(self) -> frozenset[str]:
        """What empty slots show."""
        return frozenset(rule.prompt for rule in self.slots.values())

    def words(self) -> Iterator[tuple[str, Place]]:
        """Words that are no sentences and yet printed: lists, the department's choices, names of lines."""
        for values in self.manifest.lists.values():
            yield from ((value, self.manifest.where("lists")) for value in values)
        form = EditionPlace(SUPPLEMENT)
        for setting in self.form.settings:
            yield from ((value, form) for value in (setting.default, *setting.choices))
        for section in self.form.sections:
            yield from ((row.label, form) for row in section.rows if not row.each)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edition) and self.digest == other.digest


def editions() -> dict[str, Path]:
    """The editions that come with juesuan: name → folder."""
    folders = sorted(data_dir("phrasebook").iterdir())
    return {folder.name: folder for folder in folders if (folder / MANIFEST).is_file()}


def edition_folder(name_or_path: str | Path) -> Path:
    """The folder of the edition of that name, or that folder. Raises ``EditionError`` if there is none."""
    folder = editions().get(str(name_or_path)) or Path(name_or_path)
    if (folder / MANIFEST).is_file():
        return folder
    raise EditionError(
        f"没有名为“{name_or_path}”的版本",
        remedy=f"可用的版本：{'、'.join(editions())}；也可以给出版本文件夹的路径",
    )


def load_edition(name_or_path: str | Path) -> Edition:
    """The edition of that name, or the one in that folder.

    Raises ``EditionError`` naming file, line and remedy of every mistake found.
    """
    folder = edition_folder(name_or_path)
    # The key holds every file's time and size, so that an edited edition is read anew.
    stamps = tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in _files(folder))
    return _load(folder.resolve(), stamps)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


@lru_cache(maxsize=16)
def _load(folder: Path, _stamps: tuple[tuple[str, int, int], ...]) -> Edition:
    edition, problems = read_edition(folder)
    if len(problems) == 1:
        raise problems[0]
    if problems or edition is None:
        raise EditionError("；\n".join(map(str, problems)), parts=problems)
    return edition


def read_edition(folder: Path) -> tuple[Edition | None, tuple[EditionError, ...]]:
    """The edition as far as it can be read (``None`` without a manifest), and every mistake of form."""
    reader = _Reader(folder)
    manifest = reader.model(MANIFEST, Manifest)
    slots = reader.rules(SLOTS, SlotRule)
    form = reader.model(SUPPLEMENT, Form) or Form()
    paragraphs: list[ParagraphRule] = []
    for section in manifest.sections if manifest else ():
        paragraphs += reader.rules(section, ParagraphRule).values()
    if manifest is None:
        return None, tuple(reader.problems)
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    edition = Edition(
        name=folder.name,
        folder=folder,
        manifest=manifest,
        slots=slots,
        form=form,
        paragraphs=tuple(paragraphs),
        digest=digest.hexdigest(),
        shipped=folder.resolve().parent == data_dir("phrasebook").resolve(),
    )
    return edition, (*reader.problems, *_cross_checks(edition))


class _Reader:
    """Reads an edition's files; what is wrong with them is collected in ``problems``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[EditionError] = []

    def model(self, name: str, model: type[_M]) -> _M | None:
        """A file that is one thing."""
        data = self.content(name)
        return None if data is None else self.validated(name, data, model)

    def rules(self, name: str, model: type[_M]) -> dict[Any, _M]:
        """A file that is a list or a mapping of rules; a wrong one is left out and reported."""
        data = self.content(name)
        if not isinstance(data, dict | list | None):
            remedy = "请照别的版本里同名的文件写"
            problem = EditionError("这里应当是一条一条的规则", place=EditionPlace(name), remedy=remedy)
            self.problems.append(problem)
            return {}
        pairs = data.items() if isinstance(data, dict) else enumerate(data or ())
        found = {key: self.validated(name, rule, model, str(key)) for key, rule in pairs}
        return {key: rule for key, rule in found.items() if rule is not None}

    def content(self, name: str) -> Any:
        path = self.folder / name
        try:
            text = path.read_text("utf-8-sig")
        except FileNotFoundError:
            self.problems.append(EditionError(f"版本缺少文件 {name}", place=FilePlace(str(self.folder))))
            return None
        except UnicodeDecodeError:
            remedy = "请用 UTF-8 编码另存"
            self.problems.append(EditionError("不是 UTF-8 编码", place=EditionPlace(name), remedy=remedy))
            return None
        data, problems = parse(text, name)
        self.problems += problems
        return data

    def validated(self, name: str, data: Any, model: type[_M], key: str = "") -> _M | None:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            self.problems += [_explained(name, data, detail, key) for detail in error.errors()]
            mended = [_mended(data, detail) for detail in error.errors()]
        try:
            return model.model_validate(data) if all(mended) else None
        except ValidationError:
            return None


def _mended(data: Any, detail: Any) -> bool:
    """Get a reported mistake out of the way, so that it does not hide what else is wrong."""
    *path, last = (part for part in detail["loc"] if part != "[key]") if detail["loc"] else ("",)
    for part in path:
        data = data[part]
    if detail["type"] == "missing":
        data[last] = ""
    elif detail["type"] == "extra_forbidden":
        del data[last]
    else:
        return False
    return True


_SAID = {
    "missing": "缺少这一项",
    "extra_forbidden": "不认识这一项",
    "literal_error": "只能写 {expected}",
    "string_type": "这里要写文字；像数字或 true 的文字要加引号",
    "int_parsing": "这里要写整数",
    "int_type": "这里要写整数",
    "bool_parsing": "这里要写 true 或 false",
    "bool_type": "这里要写 true 或 false",
    "tuple_type": "这里要写成一列",
    "dict_type": "这里要写成一项一项的",
    "mapping_type": "这里要写成一项一项的",
    "model_type": "这里要写成一项一项的",
}


def _explained(file: str, data: Any, detail: Any, key: str) -> EditionError:
    """A pydantic complaint in the words of an edition's author."""
    location = [part for part in detail["loc"] if part != "[key]"]
    line, node = getattr(data, "line", 0), data
    for part in location:
        line = getattr(node, "lines", {}).get(part, getattr(node, "line", line))
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            break
    place, last = EditionPlace(file, line), str(location[-1]) if location else ""
    if location[:1] == ["phrases"] and detail["type"] == "missing" and last in CASES:
        return EditionError(
            f"短语“{location[1]}”缺少 {last}（{CASE_LABELS[last]}）",
            place=place,
            remedy=f"请补上一行“{last}: ……”",
            code="edition-missing-phrase",
        )
    said = _SAID.get(detail["type"], detail["msg"]).format(**detail.get("ctx", {})).replace(" or ", " 或 ")
    name = ".".join(str(part) for part in ([key] if key and not key.isdigit() else []) + location)
    return EditionError(f"“{name}”：{said}", place=place, code="edition-form")


def _cross_checks(edition: Edition) -> Iterator[EditionError]:
    """What no single rule shows: keys used twice, numberings and cases that are not there."""
    manifest = edition.manifest
    seen: dict[str, ParagraphRule] = {}
    for rule in edition.paragraphs:
        if (first := seen.setdefault(rule.key, rule)) is not rule:
            yield EditionError(
                f"段落键“{rule.key}”已在 {first.file} 第{first.line}行用过",
                place=rule.where("key"),
                remedy="请换一个没有用过的键",
                code="edition-duplicate-key",
            )
        if rule.number and rule.number not in manifest.numbering:
            yield EditionError(
                f"没有编号方式“{rule.number}”",
                place=rule.where("number"),
                remedy=f"可用的编号方式：{'、'.join(manifest.numbering)}",
                code="edition-numbering",
            )
        if bool(rule.text) == bool(rule.cases):
            yield EditionError(
                f"段落“{rule.key}”要么写 text，要么写 cases", place=rule.where(), code="edition-form"
            )
    for name, phrase in manifest.phrases.items():
        if phrase.of == "prior" and not phrase.first_year:
            yield EditionError(
                f"短语“{name}”缺少 first_year（{CASE_LABELS['first_year']}）",
                place=phrase.where(),
                remedy="请补上一行“first_year: ……”",
                code="edition-missing-phrase",
            )


assert set(CASES) <= set(Phrase.model_fields)
