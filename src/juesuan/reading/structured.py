"""YAML and JSON files that programs and careful people write: every scalar as it was typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from juesuan.errors import InputError
from juesuan.places import FilePlace, Place

SUFFIXES = frozenset({".yaml", ".yml", ".json"})
MAX_BYTES = 4_000_000
MAX_DEPTH = 20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _AsTyped(yaml.BaseLoader):
    """Scalars stay text (142.00 is not 142.0); no aliases, since a few of them can mean gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "不能使用别名（*）", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"“{key.value}”写了两次", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_scalar(self, node: Any) -> Any:
        text = super().construct_scalar(node)
        return None if node.style is None and text in _NULLS else text


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"“{twice}”写了两次")
    return mapping


def _parse(text: str, suffix: str) -> object:
    if suffix == ".json":
        return json.loads(
            text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_no_twins
        )
    return yaml.load(text, _AsTyped)


def load_mapping(path: Path, read: Callable[[Path], bytes] = Path.read_bytes) -> Mapping[str, object]:
    """The file's top-level mapping: nested mappings, lists and text; ``None`` for null.

    ``read`` gives the content of the file.
    Raises ``InputError``: not readable, not UTF-8, too large, not a mapping, a key written twice.
    """
    place = FilePlace(path.name)
    text = _text(path, read, place)
    try:
        content = _parse(text, path.suffix.lower())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise InputError(
            f"读不懂{f'第{line}行' if line else ''}：{error.problem}",
            place=FilePlace(path.name, line),
            remedy="请检查缩进、冒号和引号",
        ) from error
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise InputError(f"读不懂：{error}", place=place, remedy="请检查括号、冒号和引号") from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise InputError("内容应当是“名称: 值”的形式", place=place, remedy="请参照 docs/补充资料.md")
    return content


def _text(path: Path, read: Callable[[Path], bytes], place: Place) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError("文件过大", place=place, remedy=f"这类文件不应超过{MAX_BYTES // 1_000_000}MB")
        return read(path).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError("没有这个文件", place=FilePlace(str(path)), remedy="请检查文件名和路径") from error
    except OSError as error:
        raise InputError(f"打不开（{error.strerror}）", place=place, remedy="请检查文件权限") from error
    except UnicodeDecodeError as error:
        raise InputError("不是UTF-8编码的文本", place=place, remedy="请另存为UTF-8编码") from error


def leaves(mapping: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Every value that is not a mapping, with its dotted path, in order (nested or dotted alike)."""
    if prefix.count(".") > MAX_DEPTH:
        raise InputError(f"“{prefix[:40]}…”层次太多", remedy="请减少嵌套")
    for key, value in mapping.items():
        path = f"{prefix}.{key}" if prefix else str(key)
        if isinstance(value, Mapping):
            yield from leaves(value, path)
        else:
            yield path, value
