"""One sentence or expression of an edition, read without rendering it: what it names, also in branches not taken."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from juesuan.authoring.vocabulary import (
    ANY,
    CHANGE,
    FLAG,
    LINE,
    NUMBER,
    SLOT_FUNCTIONS,
    TEXT,
    Kind,
    list_of,
    paths,
)
from juesuan.sentences import CALLABLES
from juesuan.syntax import Fault, printed_braces, syntax_fault

_KEEPS_LIST = {"list", "sort", "select", "reject", "selectattr", "rejectattr", "reverse", "unique"}
_ELEMENT = {"first", "last", "min", "max", "random"}
_SLOT_WORDS = {"key", "lead", "tail", "otherwise"}

Scope = Mapping[str, Kind]


@dataclass(frozen=True)
class Problem:
    """What is wrong, ``line`` lines into the text."""

    code: str
    line: int
    message: str
    remedy: str = ""


@dataclass
class Reading:
    """What a sentence was found to use."""

    problems: list[Problem] = field(default_factory=list)
    slots: list[tuple[str, Scope, int]] = field(default_factory=list)
    """Patterns of slot keys (``*`` for what is computed) with the names around them."""
    phrases: dict[str, dict[str, Kind]] = field(default_factory=dict)
    """Phrases used, with the words and local names they are given."""
    names: set[str] = field(default_factory=set)
    """Dotted names used."""


class Reader:
    """Reads sentences of one edition; ``phrases`` are its filters of its own."""

    def __init__(self, environment: Environment, phrases: frozenset[str], everywhere: Scope) -> None:
        self.environment, self.phrases, self.everywhere = environment, phrases, everywhere

    def sentence(self, text: str, scope: Scope) -> Reading:
        """A text with ``{{ … }}`` and ``{% … %}``."""
        reading = Reading()
        try:
            tree = self.environment.parse(text)
        except TemplateSyntaxError as error:
            reading.problems.append(_problem(syntax_fault(error, text)))
            return reading
        reading.problems += map(_problem, printed_braces(tree))
        _Walk(self, reading).statements(tree.body, dict(scope))
        return reading

    def expression(self, text: str, scope: Scope) -> tuple[Reading, Kind, bool]:
        """A condition, list or line: what it uses, its kind, and whether it is constant."""
        reading = Reading()
        try:
            parser = Parser(self.environment, text, state="variable")
            tree = parser.parse_expression()
            parser.stream.expect("eof")
        except TemplateSyntaxError as error:
            reading.problems.append(_problem(syntax_fault(error, text)))
            return reading, ANY, False
        kind = _Walk(self, reading).kind(tree, dict(scope))
        constant = not isinstance(tree, nodes.Name) and tree.find(nodes.Name) is None
        return reading, kind, constant


def _problem(fault: Fault) -> Problem:
    return Problem("edition-syntax", fault.line, fault.message, fault.remedy)


@dataclass
class _Walk:
    reader: Reader
    reading: Reading

    def report(self, node: nodes.Node, code: str, message: str, remedy: str = "") -> None:
        self.reading.problems.append(Problem(code, node.lineno - 1, message, remedy))

    # Statements

    def statements(self, body: list[nodes.Node], scope: dict[str, Kind]) -> None:
        for node in body:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: dict[str, Kind]) -> None:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if not isinstance(part, nodes.TemplateData):
                    self.printed(part, scope)
        elif isinstance(node, nodes.For):
            self.loop(node, scope)
        elif isinstance(node, nodes.If):
            self.kind(node.test, scope)
            for branch in (node.body, *((each,) for each in node.elif_), node.else_):
                self.statements(list(branch), scope)
        elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            scope[node.target.name] = self.kind(node.node, scope)
        else:
            what = type(node).__name__.lower()
            self.report(node, "edition-syntax", f"句子里不能用 {what}", "可用的有 if、for 和 set")

    def loop(self, node: nodes.For, scope: dict[str, Kind]) -> None:
        many = self.kind(node.iter, scope)
        if not many.open and many.element is None:
            self.report(node, "edition-form", f"for 要一个名单，得到的却是{many.name}")
        inner = {**scope, "loop": ANY}
        for target in [node.target, *node.target.find_all(nodes.Name)]:
            if isinstance(target, nodes.Name):
                inner[target.name] = many.element or ANY
        if node.test:
            self.kind(node.test, inner)
        self.statements(node.body, inner)
        self.statements(node.else_, scope)

    def printed(self, node: nodes.Expr, scope: dict[str, Kind]) -> None:
        kind = self.kind(node, scope)
        if not kind.printable:
            self.report(node, "edition-form", f"{kind.name}不能直接写进句子", "请写到具体的数或名称")
        if isinstance(node, nodes.CondExpr) and node.expr2 is None:
            self.report(node, "edition-form", "写了 if 没有写 else", "请补上 else ''")

    # Expressions

    def kind(self, node: nodes.Node, scope: dict[str, Kind]) -> Kind:
        """What kind of value the expression is; complaints go to the reading."""
        known: dict[type, Callable[..., Kind]] = {
            nodes.Name: self.name,
            nodes.Getattr: self.member,
            nodes.Getitem: self.item,
            nodes.Filter: self.filter,
            nodes.Call: self.call,
            nodes.Compare: self.comparison,
            nodes.Test: self.test,
        }
        if handler := known.get(type(node)):
            return handler(node, scope)
        kinds = [self.kind(child, scope) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.Const):
            return TEXT if isinstance(node.value, str) else ANY
        if isinstance(node, nodes.Concat):
            return TEXT
        if isinstance(node, nodes.Not):
            return FLAG
        if isinstance(node, nodes.List | nodes.Tuple):
            return list_of(kinds[0] if kinds else ANY)
        if isinstance(node, nodes.And | nodes.Or) and kinds[0] == kinds[1]:
            return kinds[0]
        return ANY

    def name(self, node: nodes.Name, scope: dict[str, Kind]) -> Kind:
        if node.name in scope:
            self.reading.names.add(node.name)
            return scope[node.name]
        if node.name not in CALLABLES:
            self.unknown(node, node.name, scope)
        return ANY

    def member(self, node: nodes.Getattr, scope: dict[str, Kind]) -> Kind:
        return self.below(node, node.node, node.attr, scope)

    def item(self, node: nodes.Getitem, scope: dict[str, Kind]) -> Kind:
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self.below(node, node.node, node.arg.value, scope)
        self.kind(node.arg, scope)
        return self.kind(node.node, scope).element or ANY

    def below(self, node: nodes.Node, owner: nodes.Expr, name: str, scope: dict[str, Kind]) -> Kind:
        before = len(self.reading.problems)
        kind = self.kind(owner, scope)
        if kind.open or len(self.reading.problems) > before or (not kind.members and hasattr(str, name)):
            return ANY
        path = _path(owner) + name
        if name in kind.members:
            self.reading.names.add(path)
            return kind.members[name]
        self.unknown(node, path, scope)
        return ANY

    def unknown(self, node: nodes.Node, path: str, scope: Scope) -> None:
        head, _, tail = path.rpartition(".")
        inside = self.inside(head, scope)
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

    def inside(self, head: str, scope: Scope) -> list[str]:
        kind = Kind("", scope)
        for name in head.split(".") if head else ():
            kind = kind.members.get(name, ANY)
        return list(kind.members) if head else []

    def filter(self, node: nodes.Filter, scope: dict[str, Kind]) -> Kind:
        kind = self.kind(node.node, scope) if node.node else ANY
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self.kind(argument, scope)
        if node.name in self.reader.phrases:
            self.phrase(node, kind, scope)
            return TEXT
        if node.name not in self.reader.environment.filters:
            near = difflib.get_close_matches(node.name, list(self.reader.environment.filters), 3, 0.5)
            remedy = (
                f"相近的有：{'、'.join(near)}" if near else f"本版本的短语：{'、'.join(self.reader.phrases)}"
            )
            self.report(node, "edition-unknown-name", f"没有“{node.name}”这个短语或过滤器", remedy)
            return ANY
        if node.name in _KEEPS_LIST:
            return kind
        if node.name in _ELEMENT:
            return kind.element or ANY
        return {"joined": TEXT, "chinese": TEXT, "length": NUMBER}.get(node.name, ANY)

    def phrase(self, node: nodes.Filter, kind: Kind, scope: dict[str, Kind]) -> None:
        if not kind.open and not (kind == CHANGE or LINE.members.items() <= kind.members.items()):
            self.report(
                node,
                "edition-form",
                f"短语“{node.name}”说的是一行决算数的变动，这里却是{kind.name}",
                "请写到那一行为止，如 {{ fiscal.income | " + node.name + " }}",
            )
        words = self.reading.phrases.setdefault(node.name, {})
        words |= {str(pair.key): self.kind(pair.value, scope) for pair in node.kwargs}
        words |= {name: found for name, found in scope.items() if name not in self.reader.everywhere}

    def call(self, node: nodes.Call, scope: dict[str, Kind]) -> Kind:
        arguments = [*node.args, *(pair.value for pair in node.kwargs)]
        for argument in arguments:
            self.kind(argument, scope)
        if not isinstance(node.node, nodes.Name):
            self.kind(node.node, scope)
            return ANY
        name = node.node.name
        if name not in SLOT_FUNCTIONS or name in scope:
            return self.name(node.node, scope)
        for pair in node.kwargs:
            if pair.key not in _SLOT_WORDS:
                self.report(node, "edition-form", f"{name}() 没有“{pair.key}”，可用 lead、tail、otherwise")
        key = next(
            (pair.value for pair in node.kwargs if pair.key == "key"), node.args[0] if node.args else None
        )
        if key is None:
            self.report(node, "edition-form", f"{name}() 缺少键", f"请写 {name}('键')")
        else:
            self.reading.slots.append((_pattern(key), dict(scope), node.lineno - 1))
        return ANY

    def comparison(self, node: nodes.Compare, scope: dict[str, Kind]) -> Kind:
        left = self.kind(node.expr, scope)
        for operand in node.ops:
            right = self.kind(operand.expr, scope)
            for kind, other in ((left, operand.expr), (right, node.expr)):
                for value in _texts(other) if kind.choices else ():
                    if value not in kind.choices:
                        choices = "、".join(kind.choices)
                        self.report(
                            node, "edition-unreachable", f"不会有“{value}”这个值", f"可能的值：{choices}"
                        )
        return FLAG

    def test(self, node: nodes.Test, scope: dict[str, Kind]) -> Kind:
        self.kind(node.node, scope)
        if node.name not in self.reader.environment.tests:
            self.report(node, "edition-unknown-name", f"没有“is {node.name}”这种判断")
        return FLAG


def _path(node: nodes.Expr) -> str:
    if isinstance(node, nodes.Name):
        return f"{node.name}."
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}{node.attr}."
    return ""


def _pattern(node: nodes.Expr) -> str:
    """A slot's key as far as it is written out: ``'items.' ~ item.code`` → ``items.*``."""
    if isinstance(node, nodes.Const):
        return str(node.value)
    if isinstance(node, nodes.Concat):
        return "".join(_pattern(part) for part in node.nodes)
    return "*"


def _texts(node: nodes.Node) -> Iterator[str]:
    """The texts written out in one side of a comparison."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.List | nodes.Tuple):
        for each in node.items:
            yield from _texts(each)
