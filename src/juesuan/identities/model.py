"""An identity as data: one amount against the sum of others, and how far rounding may part them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from juesuan.accounts import YUAN_PER_WAN, Amount, FinalAccounts, Row, Side, Table, TableKind
from juesuan.errors import Place
from juesuan.narrative import Finding, Severity
from juesuan.quantities import round_half_up
from juesuan.supplement import Supplement

HALF_CENT = Decimal("0.005")
BETWEEN_TABLES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Term:
    """A named amount, in 元; its cell is in it."""

    label: str
    amount: Amount
    sign: int = 1

    @property
    def known(self) -> bool:
        return self.amount.yuan is not None

    @property
    def wan(self) -> Decimal:
        """The amount in 万元 as it is printed."""
        assert self.amount.yuan is not None
        return self.sign * round_half_up(self.amount.yuan / YUAN_PER_WAN, 2)


@dataclass(frozen=True, slots=True)
class Equation:
    """``left`` = Σ ``right``, or ≤, or ≥. ``between`` two tables one printed amount may differ by 0.01."""

    left: Term
    right: tuple[Term, ...]
    relation: Literal["=", "≤", "≥"] = "="
    between: bool = False
    severity: Severity = "error"
    reason: str = ""

    @property
    def known(self) -> bool:
        return self.left.known and bool(self.right) and all(term.known for term in self.right)

    @property
    def difference(self) -> Decimal:
        """Left minus right, 万元."""
        return self.left.wan - sum((term.wan for term in self.right), Decimal(0))

    @property
    def tolerance(self) -> Decimal:
        """How far rounding to 0.01万元 can part the two sides: 0.005 for each printed number."""
        parts = HALF_CENT * (len(self.right) + 1)
        return max(parts, BETWEEN_TABLES) if self.between or len(self.right) == 1 else parts

    @property
    def broken(self) -> bool:
        """Whether more than rounding parts the two sides."""
        if self.relation == "≤":
            return self.difference > self.tolerance
        if self.relation == "≥":
            return -self.difference > self.tolerance
        return abs(self.difference) > self.tolerance


@dataclass(frozen=True, slots=True)
class Gap:
    """A rounding gap that was accepted: the tail ledger's line. Amounts in 万元."""

    identity: str
    what: str
    left: Place
    right: Place
    left_amount: Decimal
    right_amount: Decimal
    difference: Decimal
    tolerance: Decimal


@dataclass(frozen=True)
class Books:
    """What the identities look at."""

    current: FinalAccounts
    prior: FinalAccounts | None
    supplement: Supplement

    def term(
        self, kind: TableKind, key: str, column: str = "amount", side: Side = "", label: str = ""
    ) -> Term:
        """An amount of this year's tables, named by table and line."""
        return term(self.current, kind, key, column, side, label)


def term(
    accounts: FinalAccounts,
    kind: TableKind,
    key: str,
    column: str = "amount",
    side: Side = "",
    label: str = "",
) -> Term:
    """An amount of these accounts, named by table and line."""
    table = accounts.table(kind)
    row = table.find(key, side) if table else None
    name = label or (row.name if row else key)
    return Term(f"{kind.value}表{name}", accounts.amount(kind, key, column, side))


def of_row(kind: TableKind, row: Row, column: str, label: str = "") -> Term:
    """An amount of a row."""
    return Term(f"{kind.value}表{row.key if row.key.isdigit() else ''}{row.name}{label}", row[column])


def describe(equation: Equation) -> str:
    """The broken identity in a clerk's words."""
    left, right = equation.left, equation.right
    total = sum((part.wan for part in right), Decimal(0))
    parts = right[0].label if len(right) == 1 else f"{right[0].label}等{len(right)}项之和"
    cell = f"（{_cell(right[0])}）" if len(right) == 1 and _cell(right[0]) else ""
    relation = {"=": "不等于", "≤": "大于", "≥": "小于"}[equation.relation]
    text = (
        f"{left.label}{left.wan}万元{relation}{parts}{cell}{total}万元，"
        f"相差{abs(equation.difference)}万元，允许的尾差是{equation.tolerance.normalize():f}万元"
    )
    return f"{text}。{equation.reason or '请核对这两处的数'}"


def _cell(each: Term) -> str:
    place = each.amount.place
    return f"“{place.sheet}”{place.cell}" if place.cell else ""


def judge(code: str, equation: Equation) -> Finding | Gap | None:
    """A finding where it is broken, a gap where rounding parts the sides, else nothing."""
    if not equation.known:
        return None
    total = sum((part.wan for part in equation.right), Decimal(0))
    if equation.broken:
        return Finding(
            f"identity-{code}",
            equation.severity,
            describe(equation),
            equation.left.amount.place,
            str(equation.left.wan),
            str(total),
        )
    if equation.difference and equation.relation == "=":
        left, right = equation.left, equation.right
        what = (
            f"{left.label} = {'＋'.join(part.label for part in right[:3])}{'＋…' if len(right) > 3 else ''}"
        )
        return Gap(
            code,
            what,
            left.amount.place,
            right[0].amount.place,
            left.wan,
            total,
            equation.difference,
            equation.tolerance,
        )
    return None


def children(rows: Sequence[Row], code: str, length: int) -> list[Row]:
    """The rows one level below a code: seven digits below five, five below three."""
    return [row for row in rows if row.key.isdigit() and len(row.key) == length and row.key.startswith(code)]


def levels(
    kind: TableKind, table: Table, columns: Sequence[str], lengths: tuple[int, ...]
) -> Iterator[Equation]:
    """类 = Σ款 = Σ项, in every column, wherever the finer level is given."""
    coded = [row for row in table.rows if row.key.isdigit()]
    for upper, lower in pairwise(lengths):
        for row in coded:
            parts = children(coded, row.key, lower) if len(row.key) == upper else []
            for column in columns if parts else ():
                if column in row.amounts:
                    yield Equation(
                        of_row(kind, row, column), tuple(of_row(kind, part, column) for part in parts)
                    )
