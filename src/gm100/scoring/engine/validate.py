"""
A definition checked against an engine: everything that could not be computed, found before anything is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from gm100._lookup import scorecard
from gm100.errors import DefinitionError, Issue
from gm100.fields.arguments import checked
from gm100.model.method import Method
from gm100.model.scorecard import Arithmetic, Direction, Group, Indicator, Missing, Node, Scorecard
from gm100.scoring.methods.registry import STANDARD, Engine
from gm100.scoring.methods.spans import group_span, method_span, natural_span, span_of
from gm100.text.layout import close_to


@checked
def check_scorecard(card: Scorecard | str, engine: Engine | None = None) -> tuple[Issue, ...]:
    """
    Return everything about a scorecard, or the one of an id, that the engine cannot compute, in the order of the nodes.

    A scorecard checks by itself what needs no engine: weights, ids, bands. Here it is checked against the methods there
    are: unknown names, wrong parameters, a geometric mean over a range that reaches zero, less being better without a
    range to turn in.

    >>> import gm100
    >>> gm100.scoring.check_scorecard("kominfo-2023-regular")
    ()
    """
    return tuple(_Check(scorecard(card), engine or STANDARD).issues())


def refuse_unsound(card: Scorecard, engine: Engine) -> None:
    """
    Refuse a scorecard that the engine cannot compute.

    Raises:
        DefinitionError: With everything that is wrong.
    """
    if issues := tuple(_Check(card, engine).issues()):
        raise DefinitionError(card.id, issues)


def is_exact(card: Scorecard, engine: Engine) -> bool:
    """
    Whether every method of a scorecard keeps decimals exact.
    """
    return not any(_inexact(node, engine) for node in card.walk())


def _inexact(node: Node, engine: Engine) -> str | None:
    """
    Return the method of a node that needs floats, or `None`.
    """
    if isinstance(node, Group):
        weighting = engine.weightings.get(node.weigh.slug)
        if weighting is not None and (weighting.derived or node.weigh.slug in {"ahp", "budget"}):
            return str(node.weigh)
        aggregator = engine.aggregators.get(node.aggregate.slug)
        return None if aggregator is None or aggregator.exact(*node.aggregate.params) else str(node.aggregate)
    normaliser = engine.normalisers.get(node.normalise.slug) if node.normalise else None
    exact = normaliser is None or node.normalise is None or normaliser.exact(*node.normalise.params)
    inexact = node.treat if exact else node.normalise
    return str(inexact) if inexact else (str(node.impute) if node.impute else None)


class _Check:
    def __init__(self, card: Scorecard, engine: Engine) -> None:
        self._card = card
        self._engine = engine

    def issues(self) -> Iterator[Issue]:
        lacking = [name for name in self._card.needs if name not in self._engine.plugins]
        for name in lacking:
            message = f"needs the plug-in {name}, which this engine does not have; install it, and use load_plugins()"
            yield Issue("needs-plugin", f"{message}, or --plugins in a command", ("needs",), name)
        unknown = [] if lacking else [issue for node in self._card.walk() for issue in self._methods(node)]
        yield from unknown
        if unknown or lacking:  # What cannot be named cannot be judged.
            return
        for node in self._card.walk():
            yield from self._group(node) if isinstance(node, Group) else self._leaf(node)
            if self._card.arithmetic is Arithmetic.EXACT and (method := _inexact(node, self._engine)):
                message = f"{method} cannot be computed exactly; leave arithmetic out, or say float"
                yield Issue("inexact", message, (node.id, "arithmetic"))

    def _methods(self, node: Node) -> Iterator[Issue]:
        for field, kind, method in self._engine.named(node):
            known: Mapping[str, Any] = getattr(self._engine, kind)
            if method.slug not in known:
                near = close_to(method.slug, known, n=1)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(known))}"
                yield Issue(
                    "unknown-method", f"{method.slug!r} is not a method of this engine; {hint}", (node.id, field)
                )
            elif complaint := known[method.slug].check(method.params):
                yield Issue("parameters", f"{method} {complaint}", (node.id, field), str(method))
            elif wrong := _traced(node, kind, known[method.slug], method):
                yield Issue("parameters", wrong, (node.id, field), str(method))

    def _leaf(self, node: Indicator) -> Iterator[Issue]:
        normaliser = self._engine.normalisers[node.normalise.slug] if node.normalise else None
        ranged = natural_span(node, self._engine) is not None
        fits = normaliser is not None and (normaliser.limits is not None or normaliser.column is not None)
        if node.direction is Direction.LOWER and not (ranged or fits):
            message = "direction lower needs a range to invert; give a scale or a normaliser with a range"
            yield Issue("direction", message, (node.id, "direction"))
        if node.output is not None and not ranged:
            message = "there is no range to stretch; give a scale or a normaliser with a range"
            if normaliser is not None and node.normalise is not None:
                message = f"{node.normalise} has no range to stretch; {_remedy(node.normalise)}"
            yield Issue("output", message, (node.id, "output"))
        if node.normalise and node.normalise.slug in {"goalposts", "log_goalposts"}:
            yield from self._goalposts(node, node.normalise)

    def _goalposts(self, node: Indicator, method: Method) -> Iterator[Issue]:
        low, high = method.params[:2]
        if low == high:
            yield Issue("goalposts", f"both goalposts are {low}, expected two different ones", (node.id, "normalise"))
        elif method.slug == "log_goalposts" and min(Decimal(low), Decimal(high)) <= 0:
            yield Issue("goalposts", f"{method}: there is no logarithm at or below 0", (node.id, "normalise"))

    def _group(self, node: Group) -> Iterator[Issue]:
        aggregator = self._engine.aggregators[node.aggregate.slug]
        if aggregator.positive:
            for child in node.children:
                yield from self._reaches_zero(node, child)
        if not aggregator.additive:
            yield from self._parts(node)
        if aggregator.columns and node.missing is Missing.SKIP:
            message = f"{node.aggregate} compares units child by child and cannot skip one; impute, fill or propagate"
            yield Issue("skip", message, (node.id, "missing"))
        if (node.output or node.direction is Direction.LOWER) and group_span(node, self._engine) is None:
            message = "the range of the children is not known; give them scales or output ranges, or use factor"
            yield Issue("output", message, (node.id, "output"))
        yield from self._weights(node)

    def _parts(self, node: Group) -> Iterator[Issue]:
        for child in node.children:
            if child.round_part is not None:
                message = f"{node.aggregate} is not a sum, so there is no part to round; round the value"
                yield Issue("round-part", message, (child.id, "round_part"))

    def _reaches_zero(self, group: Group, child: Node) -> Iterator[Issue]:
        """
        Refuse what is at zero by construction; a fixed goalpost is touched only by who is on it.
        """
        fixed = {"goalposts", "log_goalposts", "fraction", "inverse_fraction", "fraction_of_max"}
        if isinstance(child, Indicator) and child.output is None and child.normalise and child.normalise.slug in fixed:
            return
        constant = isinstance(child, Indicator) and child.output is None and child.normalise
        if constant and constant.slug == "constant":  # Its range is that of what it stands for; it reaches one value.
            span = method_span(constant, self._engine)
        else:
            span = span_of(child, self._engine)
        deviations = isinstance(child, Indicator) and child.normalise and child.normalise.slug in {"zscore", "standard"}
        if isinstance(child, Group) and child.output is None:
            return
        takes_zero = _takes_zero(group.aggregate)
        if deviations or (span is not None and (span[0] < 0 or (span[0] == 0 and not takes_zero))):
            reach = "is below 0 for half of the units" if deviations else f"has a range from {span[0]}"  # type: ignore[index]  # one of the two holds
            effect = "has no value" if takes_zero else "makes everything 0"
            message = (
                f"{child.id} {reach}, and {group.aggregate} {effect} there; "
                "give it an output range above 0 such as 1 to 100, or another aggregator"
            )
            yield Issue("reaches-zero", message, (group.id, "aggregate"), str(group.aggregate))

    def _weights(self, node: Group) -> Iterator[Issue]:
        codes = {child.id for child in node.children}
        named = {word for p in node.weigh.params[::2] for word in str(p).split("/")}
        if node.weigh.slug in {"ahp", "budget"} and named != codes:
            message = f"compares {', '.join(sorted(named))}, expected the children {', '.join(sorted(codes))}"
            yield Issue("weigh", message, (node.id, "weigh"))


def _traced(node: Node, kind: str, known: Any, method: Method) -> str | None:
    """
    Say what is wrong with what a plug-in is asked before any data: its formula, and the range of its values.
    """
    if kind not in {"normalisers", "aggregators"} or getattr(STANDARD, kind).get(method.slug) is known:
        return None
    try:
        if isinstance(node, Group):
            known.exact(*method.params, count=len(node.children))
        else:
            known.exact(*method.params)
            known.span(*([2] if known.column else method.params))
    except ValueError as error:
        return str(error)
    return None


def _remedy(method: Method) -> str:
    if method.slug == "zscore":
        return 'leave output out, and give mean and deviation instead, such as ("zscore", "sample", 50, 10)'
    return "leave output out, or use a normaliser with a range, such as minmax or goalposts"


def _takes_zero(aggregate: Method) -> bool:
    """
    Tell whether a zero is a value like others to a power mean, as it is for powers above 0.
    """
    power = aggregate.params[0] if aggregate.slug == "power" and aggregate.params else 0
    return isinstance(power, Decimal) and power > 0
