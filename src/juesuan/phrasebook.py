"""Editions of the phrasebook: an official template's sentences as data.

An edition is a folder: ``edition.yaml`` (the manifest), ``slots.yaml``, ``supplement.yaml`` and the
section files that the manifest lists in the order of the document. Everything a sentence needs of a
place stands there; the code names none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from juesuan.errors import EditionError, Place
from juesuan.narrative import SlotKind
from juesuan.quantities import CASES, NumberRules
from juesuan.resources import data_dir
from juesuan.supplement import Form

_T = TypeVar("_T")

MANIFEST = "edition.yaml"
SLOTS = "slots.yaml"
SUPPLEMENT = "supplement.yaml"


class _Marked(dict[Any, Any]):
    """A mapping of a YAML file that knows where it stands."""

    line = 0
    file = ""


class _Rule(BaseModel):
    """Anything of an edition that a message may have to point at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int = 0
    file: str = ""

    @model_validator(mode="before")
    @classmethod
    def _note_place(cls, data: Any) -> Any:
        return {**data, "line": data.line, "file": data.file} if isinstance(data, _Marked) else data


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
        return self.cases or (SentenceCase(text=self.text, line=self.line, file=self.file),)


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

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edition) and self.digest == other.digest


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML that notes each mapping's line and refuses a key written twice."""


def _mapping(loader: Any, node: yaml.MappingNode) -> _Marked:
    result = _Marked()
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in result:
            raise yaml.constructor.ConstructorError(None, None, f"“{key}”写了两次", key_node.start_mark)
        result[key] = loader.construct_object(value_node, deep=True)
    result.line = node.start_mark.line + 1
    return result


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def editions() -> dict[str, Path]:
    """The editions that come with juesuan: name → folder."""
    folders = sorted(data_dir("phrasebook").iterdir())
    return {folder.name: folder for folder in folders if (folder / MANIFEST).is_file()}


def load_edition(name_or_path: str | Path) -> Edition:
    """The edition of that name, or the one in that folder.

    Raises ``EditionError`` naming file, line and remedy of every mistake found.
    """
    folder = editions().get(str(name_or_path)) or Path(name_or_path)
    if not (folder / MANIFEST).is_file():
        raise EditionError(
            f"没有名为“{name_or_path}”的版本",
            remedy=f"可用的版本：{'、'.join(editions())}；也可以给出版本文件夹的路径",
        )
    # The key holds every file's time and size, so that an edited edition is read anew.
    stamps = tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in _files(folder))
    return _load(folder.resolve(), stamps)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


@lru_cache(maxsize=16)
def _load(folder: Path, _stamps: tuple[tuple[str, int, int], ...]) -> Edition:
    problems: list[EditionError] = []
    manifest = _read(folder / MANIFEST, Manifest.model_validate, problems)
    slots = _read(folder / SLOTS, _slot_rules, problems) or {}
    form = _read(folder / SUPPLEMENT, Form.model_validate, problems) or Form()
    paragraphs: list[ParagraphRule] = []
    for section in manifest.sections if manifest else ():
        paragraphs += _read(folder / section, _paragraph_rules, problems) or ()
    if manifest and not problems:
        problems += _cross_checks(folder, manifest, paragraphs)
    if problems or not manifest:
        if len(problems) == 1:
            raise problems[0]
        raise EditionError("；\n".join(str(problem) for problem in problems))
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return Edition(
        name=folder.name,
        folder=folder,
        manifest=manifest,
        slots=slots,
        form=form,
        paragraphs=tuple(paragraphs),
        digest=digest.hexdigest(),
    )


def _read(path: Path, build: Callable[[Any], _T], problems: list[EditionError]) -> _T | None:
    """One file of the edition through ``build``; what is wrong with it goes to ``problems``."""
    try:
        data = yaml.load(path.read_text("utf-8-sig"), _Loader)
    except FileNotFoundError:
        problems.append(EditionError(f"版本缺少文件 {path.name}", place=Place(str(path.parent))))
        return None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第{mark.line + 1}行" if mark else ""
        what = getattr(error, "problem", None) or "不是 UTF-8 编码"
        problems.append(EditionError(f"不是有效的 YAML（{what}）", place=Place(path.name, cell=where)))
        return None
    try:
        return build(_note_file(data, path.name))
    except ValidationError as error:
        problems += [_explained(path, data, detail) for detail in error.errors()]
        return None


def _note_file(data: Any, file: str) -> Any:
    if isinstance(data, _Marked):
        data.file = file
        for value in data.values():
            _note_file(value, file)
    elif isinstance(data, list):
        for value in data:
            _note_file(value, file)
    return data


def _slot_rules(data: Any) -> dict[str, SlotRule]:
    return {str(key): SlotRule.model_validate(rule) for key, rule in (data or {}).items()}


def _paragraph_rules(data: Any) -> list[ParagraphRule]:
    return [ParagraphRule.model_validate(rule) for rule in data or ()]


def _explained(path: Path, data: Any, detail: Any) -> EditionError:
    """A pydantic complaint in the words of an edition's author."""
    location = [part for part in detail["loc"] if part != "[key]"]
    line, node = 0, data
    for part in location:
        line = getattr(node, "line", line)
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            break
    key = ".".join(str(part) for part in location)
    said = {"missing": "缺少这一项", "extra_forbidden": "不认识这一项"}.get(detail["type"], detail["msg"])
    where = f"第{line}行" if line else ""
    return EditionError(f"“{key}”：{said}", place=Place(path.name, cell=where))


def _cross_checks(folder: Path, manifest: Manifest, paragraphs: list[ParagraphRule]) -> list[EditionError]:
    """What no single file shows: keys used twice, numberings and cases that are not there."""
    problems: list[EditionError] = []
    seen: dict[str, ParagraphRule] = {}
    for rule in paragraphs:
        place = Place(rule.file, cell=f"第{rule.line}行")
        if rule.key in seen:
            first = seen[rule.key]
            problems.append(
                EditionError(f"段落键“{rule.key}”已在 {first.file} 第{first.line}行用过", place=place)
            )
        seen[rule.key] = rule
        if rule.number and rule.number not in manifest.numbering:
            known = "、".join(manifest.numbering)
            problems.append(EditionError(f"没有编号方式“{rule.number}”，可用：{known}", place=place))
        if bool(rule.text) == bool(rule.cases):
            problems.append(EditionError(f"段落“{rule.key}”要么写 text，要么写 cases", place=place))
    for name, phrase in manifest.phrases.items():
        if phrase.of == "prior" and not phrase.first_year:
            place = Place(phrase.file, cell=f"第{phrase.line}行")
            problems.append(EditionError(f"短语“{name}”缺少 first_year（没有上年时怎么说）", place=place))
    return problems


assert set(CASES) <= set(Phrase.model_fields)
