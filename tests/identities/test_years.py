"""Names that changed between the two years."""

from __future__ import annotations

from dataclasses import replace

import pytest

from departments import department, with_rows
from juesuan.accounts import FinalAccounts, TableKind
from juesuan.identities import verify


def prior(**names: str) -> FinalAccounts:
    """The prior year, with other names for some accounts."""
    accounts = department(2021)
    for kind in (TableKind.GENERAL_PUBLIC_BUDGET, TableKind.GOVERNMENT_FUND):
        rows = tuple(
            replace(row, name=names.get(f"c{row.key}", row.name)) for row in accounts.tables[kind].rows
        )
        accounts = with_rows(accounts, kind, rows)
    return accounts


def renamed(then: FinalAccounts) -> list[tuple[str, str, str, str]]:
    findings = verify(department(), then).findings
    return [
        (each.code, each.severity, each.found, each.expected)
        for each in findings
        if each.code.endswith("-renamed")
    ]


@pytest.mark.parametrize(("code", "now"), [("2010301", "行政运行"), ("2120801", "征地和拆迁补偿支出")])
def test_account_with_another_name(code: str, now: str) -> None:
    """The same code with another name is told as a warning."""
    assert [("account-renamed", "warning", now, "其他业务")] == renamed(prior(**{f"c{code}": "其他业务"}))


@pytest.mark.parametrize("alias", ["行政运行支出", " 行政运行　", "行政 运行"])
def test_the_same_name_written_otherwise(alias: str) -> None:
    """White space, widths and a last 支出 do not make another name."""
    assert [] == renamed(prior(c2010301=alias))


def test_department_with_another_name() -> None:
    """A department of another name is told: it may be another department's workbook."""
    then = replace(prior(), department="某某市另一局")
    assert [("department-renamed", "warning", "某某市某某局", "某某市另一局")] == renamed(then)


def test_no_prior_year() -> None:
    """A department's first year has nothing to compare."""
    assert () == verify(department()).findings
