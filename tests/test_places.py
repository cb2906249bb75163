"""Places: every kind for people and for programs, and back; quotes that can be searched for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.places import (
    LONGEST_QUOTE,
    NOWHERE,
    CellPlace,
    EditionPlace,
    FilePlace,
    ParagraphPlace,
    Place,
    SupplementPlace,
    place_from_json,
    quote,
)

PLACES: tuple[tuple[Place, str, str, dict[str, object]], ...] = (
    (NOWHERE, "", "", {"kind": "nowhere"}),
    (
        FilePlace("2022.xlsx"),
        "2022.xlsx",
        "",
        {"kind": "file", "file": "2022.xlsx", "line": 0, "key": ""},
    ),
    (
        FilePlace("原因.yaml", 5),
        "原因.yaml 第5行",
        "第5行",
        {"kind": "file", "file": "原因.yaml", "line": 5, "key": ""},
    ),
    (
        FilePlace("原因.yaml", key="fund"),
        "原因.yaml fund",
        "fund",
        {"kind": "file", "file": "原因.yaml", "line": 0, "key": "fund"},
    ),
    (
        CellPlace("2022.xlsx", "公开01表", "C7"),
        "2022.xlsx “公开01表” C7",
        "C7",
        {"kind": "cell", "file": "2022.xlsx", "sheet": "公开01表", "cell": "C7"},
    ),
    (
        CellPlace("2022.xlsx", "公开01表"),
        "2022.xlsx “公开01表”",
        "",
        {"kind": "cell", "file": "2022.xlsx", "sheet": "公开01表", "cell": ""},
    ),
    (
        ParagraphPlace(23, "（七）2130306-水利工程运行与维护支出", "items.2130306", "items.2130306.reason"),
        "第23段“（七）2130306-水利工程运…”",
        "第23段",
        {
            "kind": "paragraph",
            "paragraph": 23,
            "quote": "（七）2130306-水利工程运行与维护支出",
            "key": "items.2130306",
            "slot": "items.2130306.reason",
        },
    ),
    (
        EditionPlace("05_x.yaml", 6, "key"),
        "05_x.yaml 第6行 “key”",
        "第6行",
        {"kind": "edition", "file": "05_x.yaml", "line": 6, "key": "key"},
    ),
    (
        SupplementPlace("补充资料.xlsx", "补充资料", "C5", "operating_cost"),
        "补充资料.xlsx “补充资料” C5",
        "C5",
        {
            "kind": "supplement",
            "file": "补充资料.xlsx",
            "sheet": "补充资料",
            "cell": "C5",
            "key": "operating_cost",
        },
    ),
    (
        SupplementPlace("补充资料.yaml", key="operating_cost.current"),
        "补充资料.yaml operating_cost.current",
        "operating_cost.current",
        {
            "kind": "supplement",
            "file": "补充资料.yaml",
            "sheet": "",
            "cell": "",
            "key": "operating_cost.current",
        },
    ),
)


@pytest.mark.parametrize(("place", "text", "spot", "data"), PLACES, ids=lambda each: str(each)[:30])
def test_a_place_is_told_to_people_and_programs(
    place: Place, text: str, spot: str, data: dict[str, object]
) -> None:
    """Chinese for people, the innermost part alone, a kind and named parts for programs."""
    assert (text, spot, data) == (str(place), place.spot, place.as_json())


@pytest.mark.parametrize("place", [each[0] for each in PLACES], ids=str)
def test_a_place_comes_back_from_json(place: Place) -> None:
    """What was written is the same place again, of the same kind."""
    again = place_from_json(place.as_json())
    assert (type(place), place) == (type(again), again)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "planet"},
        {"kind": "cell"},
        {"kind": "cell", "file": "a.xlsx", "moon": ""},
        {"kind": "paragraph", "paragraph": 1, "quote": "", "key": "", "slot": "", "more": 1},
    ],
)
def test_what_is_no_place_is_refused(data: dict[str, object]) -> None:
    """Another kind, a part that is missing or unknown."""
    with pytest.raises((KeyError, TypeError, ValueError)):
        place_from_json(data)


def test_places_of_different_kinds_are_different() -> None:
    """The same words say another thing in another kind."""
    assert len({EditionPlace("a", 1, "k"), FilePlace("a", 1, "k"), CellPlace("a", "1", "k")}) == 3


LONG = "".join(chr(0x4E00 + at) for at in range(100))


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("短的一段", 0, None, "短的一段"),
        ("  前后有空格  ", 0, None, "前后有空格"),
        ("", 0, None, ""),
        (LONG, 0, None, LONG[:40]),
        (LONG, 50, 52, LONG[42:82]),
        (LONG, 99, 100, LONG[60:]),
        (LONG, 100, 100, LONG[60:]),
        (f"{LONG}\n{LONG}", 110, 112, LONG[1:41]),
        (f"甲乙\n{LONG}", 1, 2, "甲乙"),
        (f"{LONG}\t丙丁", 101, 103, "丙丁"),
        ("甲乙\n丙丁", 2, 5, "丙丁"),
        ("甲乙\n \n丙丁", 4, 4, "丙丁"),
        ("甲乙\n \n", 4, 4, "甲乙"),
    ],
)
def test_a_quote_is_the_text_round_the_spot(text: str, start: int, end: int | None, expected: str) -> None:
    """At most 40 characters, from a few before the spot; searching does not go across a break."""
    assert expected == quote(text, start, end)


@given(st.text("甲乙丙 \n\t", max_size=120), st.integers(-5, 125), st.integers(-5, 125))
def test_a_quote_stands_in_its_text(text: str, start: int, end: int) -> None:
    """Whatever the offsets: it is found by searching, is short, and has no break in it."""
    found = quote(text, start, end)
    assert found in text
    assert len(found) <= LONGEST_QUOTE
    assert not set(found) & {"\n", "\t"}
