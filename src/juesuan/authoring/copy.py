"""A new edition to start from: a copy of another with its manifest's head to fill in."""

from __future__ import annotations

import re
from pathlib import Path

from juesuan.authoring.check import PLACEHOLDER
from juesuan.editions import edition_folder, load_edition
from juesuan.errors import OutputError
from juesuan.phrasebook import MANIFEST
from juesuan.places import FilePlace

_HEADER = """\
# 新版本“{name}”，由“{source}”复制而来。按次序做：
#   1. 填写下面的 title、place、source、year（标着{placeholder}的地方）。
#   2. 对照当地的公开格式，调整 sections：章节的文件、数目和次序。
#   3. 改编号、数字格式和增减的说法，再逐章改句子。
#   4. 每改一处，用 juesuan phrasebook check 检查；可用的名字见 juesuan phrasebook names。
#   5. 用 juesuan phrasebook preview 看生成的文字，与当地已公开的文本逐句对照。

"""


def new_edition(target: Path, source: str | Path) -> dict[Path, bytes]:
    """The files of a copy of the edition ``source`` in the folder ``target``, to be written there.

    Raises ``OutputError`` where the folder has an edition already, ``EditionError`` where the source
    is not sound.
    """
    if (target / MANIFEST).exists():
        raise OutputError(
            "这个文件夹里已有一个版本",
            place=FilePlace(str(target)),
            remedy="请换一个文件夹，或先移走原来的文件",
        )
    edition = load_edition(source)
    outputs: dict[Path, bytes] = {}
    for path in sorted(edition_folder(source).glob("*.yaml")):
        text = path.read_text("utf-8-sig")
        if path.name == MANIFEST:
            text = _renamed(text, target.name, edition.name)
        outputs[target / path.name] = text.encode()
    return outputs


def _renamed(manifest: str, name: str, source: str) -> str:
    for field in ("title", "place", "source"):
        manifest = re.sub(rf"(?m)^{field}:.*$", f"{field}: {PLACEHOLDER}", manifest, count=1)
    return _HEADER.format(name=name, source=source, placeholder=PLACEHOLDER) + manifest
