"""One sentence or expression of an edition, read without rendering it: what it names, also in branches not taken."""

from __future__ import annotations

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from juesuan.authoring.expression import Expressions
from juesuan.authoring.reading import Problem, Reading, Scope
from juesuan.authoring.vocabulary import ANY, Kind
from juesuan.errors import EditionError
from juesuan.sandbox import judge_depth, too_deep
from juesuan.syntax import Fault, printed_braces, syntax_fault


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
        except EditionError as error:  # a block, a macro and the like
            reading.problems.append(Problem("edition-syntax", 0, error.message, error.remedy))
            return reading
        reading.problems += map(_problem, printed_braces(tree))
        _Statements(self.expressions(scope, reading)).read(tree.body, dict(scope))
        return reading

    def expression(self, text: str, scope: Scope) -> tuple[Reading, Kind, bool]:
        """A condition, list or line: what it uses, its kind, and whether it is constant."""
        reading = Reading()
        try:
            parser = Parser(self.environment, text, state="variable")
            tree = parser.parse_expression()
            parser.stream.expect("eof")
            judge_depth(tree)
        except TemplateSyntaxError as error:
            reading.problems.append(_problem(syntax_fault(error, text)))
            return reading, ANY, False
        except (EditionError, RecursionError):
            fault = too_deep()
            reading.problems.append(Problem("edition-syntax", 0, fault.message, fault.remedy))
            return reading, ANY, False
        kind = self.expressions(scope, reading).kind(tree, scope)
        constant = not isinstance(tree, nodes.Name) and tree.find(nodes.Name) is None
        return reading, kind, constant

    def expressions(self, scope: Scope, reading: Reading) -> Expressions:
        return Expressions(self.environment, self.phrases, self.everywhere, scope, reading)


def _problem(fault: Fault) -> Problem:
    return Problem("edition-syntax", fault.line, fault.message, fault.remedy)


class _Statements:
    """Walks through the statements of one sentence."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions

    def read(self, body: list[nodes.Node], scope: dict[str, Kind]) -> None:
        for node in body:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: dict[str, Kind]) -> None:
        kind = self.expressions.kind
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if not isinstance(part, nodes.TemplateData):
                    self.printed(part, scope)
        elif isinstance(node, nodes.For):
            self.loop(node, scope)
        elif isinstance(node, nodes.If):
            kind(node.test, scope)
            for branch in (node.body, *((each,) for each in node.elif_), node.else_):
                self.read(list(branch), scope)
        elif isinstance(node, nodes.Assign):
            found = kind(node.node, scope)
            single = isinstance(node.target, nodes.Name)
            scope |= dict.fromkeys(_targets(node.target), found if single else ANY)
        else:
            what = type(node).__name__.lower()
            self.expressions.report(node, "edition-syntax", f"句子里不能用 {what}", "可用的有 if、for 和 set")

    def loop(self, node: nodes.For, scope: dict[str, Kind]) -> None:
        many = self.expressions.kind(node.iter, scope)
        if not many.open and many.element is None:
            self.expressions.wrong(node, f"for 要一个名单，得到的却是{many.name}")
        inner = {**scope, "loop": ANY, **dict.fromkeys(_targets(node.target), many.element or ANY)}
        if node.test:
            self.expressions.kind(node.test, inner)
        self.read(node.body, inner)
        self.read(node.else_, scope)

    def printed(self, node: nodes.Expr, scope: Scope) -> None:
        kind = self.expressions.kind(node, scope)
        if not kind.printable:
            self.expressions.wrong(node, f"{kind.name}不能直接写进句子", "请写到具体的数或名称")
        if isinstance(node, nodes.CondExpr) and node.expr2 is None:
            self.expressions.wrong(node, "写了 if 没有写 else", "请补上 else ''")


def _targets(node: nodes.Node) -> list[str]:
    """The names that a ``for`` or ``set`` gives."""
    names = [node, *node.find_all(nodes.Name)]
    return list(dict.fromkeys(each.name for each in names if isinstance(each, nodes.Name)))
