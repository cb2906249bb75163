"""The record's fields as they stand in its JSON, and what they mean: values ↔ plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from juesuan.amounts import Unit
from juesuan.drafts import Pending, Snapshot
from juesuan.narrative import (
    Block,
    Choices,
    Column,
    EditionIdentity,
    Figure,
    Narrative,
    Paragraph,
    Slot,
    SlotKind,
    SlotState,
    Span,
    Statement,
    StatementKind,
    Table,
    TableRow,
    Text,
    WrittenFor,
)
from juesuan.record.carried import CarriedSupplement, carried
from juesuan.record.part import Part, Several, Words


class _Change(Part):
    case: Words
    current: Words = ""
    base: Words = ""
    difference: Words = ""
    percent: Words = ""

    def value(self) -> WrittenFor:
        return WrittenFor(self.case, self.current, self.base, self.difference, self.percent)


class _Figure(Part):
    figure: Words
    text: Words

    def value(self) -> Figure:
        return Figure(self.figure, self.text)


class _Slot(Part):
    slot: Words
    kind: SlotKind
    label: Words
    prompt: Words
    suggestions: Several[Words] = ()
    text: Words = ""
    state: SlotState = "empty"
    about: _Change | None = None

    def value(self) -> Slot:
        about = self.about.value() if self.about else None
        return Slot(
            self.slot, self.kind, self.label, self.prompt, self.suggestions, self.text, self.state, about
        )


_Span = Annotated[Words | _Figure | _Slot, Field(union_mode="left_to_right")]


_Offset = Annotated[int, Field(strict=True, ge=0)]


class _Statement(Part):
    statement: Words
    kind: StatementKind
    at: tuple[_Offset, _Offset]
    about: Words | None = None

    def value(self) -> Statement:
        about = self.statement if self.about is None else self.about
        return Statement(self.statement, self.kind, *self.at, about)


class _Paragraph(Part):
    paragraph: Words
    style: Words
    spans: Several[_Span]
    statements: Several[_Statement] = ()

    def value(self) -> Paragraph:
        spans = (Text(span) if isinstance(span, str) else span.value() for span in self.spans)
        statements = tuple(each.value() for each in self.statements)
        return Paragraph(self.paragraph, self.style, tuple(spans), statements)


class _Column(Part):
    key: Words
    label: Words = ""


class _Row(Part):
    key: Words
    cells: Several[Words]


class _Table(Part):
    table: Words
    caption: Words = ""
    columns: Several[_Column]
    rows: Several[_Row]

    def value(self) -> Table:
        columns = tuple(Column(each.key, each.label) for each in self.columns)
        return Table(
            self.table, self.caption, columns, tuple(TableRow(row.key, row.cells) for row in self.rows)
        )


_Block = Annotated[_Paragraph | _Table, Field(union_mode="left_to_right")]


class _Edition(Part):
    name: Words
    digest: Words
    title: Words = ""
    shipped: bool = Field(default=False, strict=True)


class _Choices(Part):
    supplement: CarriedSupplement | None = None
    unit: Unit | None = None
    first_year: bool = Field(default=False, strict=True)

    def value(self) -> Choices:
        supplement = self.supplement.value() if self.supplement else None
        return Choices(supplement, self.unit, self.first_year)


class _Pending(Part):
    paragraph: Words
    staff: Words
    fresh: Words
    statement: Words = ""
    words: Mapping[Words, Words] = {}

    def value(self) -> Pending:
        return Pending(self.paragraph, self.staff, self.fresh, self.statement, self.words)


class _Record(Part):
    department: Words
    year: int = Field(strict=True, ge=1, le=9999)
    edition: _Edition
    choices: _Choices = _Choices()
    blocks: Several[_Block]
    written_for: Mapping[Words, _Change] = {}
    retired: Mapping[Words, Words] = {}
    removed: Several[Words] = ()
    pending: Several[_Pending] = ()
    cites: Mapping[Words, Mapping[Words, Words]] = {}
    notes: Mapping[Words, Several[Words]] = {}
    kept: Several[_Paragraph] = ()
    before: Several[_Paragraph] = ()
    settled: Mapping[Words, Mapping[Words, Words]] = {}


def as_snapshot(data: Any) -> Snapshot:
    """What the record says. Raises ``ValueError`` where a field is missing or of another kind."""
    record = _Record.model_validate(data)
    edition = record.edition
    narrative = Narrative(
        record.department,
        record.year,
        EditionIdentity(edition.name, edition.digest, edition.title, edition.shipped),
        tuple(block.value() for block in record.blocks),
        record.choices.value(),
    )
    return Snapshot(
        narrative,
        {key: change.value() for key, change in record.written_for.items()},
        record.retired,
        record.removed,
        tuple(each.value() for each in record.pending),
        record.cites,
        record.notes,
        tuple(each.value() for each in record.kept),
        tuple(each.value() for each in record.before),
        record.settled,
    )


def as_data(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot as JSON-able data; what has its default is left out."""
    base = snapshot.base
    edition = {"name": base.edition.name, "digest": base.edition.digest}
    data = {
        "department": base.department,
        "year": base.year,
        "edition": edition | _filled(title=base.edition.title, shipped=base.edition.shipped),
        "blocks": [_block(block) for block in base.blocks],
    }
    return data | _filled(
        choices=_choices(base.choices),
        written_for={key: _change(change) for key, change in snapshot.written_for.items()},
        retired=dict(snapshot.retired),
        removed=list(snapshot.removed),
        pending=[_pending(each) for each in snapshot.pending],
        cites={key: dict(each) for key, each in snapshot.cites.items()},
        notes={digest: list(about) for digest, about in snapshot.notes.items()},
        kept=[_block(each) for each in snapshot.kept],
        before=[_block(each) for each in snapshot.before],
        settled={key: dict(each) for key, each in snapshot.settled.items()},
    )


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _choices(choices: Choices) -> dict[str, Any]:
    supplement = carried(choices.supplement) if choices.supplement else None
    return _filled(supplement=supplement, unit=choices.unit, first_year=choices.first_year)


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        spans = [_span(span) for span in block.spans]
        head = {"paragraph": block.key, "style": block.style, "spans": spans}
        return head | _filled(statements=[_statement(each) for each in block.statements])
    return {
        "table": block.key,
        "caption": block.caption,
        "columns": [{"key": each.key, "label": each.label} for each in block.columns],
        "rows": [{"key": row.key, "cells": list(row.cells)} for row in block.rows],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    """A statement's mark; that it is about itself, as comparisons are, goes without saying."""
    head = {"statement": statement.key, "kind": statement.kind, "at": [statement.start, statement.end]}
    return head if statement.about == statement.key else head | {"about": statement.about}


def _pending(pending: Pending) -> dict[str, Any]:
    head = {"paragraph": pending.paragraph, "staff": pending.staff, "fresh": pending.fresh}
    return head | _filled(statement=pending.statement, words=dict(pending.words))


def _span(span: Span) -> Any:
    if isinstance(span, Text):
        return span.text
    if isinstance(span, Figure):
        return {"figure": span.key, "text": span.text}
    head = {"slot": span.key, "kind": span.kind, "label": span.label, "prompt": span.prompt}
    about = _change(span.about) if span.about else None
    state = "" if span.state == "empty" else span.state
    return head | _filled(suggestions=list(span.suggestions), text=span.text, state=state, about=about)


def _change(change: WrittenFor) -> dict[str, str]:
    return {"case": change.case} | _filled(**change._asdict())
