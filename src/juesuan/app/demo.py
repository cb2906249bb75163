"""Demo: the shipped example, drafted in a folder of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from juesuan.app.draft import Result, draft
from juesuan.files import write_all
from juesuan.resources import data_dir

EXAMPLE = "licheng-2022"
FOLDER = "juesuan-demo"


@dataclass(frozen=True)
class Demo:
    """The folder, the draft in it, and every file with what it is."""

    folder: Path
    result: Result
    files: tuple[tuple[str, str], ...]


def demo(folder: str | Path = FOLDER) -> Demo:
    """Copy the example's inputs to ``folder`` and write the draft there; an earlier demo is replaced."""
    target, example = Path(folder), data_dir("examples") / EXAMPLE
    target.mkdir(parents=True, exist_ok=True)
    inputs = ("2022.xlsx", "2021.xlsx", "补充资料.xlsx")
    write_all({target / name: (example / name).read_bytes() for name in inputs}, overwrite=True)
    current, prior, supplement = (target / name for name in inputs)
    result = draft(current, prior, supplement=supplement, output=target / "草稿.docx", overwrite=True)
    files = (
        ("2022.xlsx", "本年决算表"),
        ("2021.xlsx", "上年决算表"),
        ("补充资料.xlsx", "决算表里没有的数"),
        ("草稿.docx", "生成的初稿：用 Word 或 WPS 打开，黄色处填写原因"),
    )
    return Demo(target, result, files)
