"""The JSON Schemas of all documents, and the page that explains them, made of the contract's models."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from juesuan.contract import DOCUMENTS, Model

_INTRO = """\
# JSON

这一页由程序里的模型生成（`python scripts/write_reference.py`）。

各命令加 `--json`，标准输出是一个 UTF-8 的 JSON 文档，给人看的话改到标准错误。做不了时也有文档：`juesuan.error/2`。
返回值与不加 `--json` 时相同，各代码的意思见[问题代码](问题代码.md)。

每个文档有 `schema`，写明名称和版本，如 `juesuan.check/2`。同一版本里可能增加字段；字段去掉、改了类型或意思，
版本加一。每个文档的 JSON Schema 在 [json](json/) 文件夹。第 2 版与第 1 版不同的是：`place` 从一段文字改为对象，
原来的文字在 `where`；“怎么办”从 `message` 分出来，在 `remedy`。

金额写成文字，如 `"0.01"`，不丢分。

## 位置

`place` 按 `kind` 分几种。段落从 1 数，只数正文里表格之外、有文字的段落，修订按接受以后算；`quote` 是那里的原文，不超过 40 字，
在 Word、WPS 里查找它就能找到。例如：

```json
{"kind": "cell", "file": "2022.xlsx", "sheet": "公开01表", "cell": "C7"}
{"kind": "paragraph", "paragraph": 23, "quote": "主要原因是人员增加", "key": "items.2010301", "slot": "items.2010301"}
{"kind": "edition", "file": "03_general_public_budget.yaml", "line": 6, "key": "items"}
{"kind": "supplement", "file": "补充资料.xlsx", "sheet": "补充资料", "cell": "C5", "key": "operating_cost"}
```
"""
_TYPES = {"string": "文字", "integer": "整数", "number": "数", "boolean": "是否", "null": "null"}


def schemas() -> Mapping[str, dict[str, Any]]:
    """The JSON Schema of every document, by the document's name and version."""
    return {name: _schema(name, model) for name, model in DOCUMENTS.items()}


def schema_files() -> Mapping[str, str]:
    """The schemas as files of docs/json/: ``juesuan.check-2.json``."""
    return {
        f"json/{name.replace('/', '-')}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas().items()
    }


def documents_page() -> str:
    """docs/JSON.md as Markdown: places and findings first, then one table a document."""
    found = schemas()
    parts: dict[str, dict[str, Any]] = {}
    for schema in found.values():
        parts |= schema.get("$defs", {})
    lines = [_INTRO]
    for part in parts.values():
        if _is_place(part):
            lines += [f"### {part['title']}\n", *_table(part, parts)]
    lines += ["## 发现\n", *_table(parts["Finding"], parts)]
    for name, schema in found.items():
        lines += [f"## {name}\n", f"{_subject(schema)}。\n", *_table(schema, parts)]
        lines += [
            line for used in _own(schema, parts) for line in (f"### {used['title']}\n", *_table(used, parts))
        ]
    return "\n".join(lines)


def _schema(name: str, model: type[Model]) -> dict[str, Any]:
    schema = model.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("description", None)  # the docstring, which is for readers of the code
        for each in part["properties"].values():
            each.pop("title", None)
    order = ("schema", "findings")
    schema["properties"] = {key: schema["properties"][key] for key in order} | schema["properties"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": name, **schema}


def _subject(schema: Mapping[str, Any]) -> str:
    title = schema["title"]
    return f"`juesuan {title}` 的结果" if title.isascii() or title.startswith("batch") else title


def _own(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The parts that stand in this document only, places and findings aside."""
    for name in schema.get("$defs", {}):
        if name not in ("Finding", "Undecodable") and not _is_place(parts[name]):
            yield parts[name]


def _is_place(part: Mapping[str, Any]) -> bool:
    return "const" in part["properties"].get("kind", {})


def _table(part: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterator[str]:
    yield "| 字段 | 类型 | 意思 |"
    yield "|---|---|---|"
    for name, field in part["properties"].items():
        optional = "" if name in part["required"] else "（可能没有）"
        yield f"| `{name}` | {_type(field, parts)}{optional} | {field.get('description', '')} |"
    yield ""


def _type(field: Mapping[str, Any], parts: Mapping[str, Any]) -> str:
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return "、".join(f"`{each}`" if each else "空" for each in field["enum"])
    if "$ref" in field:
        return str(parts[field["$ref"].rpartition("/")[2]]["title"])
    if "discriminator" in field:
        return "位置"
    if "anyOf" in field:
        return " 或 ".join(_type(each, parts) for each in field["anyOf"])
    if field["type"] == "array":
        return f"列表：{_type(field['items'], parts)}"
    if field["type"] == "object":
        return f"对象：名称 → {_type(field['additionalProperties'], parts)}"
    return _TYPES[field["type"]]
