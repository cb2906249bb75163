"""Items without an amount that staff took out of an enumeration: told once, and theirs from then on."""

from __future__ import annotations

from juesuan.findings import Finding
from juesuan.matching.listed import item_key, left_out
from juesuan.merge.case import Case, Outcome


def shortened(case: Case) -> tuple[tuple[str, ...], Outcome]:
    """The keys of the items that stay out, and what there is to say of new ones.

    Of an item with an amount nothing is remembered: that it is missing is an error.
    """
    outcome = Outcome()
    out: list[str] = []
    if case.snapshot is None or case.amounted is None:
        return (), outcome
    for key, staff in case.found.standing.items():
        if key not in case.now:
            continue
        written = set(
            left_out(case.base[key], staff.text)
        )  # the figures or the edition may call for new ones
        names = [
            name
            for name in left_out(case.now[key], staff.text)
            if name in written and name not in case.amounted
        ]
        out += [item_key(key, name) for name in names]
        new = [name for name in names if item_key(key, name) not in case.snapshot.removed]
        if new:
            text = f"人工删去的没有金额的项目没有恢复：{'、'.join(new)}"
            place = case.draft.place(staff.index, key=key)
            outcome.findings.append(
                Finding("items-left-out", "info", text, place=place, expected="、".join(new))
            )
    return tuple(out), outcome
