"""Where the data that ships with juesuan lies: in the installed package, or in the checkout."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from juesuan.errors import InputError

Data = Literal["phrasebook", "word_templates", "examples"]

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = {
    "phrasebook": "phrasebook_data",  # phrasebook.py is a module of that name
    "word_templates": "word_templates",
    "examples": "examples",
}


@lru_cache(maxsize=4)
def data_dir(name: Data) -> Path:
    """The folder of editions, of Word templates or of examples."""
    for folder in (_PACKAGE / _INSTALLED[name], _PACKAGE.parents[1] / name):
        if folder.is_dir():
            return folder
    raise InputError(f"安装不完整，缺少 {name}", remedy="请重新安装 juesuan")
