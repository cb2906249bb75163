"""What a use case hands over: findings and named bytes. Nothing of it is on disk; a shell writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from juesuan.errors import OutputError
from juesuan.files import expect_suffix
from juesuan.findings import Finding

Product = Literal["draft", "trace", "report", "annotated", "published", "reasons", "supplement"]
"""The names of files that use cases make: the Word draft, the 溯源 and 变动 workbooks, the document with
the remarks as comments, the 公开稿, the 原因 workbook, the blank 补充资料."""

SUFFIXES: Mapping[Product, str] = {
    "draft": ".docx",
    "trace": ".xlsx",
    "report": ".xlsx",
    "annotated": ".docx",
    "published": ".docx",
    "reasons": ".xlsx",
    "supplement": ".xlsx",
}
"""What the name of each file must end with."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What every use case hands over; each adds what it alone knows."""

    findings: tuple[Finding, ...]
    outputs: Mapping[Product, bytes]
    read: tuple[Path, ...]
    """Every file that was read, so that none is written over; of a folder, those whose tables were used."""

    def placed(self, places: Mapping[Product, Path | None]) -> dict[Path, bytes]:
        """The outputs by where they go, as ``files.write_all`` takes them; ``None`` is passed over.

        Raises ``OutputError``: a name does not say what is in the file, or two of them would go to one file.
        """
        given = {product: expect_suffix(path, SUFFIXES[product]) for product, path in places.items() if path}
        placed = {path: self.outputs[product] for product, path in given.items()}
        if len(placed) < len(given):
            raise OutputError("两个输出写到了同一个文件", remedy="请给出不同的文件名")
        return placed
