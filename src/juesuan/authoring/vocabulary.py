"""What an edition's sentences may name, as kinds of values: the checker's picture of the name tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from juesuan.facts import DERIVED, FACTS, LISTS
from juesuan.phrasebook import Edition
from juesuan.quantities import CASES


@dataclass(frozen=True)
class Kind:
    """A kind of value: what it is called, what stands below it, what a list is made of.

    ``choices``: the only texts it can be. ``printable``: whether it can stand in a sentence.
    """

    name: str
    members: Mapping[str, Kind] = field(default_factory=dict)
    element: Kind | None = None
    choices: tuple[str, ...] = ()
    printable: bool = True

    @property
    def open(self) -> bool:
        """Nothing is known about its members."""
        return self is ANY

    @property
    def is_text(self) -> bool:
        return self.name in (TEXT.name, CASE.name)


ANY = Kind("值")
TEXT = Kind("文字")
NUMBER = Kind("整数")
DECIMAL = Kind("没有写法的数", printable=False)
SLOT = Kind("填写处")
FLAG = Kind("是或否", printable=False)
CASE = Kind("情形", choices=CASES)
GROUP = Kind("一组名字", printable=False)

QUANTITY = Kind(
    "数",
    {"is_zero": FLAG, "known": FLAG, "number": DECIMAL, "typed": TEXT, "label": TEXT, "key": TEXT},
)
CHANGE = Kind(
    "变动",
    {
        "case": CASE,
        "is_level": FLAG,
        "rises": FLAG,
        "falls": FLAG,
        "current": QUANTITY,
        "base": QUANTITY,
        "difference": QUANTITY,
        "percent": QUANTITY,
        "ratio": QUANTITY,
    },
    printable=False,
)
LINE = Kind(
    "一行决算数",
    {
        "current": QUANTITY,
        "prior": QUANTITY,
        "budget": QUANTITY,
        "share": QUANTITY,
        "change": CHANGE,
        "versus_budget": CHANGE,
        "name": TEXT,
        "code": TEXT,
        "class_name": TEXT,
        "group_name": TEXT,
    },
)

ATTRIBUTES: Mapping[str, str] = {
    "current": "本年决算数（不写也是它）",
    "prior": "上年决算数",
    "budget": "预算数",
    "share": "占所属合计的百分比",
    "name": "名称",
    "code": "科目编码（只有科目有）",
    "class_name": "所属类的名称（只有项级科目有）",
    "group_name": "所属款的名称（只有项级科目有）",
    "change": "与上年相比的变动",
    "versus_budget": "与预算相比的变动",
    "change.difference": "增减额（versus_budget.difference 是与预算的差额）",
    "change.percent": "增减幅度",
    "change.ratio": "占基数的百分比（versus_budget.ratio 是完成预算的百分比）",
    "change.case": f"哪种情形：{'、'.join(CASES)}",
    "change.is_level": "是否没有变动",
    "change.rises": "是否增加",
    "change.falls": "是否减少",
}
"""What stands below every line of the accounts, in words."""

CONTEXT: Mapping[str, str] = {
    "year": "决算年度",
    "prior_year": "上年",
    "department": "部门全称",
    "we": "自称：补充资料里的“本文自称”，没有这项设置时是部门全称",
    "first_year": "是否没有上年决算",
}
"""Names that are not figures."""

_CONTEXT_KINDS = {"year": NUMBER, "prior_year": NUMBER, "department": TEXT, "we": TEXT, "first_year": FLAG}

SLOT_FUNCTIONS = ("reason", "purpose", "text")
CHANGE_NAMES = ("current", "base", "difference", "percent", "ratio")


def is_line(kind: Kind) -> bool:
    """A line of the accounts, also one with further names below it."""
    return LINE.members.items() <= kind.members.items()


def is_figure(kind: Kind) -> bool:
    """What knows where it comes from: it is printed, and compared with numbers; signs do not add it up."""
    return is_line(kind) or QUANTITY.members.items() <= kind.members.items()


def list_of(element: Kind) -> Kind:
    """A list of such values."""
    return Kind("名单", element=element, printable=False)


def vocabulary(edition: Edition) -> dict[str, Kind]:
    """Every name that stands everywhere in the edition's sentences."""
    leaves: dict[str, Kind] = {fact.key: LINE for fact in FACTS}
    leaves |= dict.fromkeys(DERIVED, LINE)
    leaves |= dict.fromkeys(LISTS, list_of(LINE))
    for section in edition.form.sections:
        for row in section.rows:
            if not row.each and row.key not in leaves:
                leaves[row.key] = {"text": TEXT, "list": list_of(TEXT)}.get(row.kind, LINE)
    for setting in edition.form.settings:
        leaves[f"setting.{setting.key}"] = replace(TEXT, choices=setting.choices)
    leaves |= dict.fromkeys((f"lists.{name}" for name in edition.manifest.lists), list_of(TEXT))
    return _tree(leaves) | _CONTEXT_KINDS


def _tree(leaves: Mapping[str, Kind]) -> dict[str, Kind]:
    branches: dict[str, dict[str, Kind]] = {}
    own: dict[str, Kind] = {}
    for key, kind in leaves.items():
        head, _, rest = key.partition(".")
        if rest:
            branches.setdefault(head, {})[rest] = kind
        else:
            own[head] = kind
    tree = dict(own)
    for head, below in branches.items():
        kind = own.get(head, GROUP)
        tree[head] = replace(kind, members={**kind.members, **_tree(below)})
    return tree


def paths(scope: Mapping[str, Kind], prefix: str = "") -> Iterator[str]:
    """Every dotted name of a scope down to its figures, for suggesting the nearest."""
    for name, kind in scope.items():
        yield prefix + name
        if kind.members and kind not in (LINE, QUANTITY, CHANGE):
            below = {key: member for key, member in kind.members.items() if key not in LINE.members}
            yield from paths(below, f"{prefix}{name}.")
