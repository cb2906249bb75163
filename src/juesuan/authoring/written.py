"""What an expression says as it is written: names, keys, texts."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes


def path_of(node: nodes.Expr) -> str:
    """The dotted name before a further one, with its dot; nothing where it is computed."""
    if isinstance(node, nodes.Name):
        return f"{node.name}."
    if isinstance(node, nodes.Getattr):
        return f"{path_of(node.node)}{node.attr}."
    return ""


def pattern_of(node: nodes.Expr) -> str:
    """A slot's key as far as it is written out: ``'items.' ~ item.code`` → ``items.*``."""
    if isinstance(node, nodes.Const):
        return str(node.value)
    if isinstance(node, nodes.Concat):
        return "".join(pattern_of(part) for part in node.nodes)
    whole = node.node if isinstance(node, nodes.Getitem) else node
    coded = isinstance(whole, nodes.Getattr) and whole.attr in ("code", "index")
    return "*" if coded or (isinstance(whole, nodes.Name) and whole.name == "index") else "**"


def texts_of(node: nodes.Node) -> Iterator[str]:
    """The texts written out in one side of a comparison."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.List | nodes.Tuple):
        for each in node.items:
            yield from texts_of(each)
