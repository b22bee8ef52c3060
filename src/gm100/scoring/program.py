"""
A scorecard compiled once, to be called many times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from typing import Any

from gm100._arguments import checked
from gm100._lookup import scorecard
from gm100.errors import DefinitionError, Issue, ScoringError
from gm100.model.scorecard import Group, Indicator, Node, Scorecard
from gm100.scoring._exact import CONTEXT, cut
from gm100.scoring._generate import Kernel
from gm100.scoring._interpret import DomainError, Interpreter, gaps
from gm100.scoring._numbers import N
from gm100.scoring._run import Plan
from gm100.scoring.registry import STANDARD, Engine
from gm100.typing import NOT_APPLICABLE


class Program:
    """
    A scorecard as one function of its indicators.

    It takes values as they are, numbers of the scorecard's arithmetic, and checks neither scales nor units: it is for
    loops over values that were checked before. `score` is for tables.

    Attributes:
        card: The scorecard.
        codes: The codes of the indicators, in the order in which `column` takes them.
    """

    def __init__(self, card: Scorecard, engine: Engine) -> None:
        plan = Plan(card, engine)
        unfit = [issue for node in card.walk() for issue in _unfit(node, engine)]
        if unfit:
            raise DefinitionError(card.id, unfit)
        self.card, self._root, self._numbers = card, plan.root, plan.numbers
        self._kernel = Kernel(plan.root, engine, plan.numbers)
        self._interpreter = Interpreter(plan.root, engine, plan.numbers)
        self.codes = self._kernel.codes

    def __repr__(self) -> str:
        return f"<Program {self.card.id} of {len(self.codes)} indicators>"

    def __call__(self, values: Mapping[str, Any]) -> Decimal | None:
        """
        Return the index of one unit, or `None` where values are missing and the scorecard allows for that.

        Raises:
            ScoringError: Values are missing that must be there, or have no meaning for a method.
        """
        if not self._numbers.exact:
            return self._value(values)
        with localcontext(CONTEXT):  # Whatever precision the caller has set for decimals of their own.
            return self._value(values)

    def _value(self, values: Mapping[str, Any]) -> Decimal | None:
        try:
            found = self._kernel(values)
            if found - found == 0:
                return self._numbers.give(found)
        except (ArithmeticError, LookupError, TypeError, ValueError):
            pass  # A gap, or a value without meaning: the interpreter says which.
        return self._slow(values)

    def _slow(self, values: Mapping[str, Any]) -> Decimal | None:
        try:
            found = self._interpreter.step(values).state
        except DomainError as error:
            raise ScoringError(self.card.id, [Issue("domain", str(error), (error.node,))]) from None
        if found is None and (issues := list(gaps(self._root, values, "values"))):
            raise ScoringError(self.card.id, issues)
        return None if found is None or found is NOT_APPLICABLE else self._numbers.give(found)

    def column(self, columns: Sequence[Sequence[N]]) -> list[N]:
        """
        Return the index of every unit, as plain numbers.

        Args:
            columns: The column of each indicator in the order of `codes`, without gaps.
        """
        with localcontext(CONTEXT):
            return self._kernel.column(columns)


@checked
def compiled(card: Scorecard | str, engine: Engine | None = None) -> Program:
    """
    Compile a scorecard, or the one of an id.

    Raises:
        DefinitionError: The engine cannot compute it, or it takes limits or weights from data; score a table first and
            compile what `scores.fitted` says.
    """
    return Program(scorecard(card), engine or STANDARD)


def _unfit(node: Node, engine: Engine) -> list[Issue]:
    """
    Return what in a node needs a table.
    """
    if isinstance(node, Group):
        wants = {
            "aggregate": engine.aggregators[node.aggregate.slug].whole,
            "weigh": node.weigh.slug != "given",
        }
    else:
        wants = _leaf_wants(node, engine)
    message = "needs a table to look at; score one, and compile what scores.fitted says"
    return [Issue("needs-data", message, (node.id, field)) for field, needed in wants.items() if needed]


def _leaf_wants(node: Indicator, engine: Engine) -> dict[str, bool]:
    derived = node.normalise is not None and engine.normalisers[node.normalise.slug].make is None
    return {"normalise": derived, "treat": node.treat is not None, "impute": node.impute is not None}


@checked
def effective_weights(card: Scorecard | str) -> dict[str, Decimal]:
    """
    Return for each indicator the share of the index that its weight comes to, through all groups above it.

    It is the share where all groups are weighted means; elsewhere it says what the definition intends.

    >>> from gm100.model import Group, Indicator, Scorecard
    >>> inner = Group("b", weight=3, children=(Indicator("c"), Indicator("d")))
    >>> {
    ...     code: str(w)
    ...     for code, w in effective_weights(
    ...         Scorecard(id="x", root=Group("x", children=(Indicator("a"), inner)))
    ...     ).items()
    ... }
    {'a': '0.25', 'c': '0.375', 'd': '0.375'}
    """
    found: dict[str, Decimal] = {}
    with localcontext(CONTEXT):
        _weigh(scorecard(card).root, Decimal(1), found)
    return found


def _weigh(group: Group, share: Decimal, found: dict[str, Decimal]) -> None:
    whole = sum((child.weight for child in group.children), Decimal(0))
    for child in group.children:
        part = share * child.weight / whole
        if isinstance(child, Group):
            _weigh(child, part, found)
        else:
            found[child.id] = cut(part)
