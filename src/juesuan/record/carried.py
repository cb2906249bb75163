"""The supplement as it travels in a record: values ↔ plain data."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from juesuan.accounts import Amount
from juesuan.places import SupplementPlace
from juesuan.record.part import Part, Several, Words
from juesuan.supplement import Column, Entry, Supplement, Value

_WHERE = "草稿中的补充资料"

# A forged exponent must not become a number of a billion digits when it is printed.
_Number = Annotated[Decimal, Field(max_digits=30, decimal_places=20, allow_inf_nan=False)]


class _Yuan(Part):
    yuan: _Number

    def value(self) -> Value:
        return Amount(self.yuan)


class _Count(Part):
    number: _Number

    def value(self) -> Value:
        return self.number


class _Entry(Part):
    values: Mapping[Column, _Yuan | _Count | Words | Several[Words]] = {}
    typed: Mapping[Column, Words] = {}
    label: Words = ""

    def value(self, key: str) -> Entry:
        values = {
            column: each.value() if isinstance(each, _Yuan | _Count) else each
            for column, each in self.values.items()
        }
        return Entry(values, self.typed, dict.fromkeys(values, SupplementPlace(_WHERE, key=key)), self.label)


class CarriedSupplement(Part):
    """The supplement that a draft carries, so that its file need not be given again."""

    year: int | None = Field(default=None, strict=True, ge=1, le=9999)
    department: Words | None = None
    settings: Mapping[Words, Words] = {}
    entries: Mapping[Words, _Entry] = {}

    def value(self) -> Supplement:
        """The supplement; its values stand in the draft."""
        entries = {key: entry.value(key) for key, entry in self.entries.items()}
        return Supplement(self.year, self.department, entries, self.settings, SupplementPlace(_WHERE))


def carried(supplement: Supplement) -> dict[str, Any]:
    """The supplement as JSON-able data."""
    return {
        "year": supplement.year,
        "department": supplement.department,
        "settings": dict(supplement.settings),
        "entries": {
            key: {
                "values": {column: _plain(value) for column, value in entry.values.items()},
                "typed": dict(entry.typed),
                "label": entry.label,
            }
            for key, entry in supplement.entries.items()
        },
    }


def _plain(value: Value) -> object:
    if isinstance(value, Amount):
        return {"yuan": str(value.yuan)}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    return value if isinstance(value, str) else list(value)
