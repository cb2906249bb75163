"""Expressions of sentences, read without being computed: what each names, and what kind of value it is."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jinja2 import Environment, nodes

from juesuan.authoring.filters import BY_ATTRIBUTE, FILTER_KINDS
from juesuan.authoring.operators import Wrong, compared, computed
from juesuan.authoring.reading import PhraseUse, Problem, Reading, Scope, SlotCall
from juesuan.authoring.vocabulary import (
    ANY,
    CHANGE,
    DECIMAL,
    FLAG,
    NUMBER,
    QUANTITY,
    SLOT,
    SLOT_FUNCTIONS,
    TEXT,
    Kind,
    is_figure,
    is_line,
    list_of,
    paths,
)
from juesuan.authoring.written import path_of, pattern_of, texts_of
from juesuan.sentences import CALLABLES

_SLOT_WORDS = {"key", "lead", "tail", "otherwise"}


@dataclass
class Expressions:
    """Reads the expressions of one text; complaints and what is used go to ``reading``.

    ``phrases`` are the edition's own filters, ``everywhere`` the names that every sentence has, ``given``
    those that a phrase finds where this text uses it.
    """

    environment: Environment
    phrases: frozenset[str]
    everywhere: Scope
    given: Scope
    reading: Reading

    def report(self, node: nodes.Node, code: str, message: str, remedy: str = "") -> None:
        self.reading.problems.append(Problem(code, node.lineno - 1, message, remedy))

    def wrong(self, node: nodes.Node, message: str, remedy: str = "") -> Kind:
        """A value that cannot be used like this."""
        self.report(node, "edition-form", message, remedy)
        return ANY

    def kind(self, node: nodes.Node, scope: Scope) -> Kind:
        """What kind of value the expression is."""
        for kinds, handler in self.handlers():
            if isinstance(node, kinds):
                return handler(node, scope)
        for child in node.iter_child_nodes():
            self.kind(child, scope)
        return ANY

    def handlers(self) -> Iterator[tuple[type | tuple[type, ...], Callable[..., Kind]]]:
        yield nodes.Name, self.name
        yield nodes.Const, self.constant
        yield nodes.Getattr, self.member
        yield nodes.Getitem, self.item
        yield nodes.Filter, self.filter
        yield nodes.Call, self.call
        yield nodes.Compare, self.comparison
        yield nodes.Test, self.test
        yield nodes.Concat, self.concatenation
        yield (nodes.And, nodes.Or, nodes.CondExpr), self.either
        yield nodes.Not, self.negation
        yield (nodes.BinExpr, nodes.UnaryExpr), self.arithmetic
        yield (nodes.List, nodes.Tuple), self.listing

    # Names

    def name(self, node: nodes.Name, scope: Scope) -> Kind:
        if node.name in scope:
            self.reading.names.add(node.name)
            return scope[node.name]
        if node.name not in CALLABLES:
            self.unknown(node, node.name, scope)
        return ANY

    def member(self, node: nodes.Getattr, scope: Scope) -> Kind:
        return self.below(node, node.node, node.attr, scope)

    def item(self, node: nodes.Getitem, scope: Scope) -> Kind:
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self.below(node, node.node, node.arg.value, scope)
        for part in node.arg.iter_child_nodes() if isinstance(node.arg, nodes.Slice) else (node.arg,):
            self.kind(part, scope)
        many = self.kind(node.node, scope)
        if not (many.open or many.is_text or many.element is not None):
            return self.wrong(node, f"方括号前面要一个名单，“{many.name}”不是")
        return many if isinstance(node.arg, nodes.Slice) or many.is_text else many.element or ANY

    def below(self, node: nodes.Node, owner: nodes.Expr, name: str, scope: Scope) -> Kind:
        before = len(self.reading.problems)
        kind = self.kind(owner, scope)
        if kind.open or len(self.reading.problems) > before or (not kind.members and hasattr(str, name)):
            return ANY
        path = path_of(owner) + name
        if name in kind.members:
            self.reading.names.add(path)
            return kind.members[name]
        self.unknown(node, path, scope)
        return ANY

    def unknown(self, node: nodes.Node, path: str, scope: Scope) -> None:
        head, _, tail = path.rpartition(".")
        inside = _inside(head, scope)
        near = difflib.get_close_matches(tail, inside, 3, 0.5) if inside else []
        near = [f"{head}.{name}" for name in near] or difflib.get_close_matches(
            path, list(paths(scope)), 5, 0.5
        )
        if near:
            remedy = f"相近的名字：{'、'.join(near)}"
        elif inside:
            remedy = f"“{head}”下面有：{'、'.join(inside)}"
        else:
            remedy = "可用的名字见 juesuan phrasebook names"
        self.report(node, "edition-unknown-name", f"没有“{path}”这个名字", remedy)

    # Filters and calls

    def filter(self, node: nodes.Filter, scope: Scope) -> Kind:
        kind = self.kind(node.node, scope) if node.node else ANY
        self.arguments(node, scope)
        if node.name in self.phrases:
            return self.phrase(node, kind, scope)
        if node.name not in self.environment.filters:
            near = difflib.get_close_matches(node.name, list(self.environment.filters), 3, 0.5)
            remedy = f"相近的有：{'、'.join(near)}" if near else f"本版本的短语：{'、'.join(self.phrases)}"
            self.report(node, "edition-unknown-name", f"没有“{node.name}”这个短语或过滤器", remedy)
            return ANY
        known = FILTER_KINDS.get(node.name)
        if known is None or kind.open:
            return known.gives(kind) if known else ANY
        if not known.accepts(kind):
            remedy = (
                "小数位数在 edition.yaml 的 numbers 里写"
                if is_figure(kind) and "决算数" in known.takes
                else ""
            )
            return self.wrong(node, f"{node.name} 前面要{known.takes}，这里却是{kind.name}", remedy)
        self.attribute(node, kind)
        return known.gives(kind)

    def attribute(self, node: nodes.Filter, many: Kind) -> None:
        """What a filter names of each element must be there."""
        named = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        named += node.args[:1] if node.name in BY_ATTRIBUTE else []
        for path in (str(each.value) for each in named if isinstance(each, nodes.Const)):
            kind = many.element or ANY
            for name in path.split("."):
                if not kind.open and name not in kind.members:
                    self.report(node, "edition-unknown-name", f"名单里的每一个没有“{path}”")
                    break
                kind = kind.members.get(name, ANY)

    def phrase(self, node: nodes.Filter, kind: Kind, scope: Scope) -> Kind:
        if not (kind.open or kind == CHANGE or is_line(kind)):
            self.wrong(
                node,
                f"短语“{node.name}”说的是一行决算数的变动，这里却是{kind.name}",
                "请写到那一行为止，如 {{ fiscal.income | " + node.name + " }}",
            )
        words = {name: found for name, found in self.given.items() if name not in self.everywhere}
        words |= {str(pair.key): self.kind(pair.value, scope) for pair in node.kwargs}
        self.reading.phrases.append(PhraseUse(node.name, words, node.lineno - 1))
        return TEXT

    def arguments(self, node: nodes.Filter | nodes.Call | nodes.Test, scope: Scope) -> list[Kind]:
        """The kinds of what stands in the round brackets; of a list that is spread there, its elements'."""
        kinds = [self.kind(each, scope) for each in (*node.args, *(pair.value for pair in node.kwargs))]
        spread = [each for each in (node.dyn_args, node.dyn_kwargs) if each is not None]
        return [*kinds, *(self.kind(each, scope).element or ANY for each in spread)]

    def call(self, node: nodes.Call, scope: Scope) -> Kind:
        kinds = self.arguments(node, scope)
        if not isinstance(node.node, nodes.Name):
            self.kind(node.node, scope)
            return ANY
        name = node.node.name
        if name in scope:
            return self.name(node.node, scope)
        if name in CALLABLES:
            return self.function(node, name, kinds)
        return self.slot(node, name, scope) if name in SLOT_FUNCTIONS else self.name(node.node, scope)

    def function(self, node: nodes.Call, name: str, kinds: list[Kind]) -> Kind:
        """``sum_of`` and ``percent_of``."""
        for kind in kinds:
            if not (kind.open or is_figure(kind)):
                return self.wrong(node, f"{name} 里要写决算数，这里却是{kind.name}")
        right = len(kinds) == 2 if name == "percent_of" else bool(kinds)
        if not right and node.dyn_args is None:
            return self.wrong(node, f"{name} 里数的个数不对", "见 juesuan phrasebook names")
        return QUANTITY

    def slot(self, node: nodes.Call, name: str, scope: Scope) -> Kind:
        for pair in node.kwargs:
            if pair.key not in _SLOT_WORDS:
                self.wrong(node, f"{name}() 没有“{pair.key}”，可用 lead、tail、otherwise")
        given = {pair.key: pair.value for pair in node.kwargs}
        key = given.get("key") or next(iter(node.args), None)
        if key is None:
            self.wrong(node, f"{name}() 缺少键", f"请写 {name}('键')")
        else:
            self.reading.slots.append(SlotCall(pattern_of(key), dict(scope), node.lineno - 1))
        return SLOT

    # Operators

    def constant(self, node: nodes.Const, scope: Scope) -> Kind:
        value = node.value
        if isinstance(value, bool):
            return FLAG
        return {str: TEXT, int: NUMBER, float: DECIMAL}.get(type(value), ANY)

    def listing(self, node: nodes.List | nodes.Tuple, scope: Scope) -> Kind:
        kinds = [self.kind(each, scope) for each in node.items]
        return list_of(kinds[0] if kinds and all(kind == kinds[0] for kind in kinds) else ANY)

    def either(self, node: nodes.And | nodes.Or | nodes.CondExpr, scope: Scope) -> Kind:
        first, second = (
            (node.expr1, node.expr2) if isinstance(node, nodes.CondExpr) else (node.left, node.right)
        )
        if isinstance(node, nodes.CondExpr):
            self.kind(node.test, scope)
        kinds = [self.kind(each, scope) for each in (first, second) if each is not None]
        if any(kind is SLOT for kind in kinds):
            return SLOT
        return kinds[0] if all(kind == kinds[0] for kind in kinds) else ANY

    def negation(self, node: nodes.Not, scope: Scope) -> Kind:
        self.kind(node.node, scope)
        return FLAG

    def concatenation(self, node: nodes.Concat, scope: Scope) -> Kind:
        for part in node.nodes:
            kind = self.kind(part, scope)
            if kind is SLOT:
                self.wrong(
                    part, "要人填写的地方不能用 ~ 连接", "请单独写在 {{ }} 里，前后的话写在 lead、tail 里"
                )
            elif not kind.printable:
                self.wrong(part, f"{kind.name}不能用 ~ 连接", "请写到具体的数或名称")
        return TEXT

    def arithmetic(self, node: nodes.BinExpr | nodes.UnaryExpr, scope: Scope) -> Kind:
        found = computed(node, [self.kind(child, scope) for child in node.iter_child_nodes()])
        return self.wrong(node, *found) if isinstance(found, Wrong) else found

    def comparison(self, node: nodes.Compare, scope: Scope) -> Kind:
        left = self.kind(node.expr, scope)
        for operand in node.ops:
            right = self.kind(operand.expr, scope)
            for kind, other in ((left, operand.expr), (right, node.expr)):
                for value in texts_of(other) if kind.choices else ():
                    if value not in kind.choices:
                        choices = "、".join(kind.choices)
                        self.report(
                            node, "edition-unreachable", f"不会有“{value}”这个值", f"可能的值：{choices}"
                        )
            if wrong := compared(left, operand.op, right):
                self.wrong(node, *wrong)
        return FLAG

    def test(self, node: nodes.Test, scope: Scope) -> Kind:
        self.kind(node.node, scope)
        self.arguments(node, scope)
        if node.name not in self.environment.tests:
            self.report(node, "edition-unknown-name", f"没有“is {node.name}”这种判断")
        return FLAG


def _inside(head: str, scope: Scope) -> list[str]:
    kind = Kind("", scope)
    for name in head.split(".") if head else ():
        kind = kind.members.get(name, ANY)
    return list(kind.members) if head else []
