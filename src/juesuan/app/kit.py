"""Kit: the example in every state that a draft goes through, to be looked at in Word and WPS (docs/检查单.md)."""

from __future__ import annotations

from pathlib import Path

import yaml

from juesuan.app.answers import Answers
from juesuan.app.demo import EXAMPLE, Demo
from juesuan.app.documents import open_bytes
from juesuan.app.draft import draft
from juesuan.app.inputs import load
from juesuan.app.refresh import renewed
from juesuan.app.sources import Sources
from juesuan.resources import data_dir

INPUTS = {
    "2022.xlsx": "本年决算表",
    "2022-改.xlsx": "改过两个数的本年决算表",
    "2021.xlsx": "上年决算表",
    "补充资料.xlsx": "决算表里没有的数",
}
DOCUMENTS = {
    "草稿.docx": "生成的初稿，原因还没有填",
    "已填.docx": "填好原因、加了一句话、有一条同事批注的稿子",
    "更新后.docx": "已填.docx 按改过的数更新",
    "修订.docx": "同上，每处改动写成修订",
    "保留.docx": "另改写了一句话的稿子按改过的数更新：改写的一句保留",
}
"""The files of the kit, and what each is."""

EDITS = "检查单.yaml"
"""What the department does to its draft, beside the example: words for words, and a colleague's comment."""


def kit() -> Demo:
    """The example's draft, handed in, refreshed, tracked, and with words held; the same bytes every time."""
    from juesuan.word.handed_in import Remark, handed_in

    example = data_dir("examples") / EXAMPLE
    now, amended, prior, supplement = (example / name for name in INPUTS)
    sources = Sources(now, (prior,), supplement)
    edits = yaml.safe_load((example / EDITS).read_text("utf-8"))
    blank = draft(sources)
    answered = draft(sources, reasons=[example / "原因.yaml"]).outputs["draft"]
    filled = handed_in(answered, edits["own"], [Remark(*edits["remark"])])
    inputs = load(Sources(amended, (prior,), supplement))

    def refreshed(data: bytes, *, tracked: bool = False) -> bytes:
        opened = open_bytes(Path("已填.docx"), data)
        return renewed(opened, inputs, Answers(), track_changes=tracked).outputs["draft"]

    documents = (
        blank.outputs["draft"],
        filled,
        refreshed(filled),
        refreshed(filled, tracked=True),
        refreshed(handed_in(filled, edits["reworded"])),
    )
    files = {name: (example / name).read_bytes() for name in INPUTS}
    return Demo(blank, files | dict(zip(DOCUMENTS, documents, strict=True)), INPUTS | DOCUMENTS)
