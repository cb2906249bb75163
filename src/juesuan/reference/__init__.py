"""The pages of docs/ that are made from the program itself, so that they cannot say otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from juesuan.reference.codes import codes_page
from juesuan.reference.commands import commands_page
from juesuan.reference.documents import documents_page, schema_files


def pages() -> Mapping[str, str]:
    """The text of every such page, by its path below docs/."""
    written = {"命令.md": commands_page(), "问题代码.md": codes_page(), "JSON.md": documents_page()}
    return {**written, **schema_files()}


__all__ = ["pages"]
