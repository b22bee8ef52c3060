"""
The function of one indicator: normalise, turn round where less is better, stretch to the output range.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from gm100.model.method import Method
from gm100.model.scorecard import Direction, Indicator, Scale
from gm100.scoring._check import method_span
from gm100.scoring._normalise import Span
from gm100.scoring._numbers import N, Numbers
from gm100.scoring.registry import Engine

Step = Callable[[N], N]


class Line(NamedTuple):
    """
    A normalisation that is a straight line, `low + (x - origin) * slope`, so that code can be written for it.
    """

    origin: float
    slope: float
    low: float


def params_of(method: Method, numbers: Numbers) -> tuple[Any, ...]:
    """
    Return the parameters of a method as numbers of the arithmetic in use; words stay words.
    """
    return tuple(numbers.take(p) if isinstance(p, Decimal) else p for p in method.params)


def leaf_function(node: Indicator, engine: Engine, numbers: Numbers) -> Step | None:
    """
    Return the function from the value of a row to the value that enters the group, before rounding; `None` for none.
    """
    first = _base(node, engine, numbers)
    second = _turn_and_stretch(node, natural_span(node, engine), numbers)
    if first is None or second is None:
        return first or second
    return lambda x: second(first(x))


def line_of(node: Indicator, engine: Engine) -> Line | None:
    """
    Return the normalisation as a straight line, where it is one.
    """
    method = node.normalise
    if method is not None and (method.slug not in {"goalposts", "identity"} or "cap" in method.params):
        return None
    line = Line(0.0, 1.0, 0.0)
    if method is not None and method.slug == "goalposts":
        low, high = (float(p) for p in method.params[:2])
        line = Line(low, 1 / (high - low), 0.0)
    span = natural_span(node, engine)
    if span is None:
        return line
    start, end = float(span[0]), float(span[1])
    if node.direction is Direction.LOWER:
        line = Line(line.origin, -line.slope, start + end - line.low)
    if node.output is not None:
        grow = float(node.output.high - node.output.low) / (end - start)
        line = Line(line.origin, line.slope * grow, float(node.output.low) + (line.low - start) * grow)
    return line


def stretch(span: Span, output: Scale | None, direction: Direction, numbers: Numbers) -> Step | None:
    """
    Return the function that turns values round within their range and stretches them to another; `None` for neither.
    """
    turn = direction is Direction.LOWER
    if span is None or (output is None and not turn):
        return None
    start, end = numbers.take(Decimal(span[0])), numbers.take(Decimal(span[1]))
    low, high = (numbers.take(output.low), numbers.take(output.high)) if output else (start, end)
    if start == end:
        return lambda _: (low + high) / 2
    if turn:
        return lambda y: low + (end - y) * (high - low) / (end - start)
    return lambda y: low + (y - start) * (high - low) / (end - start)


def _base(node: Indicator, engine: Engine, numbers: Numbers) -> Step | None:
    if node.normalise is None or node.normalise.slug == "identity":
        return None
    make = engine.normalisers[node.normalise.slug].make
    return make(*params_of(node.normalise, numbers)) if make else None


def natural_span(node: Indicator, engine: Engine) -> Span:
    """
    Return the range in which values lie once they are normalised, or `None` where there is no fixed one.
    """
    if node.normalise is None or node.normalise.slug == "identity":
        return (node.scale.low, node.scale.high) if node.scale else None
    if node.normalise.slug == "constant":
        return (Decimal(0), Decimal(1))  # What a fit makes of a column without differences: the middle.
    return method_span(node.normalise, engine, 2)


def _turn_and_stretch(node: Indicator, span: Span, numbers: Numbers) -> Step | None:
    return stretch(span, node.output, node.direction, numbers)
