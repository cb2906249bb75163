"""Which line of the supplement's form a key or a label means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from juesuan.supplement import Form, FormRow, FormSetting, Items
from juesuan.text import half_width

_ORDINAL = re.compile(r"^(\d{1,2}[.、]|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|其中:)+")
_QUOTES = str.maketrans("", "", "“”‘’\"'")
_CODE = r"(?P<code>\d{3,7})"


@lru_cache(maxsize=4096)
def normalised(label: object) -> str:
    """A label without white space, quotes, numbering, and full-width forms of half-width signs."""
    text = half_width(str(label)).translate(_QUOTES).rstrip(":")
    return _ORDINAL.sub("", text) or text


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form: its row and its key (an ``each`` row has one for every item)."""

    row: FormRow
    key: str


class FormIndex:
    """Finds lines and settings of a form, by key or as people wrote the label."""

    def __init__(self, form: Form, items: Items) -> None:
        self._keys: dict[str, FormRow] = {}
        self._each: list[tuple[re.Pattern[str], FormRow]] = []
        self._labels: dict[str, dict[str, Line]] = {}
        self._anywhere: dict[str, list[Line]] = {}
        self._each_in: dict[str, FormRow] = {}
        self._settings = {setting.key: setting for setting in form.settings}
        self._setting_labels = {normalised(setting.label): setting for setting in form.settings}
        for section in form.sections:
            self._add_section(normalised(section.title), section.rows, items)

    def _add_section(self, title: str, rows: Iterable[FormRow], items: Items) -> None:
        labels = self._labels.setdefault(title, {})
        for row in rows:
            if row.each:
                pattern = re.escape(row.key).replace(r"\{code\}", _CODE)
                self._each.append((re.compile(pattern), row))
                self._each_in[title] = row
            else:
                self._keys[row.key] = row
            for key, label in row.lines(items):
                line = Line(row, key)
                labels[normalised(label)] = line
                self._anywhere.setdefault(normalised(label), []).append(line)

    def is_section(self, label: str) -> bool:
        """Whether that is a section's title."""
        return normalised(label) in self._labels

    def setting(self, name: str) -> FormSetting | None:
        """The setting with that key or label."""
        return self._settings.get(name) or self._setting_labels.get(normalised(name))

    def by_key(self, key: str) -> Line | None:
        """The line with that key; any item's key has one, whether or not the figures list the item."""
        if row := self._keys.get(key):
            return Line(row, key)
        for pattern, row in self._each:
            if pattern.fullmatch(key):
                return Line(row, key)
        return None

    def by_label(self, label: str, section: str = "") -> Line | None:
        """The line with that label in the section, else the only one of that label anywhere.

        In a section of items, a label that begins with a code means that item.
        """
        text, title = normalised(label), normalised(section)
        if line := self._labels.get(title, {}).get(text):
            return line
        row, code = self._each_in.get(title), re.match(_CODE, text)
        if row and code:
            return Line(row, row.key.format(code=code["code"], name=""))
        lines = self._anywhere.get(text, [])
        return lines[0] if len(lines) == 1 else None
