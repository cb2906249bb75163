"""Departments and accounts that changed their name between the two years."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.accounts import TableKind
from juesuan.identities.model import Books
from juesuan.narrative import Finding


def renamed(books: Books) -> Iterator[Finding]:
    """Warnings: the same code with another name, the department with another name."""
    now, then = books.current, books.prior
    if then is None:
        return
    if now.department and then.department and now.department != then.department:
        yield Finding(
            "department-renamed",
            "warning",
            f"部门名称与上年不同：本年“{now.department}”，上年“{then.department}”，请核对是不是同一个部门",
            found=now.department,
            expected=then.department,
        )
    current, prior = now.table(TableKind.GENERAL_PUBLIC_BUDGET), then.table(TableKind.GENERAL_PUBLIC_BUDGET)
    for row in current.items() if current and prior else ():
        other = prior.find(row.key) if prior else None
        if other and _plain(other.name) != _plain(row.name):
            yield Finding(
                "account-renamed",
                "warning",
                f"科目{row.key}两年名称不同：本年“{row.name}”，上年“{other.name}”，文稿用本年的名称",
                row.place,
                row.name,
                other.name,
            )


def _plain(name: str) -> str:
    return name.strip().removesuffix("支出")
