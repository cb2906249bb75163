"""YAML whose mappings know where they stand, so that a message can name file and line."""

from __future__ import annotations

from typing import Any

import yaml

from juesuan.errors import EditionError
from juesuan.places import EditionPlace


class Located(dict[Any, Any]):
    """A mapping of a YAML file: its file, its line, and the line where each value's text begins."""

    def __init__(self) -> None:
        super().__init__()
        self.file = ""
        self.line = 0
        self.lines: dict[Any, int] = {}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML that notes lines; keys written twice are collected in ``repeated``."""

    repeated: list[tuple[Any, int]]


def _mapping(loader: Any, node: yaml.MappingNode) -> Located:
    result = Located()
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(None, None, "键要写成一个词", key_node.start_mark)
        key = loader.construct_object(key_node, deep=True)
        if key in result:
            loader.repeated.append((key, key_node.start_mark.line + 1))
        result[key] = loader.construct_object(value_node, deep=True)
        # The text of a block (| or >) begins on the line after its sign.
        block = isinstance(value_node, yaml.ScalarNode) and value_node.style in ("|", ">")
        result.lines[key] = value_node.start_mark.line + (2 if block else 1)
    result.line = node.start_mark.line + 1
    return result


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def parse(text: str, file: str) -> tuple[Any, tuple[EditionError, ...]]:
    """The content, and what is wrong with it: not YAML (content ``None``), keys written twice."""
    loader = _Loader(text)
    loader.repeated = []
    try:
        data = loader.get_single_data()
    except yaml.YAMLError as error:
        mark, what = getattr(error, "problem_mark", None), getattr(error, "problem", None)
        if "flow" in (getattr(error, "context", None) or ""):  # a brace that is never closed
            mark = getattr(error, "context_mark", mark)
        return None, (
            EditionError(
                f"不是有效的 YAML（{what}）",
                place=EditionPlace(file, mark.line + 1 if mark else 0),
                remedy="请检查冒号、引号和缩进；句子里有冒号或花括号开头时，整句要加引号",
                code="edition-syntax",
            ),
        )
    finally:
        loader.dispose()
    _note_file(data, file)
    return data, tuple(
        EditionError(
            f"“{key}”写了两次",
            place=EditionPlace(file, line),
            remedy="请删去一处，或改用另一个键",
            code="edition-duplicate-key",
        )
        for key, line in loader.repeated
    )


def _note_file(data: Any, file: str) -> None:
    if isinstance(data, Located):
        data.file = file
        for value in data.values():
            _note_file(value, file)
    elif isinstance(data, list):
        for value in data:
            _note_file(value, file)
