"""What two years have to do with each other: the carry-over, and the names of department and accounts."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.accounts import TableKind
from juesuan.findings import Finding
from juesuan.identities.model import Books, Equation
from juesuan.text import half_width

T = TableKind

_FUNDS = (T.GOVERNMENT_FUND, T.STATE_CAPITAL)
_ITEMISED = (T.GENERAL_PUBLIC_BUDGET, *_FUNDS)


def carry_over(books: Books) -> Iterator[Equation]:
    """Opening carry-over = last year's closing, in 01, 04, 08 and 09 (corrections may part them)."""
    then = books.before
    if then is None:
        return
    pairs = [
        (
            books.term(kind, "opening", column, "income"),
            then.term(kind, "closing", column, "expenditure"),
        )
        for kind, column in ((T.INCOME_AND_EXPENDITURE, "amount"), (T.FISCAL_APPROPRIATION, "total"))
    ]
    pairs += [(books.term(kind, "total", "opening"), then.term(kind, "total", "closing")) for kind in _FUNDS]
    for opening, closing in pairs:
        yield Equation(opening, (closing,), "=", True, "warning", "年初数一般等于上年的年末数，请核对")


IDENTITIES = (carry_over,)


def renamed(books: Books) -> Iterator[Finding]:
    """Warnings: the department with another name, the same code with another name."""
    now, then = books.accounts, books.prior
    if then is None:
        return
    if now.department and then.department and _plain(now.department) != _plain(then.department):
        yield Finding(
            "department-renamed",
            "warning",
            f"部门名称与上年不同：本年“{now.department}”，上年“{then.department}”，请核对是不是同一个部门",
            found=now.department,
            expected=then.department,
        )
    told: set[str] = set()
    for kind in _ITEMISED:
        current, prior = now.table(kind), then.table(kind)
        for row in current.items() if current and prior else ():
            other = prior.find(row.key) if prior else None
            if other and _plain(other.name) != _plain(row.name) and row.key not in told:
                told.add(row.key)
                yield Finding(
                    "account-renamed",
                    "warning",
                    f"科目{row.key}两年名称不同：本年“{row.name}”，上年“{other.name}”，文稿用本年的名称",
                    place=row.place,
                    found=row.name,
                    expected=other.name,
                )


def _plain(name: str) -> str:
    """A name without what one sheet writes and another does not: white space, widths, a last 支出."""
    return half_width(name).removesuffix("支出")
