"""Demo: the shipped example, drafted, with the inputs it was made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from juesuan.app.draft import Drafted, draft
from juesuan.app.sources import Sources
from juesuan.resources import data_dir

EXAMPLE = "licheng-2022"
FILES = {
    "2022.xlsx": "本年决算表",
    "2021.xlsx": "上年决算表",
    "补充资料.xlsx": "决算表里没有的数",
    "草稿.docx": "生成的初稿：用 Word 或 WPS 打开，黄色处填写原因",
}
"""The files of the demo, and what each is: three inputs and the draft."""


@dataclass(frozen=True)
class Demo:
    """The draft; the content of every file by its name, and what it is."""

    result: Drafted
    files: Mapping[str, bytes]
    meanings: Mapping[str, str]


def demo() -> Demo:
    """Draft the example."""
    current, prior, supplement, document = FILES
    example = data_dir("examples") / EXAMPLE
    result = draft(Sources(example / current, (example / prior,), example / supplement))
    inputs = {name: (example / name).read_bytes() for name in (current, prior, supplement)}
    return Demo(result, {**inputs, document: result.outputs["draft"]}, FILES)
