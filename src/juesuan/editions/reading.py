"""An edition's folder read and validated, each mistake with file and line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from juesuan.errors import EditionError
from juesuan.located_yaml import parse
from juesuan.phrasebook import (
    MANIFEST,
    SLOTS,
    SUPPLEMENT,
    Edition,
    Manifest,
    Numbering,
    ParagraphRule,
    SlotRule,
)
from juesuan.places import EditionPlace, FilePlace
from juesuan.quantities import CASE_LABELS, CASES
from juesuan.supplement import Form

_M = TypeVar("_M", bound=BaseModel)


def read_edition(folder: Path, *, shipped: bool = False) -> tuple[Edition | None, tuple[EditionError, ...]]:
    """The edition as far as it can be read (``None`` without a manifest), and every mistake of form.

    ``shipped``: it comes with juesuan.
    """
    reader = _Reader(folder)
    manifest = reader.model(MANIFEST, Manifest)
    slots = reader.rules(SLOTS, SlotRule)
    form = reader.model(SUPPLEMENT, Form) or Form()
    paragraphs: list[ParagraphRule] = []
    for section in manifest.sections if manifest else ():
        if reader.holds(section):
            paragraphs += reader.rules(section, ParagraphRule).values()
    if manifest is None:
        return None, tuple(reader.problems)
    edition = Edition(
        name=folder.resolve().name,
        folder=folder,
        manifest=manifest,
        slots=slots,
        form=form,
        paragraphs=tuple(paragraphs),
        digest=edition_digest(folder),
        shipped=shipped,
    )
    return edition, (*reader.problems, *_cross_checks(edition))


def edition_files(folder: Path) -> list[Path]:
    """The files that make an edition, by name."""
    return sorted(path for path in folder.glob("*.yaml") if path.is_file())


def edition_digest(folder: Path) -> str:
    """What an edition's content is known by, whatever its folder is called and however its lines end."""
    digest = hashlib.sha256()
    for path in edition_files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


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

    def holds(self, section: str) -> bool:
        """Whether the manifest's section can be a file of this edition.

        It may have come by mail: it names no file elsewhere, nor one that its digest does not count.
        """
        fits = section.endswith(".yaml") and not re.search(r"[/\\]", section)
        if not fits:
            message, remedy = f"章节“{section}”不是版本文件夹里的 .yaml 文件", "请写文件名，如 01_收入.yaml"
            self.problems.append(EditionError(message, place=EditionPlace(MANIFEST), remedy=remedy))
        return fits

    def content(self, name: str) -> Any:
        path = self.folder / name
        try:
            if path.exists() and not path.is_file():
                raise FileNotFoundError
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
    yield from _numbering_checks(manifest.numbering)
    for name, phrase in manifest.phrases.items():
        if phrase.of == "prior" and not phrase.first_year:
            yield EditionError(
                f"短语“{name}”缺少 first_year（{CASE_LABELS['first_year']}）",
                place=phrase.where(),
                remedy="请补上一行“first_year: ……”",
                code="edition-missing-phrase",
            )


def _numbering_checks(series: Mapping[str, Numbering]) -> Iterator[EditionError]:
    """What a series starts anew within must be there, and not go round: numbering would never end."""
    for name, rule in series.items():
        trail = [name]
        while (outer := series[trail[-1]].within) in series and outer not in trail:
            trail.append(outer)
        message, remedy = f"编号“{name}”的 within 绕回了自己", "请改成上一级的编号方式"
        if outer not in trail:
            message, remedy = f"没有编号方式“{outer}”", f"可用的编号方式：{'、'.join(series)}"
        if outer:
            yield EditionError(message, place=rule.where("within"), remedy=remedy, code="edition-numbering")
