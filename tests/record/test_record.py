"""The record of a draft: what goes in comes out; what is damaged, newer or forged is told in one message."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import juesuan
from benchmarks import record_sizes
from finished import fresh, written
from juesuan.accounts import Amount
from juesuan.drafts import Draft, Pending, Snapshot
from juesuan.errors import DocumentError, JuesuanError
from juesuan.merge import merge
from juesuan.narrative import (
    Block,
    Choices,
    Column,
    EditionIdentity,
    Figure,
    Narrative,
    Paragraph,
    Slot,
    Statement,
    Table,
    TableRow,
    Text,
    WrittenFor,
)
from juesuan.record import MOST_PROPERTIES, PREFIX, pack, unpack
from juesuan.record.carrier import LARGEST
from juesuan.review import review
from juesuan.supplement import Entry, Supplement
from juesuan.word import open_document, read_bytes, record_size, revise, write
from juesuan.word.package import custom_properties, save_document
from juesuan.word.properties import read_properties
from juesuan.word.write import store_snapshot
from records import DRAFTS, at, json_of, paths, properties_of, put, repacked, without

words = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8)
changes = st.builds(WrittenFor, st.sampled_from(["increase", "level"]), words, words, words, words)
spans = st.one_of(
    st.builds(Text, words),
    st.builds(Figure, words, words),
    st.builds(
        Slot,
        words,
        st.sampled_from(["reason", "purpose", "text"]),
        words,
        words,
        st.lists(words, max_size=2).map(tuple),
        words,
        st.sampled_from(["empty", "suggested", "confirmed", "filled"]),
        st.none() | changes,
    ),
)
places = st.integers(0, 10**6)
statements = st.builds(
    Statement, words, st.sampled_from(["ordinal", "comparison", "slot"]), places, places, words
)
paragraphs = st.builds(
    Paragraph,
    words,
    st.sampled_from(["title", "body"]),
    st.lists(spans, max_size=4).map(tuple),
    st.lists(statements, max_size=2).map(tuple),
)
tables = st.builds(
    Table,
    words,
    words,
    st.lists(st.builds(Column, words, words), max_size=3).map(tuple),
    st.lists(st.builds(TableRow, words, st.lists(words, max_size=3).map(tuple)), max_size=3).map(tuple),
)
values = st.one_of(
    st.decimals(-(10**9), 10**9, places=2).map(Amount),
    st.decimals(0, 1000, places=1),
    words,
    st.lists(words, max_size=2).map(tuple),
)
columns = st.sampled_from(["current", "prior", "budget"])
supplements = st.builds(
    Supplement,
    st.none() | st.integers(2000, 2100),
    st.none() | words,
    st.dictionaries(
        words,
        st.builds(
            Entry,
            st.dictionaries(columns, values, max_size=3),
            st.dictionaries(columns, words),
            st.just({}),
            words,
        ),
        max_size=3,
    ),
    st.dictionaries(words, words, max_size=2),
)
snapshots = st.builds(
    Snapshot,
    st.builds(
        Narrative,
        words,
        st.integers(1990, 2100),
        st.builds(EditionIdentity, words, words, words, st.booleans()),
        st.lists(paragraphs | tables, max_size=4).map(tuple),
        st.builds(Choices, st.none() | supplements, st.sampled_from([None, "元", "万元"]), st.booleans()),
    ),
    st.dictionaries(words, changes, max_size=2),
    st.dictionaries(words, words, max_size=2),
    st.lists(words, max_size=2).map(tuple),
    st.lists(
        st.builds(Pending, words, words, words, words, st.dictionaries(words, words, max_size=2)), max_size=2
    ).map(tuple),
    st.dictionaries(words, st.dictionaries(words, words, max_size=2), max_size=2),
    settled=st.dictionaries(words, st.dictionaries(words, words, max_size=2), max_size=2),
)


def placeless(snapshot: Snapshot) -> Snapshot:
    """The snapshot without the places of its supplement: those of a file are not those of a draft."""
    choices = snapshot.base.choices
    if choices.supplement is None:
        return snapshot
    entries = {key: replace(entry, places={}) for key, entry in choices.supplement.entries.items()}
    supplement = Supplement(
        choices.supplement.year, choices.supplement.department, entries, choices.supplement.settings
    )
    return replace(snapshot, base=replace(snapshot.base, choices=replace(choices, supplement=supplement)))


@given(snapshots)
def test_what_goes_in_comes_out(snapshot: Snapshot) -> None:
    """Paragraphs, tables, choices, words of slots gone, conflicts: all as it was, in pieces of 250."""
    properties = pack(snapshot)
    again, findings = unpack(properties)
    assert again is not None
    assert (snapshot, ()) == (placeless(again), findings)
    told, base = again.base.edition, snapshot.base.edition
    assert (base.title, base.shipped) == (told.title, told.shipped)
    assert max(map(len, properties.values())) <= 250


def test_a_table_travels_in_a_document() -> None:
    """A table among the blocks is not written as text, and comes back with the record."""
    cells = TableRow("2011301", ("2011301", "行政运行", "150.93"))
    table = Table(
        "05", "公开05表", (Column("code", "编码"), Column("name", "名称"), Column("total", "合计")), (cells,)
    )
    made = Narrative(
        "某某局", 2022, EditionIdentity("e", "h"), (Paragraph("title", "title", (Text("说明"),)), table)
    )
    draft = read_bytes(write(made))
    assert draft.snapshot is not None
    assert (made, ["说明"]) == (draft.snapshot.base, [each.text for each in draft.paragraphs])


def test_a_table_stays_when_paragraphs_change() -> None:
    """New paragraphs take the place of those with their keys; the table between them is untouched."""
    one, two = Paragraph("one", "body", (Text("一"),)), Paragraph("two", "body", (Text("二"),))
    made = Narrative("某某局", 2022, EditionIdentity("e", "h"), (one, Table("05", "", (), ()), two))
    other = replace(two, spans=(Text("贰"),))
    assert (one, Table("05", "", (), ()), other) == made.with_paragraphs([one, other]).blocks


def test_a_number_of_the_supplement_keeps_how_it_was_typed() -> None:
    """142 stays 142 and 142.00 stays 142.00; amounts stay in 元."""
    entry = Entry({"current": Amount(Decimal("1420000")), "prior": Decimal("142.00")}, {"current": "142"})
    choices = Choices(Supplement(2022, "某某局", {"a": entry}, {"self_reference": "本单位"}))
    snapshot = Snapshot(Narrative("某某局", 2022, EditionIdentity("e", "h"), (), choices))
    again, _ = unpack(pack(snapshot))
    assert again is not None
    assert again.base.choices.supplement is not None
    there = again.base.choices.supplement.entries["a"]
    assert (entry.values, entry.typed) == (there.values, there.typed)
    assert "142.00" == str(there.values["prior"])


# ---- what was not written so ----

BYTES = (DRAFTS / "fujian-refreshed.docx").read_bytes()
REAL = read_bytes(BYTES)
"""A draft that staff worked on and that was refreshed twice: a conflict, words of slots that are gone."""
RECORD: dict[str, Any] = json_of(pack(REAL.snapshot)) if REAL.snapshot else {}
RECORD_1: dict[str, Any] = json_of(
    read_properties(getattr(custom_properties(open_document(BYTES)), "blob", b"")) or {}
)
LEAST = {name: RECORD[name] for name in ("department", "year", "edition", "blocks")}


def damaged(properties: dict[str, str]) -> bool:
    """Whether exactly this is said: the record is damaged, the document will be compared by its words."""
    snapshot, findings = unpack(properties, "草稿.docx")
    if snapshot is not None:
        return False
    (finding,) = findings
    assert ("snapshot-damaged", "warning", "草稿.docx") == (
        finding.code,
        finding.severity,
        str(finding.place),
    )
    assert "记录已损坏" in finding.message
    return True


def test_the_record_under_test_is_a_full_one() -> None:
    """Every kind of thing that a record holds is in it, so that all of it gets broken below."""
    assert {"written_for", "retired", "removed", "pending", "choices"} <= set(RECORD)
    assert not damaged(properties_of(RECORD))


def test_a_field_that_nobody_knows_is_ignored() -> None:
    """What a later juesuan adds within the format does not make the record unreadable."""
    more = {**RECORD, "settlements": {"items.2011301": {"by": "words"}}}
    more["blocks"] = [{**block, "footnotes": [1, 2]} for block in RECORD["blocks"]]
    assert unpack(properties_of(RECORD)) == unpack(properties_of(more))


def test_a_field_with_a_default_may_be_missing() -> None:
    """Only what a merge cannot do without must be there."""
    snapshot, findings = unpack(properties_of(LEAST))
    assert snapshot is not None
    assert ((), Choices(), {}, ()) == (findings, snapshot.base.choices, snapshot.retired, snapshot.pending)


@pytest.mark.parametrize("name", ["department", "year", "edition", "blocks"])
def test_a_field_without_a_default_must_be_there(name: str) -> None:
    """Without one of these the record is damaged."""
    assert damaged(properties_of(without(RECORD, (name,))))


@pytest.mark.parametrize("at_", [0, 1, 120, 249])
@pytest.mark.parametrize("chunk", ["0000", "0003"])
def test_one_bit_flipped(chunk: str, at_: int) -> None:
    """A single bit that turned over is noticed."""
    properties = properties_of(RECORD)
    text = properties[f"{PREFIX}{chunk}"]
    properties[f"{PREFIX}{chunk}"] = text[:at_] + chr(ord(text[at_]) ^ 1) + text[at_ + 1 :]
    assert damaged(properties)


@pytest.mark.parametrize("name", ["0000", "0004", "digest", "format"])
def test_a_property_is_missing(name: str) -> None:
    """A piece, the digest or the format's number that an editor dropped is noticed."""
    properties = properties_of(RECORD)
    del properties[f"{PREFIX}{name}"]
    assert damaged(properties)


@pytest.mark.parametrize("number", ["", "²", "٢", "0", "-1", "2.0", "zwei", "1e9", "9" * 5000, "\u0000"])
def test_a_format_that_is_no_number(number: str) -> None:
    """A format that is not written in plain digits is no newer one."""
    assert damaged(properties_of(RECORD, number))


@pytest.mark.parametrize("number", ["3", "99", "100000"])
def test_a_newer_format_asks_for_an_update(number: str) -> None:
    """A record of a newer juesuan is not read with half an understanding."""
    with pytest.raises(DocumentError, match=r"较新的 juesuan（9\.9）生成的。请先更新 juesuan"):
        unpack(properties_of(RECORD, number), "草稿.docx")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"null",
        b"[]",
        b'"x"',
        b"NaN",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" * (15 * 2**20),
        b" " * (100 * 2**20),
        b'{"year":' + b"9" * 100_000 + b"}",
        json.dumps({**LEAST, "blocks": [{}] * 2_000_000}, separators=(",", ":")).encode(),
    ],
    ids=[
        "empty",
        "no UTF-8",
        "cut off",
        "null",
        "list",
        "text",
        "NaN",
        "deep lists",
        "deep mappings",
        "15 M deep",
        "100 MB unpacked",
        "100,000 digits",
        "2 M wrong blocks",
    ],
)
@pytest.mark.parametrize("number", ["1", "2"])
def test_json_that_is_no_record(raw: bytes, number: str) -> None:
    """Deep, huge, cut off or something else altogether: damaged, whichever format it says."""
    assert damaged(properties_of(raw, number))


WRONG: tuple[Any, ...] = (
    None,
    True,
    7,
    -1,
    1.5,
    10**400,
    "x",
    "²",
    "\ud800",
    "\x00",
    [],
    ["x"],
    {},
    {"x": "x"},
)


def shapes(data: Any) -> dict[tuple[str, ...], tuple[str | int, ...]]:
    """One path for each field of the format: every paragraph's spans are alike."""
    found: dict[tuple[str, ...], tuple[str | int, ...]] = {}
    for path in paths(data):
        kinds = [type(at(data, path[:end])).__name__ for end in range(1, len(path) + 1)]
        names = [str(step) if isinstance(step, str) and "." not in step else "*" for step in path]
        found.setdefault((*names, *kinds), path)
    return found


SHAPES = shapes(RECORD)


@pytest.mark.parametrize("path", SHAPES.values(), ids=lambda path: ".".join(map(str, path)) or "all")
def test_a_wrong_value_in_any_field(path: tuple[str | int, ...]) -> None:
    """The field gone, or of any other kind: the record is damaged, or one that a merge can work with."""
    forged = [put(RECORD, path, value) for value in WRONG]
    read_ = [
        snapshot
        for data in [*forged, *([without(RECORD, path)] if path else [])]
        if not damaged(properties_of(data)) and (snapshot := unpack(properties_of(data))[0])
    ]
    for snapshot in read_[:1] + read_[-1:]:  # the rest differs in letters
        usable(replace(REAL, snapshot=snapshot))


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)
PLACES = list(paths(RECORD))


@pytest.mark.parametrize("number", ["1", "2"])
@given(data=st.data())
def test_any_place_of_a_real_record_changed(number: str, data: st.DataObject) -> None:
    """Values exchanged, taken out, put in elsewhere, doubled: damaged, or a merge can work with it."""
    record: Any = RECORD if number == "2" else RECORD_1
    places = list(paths(record)) if number == "1" else PLACES
    start = record
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(places))
        value = data.draw(plain | st.sampled_from(places).map(lambda other: at(start, other)))
        with suppress(KeyError, IndexError, TypeError):  # an earlier change took this place away
            record = put(record, path, value)
    properties = properties_of(record, number)
    if not damaged(properties):
        snapshot, _ = unpack(properties)
        assert snapshot is not None
        usable(replace(REAL, snapshot=snapshot))


def usable(draft: Draft) -> None:
    """Refresh and check work with the draft, or say in one message why not."""
    try:
        revision = merge(draft.snapshot, draft, fresh())
        assert read_bytes(revise(open_document(BYTES), revision)).snapshot is not None
        review(draft, fresh())
        review(draft, None)
    except JuesuanError:
        pass


def test_a_record_of_three_thousand_paragraphs() -> None:
    """A forged record far larger than its document is read, and a merge comes to an end."""
    blocks = [{**RECORD["blocks"][at_ % 60], "paragraph": f"p{at_}"} for at_ in range(3000)]
    snapshot, findings = unpack(properties_of({**RECORD, "blocks": blocks}))
    assert snapshot is not None
    assert (3000, ()) == (len(snapshot.base.blocks), findings)
    usable(replace(REAL, snapshot=snapshot))


def test_custom_properties_that_are_no_xml() -> None:
    """The part cut in two: damaged; a refresh of it writes a new one."""
    cut = repacked(BYTES, lambda xml: xml[: len(xml) // 2])
    draft = read_bytes(cut, "草稿.docx")
    assert (None, ["snapshot-damaged"]) == (draft.snapshot, [each.code for each in draft.findings])
    revision = merge(None, draft, written())
    assert read_bytes(revise(open_document(cut), revision)).snapshot is not None


def test_a_record_beyond_what_was_tried_is_told(example: Path, tmp_path: Path, monkeypatch: Any) -> None:
    """Draft and refresh count the properties that they wrote; up to what was tried nothing is said."""
    inputs = (example / "2022.xlsx", example / "2021.xlsx")
    draft, again = tmp_path / "草稿.docx", tmp_path / "新稿.docx"
    said = [juesuan.draft(*inputs, supplement=example / "补充资料.xlsx", output=draft).findings]
    said.append(juesuan.refresh(draft, *inputs, output=again).findings)
    assert [] == [each for findings in said for each in findings if each.code == "record-large"]
    count = record_size(draft.read_bytes())
    part = custom_properties(open_document(draft.read_bytes()))
    assert part is not None
    assert count == sum(name.startswith(PREFIX) for name in read_properties(part.blob) or {})
    monkeypatch.setattr("juesuan.record.carrier.MOST_PROPERTIES", count - 1)
    said = [juesuan.draft(*inputs, supplement=example / "补充资料.xlsx").findings]
    said.append(juesuan.refresh(draft, *inputs).findings)
    told = [each for findings in said for each in findings if each.code == "record-large"]
    assert [("info", str(count), str(count - 1))] * 2 == [
        (each.severity, each.found, each.expected) for each in told
    ]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The record of 300 items with nine tables, every reason filled in."""
    return record_sizes.snapshot(tmp_path_factory.mktemp("full"), 300, with_tables=True)


def test_three_hundred_items_with_nine_tables_are_within_what_was_tried(full: Snapshot) -> None:
    """At most 400 properties of at most 250 characters, and all of it comes back."""
    properties = pack(full)
    assert len(properties) <= MOST_PROPERTIES
    assert max(map(len, properties.values())) <= 250
    assert 9 == sum(isinstance(block, Table) for block in full.base.blocks)
    assert 300 < sum(isinstance(block, Paragraph) for block in full.base.blocks)
    again, _ = unpack(properties)
    assert again is not None
    assert without_sources(full.base.blocks) == again.base.blocks


def without_sources(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks as a record keeps them: where a figure came from stays behind."""
    return tuple(
        replace(
            block,
            spans=tuple(
                replace(span, source=None) if isinstance(span, Figure) else span for span in block.spans
            ),
        )
        if isinstance(block, Paragraph)
        else block
        for block in blocks
    )


@pytest.mark.parametrize(("more", "expected"), [(0, []), (LARGEST, ["snapshot-damaged"])])
def test_a_record_that_swells_is_damaged(more: int, expected: list[str]) -> None:
    """Blanks pack to nothing: what inflates beyond any honest record is not inflated, though all is in order."""
    raw = json.dumps(json_of(pack(Snapshot(written())))).encode() + b" " * more
    assert expected == [finding.code for finding in unpack(properties_of(raw))[1]]


@pytest.mark.office
@pytest.mark.parametrize("kind", ["docx", "odt", "doc"])
def test_a_full_record_survives_every_format(full: Snapshot, tmp_path: Path, convert: Any, kind: str) -> None:
    """300 items with nine tables, saved by LibreOffice in another format and back: nothing is lost."""
    document = open_document(write(replace(full.base, blocks=full.base.paragraphs[:70])))
    store_snapshot(document, full)
    path = tmp_path / "大.docx"
    path.write_bytes(save_document(document))
    saved = convert(path, kind)
    if kind != "docx":
        saved = convert(saved, "docx")
    draft = read_bytes(saved.read_bytes())
    assert () == draft.findings
    assert draft.snapshot is not None
    assert without_sources(full.base.blocks) == draft.snapshot.base.blocks
    assert len(pack(full)) == record_size(saved.read_bytes())
