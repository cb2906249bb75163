"""Records of earlier formats, brought up to today's step by step.

A step takes the JSON of one format and gives that of the next. Steps stay for ever: drafts lie about for
years. A field that only some records have needs no step (``parts`` gives it a default), nor does a field
that is no longer written (it is ignored).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

FORMAT = 2

_SHIPPED = frozenset(
    ("fcd730daf12ec1d1", "8b6eebd3a805b1c6", "93e2881e61a87a93", "0beaa4159e7fa89e", "0488e27c0f81f4eb")
)
"""The beginnings of the digests of every edition that came with 0.1, which did not say whose one was."""


def migrated(data: Any, number: int) -> Any:
    """The JSON of format ``number`` as that of ``FORMAT``. Raises as its steps do on what they do not know."""
    for step in _STEPS[number - 1 :]:
        data = step(data)
    return data


def _named(data: Any) -> Any:
    """1 → 2: fields by their names; the edition by name, digest and origin, without a path."""
    told = data["narrative"]
    # 0.1 gave the folder's name; a forged record may hold a path, of which nothing but the name is taken.
    name = re.split(r"[/\\]", told["edition"].rstrip("/\\"))[-1]
    digest = told["edition_hash"]
    return {
        "department": told["department"],
        "year": told["year"],
        "edition": {"name": name, "digest": digest, "shipped": digest[:16] in _SHIPPED},
        "choices": {"supplement": told["settings"].get("supplement")},
        "blocks": [
            {"paragraph": key, "style": style, "spans": [_span(span) for span in spans]}
            for key, style, spans in told["paragraphs"]
        ],
        "written_for": {key: _change(change) for key, change in data["written_for"].items()},
        "retired": data["retired"],
        "removed": data["removed"],
        "pending": [
            {"paragraph": paragraph, "staff": staff, "fresh": fresh}
            for paragraph, staff, fresh in data["pending"]
        ],
    }


def _span(span: Any) -> Any:
    if isinstance(span, str):
        return span
    if span[0] == "f":
        return {"figure": span[1], "text": span[2]}
    names = ("slot", "kind", "label", "prompt", "suggestions", "text", "state")
    about = span[8]
    return dict(zip(names, span[1:8], strict=True)) | {"about": _change(about) if about else None}


def _change(change: Any) -> Any:
    return dict(zip(("case", "current", "base", "difference", "percent"), change, strict=False))


_STEPS: tuple[Callable[[Any], Any], ...] = (_named,)
