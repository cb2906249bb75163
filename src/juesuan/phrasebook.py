"""Editions of the phrasebook: an official template's sentences as data.

An edition is a folder: ``edition.yaml`` (the manifest), ``slots.yaml``, ``supplement.yaml`` and the
section files that the manifest lists in the order of the document. Everything a sentence needs of a
place stands there; the code names none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from juesuan.located_yaml import Located
from juesuan.narrative import EditionIdentity, SlotKind
from juesuan.places import EditionPlace, Place
from juesuan.quantities import CASES, NumberRules
from juesuan.supplement import Form

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
    shipped: bool

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


assert set(CASES) <= set(Phrase.model_fields)
