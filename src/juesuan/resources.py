"""Where data lies: what ships with juesuan, in the package or in the checkout; what the user added."""

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


def user_dir(name: Literal["phrasebook"]) -> Path:
    """The user's own folder of editions, where each system keeps such things; it need not be there."""
    from platformdirs import user_data_path  # only where a name is looked up

    return user_data_path("juesuan", appauthor=False) / name
