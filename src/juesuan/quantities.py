"""Quantities as sentences use them: an amount, a count, a percentage; a change; a line of accounts.

Every quantity knows where it comes from. A missing one is not zero: it complains when it is used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

from juesuan.accounts import Amount
from juesuan.amounts import ZERO, plain, round_half_up, to_wan
from juesuan.errors import JuesuanError
from juesuan.places import NOWHERE, Place

Kind = Literal["amount", "count", "number", "percent"]
Case = Literal["increase", "decrease", "level", "both_zero", "from_zero", "to_zero", "first_year"]

CASE_LABELS: dict[Case, str] = {
    "increase": "增加",
    "decrease": "减少",
    "level": "持平，且不为零",
    "both_zero": "两边都是零",
    "from_zero": "基数为零，本年不为零",
    "to_zero": "基数不为零，本年为零",
    "first_year": "没有上年",
}
"""Every case a change may be in, and what it means."""

CASES: tuple[Case, ...] = tuple(CASE_LABELS)


class AmountFormat(BaseModel):
    """How amounts are printed, in 万元."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    decimals: int = 2
    trim: bool = False  # 29.60 → 29.6
    thousands: bool = False


class PercentFormat(BaseModel):
    """How percentages are printed.

    ``zero`` is the text of 0 (empty: like any other number); the last two stand for a quotient with a
    zero denominator.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    decimals: int = 2
    trim: bool = False
    thousands: bool = False
    zero: str = ""
    zero_over_zero: str = "0.00%"
    over_zero: str = "100.00%"


class NumberRules(BaseModel):
    """An edition's number formats, and what changes and shares are computed from.

    ``basis``: ``displayed``, the amounts as printed, so that a reader can recompute them; ``exact``, 元.
    ``first_year``: a department without a prior year is ``incomparable``, or compared with ``zero``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    basis: Literal["displayed", "exact"] = "displayed"
    first_year: Literal["incomparable", "zero"] = "incomparable"
    amount: AmountFormat = AmountFormat()
    percent: PercentFormat = PercentFormat()


class QuantityMissing(JuesuanError):
    """A quantity was used that neither the tables nor the supplement give; ``quantity`` says which."""

    code = "figure-missing"

    def __init__(self, quantity: Quantity) -> None:
        super().__init__(f"缺少{quantity.label}", place=quantity.place)
        self.quantity = quantity


class Measured:
    """Compares with plain numbers and with others of its kind: ``{% if visits > 0 %}``."""

    @property
    def shown(self) -> Decimal:
        """The number a reader sees."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return self.shown == _number(other) if isinstance(other, Measured | int | Decimal) else NotImplemented

    def __hash__(self) -> int:
        """Equal figures are one in a set; an unknown one has no hash, as it equals nothing."""
        return hash(self.shown)

    def __lt__(self, other: Measured | int | Decimal) -> bool:
        return self.shown < _number(other)

    def __gt__(self, other: Measured | int | Decimal) -> bool:
        return self.shown > _number(other)

    def __le__(self, other: Measured | int | Decimal) -> bool:
        return self.shown <= _number(other)

    def __ge__(self, other: Measured | int | Decimal) -> bool:
        return self.shown >= _number(other)


def _number(value: Measured | int | Decimal) -> Decimal:
    return value.shown if isinstance(value, Measured) else Decimal(value)


@dataclass(frozen=True, eq=False)
class Quantity(Measured):
    """One number that a sentence may print.

    ``value``: 万元 for amounts (rounded as printed, or exact, by the edition's basis), per cent for
    percentages; ``None`` is unknown. ``typed`` is how the supplement has it. ``undefined`` names the
    case of a percentage whose denominator is zero. ``falling`` says that it is how much something fell:
    printed without a sign, since the sentence says so, and counted with one.
    """

    key: str
    label: str
    kind: Kind
    value: Decimal | None
    rules: NumberRules
    exact: Decimal | None = None
    formula: str = ""
    places: tuple[Place, ...] = ()
    typed: str = ""
    undefined: Literal["", "zero_over_zero", "over_zero"] = ""
    missing_year: bool = False
    falling: bool = False

    @property
    def place(self) -> Place:
        return self.places[0] if self.places else NOWHERE

    @property
    def known(self) -> bool:
        return self.value is not None or bool(self.undefined)

    @property
    def number(self) -> Decimal:
        """The value, for computing and comparing; a zero-denominator percentage counts as zero."""
        if self.undefined:
            return ZERO
        if self.value is None:
            raise QuantityMissing(self)
        return self.value

    @property
    def shown(self) -> Decimal:
        """The value as a reader sees it: amounts rounded as printed, whatever they are computed from."""
        return (
            round_half_up(self.number, self.rules.amount.decimals) if self.kind == "amount" else self.number
        )

    @property
    def is_zero(self) -> bool:
        return not self.shown

    def __str__(self) -> str:
        """The number as printed, without a unit but with the % of a percentage."""
        if self.undefined:
            return str(getattr(self.rules.percent, self.undefined))
        number = self.number
        if self.kind == "percent":
            zero = "" if number else self.rules.percent.zero
            return zero or _printed(number, self.rules.percent) + "%"
        if self.kind == "amount":
            return _printed(number, self.rules.amount)
        return plain(number)

    def __bool__(self) -> bool:
        return self.known and not self.is_zero


def _printed(number: Decimal, form: AmountFormat | PercentFormat) -> str:
    rounded = round_half_up(number, form.decimals)
    text = format(rounded, ",f" if form.thousands else "f")
    if form.trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def amount_quantity(key: str, label: str, amount: Amount, rules: NumberRules, typed: str = "") -> Quantity:
    """An amount of the accounts (元) as a quantity in 万元."""
    places = (amount.place,) if amount.place != NOWHERE else ()
    if amount.yuan is None:
        return Quantity(key, label, "amount", None, rules, places=places)
    exact = to_wan(amount.yuan)
    value = round_half_up(exact, rules.amount.decimals) if rules.basis == "displayed" else exact
    return Quantity(key, label, "amount", value, rules, exact, "", places, typed)


def total_of(key: str, label: str, parts: tuple[Quantity, ...]) -> Quantity:
    """The sum of quantities of one kind; unknown, like its first unknown part, if one is."""
    for part in parts:
        if part.value is None:
            return part
    total = sum((part.number for part in parts), ZERO)
    exact = sum((part.exact if part.exact is not None else part.number for part in parts), ZERO)
    formula = "＋".join(str(part) for part in parts)
    places = tuple(place for part in parts for place in part.places)
    return Quantity(key, label, parts[0].kind, total, parts[0].rules, exact, formula, places)


def percent_of(key: str, label: str, part: Quantity, whole: Quantity) -> Quantity:
    """``part`` as a percentage of ``whole``, rounded once from the exact quotient."""
    formula, places = f"{part}÷{whole}", part.places + whole.places
    if whole.is_zero:
        case: Literal["zero_over_zero", "over_zero"] = "zero_over_zero" if part.is_zero else "over_zero"
        return Quantity(key, label, "percent", None, part.rules, None, formula, places, undefined=case)
    exact = part.number * 100 / whole.number
    value = round_half_up(exact, part.rules.percent.decimals)
    return Quantity(key, label, "percent", value, part.rules, exact, formula, places)


@dataclass(frozen=True)
class Change:
    """A figure against its base (last year's, or the budget)."""

    key: str
    label: str
    current: Quantity
    base: Quantity

    @cached_property
    def case(self) -> Case:
        """Which of the seven cases this change is."""
        if self.base.missing_year:
            return "first_year"
        now, then = self.current.shown, self.base.shown
        if now == then:
            return "level" if now else "both_zero"
        if not then:
            return "from_zero"
        if not now:
            return "to_zero"
        return "increase" if now > then else "decrease"

    @property
    def is_level(self) -> bool:
        """No change: level, or zero in both."""
        return self.case in ("level", "both_zero")

    @property
    def rises(self) -> bool:
        return self.case in ("increase", "from_zero")

    @property
    def falls(self) -> bool:
        return self.case in ("decrease", "to_zero")

    @cached_property
    def difference(self) -> Quantity:
        """The absolute change, 万元."""
        now, then = self.current, self.base
        value = abs(now.number - then.number)
        exact = None
        if now.exact is not None and then.exact is not None:
            exact = abs(now.exact - then.exact)
        high, low = (now, then) if now.number >= then.number else (then, now)
        formula, places = f"{high}－{low}", now.places + then.places
        key, label = f"{self.key}.difference", f"{self.label}增减额"
        falling = now.number < then.number
        return Quantity(key, label, now.kind, value, now.rules, exact, formula, places, falling=falling)

    @cached_property
    def percent(self) -> Quantity:
        """The absolute change as a percentage of the base."""
        difference = self.difference
        percent = percent_of(f"{self.key}.percent", f"{self.label}增减幅度", difference, self.base)
        return replace(percent, falling=difference.falling)

    @cached_property
    def ratio(self) -> Quantity:
        """The figure as a percentage of the base (完成预算的百分比)."""
        return percent_of(f"{self.key}.ratio", f"{self.label}完成比例", self.current, self.base)


@dataclass(frozen=True, eq=False)
class Line(Measured):
    """One line of the accounts: this year, last year, budget. Printed, it is this year's figure."""

    key: str
    name: str
    current: Quantity
    prior: Quantity
    budget: Quantity
    code: str = ""
    class_name: str = ""
    group_name: str = ""
    whole: Quantity | None = None

    @cached_property
    def change(self) -> Change:
        """Against last year."""
        return Change(f"{self.key}.change", self.name, self.current, self.prior)

    @cached_property
    def versus_budget(self) -> Change:
        """Against the budget."""
        return Change(f"{self.key}.versus_budget", self.name, self.current, self.budget)

    @cached_property
    def share(self) -> Quantity:
        """Its percentage of the whole it is a part of."""
        if self.whole is None:
            raise QuantityMissing(
                Quantity(f"{self.key}.share", f"{self.name}的合计", "percent", None, self.current.rules)
            )
        return percent_of(f"{self.key}.share", f"{self.name}占比", self.current, self.whole)

    @property
    def shown(self) -> Decimal:
        return self.current.shown

    def __str__(self) -> str:
        return str(self.current)

    def __bool__(self) -> bool:
        return bool(self.current)
