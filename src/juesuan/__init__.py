"""juesuan (决算文稿): the narrative of a Chinese department's final accounts as a Word draft.

The use cases are functions: ``juesuan.draft("2022.xlsx", "2021.xlsx", output="草稿.docx")``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from juesuan.app.draft import draft
    from juesuan.app.new import new

__version__ = "0.1.0"
__all__ = ["JuesuanError", "draft", "new"]

_USE_CASES = {"draft": "juesuan.app.draft", "new": "juesuan.app.new"}


def __getattr__(name: str) -> Any:
    """Load a use case when it is first asked for, so that importing the package costs nothing."""
    from importlib import import_module

    if name in _USE_CASES:
        return getattr(import_module(_USE_CASES[name]), name)
    if name == "JuesuanError":
        from juesuan.errors import JuesuanError

        return JuesuanError
    raise AttributeError(f"module 'juesuan' has no attribute {name!r}")
