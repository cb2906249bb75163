"""A line of 汇总.jsonl."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import ConfigDict, Field

from juesuan.contract.parts import Count, Model, RowFinding


class Row(Model):
    """``outcomes.Row``."""

    model_config = ConfigDict(title="汇总.jsonl 的一行")
    schema_: Literal["juesuan.row/2"] = Field(alias="schema")
    department: str = Field(description="部门（文件夹或清单里的名称）")
    action: Literal["draft", "refresh", "check"] = Field(description="做的是什么")
    state: Literal["done", "findings", "failed", "unchanged"] = Field(
        description="done 完成，findings 有问题，failed 没有完成，unchanged 没有变化、未重做"
    )
    name: str = Field(description="表上写的部门名称")
    year: int | None = Field(description="决算年度；null 为没有读到")
    paragraphs: Count = Field(description="段落数")
    figures: Count = Field(description="印出的数")
    slots: Count = Field(description="原因的处数")
    unfilled: Count = Field(description="未填或待确认的")
    stale: Count = Field(description="过时的")
    changed: Count = Field(description="refresh：变了的数")
    notes: Count = Field(description="refresh：批注的条数")
    findings: tuple[RowFinding, ...] = Field(description="全部发现，错误在前")
    mended: tuple[str, ...] = Field(description="check：上次提出、这次已改正的")
    outputs: Mapping[str, str] = Field(description="写出的文件（相对于汇总）及其 SHA-256")
    inputs: str = Field(description="全部输入的 SHA-256")
    seconds: float = Field(ge=0, description="用时，秒")
    traceback: str = Field(description="程序内部出错时的详细情况；平时为空")
