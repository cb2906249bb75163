"""Figures that contradict each other stop a draft and its refresh."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.errors import InputError
from juesuan.findings import Finding


class FiguresContradict(InputError):
    """The figures break identities; ``findings`` says which."""

    code = "figures-contradict"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            f"决算数据有{len(findings)}处错误，没有生成文稿",
            remedy="请改正后再来；确认要照现在的数字生成，请加 --force",
        )
        self.findings = tuple(findings)


def stop_at_errors(findings: Sequence[Finding], force: bool) -> None:
    """Refuse to go on while the figures contradict each other, unless the user insists."""
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors and not force:
        raise FiguresContradict(errors)
