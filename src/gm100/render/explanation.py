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
            remark = _remark(child)
        yield _line(child, "  " * depth, _weight(node, child), remark)


def _remark(node: NodeScore) -> str:
    """
    Say how a value came about: normalised, rounded, imputed.
    """
    raw = f"{node.raw} {node.unit}" if node.unit else node.raw
    said = [f"{raw} by {node.method}"] if node.raw is not None else []
    if node.raw is None and node.method is not None:
        said.append(node.method)
    if node.rounding:
        said.append(f"value{_from(node)}")
    return "; ".join([*said, *([node.remark] if node.remark else [])])


def _weight(group: NodeScore, node: NodeScore) -> str:
    """
    Return the weight as it works in the group: a factor of a sum, or the share of a value that is no sum.
    """
    if group.method is not None and group.method != "sum":
        return f"weight {shown(node.weight)}:"
    factor = "" if group.factor is None else f" x {shown(group.factor)}"
    return f"x {shown(node.weight)}{factor} ="


def _line(node: NodeScore, indent: str, weight: str, remark: str) -> Line:
    if node.value is None or node.weight is None or node.contribution is None:
        return (indent + node.id, "no value", "", "", node.remark or "")
    part = node.contribution - node.part_rounding
    if node.part_rounding:
        remark = f"-> {shown(node.contribution)}" + (f"  ({remark})" if remark else "")
    return (indent + node.id, shown(node.value), weight, shown(part), remark)


def _from(node: NodeScore) -> str:
    return f" {shown(node.unrounded)}, rounded {node.rule}" if node.rounding else ""


def _totals(node: NodeScore, indent: str) -> Iterator[Line]:
    if node.value is None:
        yield (indent + node.id, "no value", "", "", "")
        return
    total = sum((c.contribution for c in node.children if c.contribution is not None), Decimal(0))
    if node.children:
        yield (indent + node.id, "", node.method or "sum", shown(total), "")
    else:
        yield (indent + node.id, shown(node.unrounded), "", "", node.remark or "")
    if node.rounding:
        yield ("", "", "", shown(node.value), f"rounded {node.rule}")
