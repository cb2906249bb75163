"""An identity as data: one amount against the sum of others, and how far rounding may part them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from juesuan.accounts import Amount, FinalAccounts, Row, Side, Table, TableKind
from juesuan.amounts import ZERO, printed_wan
from juesuan.facts import EXPENDITURE_COLUMNS, INCOME_COLUMNS
from juesuan.findings import Finding, Severity
from juesuan.places import Place
from juesuan.supplement import Supplement

HALF_CENT = Decimal("0.005")
BETWEEN_TABLES = Decimal("0.01")
SHOWN_CELLS = 3

_FUND = {
    "opening": "年初结转和结余",
    "income": "本年收入",
    "total": "本年支出",
    **EXPENDITURE_COLUMNS,
    "closing": "年末结转和结余",
}
_COLUMN_LABELS: Mapping[TableKind, Mapping[str, str]] = {
    TableKind.INCOME: {"total": "合计", "fiscal": "财政拨款收入", **INCOME_COLUMNS},
    TableKind.EXPENDITURE: {"total": "合计", **EXPENDITURE_COLUMNS},
    TableKind.FISCAL_APPROPRIATION: {
        "total": "合计",
        "general": "一般公共预算财政拨款",
        "fund": "政府性基金预算财政拨款",
        "capital": "国有资本经营预算财政拨款",
    },
    TableKind.GENERAL_PUBLIC_BUDGET: {"total": "合计", **EXPENDITURE_COLUMNS},
    TableKind.THREE_PUBLIC_EXPENSES: {"budget": "预算数", "actual": "决算数"},
    TableKind.GOVERNMENT_FUND: _FUND,
    TableKind.STATE_CAPITAL: _FUND,
}


class Term(NamedTuple):
    """One number of an identity: 万元 as printed, or a count; ``None`` is unknown.

    It stands in the table ``kind`` of the year ``whose`` says; without a table, in what ``whose`` names.
    """

    value: Decimal | None
    place: Place
    line: str
    code: str = ""
    column: str = ""
    kind: TableKind | None = None
    whose: str = ""

    @property
    def label(self) -> str:
        """The number in a clerk's words: 05表“2010301 行政运行”基本支出."""
        line = f"{self.code} {self.line}" if self.code.isdigit() else self.line
        if self.kind is None:
            return f"{self.whose}“{line}”"
        column = _COLUMN_LABELS.get(self.kind, {}).get(self.column, "")
        return f"{self.whose}{self.kind.value}表“{line}”{'' if column == self.line else column}"

    @property
    def cell(self) -> str:
        return self.place.spot

    def minus(self) -> Term:
        """The same number, taken off the sum."""
        return self if self.value is None else self._replace(value=-self.value)


class Equation(NamedTuple):
    """``left`` = Σ ``right``, or ≤, or ≥.

    ``between`` two tables one printed amount may differ by 0.01. ``unit`` is empty for counts, which
    are never rounded. ``advice`` is what to look at when it is broken.
    """

    left: Term
    right: tuple[Term, ...]
    relation: Literal["=", "≤", "≥"] = "="
    between: bool = False
    severity: Severity = "error"
    advice: str = ""
    unit: str = "万元"

    @property
    def tolerance(self) -> Decimal:
        """How far rounding to 0.01万元 can part the two sides: 0.005 for each printed number."""
        if not self.unit:
            return ZERO
        parts = HALF_CENT * (len(self.right) + 1)
        return max(parts, BETWEEN_TABLES) if self.between else parts


@dataclass(frozen=True, slots=True)
class Gap:
    """A rounding difference (尾差) that was accepted. Amounts in 万元."""

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
    """What the identities look at: one year's accounts, and what there is beside them.

    ``whose`` stands before the tables' numbers in messages (上年).
    """

    accounts: FinalAccounts
    prior: FinalAccounts | None = None
    supplement: Supplement = field(default_factory=Supplement)
    whose: str = ""

    def table(self, kind: TableKind) -> Table | None:
        return self.accounts.table(kind)

    def cell(self, kind: TableKind, row: Row, column: str) -> Term:
        """An amount of a row."""
        amount = row[column]
        yuan = amount.yuan
        value = None if yuan is None else printed_wan(yuan)
        return Term(value, amount.place, row.name, row.key, column, kind, self.whose)

    def cells(self, kind: TableKind, row: Row, columns: Sequence[str]) -> tuple[Term, ...]:
        """The amounts of a row in those of the columns that it has."""
        return tuple([self.cell(kind, row, column) for column in columns if column in row.amounts])

    def term(
        self, kind: TableKind, key: str, column: str = "amount", side: Side = "", name: str = ""
    ) -> Term:
        """An amount named by table and line; unknown where there is none. ``name`` says it better."""
        table = self.table(kind)
        row = table.find(key, side) if table else None
        if row is None:
            row = Row(key, name or key, {"": Amount(None)})
        term = self.cell(kind, row, column)
        return term._replace(line=name) if name else term

    @property
    def before(self) -> Books | None:
        """The prior year's accounts, by themselves."""
        return Books(self.prior, whose="上年") if self.prior else None


class Judged(NamedTuple):
    """An equation whose numbers are all known, with what came of it (``None``: it holds exactly)."""

    result: Finding | Gap | None


def judge(code: str, equation: Equation) -> Judged | None:
    """Judge an equation: a finding, an accepted rounding difference or neither; ``None`` where unknown."""
    left, total = equation.left.value, ZERO
    if left is None or not equation.right:
        return None
    for part in equation.right:
        if part.value is None:
            return None
        total += part.value
    difference = left - total
    if not difference:
        return Judged(None)
    wrong = {"=": abs(difference), "≤": difference, "≥": -difference}[equation.relation]
    if wrong > equation.tolerance:
        message = _describe(equation, left, total)
        remedy = equation.advice or "请核对这些数"
        return Judged(
            Finding(
                code,
                equation.severity,
                message,
                remedy,
                place=equation.left.place,
                found=str(left),
                expected=str(total),
            )
        )
    if equation.relation == "=" or wrong > 0:
        return Judged(_gap(code, equation, left, total))
    return Judged(None)


def _gap(code: str, equation: Equation, left: Decimal, total: Decimal) -> Gap:
    shown = "＋".join(part.label for part in equation.right[:SHOWN_CELLS])
    more = f"＋…（共{len(equation.right)}项）" if len(equation.right) > SHOWN_CELLS else ""
    return Gap(
        code,
        f"{equation.left.label} {equation.relation} {shown}{more}",
        equation.left.place,
        equation.right[0].place,
        left,
        total,
        left - total,
        equation.tolerance,
    )


def _describe(equation: Equation, left: Decimal, total: Decimal) -> str:
    """The broken identity in a clerk's words."""
    unit = equation.unit
    allowed = f"，允许尾差{equation.tolerance.normalize():f}{unit}" if unit else ""
    verb = {"=": "不符", "≤": "相比偏大", "≥": "相比偏小"}[equation.relation]
    return (
        f"{_at(equation.left)}{left}{unit}，与{_sum(equation.right)}{total}{unit}{verb}："
        f"相差{abs(left - total)}{unit}{allowed}"
    )


def _at(term: Term) -> str:
    return f"{term.label}（{term.cell}）" if term.cell else term.label


def _sum(parts: tuple[Term, ...]) -> str:
    if len(parts) == 1:
        return _at(parts[0])
    cells = [part.cell for part in parts if part.cell]
    where = "、".join(cells) if len(cells) <= SHOWN_CELLS else f"{cells[0]}至{cells[-1]}"
    return f"{parts[0].label}等{len(parts)}项之和{f'（{where}）' if where else ''}"
