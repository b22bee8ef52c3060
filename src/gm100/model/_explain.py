"""
The lines of an explanation: a calculation as a person would write it down.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from gm100._text import shown

if TYPE_CHECKING:
    from gm100.model.result import NodeScore

Line: TypeAlias = tuple[str, str, str, str, str]
"""Node, value, weight, part, remark."""


def calculation(root: NodeScore, *, questions: bool) -> Iterator[Line]:
    """
    Yield the lines of a tree: what a node is made of stands above it, its sum and rounding below.
    """
    yield from _made_of(root, 0, questions=questions)
    yield from _totals(root, "")


def _made_of(node: NodeScore, depth: int, *, questions: bool) -> Iterator[Line]:
    for child in node.children:
        if child.of_questions and not questions:
            remark = f"mean of {len(child.children)} questions{_from(child)}"
        else:
            yield from _made_of(child, depth + 1, questions=questions)
            remark = f"value{_from(child)}" if child.rounding else ""
        yield _line(child, "  " * depth, remark)


def _line(node: NodeScore, indent: str, remark: str) -> Line:
    if node.value is None or node.weight is None or node.contribution is None:
        return (indent + node.id, "no value", "", "", "")
    part = node.contribution - node.part_rounding
    if node.part_rounding:
        remark = f"-> {shown(node.contribution)}" + (f"  ({remark})" if remark else "")
    return (indent + node.id, shown(node.value), f"x {shown(node.weight)} =", shown(part), remark)


def _from(node: NodeScore) -> str:
    return f" {shown(node.unrounded)}, rounded {node.rule}" if node.rounding else ""


def _totals(node: NodeScore, indent: str) -> Iterator[Line]:
    if node.value is None:
        yield (indent + node.id, "no value", "", "", "")
        return
    total = sum((c.contribution for c in node.children if c.contribution is not None), Decimal(0))
    yield (indent + node.id, "", "sum", shown(total), "")
    if node.rounding:
        yield ("", "", "", shown(node.value), f"rounded {node.rule}")
