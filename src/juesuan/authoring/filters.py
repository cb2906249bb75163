"""What each filter of a sentence takes, and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from juesuan.authoring.vocabulary import ANY, DECIMAL, NUMBER, QUANTITY, TEXT, Kind, is_figure, list_of

Gives = Callable[[Kind], Kind]


@dataclass(frozen=True)
class FilterKind:
    """``takes``: what may stand before it, in words; ``accepts``: whether a kind is that."""

    takes: str
    accepts: Callable[[Kind], bool]
    gives: Gives


def _is_list(kind: Kind) -> bool:
    return kind.element is not None


def _is_list_or_text(kind: Kind) -> bool:
    return kind.element is not None or kind.is_text


def _is_plain(kind: Kind) -> bool:
    return kind in (NUMBER, DECIMAL) or kind.is_text


def _is_number(kind: Kind) -> bool:
    return kind == NUMBER or is_figure(kind)


def _is_countable(kind: Kind) -> bool:
    return kind in (NUMBER, DECIMAL)


def _prints(kind: Kind) -> bool:
    return kind.printable


def _always(result: Kind) -> Gives:
    return lambda kind: result


def _same(kind: Kind) -> Kind:
    return kind


def _element(kind: Kind) -> Kind:
    return kind.element or ANY


def _of_each(names: str, takes: str, accepts: Callable[[Kind], bool], gives: Gives) -> dict[str, FilterKind]:
    return dict.fromkeys(names.split(), FilterKind(takes, accepts, gives))


FILTER_KINDS: Mapping[str, FilterKind] = {
    **_of_each("trimmed typed zero_as percent", "一个数", is_figure, _always(QUANTITY)),
    **_of_each("chinese", "一个数", lambda kind: _is_number(kind) or kind.is_text, _always(TEXT)),
    **_of_each("joined", "一个名单", _is_list_or_text, _always(TEXT)),
    **_of_each("join", "一个名单", _is_list_or_text, _always(TEXT)),
    **_of_each("list sort reverse unique", "一个名单", _is_list, _same),
    **_of_each("select reject selectattr rejectattr", "一个名单", _is_list, _same),
    **_of_each("first last random min max", "一个名单", _is_list_or_text, _element),
    **_of_each("map groupby batch slice", "一个名单", _is_list, _always(list_of(ANY))),
    **_of_each("sum", "一个名单", _is_list, _always(ANY)),
    **_of_each("length count", "一个名单", _is_list_or_text, _always(NUMBER)),
    **_of_each("round abs", "一个不是决算数的数", _is_countable, _same),
    **_of_each("int", "一个不是决算数的数", _is_plain, _always(NUMBER)),
    **_of_each("float", "一个不是决算数的数", _is_plain, _always(DECIMAL)),
    **_of_each(
        "replace upper lower title capitalize trim truncate string", "文字或数", _prints, _always(TEXT)
    ),
}
"""Filters by what they do; one that is not here may take and give anything."""

BY_ATTRIBUTE = {"selectattr", "rejectattr", "groupby"}
"""Filters whose first argument names something of each element; others say ``attribute=``."""
