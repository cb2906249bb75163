"""The parts of which all documents are made: places, findings, what every document has."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Severity = Literal["error", "warning", "info"]
Since = Literal["", "new", "again"]
Count = Annotated[int, Field(ge=0)]
Money = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]
"""A decimal number as text, so that no cent is lost in a program's binary floats."""


class Model(BaseModel):
    """What is described here; ``title`` in the configuration is what the pages call it."""

    model_config = ConfigDict(frozen=True)


# ---- where something stands ----


class Nowhere(Model):
    """``places.Nowhere``."""

    model_config = ConfigDict(title="没有具体位置")
    kind: Literal["nowhere"]


class FilePlace(Model):
    """``places.FilePlace``."""

    model_config = ConfigDict(title="文件")
    kind: Literal["file"]
    file: str = Field(description="文件名或路径")
    line: Count = Field(description="第几行，从 1 数；0 为不适用")
    key: str = Field(description="YAML、JSON 里的键，或文稿里的一处原因；空为不适用")


class CellPlace(Model):
    """``places.CellPlace``."""

    model_config = ConfigDict(title="格子")
    kind: Literal["cell"]
    file: str = Field(description="文件名")
    sheet: str = Field(description="工作表；Word 文档里是“第2个表格”")
    cell: str = Field(description="单元格，如 C7；Word 文档里是“第3行第2列”；空为整张表")


class ParagraphPlace(Model):
    """``places.ParagraphPlace``."""

    model_config = ConfigDict(title="段落")
    kind: Literal["paragraph"]
    paragraph: int = Field(
        ge=1, description="第几段：从 1 数，只数正文里表格之外、有文字的段落，修订按接受以后算"
    )
    quote: str = Field(
        max_length=40, description="出问题处前后的原文，不超过 40 字，在文稿里查找它就能找到这一处"
    )
    key: str = Field(description="对应的生成段落；空为没有")
    slot: str = Field(description="所在的原因（slot）的键；空为不在原因里")


class EditionPlace(Model):
    """``places.EditionPlace``."""

    model_config = ConfigDict(title="版本的一行")
    kind: Literal["edition"]
    file: str = Field(description="版本里的文件")
    line: Count = Field(description="第几行，从 1 数；0 为不知道")
    key: str = Field(description="这一行所属的段落、原因或短语；空为不适用")


class SupplementPlace(Model):
    """``places.SupplementPlace``."""

    model_config = ConfigDict(title="补充资料的一项")
    kind: Literal["supplement"]
    file: str = Field(description="文件名")
    sheet: str = Field(description="工作表；YAML、JSON 里为空")
    cell: str = Field(description="单元格；YAML、JSON 里为空")
    key: str = Field(description="这一项的键，如 operating_cost；空为认不出")


Place = Annotated[
    Nowhere | FilePlace | CellPlace | ParagraphPlace | EditionPlace | SupplementPlace,
    Field(discriminator="kind"),
]


# ---- findings ----


class Finding(Model):
    """``findings.Finding``."""

    model_config = ConfigDict(title="一条发现")
    code: str = Field(description="代码，见《问题代码》")
    severity: Severity = Field(description="error 错误，warning 注意，info 说明")
    message: str = Field(description="是什么问题，句末没有句号")
    remedy: str = Field(description="怎么办；可能为空")
    place: Place = Field(description="在哪里，供程序使用")
    where: str = Field(description="在哪里，给人看的写法")
    found: str = Field(description="现在写的是什么；空为不适用")
    expected: str = Field(description="应当是什么；空为不适用")


class DepartmentFinding(Finding):
    """A finding of a batch."""

    model_config = ConfigDict(title="一个部门的一条发现")
    department: str = Field(description="部门")


class RowFinding(Finding):
    """``outcomes.Said``."""

    model_config = ConfigDict(title="汇总里的一条发现")
    since: Since = Field(description="与上次审核相比：new 新发现，again 上次已提出；空为没有可比的")


# ---- what every document has ----


class Undecodable(Model):
    """A text that is no UTF-8, as ``cli.json_text`` tells it."""

    model_config = ConfigDict(title="不是 UTF-8 的文字")
    percent_encoded: str = Field(description="原来的字节，百分号编码")
    shown: str = Field(description="在这个文档里怎样写")


class Document(Model):
    """What all documents have."""

    findings: tuple[Finding, ...] = Field(description="全部发现")
    undecodable: tuple[Undecodable, ...] = Field(
        default=(), description="有文字（如文件名）不是 UTF-8 时才有：各自原来的字节"
    )
