"""Current and prior year side by side: every fact a sentence may name, by its dotted key.

``FACTS`` and ``LISTS`` are the whole vocabulary; the supplement adds its own keys. Where a table and
the supplement both have a figure, the table's is used and a difference is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from juesuan.accounts import Amount, FinalAccounts, Row, Table, TableKind
from juesuan.amounts import to_yuan
from juesuan.facts import CLASS_LISTS, EXPENDITURE_COLUMNS, FACTS, INCOME_COLUMNS, ITEM_LISTS, Cell
from juesuan.findings import Finding
from juesuan.names import name_tree
from juesuan.places import NOWHERE, SupplementPlace
from juesuan.quantities import Line, NumberRules, Quantity, amount_quantity
from juesuan.supplement import COLUMN_LABELS, Column, Entry, Form, FormRow, Items, Supplement

T = TableKind


@dataclass(frozen=True)
class Comparison:
    """Both years' figures by key, ready for sentences.

    ``names`` is the tree that sentences see; ``lines`` the same by dotted key.
    """

    department: str
    year: int
    first_year: bool
    lines: Mapping[str, Line | str | tuple[str, ...]]
    lists: Mapping[str, tuple[Line, ...]]
    names: Mapping[str, Any]
    settings: Mapping[str, str]
    findings: tuple[Finding, ...] = field(default=())

    @cached_property
    def amounted(self) -> frozenset[str]:
        """The names of the items of basic expenditure that have an amount this year."""
        sides = (f"basic_expenditure.{side}_items" for side in ("personnel", "public"))
        return frozenset(line.name for side in sides for line in self.lists.get(side, ()) if line)


def items_of(*years: FinalAccounts | None) -> Items:
    """The items (项) of these accounts, the first one's order first: code and name, by list."""
    lists: dict[str, dict[str, str]] = {key: {} for key in ITEM_LISTS}
    for accounts in years:
        for key, kind in ITEM_LISTS.items():
            table = accounts.table(kind) if accounts else None
            for row in table.items() if table else ():
                lists[key].setdefault(row.key, row.name)
    return {key: tuple(names.items()) for key, names in lists.items()}


def compare(
    current: FinalAccounts,
    prior: FinalAccounts | None,
    supplement: Supplement,
    form: Form,
    rules: NumberRules,
) -> Comparison:
    """Set the two years side by side; ``prior=None`` is a department's first year.

    ``rules`` are the edition's; the department's settings may choose otherwise.
    """
    settings = {setting.key: setting.default for setting in form.settings} | dict(supplement.settings)
    builder = _Builder(current, prior, supplement, form, chosen_rules(rules, form, settings))
    builder.build()
    return Comparison(
        current.department,
        current.year,
        prior is None,
        builder.lines,
        builder.lists,
        name_tree({**builder.lines, **builder.lists}),
        settings,
        tuple(builder.findings),
    )


def chosen_rules(rules: NumberRules, form: Form, settings: Mapping[str, str]) -> NumberRules:
    """The edition's number formats, with what the department's settings change in them."""
    changes = [setting.numbers.get(settings.get(setting.key, ""), {}) for setting in form.settings]
    if not any(changes):
        return rules
    data = rules.model_dump()
    for change in changes:
        for name, value in change.items():
            data[name] = {**data[name], **value} if isinstance(value, Mapping) else value
    return NumberRules.model_validate(data)


class _Builder:
    """Collects lines, lists and findings while the facts are looked up."""

    def __init__(
        self,
        current: FinalAccounts,
        prior: FinalAccounts | None,
        supplement: Supplement,
        form: Form,
        rules: NumberRules,
    ) -> None:
        self.current, self.prior = current, prior
        self.supplement, self.form, self.rules = supplement, form, rules
        self.lines: dict[str, Any] = {}
        self.lists: dict[str, tuple[Line, ...]] = {}
        self.findings: list[Finding] = []

    def build(self) -> None:
        for fact in FACTS:
            self.lines[fact.key] = self.line(
                fact.key,
                fact.label,
                self.looked_up(self.current, fact.cells),
                self.looked_up(self.prior, fact.cells),
                self.looked_up(self.current, (fact.budget,)) if fact.budget else Amount(None),
                whole=fact.whole,
            )
        self.split_of_basic_expenditure()
        for key, kind in ITEM_LISTS.items():
            self.lists[key] = tuple(self.items(key, kind))
        self.lists["income.sources"] = self.present("income", ("fiscal", *INCOME_COLUMNS))
        self.lists["expenditure.kinds"] = self.present("expenditure", tuple(EXPENDITURE_COLUMNS))
        for key, cell in CLASS_LISTS.items():
            self.lists[key] = tuple(self.classes(key, cell))
        for side in ("personnel", "public"):
            self.lists[f"basic_expenditure.{side}_items"] = tuple(self.economic_items(side))
        for section in self.form.sections:
            for row in section.rows:
                if not row.each and row.key not in self.lines:
                    self.lines[row.key] = self.supplied(row)

    def looked_up(self, accounts: FinalAccounts | None, cells: Sequence[Cell]) -> Amount:
        """The first known amount of the cells; unknown, at the first place looked at, if none is."""
        first: Amount | None = None
        for cell in cells:
            if accounts is None:
                continue
            amount = accounts.amount(cell.table, cell.row, cell.column, cell.side)
            for row, side in cell.plus:
                more = accounts.amount(cell.table, row, cell.column, side)
                both = amount.yuan is not None and more.yuan is not None
                amount = Amount(amount.yuan + more.yuan if both else None, amount.place)  # type: ignore[operator]
            if amount.known:
                return amount
            first = first or amount
        return first or Amount(None)

    def line(
        self,
        key: str,
        label: str,
        current: Amount,
        prior: Amount,
        budget: Amount,
        *,
        whole: str = "",
        **more: Any,
    ) -> Line:
        """A line of table figures, with what the tables lack taken from the supplement."""
        of = self.lines.get(whole)
        return Line(
            key,
            label,
            self.completed(key, label, "current", current),
            self.completed(key, label, "prior", prior),
            self.completed(key, label, "budget", budget),
            whole=of.current if of is not None else None,  # a whole of zero is a whole
            **more,
        )

    def completed(self, key: str, label: str, column: Column, amount: Amount) -> Quantity:
        said = self.label_of(label, column)
        if column == "prior" and self.prior is None:
            return self.without_prior(amount_quantity(f"{key}.{column}", said, Amount(None), self.rules))
        entry = self.supplement.entries.get(key, _NOTHING)
        given = entry.values.get(column)
        if not isinstance(given, Amount) or not given.known:
            return amount_quantity(f"{key}.{column}", said, amount, self.rules)
        supplied = amount_quantity(f"{key}.{column}", said, given, self.rules, entry.typed.get(column, ""))
        if not amount.known:
            return supplied
        tabled = amount_quantity(f"{key}.{column}", said, amount, self.rules)
        if tabled.value != supplied.value:
            self.findings.append(
                Finding(
                    "supplement-differs",
                    "warning",
                    f"{said}：补充资料填的是{supplied}万元，决算表是{tabled}万元，已采用决算表的数",
                    "请核对补充资料，或删去这一格",
                    place=entry.places.get(column, NOWHERE),
                    found=str(supplied),
                    expected=str(tabled),
                )
            )
        return tabled

    def label_of(self, label: str, column: Column) -> str:
        year = self.current.year - (column == "prior")
        return f"{year}年{label}" + ("预算数" if column == "budget" else "")

    def split_of_basic_expenditure(self) -> None:
        """Split 基本支出 of all funds into 人员支出 and 公用支出: by table 06, where it covers all of table 03's."""
        basic = self.lines["expenditure.basic"].current
        sides = [self.lines[f"basic_expenditure.{side}"].current for side in ("personnel", "public")]
        rounding = Decimal("0.01")  # two tables may print one amount so far apart
        covered = (
            basic.known
            and all(side.known for side in sides)
            and abs(basic.number - sides[0].number - sides[1].number) <= rounding
        )
        for side, label, quantity in zip(
            ("personnel", "public"), ("人员支出", "公用支出"), sides, strict=True
        ):
            source = Amount(None, basic.place)
            if covered and quantity.exact is not None:
                source = Amount(to_yuan(quantity.exact), quantity.place)
            key = f"expenditure.{side}"
            self.lines[key] = self.line(
                key, label, source, Amount(None), Amount(None), whole="expenditure.total"
            )

    def items(self, key: str, kind: TableKind) -> Iterator[Line]:
        """The 项 of both years: the current table's in its order, then those only the prior has.

        An item that has only a budget stands where its code belongs.
        """
        now, then = self.current.table(kind), self.prior.table(kind) if self.prior else None
        rows = {row.key: row for row in now.items()} if now else {}
        earlier = {row.key: row for row in then.items()} if then else {}
        names = self.budgeted(key) | {code: row.name for code, row in (earlier | rows).items()}
        for code in _in_order(list(rows), list(earlier), list(names)):
            current = self.item_amount(rows, code, now)
            prior = self.item_amount(earlier, code, then)
            line = self.line(
                f"{key}.{code}",
                names[code],
                current,
                prior,
                Amount(None),
                whole=key.replace(".items", ".total"),
                code=code,
                class_name=self.account_name(code[:3], kind),
                group_name=self.account_name(code[:5], kind),
            )
            if not (line.current.known and line.current.is_zero and not line.prior and not line.budget):
                yield line

    def budgeted(self, key: str) -> dict[str, str]:
        """Code and name of the items of that list that have a budget in the supplement."""
        found = {}
        for name, entry in self.supplement.entries.items():
            path, _, code = name.rpartition(".")
            if path == key and "budget" in entry.values:
                found[code] = entry.label.removeprefix(code).strip() or self.account_name(code, None)
        return found

    def item_amount(self, rows: Mapping[str, Row], code: str, table: Table | None) -> Amount:
        """An item's amount: zero where the table lists other items but not this one."""
        if code in rows:
            return rows[code]["total"]
        listed = bool(rows) or (table is not None and table.amount("total", "total").yuan == 0)
        return Amount(Decimal(0) if listed else None, table.place if table else NOWHERE)

    def account_name(self, code: str, kind: TableKind | None) -> str:
        """The name of a 类, 款 or 项, from the item's own table or any other that lists it."""
        for accounts in (self.current, self.prior):
            for table in (kind, T.EXPENDITURE, T.INCOME, T.GENERAL_PUBLIC_BUDGET, T.INCOME_AND_EXPENDITURE):
                found = accounts.table(table) if accounts and table else None
                row = (found.find(code) or found.find(code, "expenditure")) if found else None
                if row:
                    return row.name
        return ""

    def present(self, branch: str, names: Sequence[str]) -> tuple[Line, ...]:
        return tuple(line for name in names if (line := self.lines[f"{branch}.{name}"]).current)

    def classes(self, key: str, cell: Cell) -> Iterator[Line]:
        """The 类 that have an amount, as one table gives them."""
        now = self.current.table(cell.table)
        for row in now.on(cell.side) if now else ():
            if row.key.isdigit() and len(row.key) == 3 and row[cell.column].yuan:
                prior = self.looked_up(self.prior, (replace(cell, row=row.key),))
                whole = "general_public_budget.total"
                yield self.line(
                    f"{key}.{row.key}",
                    row.name,
                    row[cell.column],
                    prior,
                    Amount(None),
                    whole=whole,
                    code=row.key,
                )

    def economic_items(self, side: str) -> Iterator[Line]:
        table = self.current.table(T.BASIC_EXPENDITURE)
        for row in table.rows if table else ():
            if row.side == side and row.key.isdigit() and len(row.key) == 5 and row["amount"].yuan:
                key = f"basic_expenditure.{side}_items.{row.key}"
                whole = f"basic_expenditure.{side}"
                unknown = Amount(None)
                yield self.line(key, row.name, row["amount"], unknown, unknown, whole=whole, code=row.key)

    def supplied(self, row: FormRow) -> Line | str | tuple[str, ...]:
        """What only the supplement has: a line of figures, a text, a list."""
        entry = self.supplement.entries.get(row.key, _NOTHING)
        if row.kind in ("text", "list"):
            value = entry.values.get("current", () if row.kind == "list" else "")
            return value if isinstance(value, str | tuple) else str(value)
        current, prior, budget = (self.given(row, entry, column) for column in COLUMN_LABELS)
        return Line(row.key, row.label, current, prior, budget)

    def given(self, row: FormRow, entry: Entry, column: Column) -> Quantity:
        key, label = f"{row.key}.{column}", f"补充资料“{row.label}”的{COLUMN_LABELS[column]}数"
        value, typed = entry.values.get(column), entry.typed.get(column, "")
        place = entry.places.get(column) or SupplementPlace(
            self.supplement.place.file or "补充资料", "补充资料", key=row.key
        )
        if column == "prior" and self.prior is None:
            return self.without_prior(Quantity(key, label, _kind(row), None, self.rules))
        if isinstance(value, Amount):
            return amount_quantity(key, label, value, self.rules, typed)
        if isinstance(value, Decimal):
            return Quantity(key, label, _kind(row), value, self.rules, value, "", (place,), typed)
        return Quantity(key, label, _kind(row), None, self.rules, places=(place,))

    def without_prior(self, quantity: Quantity) -> Quantity:
        """The prior figure of a department's first year: not missing, there is none, or it counts as zero."""
        if self.rules.first_year == "zero":
            return replace(quantity, value=Decimal(0), exact=Decimal(0))
        return replace(quantity, missing_year=True)


_NOTHING = Entry()


def _in_order(current: list[str], earlier: list[str], budgeted: list[str]) -> list[str]:
    """Codes: this year's as listed, a budget's where its code belongs, then those only last year had."""
    codes = list(current)
    for code in budgeted:
        if code not in codes and code not in earlier:
            after = (at for at, other in enumerate(codes) if other > code)
            codes.insert(next(after, len(codes)), code)
    return codes + [code for code in earlier if code not in current]


def _kind(row: FormRow) -> Any:
    return row.kind if row.kind in ("amount", "count") else "number"
