"""
Walks over formulas, without recursion, so that a scorecard of two hundred levels is no harder than one of two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from gm100.scoring.formula.tree import (
    Formula,
    both,
    either,
    lift,
    negated,
    require,
    total,
    where,
)


def in_order(*roots: Formula) -> list[Formula]:
    """
    Return every node once, each behind what it works on.
    """
    found: list[Formula] = []
    seen = set[int]()
    stack = list(reversed(roots))
    while stack:
        node = stack[-1]
        key = id(node)
        if key not in seen:
            waiting = [arg for arg in node.args if id(arg) not in seen] if node.args else ()
            if waiting:
                stack.extend(reversed(waiting))
                continue
            seen.add(key)
            found.append(node)
        stack.pop()
    return found


def operations(root: Formula) -> set[str]:
    """
    Return the operations that a formula uses.
    """
    return {node.op for node in in_order(root)}


def columns_of(*roots: Formula) -> list[str]:
    """
    Return the names of the columns that formulas need, in the order in which they first stand there.
    """
    return list(dict.fromkeys(node.data[0] for node in in_order(*roots) if node.op == "column"))


def parameters_of(*roots: Formula) -> list[str]:
    """
    Return the names of the numbers that are to be given later.
    """
    return list(dict.fromkeys(node.data for node in in_order(*roots) if node.op == "parameter"))


def uses(*roots: Formula) -> dict[int, int]:
    """
    Return, by identity, how many nodes work on each node; a root counts once more.
    """
    counts: dict[int, int] = {id(root): 1 for root in roots}
    for node in in_order(*roots):
        for arg in node.args:
            counts[id(arg)] = counts.get(id(arg), 0) + 1
    return counts


def rebuilt(root: Formula, change: Callable[[Formula, Sequence[Formula]], Formula | None]) -> Formula:
    """
    Return a formula in which nodes are replaced; where `change` returns `None`, a node is made again of its new parts.
    """
    made: dict[int, Formula] = {}
    for node in in_order(root):
        args = [made[id(arg)] for arg in node.args]
        changed = change(node, args)
        made[id(node)] = again(node, args) if changed is None else changed
    return made[id(root)]


def again(node: Formula, args: Sequence[Formula]) -> Formula:
    """
    Return a node of other parts, simplified as if it were newly written.
    """
    if all(new is old for new, old in zip(args, node.args, strict=True)):
        return node
    maker = _MAKERS.get(node.op)
    if maker is not None:
        return maker(*args)
    if node.op == "require":
        return require(args[0], args[1], node.data)
    return Formula(node.op, tuple(args), node.data)


_MAKERS: Mapping[str, Callable[..., Formula]] = {
    "+": lambda *args: total(args),
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / other,
    "**": lambda one, other: one**other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    "and": both,
    "or": either,
    "not": negated,
    "if": where,
}


def bound(root: Formula, values: Mapping[str, Any]) -> Formula:
    """
    Return a formula in which parameters are given, and columns replaced, by name: by numbers or by other formulas.
    """

    def change(node: Formula, _: Sequence[Formula]) -> Formula | None:
        name: str = node.data if node.op == "parameter" else node.data[0] if node.op == "column" else ""
        return lift(values[name]) if name in values else None

    return rebuilt(root, change)


def requirements(root: Formula) -> Iterator[Formula]:
    """
    Yield the nodes that say for which values a formula has a meaning.
    """
    return (node for node in in_order(root) if node.op == "require")
