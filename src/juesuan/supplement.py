"""The supplement (补充资料): what no table contains. Its form is data of the edition.

A key is the dotted name that sentences use (``three_public_expenses.reception``). Where the key
names a figure that a table also has, the table's is used and the supplement fills only what the
table lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from juesuan.accounts import Amount
from juesuan.places import Place, SupplementPlace

Column = Literal["current", "prior", "budget"]
RowKind = Literal["amount", "count", "number", "text", "list"]

COLUMN_LABELS: Mapping[Column, str] = {"current": "本年", "prior": "上年", "budget": "预算"}


Items = Mapping[str, Sequence[tuple[str, str]]]
"""Code and name of the items of the figures, by list (``general_public_budget.items``)."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FormSetting(_Data):
    """A department's choice on top of the form; ``choices`` empty means free text.

    ``numbers``: what a choice changes in the edition's ``numbers`` (number formats), by choice.
    """

    key: str
    label: str
    default: str = ""
    choices: tuple[str, ...] = ()
    note: str = ""
    numbers: Mapping[str, Mapping[str, Any]] = {}


class FormRow(_Data):
    """One row of the form.

    ``kind``: ``amount`` (in the form's 单位), ``count`` (whole number), ``number`` (e.g. a score or a
    percentage), ``text``, ``list`` (items separated by 、 or ； or line breaks).
    With ``each`` (so far ``general_public_budget.items``, ``government_fund.items``,
    ``state_capital.items``) the row stands for one row per item of the figures: ``{code}`` and
    ``{name}`` in key and label are replaced.
    """

    key: str
    label: str
    kind: RowKind = "amount"
    columns: tuple[Column, ...] = ("current",)
    each: str = ""
    note: str = ""

    def lines(self, items: Items) -> Iterator[tuple[str, str]]:
        """Key and label of every line this row stands for: one, or one for each item."""
        if not self.each:
            yield self.key, self.label
            return
        for code, name in items.get(self.each, ()):
            yield self.key.format(code=code, name=name), self.label.format(code=code, name=name)


class FormSection(_Data):
    """A titled block of rows; a label is unique within its section."""

    title: str
    rows: tuple[FormRow, ...]
    note: str = ""


class Form(_Data):
    """The whole form of an edition's supplement."""

    settings: tuple[FormSetting, ...] = ()
    sections: tuple[FormSection, ...] = ()


_NO_FILE = SupplementPlace("")

Value = Amount | Decimal | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the supplement says of one key in each column; a missing column is unknown.

    ``amount`` rows give ``Amount`` (元), ``count``/``number`` rows ``Decimal``, ``text`` rows ``str``,
    ``list`` rows a tuple. ``typed`` keeps a number as it was typed (142, 142.00), in the form's unit.
    ``label`` is the line's label as people wrote it, for items that only the supplement names.
    """

    values: Mapping[Column, Value] = field(default_factory=dict)
    typed: Mapping[Column, str] = field(default_factory=dict)
    places: Mapping[Column, Place] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True, slots=True)
class Supplement:
    """A supplement as read."""

    year: int | None = None
    department: str | None = None
    entries: Mapping[str, Entry] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    place: SupplementPlace = _NO_FILE


def as_json(supplement: Supplement) -> dict[str, object]:
    """The supplement as plain data, to travel in a draft's snapshot."""
    return {
        "year": supplement.year,
        "department": supplement.department,
        "settings": dict(supplement.settings),
        "entries": {
            key: {
                "values": {column: _packed(value) for column, value in entry.values.items()},
                "typed": dict(entry.typed),
                "label": entry.label,
            }
            for key, entry in supplement.entries.items()
        },
    }


def from_json(data: Mapping[str, Any], file: str) -> Supplement:
    """The supplement that ``as_json`` packed; ``file`` is what messages call it."""
    return Supplement(
        data["year"],
        data["department"],
        {
            key: Entry(
                {column: _unpacked(value) for column, value in entry["values"].items()},
                entry["typed"],
                dict.fromkeys(entry["values"], SupplementPlace(file, key=key)),
                entry.get("label", ""),
            )
            for key, entry in data["entries"].items()
        },
        data["settings"],
        SupplementPlace(file),
    )


def _packed(value: Value) -> object:
    if isinstance(value, Amount):
        return {"yuan": str(value.yuan)}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    return value if isinstance(value, str) else list(value)


def _unpacked(value: Any) -> Value:
    if isinstance(value, dict):
        if "yuan" in value:
            return Amount(Decimal(value["yuan"]))
        return Decimal(value["number"])
    return value if isinstance(value, str) else tuple(value)
