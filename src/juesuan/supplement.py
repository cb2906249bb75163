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
