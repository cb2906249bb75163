"""YAML whose mappings know where they stand, so that a message can name file and line."""

from __future__ import annotations

from typing import Any

import yaml

from juesuan.errors import EditionError
from juesuan.places import EditionPlace
from juesuan.yaml_syntax import NO_DATE, TOO_DEEP, USED_TWICE, full_width_colons, too_deep, yaml_fault


class Located(dict[Any, Any]):
    """A mapping of a YAML file: its file, its line, the line where each value's text begins, its key.

    The key is what it is called: what its entry ``key`` says, else the name under which it stands.
    """

    def __init__(self) -> None:
        super().__init__()
        self.file = ""
        self.line = 0
        self.key = ""
        self.lines: dict[Any, int] = {}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML that notes lines; keys written twice are collected in ``repeated``."""

    repeated: list[tuple[Any, int]]


def _mapping(loader: Any, node: yaml.MappingNode) -> Located:
    result = Located()
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(None, None, "unhashable key", key_node.start_mark)
        key = loader.construct_object(key_node, deep=True)
        if key in result:
            loader.repeated.append((key, key_node.start_mark.line + 1))
        try:
            result[key] = loader.construct_object(value_node, deep=True)
        except ValueError:  # 2022-13-45 looks like a date
            raise yaml.constructor.ConstructorError(None, None, NO_DATE, value_node.start_mark) from None
        # The text of a block (| or >) begins on the line after its sign.
        block = isinstance(value_node, yaml.ScalarNode) and value_node.style in ("|", ">")
        result.lines[key] = value_node.start_mark.line + (2 if block else 1)
    result.line = node.start_mark.line + 1
    return result


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def parse(text: str, file: str) -> tuple[Any, tuple[EditionError, ...]]:
    """The content, and what is wrong with it: not YAML (content ``None``), keys written twice."""
    try:
        data, repeated = _content(text)
    except yaml.YAMLError as error:
        message, remedy, line = yaml_fault(error, text)
        return None, (_syntax_error(f"不是有效的 YAML：{message}", remedy, file, line),)
    _note_place(data, file)
    colons = full_width_colons(text) if isinstance(data, str) else ()
    return data, (
        *(
            EditionError(
                f"“{key}”写了两次",
                place=EditionPlace(file, line),
                remedy="请删去一处，或改用另一个键",
                code="edition-duplicate-key",
            )
            for key, line in repeated
        ),
        *(_syntax_error("这里用了全角冒号", "请改成半角冒号，后面空一格", file, line) for line in colons),
    )


def _content(text: str) -> tuple[Any, list[tuple[Any, int]]]:
    """Raises ``YAMLError``."""
    if (line := too_deep(text)) is not None:
        mark = yaml.Mark("", 0, line, 0, "", 0)
        raise yaml.constructor.ConstructorError(None, None, TOO_DEEP, mark)
    loader = _Loader(text)
    loader.repeated = []
    try:
        node = loader.get_single_node()
        if node is not None and (twice := _seen_twice(node, set())):
            raise yaml.constructor.ConstructorError(None, None, USED_TWICE, twice.start_mark)
        return (None if node is None else loader.construct_document(node)), loader.repeated
    except ValueError as error:
        raise yaml.constructor.ConstructorError(None, None, NO_DATE) from error
    finally:
        loader.dispose()


def _seen_twice(node: Any, seen: set[int]) -> Any:
    """The node that an alias names: an edition needs none, and a few of them make a file without end."""
    if id(node) in seen:
        return node
    seen.add(id(node))
    below = node.value if isinstance(node, yaml.CollectionNode) else ()
    parts = (part for each in below for part in (each if isinstance(each, tuple) else (each,)))
    return next((twice for part in parts if (twice := _seen_twice(part, seen))), None)


def _syntax_error(message: str, remedy: str, file: str, line: int) -> EditionError:
    return EditionError(message, place=EditionPlace(file, line), remedy=remedy, code="edition-syntax")


def _note_place(data: Any, file: str, key: str = "") -> None:
    """Tell every mapping its file, and the key it stands under: its own, that of its entry, or the outer one's."""
    if isinstance(data, Located):
        own = data.get("key")
        data.file, data.key = file, own if isinstance(own, str) else key
        for name, value in data.items():
            entry = isinstance(value, Located) and not isinstance(own, str)
            _note_place(value, file, str(name) if entry else data.key)
    elif isinstance(data, list):
        for value in data:
            _note_place(value, file, key)
