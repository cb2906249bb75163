"""The JSON document of a command, also where a file's name is not UTF-8."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

_UNPAIRED = re.compile("[\ud800-\udfff]")


def as_json(data: Mapping[str, Any]) -> bytes:
    """The data as UTF-8.

    File names may hold bytes that are no UTF-8 (unpacked from an archive of an old Windows). Such a text is
    shown with � for each of them, and ``undecodable`` lists it with the exact bytes, percent-encoded: strict
    readers refuse a lone surrogate, and a program must find the file that was written.
    """
    exact: dict[str, str] = {}
    shown = _shown(data, exact)
    if exact:
        shown["undecodable"] = [{"percent_encoded": each, "shown": text} for each, text in exact.items()]
    return json.dumps(shown, ensure_ascii=False, indent=2).encode() + b"\n"


def _shown(value: Any, exact: dict[str, str]) -> Any:
    """The value with every text printable; the exact ones are collected."""
    if isinstance(value, str) and _UNPAIRED.search(value):
        text = _UNPAIRED.sub("\ufffd", value)
        exact[quote(value, errors="surrogateescape" if _of_bytes(value) else "surrogatepass")] = text
        return text
    if isinstance(value, Mapping):
        return {_shown(key, exact): _shown(each, exact) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(each, exact) for each in value]
    return value


def _of_bytes(text: str) -> bool:
    """Whether the lone surrogates stand for bytes of a name (POSIX), not for half a character (Windows)."""
    return all("\udc80" <= each <= "\udcff" for each in _UNPAIRED.findall(text))
