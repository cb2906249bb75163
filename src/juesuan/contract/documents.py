"""One model a document: what each command prints with ``--json``."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from juesuan.contract.parts import (
    Count,
    DepartmentFinding,
    Document,
    Finding,
    Model,
    Money,
    Place,
    Undecodable,
)


class Error(Document):
    """A command that could not be done."""

    model_config = ConfigDict(title="做不了")
    schema_: Literal["juesuan.error/2"] = Field(alias="schema")
    findings: tuple[Finding, ...] = Field(min_length=1, description="第一条是为什么做不了，后面是有关的发现")


class DraftCounts(Document):
    """What a draft holds."""

    output: str = Field(description="写到哪个文件")
    department: str = Field(description="部门")
    year: int = Field(description="决算年度")
    paragraphs: Count = Field(description="段落数")
    figures: Count = Field(description="印出的数")
    slots: Count = Field(description="原因的处数")
    filled: Count = Field(description="其中已填的")
    suggested: Count = Field(description="其中填了建议、待确认的")
    empty: Count = Field(description="其中未填的")


class Draft(DraftCounts):
    """``juesuan draft``."""

    model_config = ConfigDict(title="draft")
    schema_: Literal["juesuan.draft/2"] = Field(alias="schema")


class Demo(DraftCounts):
    """``juesuan demo``."""

    model_config = ConfigDict(title="demo")
    schema_: Literal["juesuan.demo/2"] = Field(alias="schema")


class New(Document):
    """``juesuan new``."""

    model_config = ConfigDict(title="new")
    schema_: Literal["juesuan.new/2"] = Field(alias="schema")
    output: str = Field(description="写到哪个文件")


class Refresh(Document):
    """``juesuan refresh``."""

    model_config = ConfigDict(title="refresh")
    schema_: Literal["juesuan.refresh/2"] = Field(alias="schema")
    output: str = Field(description="写到哪个文件")
    changed_figures: Count = Field(description="变了的数")
    filled: Count = Field(description="填入的原因")
    outrun: Count = Field(description="数变了以后要重新看的原因")
    settled: Count = Field(description="按 --settle 定下的处数")
    actions: Count = Field(description="改动的处数")
    notes: Count = Field(description="批注的条数")


class Check(Document):
    """``juesuan check``."""

    model_config = ConfigDict(title="check")
    schema_: Literal["juesuan.check/2"] = Field(alias="schema")
    clean: bool = Field(description="是否没有错误和注意")


class Reasons(Document):
    """``juesuan reasons``."""

    model_config = ConfigDict(title="reasons")
    schema_: Literal["juesuan.reasons/2"] = Field(alias="schema")
    output: str = Field(description="写到哪个文件")
    slots: Count = Field(description="原因的处数")
    answered: Count = Field(description="其中已填的")


class Publish(Document):
    """``juesuan publish``."""

    model_config = ConfigDict(title="publish")
    schema_: Literal["juesuan.publish/2"] = Field(alias="schema")
    output: str = Field(description="写到哪个文件")
    forced: Count = Field(description="按 --force 忽略的发现，都在 findings 里")
    settled: Count = Field(description="按 --settle 定下的发现，都在 findings 里")


class Table(Model):
    """A table of final accounts that was recognised."""

    model_config = ConfigDict(title="认出的一张表")
    table: str = Field(description="表号，01 至 09")
    title: str = Field(description="表名")
    file: str = Field(description="文件名")
    sheet: str = Field(description="工作表")
    cells: str = Field(description="区域，如 A1:D37")
    rows: Count = Field(description="读到的行数")
    unit: str = Field(description="金额单位")
    year: int | None = Field(description="表上写的年度；null 为没有写")
    department: str | None = Field(description="表上写的部门；null 为没有写")


class Inspect(Document):
    """``juesuan inspect``."""

    model_config = ConfigDict(title="inspect")
    schema_: Literal["juesuan.inspect/2"] = Field(alias="schema")
    tables: tuple[Table, ...] = Field(description="认出的表")


class Gap(Model):
    """``identities.Gap``."""

    model_config = ConfigDict(title="一处尾差")
    identity: str = Field(description="规则的代码")
    what: str = Field(description="核对的是什么")
    left: Place = Field(description="左边的数在哪里")
    right: Place = Field(description="右边（第一个）数在哪里")
    difference: Money = Field(description="相差，万元")
    tolerance: Money = Field(description="允许，万元")


class Verify(Document):
    """``juesuan verify``."""

    model_config = ConfigDict(title="verify")
    schema_: Literal["juesuan.verify/2"] = Field(alias="schema")
    checked: Count = Field(description="核对了几条勾稽关系")
    gaps: tuple[Gap, ...] = Field(description="换算成万元造成的尾差，都在允许范围内")


class Batch(Model):
    """``juesuan batch draft``, ``refresh`` and ``check``."""

    model_config = ConfigDict(title="batch draft、refresh、check")
    schema_: Literal["juesuan.batch/2"] = Field(alias="schema")
    findings: tuple[DepartmentFinding, ...] = Field(description="没有完成的部门，各为什么")
    undecodable: tuple[Undecodable, ...] = Field(
        default=(), description="有文字（如文件名）不是 UTF-8 时才有：各自原来的字节"
    )
    departments: Count = Field(description="部门数")
    done: Count = Field(description="完成、没有问题的")
    with_findings: Count = Field(description="完成、有问题的")
    unchanged: Count = Field(description="没有变化、没有重做的")
    failed: Count = Field(description="没有完成的")
    summary: str = Field(description="汇总.xlsx 在哪里")
    lines: str = Field(description="汇总.jsonl 在哪里")
    opinions: str = Field(default="", description="审核意见的文件夹；只有 batch check 有")


class Edition(Model):
    """``app.phrasebook.Listed``."""

    model_config = ConfigDict(title="一个版本")
    name: str = Field(description="名字，--edition 用")
    title: str = Field(description="标题；空为读不出来")
    place: str = Field(description="地区")
    source: str = Field(description="依据")
    shipped: bool = Field(description="是否随程序来的；否则是自己添加的")
    folder: str = Field(description="放在哪个文件夹")


class PhrasebookList(Document):
    """``juesuan phrasebook list``."""

    model_config = ConfigDict(title="phrasebook list")
    schema_: Literal["juesuan.phrasebook-list/2"] = Field(alias="schema")
    editions: tuple[Edition, ...] = Field(description="随程序来的版本，然后是自己添加的")


class PhrasebookCheck(Document):
    """``juesuan phrasebook check``."""

    model_config = ConfigDict(title="phrasebook check")
    schema_: Literal["juesuan.phrasebook-check/2"] = Field(alias="schema")
    clean: bool = Field(description="是否没有问题")


class Name(Model):
    """``authoring.Name``."""

    model_config = ConfigDict(title="句子里可以写的一个名字")
    kind: str = Field(description="名字、名单、属性、短语、过滤器、函数")
    name: str = Field(description="怎样写")
    meaning: str = Field(description="意思")
    unit: str = Field(description="单位；空为没有")
    source: str = Field(description="来自哪张表；空为不来自表")
    value: str = Field(description="给了 --figures 时现在的值；空为没有")


class PhrasebookNames(Document):
    """``juesuan phrasebook names``."""

    model_config = ConfigDict(title="phrasebook names")
    schema_: Literal["juesuan.phrasebook-names/2"] = Field(alias="schema")
    names: tuple[Name, ...] = Field(description="全部名字")


class PhrasebookPreview(Document):
    """``juesuan phrasebook preview``."""

    model_config = ConfigDict(title="phrasebook preview")
    schema_: Literal["juesuan.phrasebook-preview/2"] = Field(alias="schema")
    paragraphs: tuple[str, ...] = Field(description="写成的文字，一段一项")


class PhrasebookNew(Document):
    """``juesuan phrasebook new``."""

    model_config = ConfigDict(title="phrasebook new")
    schema_: Literal["juesuan.phrasebook-new/2"] = Field(alias="schema")
    files: tuple[str, ...] = Field(description="写出的文件")


class PhrasebookAdd(Document):
    """``juesuan phrasebook add``."""

    model_config = ConfigDict(title="phrasebook add")
    schema_: Literal["juesuan.phrasebook-add/2"] = Field(alias="schema")
    name: str = Field(description="版本的名字")
    folder: str = Field(description="放在哪个文件夹")
    added: bool = Field(description="是否添加了；有错误的不添加")


class PhrasebookRemove(Document):
    """``juesuan phrasebook remove``."""

    model_config = ConfigDict(title="phrasebook remove")
    schema_: Literal["juesuan.phrasebook-remove/2"] = Field(alias="schema")
    name: str = Field(description="版本的名字")
    folder: str = Field(description="原来放在哪个文件夹")
