"""juesuan (决算文稿): the narrative of a Chinese department's final accounts as a Word draft.

The use cases are functions: ``juesuan.draft("2022.xlsx", "2021.xlsx", output="草稿.docx")``; what each
returns holds its findings and its files as bytes. docs/接口.md has an example of each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from juesuan.app.check import Checked
    from juesuan.app.draft import Drafted
    from juesuan.app.new import Form
    from juesuan.app.publish import Published
    from juesuan.app.reasons import Collected
    from juesuan.app.refresh import Refreshed
    from juesuan.errors import JuesuanError
    from juesuan.findings import Finding
    from juesuan.identities import Verification
    from juesuan.interface import check, draft, inspect, new, publish, reasons, refresh, verify
    from juesuan.reading import Reading

__version__ = "0.2.0"
__all__ = [
    "Checked",
    "Collected",
    "Drafted",
    "Finding",
    "Form",
    "JuesuanError",
    "Published",
    "Reading",
    "Refreshed",
    "Verification",
    "check",
    "draft",
    "inspect",
    "new",
    "publish",
    "reasons",
    "refresh",
    "verify",
]

_HOMES = {
    "Checked": "app.check",
    "Collected": "app.reasons",
    "Drafted": "app.draft",
    "Finding": "findings",
    "Form": "app.new",
    "JuesuanError": "errors",
    "Published": "app.publish",
    "Reading": "reading",
    "Refreshed": "app.refresh",
    "Verification": "identities",
}


def __getattr__(name: str) -> Any:
    """Load a name when it is first asked for, so that importing the package costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'juesuan' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"juesuan.{_HOMES.get(name, 'interface')}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
