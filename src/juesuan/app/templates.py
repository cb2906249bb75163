"""Word templates: those of juesuan by name, a department's own by path."""

from __future__ import annotations

from pathlib import Path

from juesuan.errors import InputError


def find_template(template: str | Path | None) -> Path | None:
    """A template of juesuan by name, else a path."""
    if template is None:
        return None
    from juesuan.resources import data_dir

    named = data_dir("word_templates") / f"{template}.docx"
    if named.is_file():
        return named
    path = Path(template)
    if not path.is_file():
        known = "、".join(sorted(file.stem for file in data_dir("word_templates").glob("*.docx")))
        raise InputError(
            f"找不到模板“{template}”", remedy=f"可用的模板：{known}；也可以给出 .docx 文件的路径"
        )
    return path
