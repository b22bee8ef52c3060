"""
The methods that scorecards can name. It is a value; adding a method gives another.

A plug-in is best a formula: a function written with the words of `formula.tree`, which then works in every backend. An
ordinary function of numbers works in the core alone, and is refused elsewhere by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import attrs

from gm100.errors import DuplicateMethodError
from gm100.scoring._params import Check, anything
from gm100.scoring.methods.aggregate import AGGREGATORS, Aggregator
from gm100.scoring.methods.impute import IMPUTATIONS, Imputation
from gm100.scoring.methods.normalise import NORMALISERS, Normaliser, Span
from gm100.scoring.methods.treat import TREATMENTS, Treatment
from gm100.scoring.methods.weigh import WEIGHTINGS, Weighting

M = TypeVar("M")


@attrs.frozen(kw_only=True)
class Methods:
    """
    The methods by slug.

    Attributes:
        aggregators: How children become one value.
        normalisers: How values become comparable.
        weightings: Where weights come from.
        treatments: What is done about outliers.
        imputations: How missing values are estimated.
    """

    aggregators: Mapping[str, Aggregator] = AGGREGATORS
    normalisers: Mapping[str, Normaliser] = NORMALISERS
    weightings: Mapping[str, Weighting] = WEIGHTINGS
    treatments: Mapping[str, Treatment] = TREATMENTS
    imputations: Mapping[str, Imputation] = IMPUTATIONS

    def with_aggregator(
        self,
        slug: str,
        function: Callable[..., Any],
        *,
        formula: bool = False,
        whole: bool = False,
        check: Check = anything,
        **knows: bool,
    ) -> Methods:
        """
        Return methods that also know an aggregator.

        Args:
            slug: Its name.
            function: `(children, *params) -> formula` with `formula`; `(weights, columns, *params) -> column` with
                `whole`; otherwise `(shares, values, *params) -> value`.
            formula: Whether it is a formula, of `methods.aggregate.Children`.
            whole: Whether it looks at all units at once: columns are without gaps, and more is better.
            check: What its parameters must be.
            **knows: What is known of it, as `Aggregator` names it: `internal`, `monotone`, `positive`.

        Raises:
            DuplicateMethodError: There is one of that name already.
        """
        known: dict[str, Any] = {"internal": False, "monotone": False, "check": check, **knows}
        kind = "formula" if formula else "columns" if whole else "function"
        named: dict[str, Any] = {kind: function, **known}
        made = Aggregator(**named)
        return attrs.evolve(self, aggregators=_added("aggregator", self.aggregators, slug, made))

    def with_normaliser(
        self,
        slug: str,
        function: Callable[..., Any],
        *,
        formula: bool = False,
        span: Callable[..., Span] = lambda *_: None,
        check: Check = anything,
    ) -> Methods:
        """
        Return methods that also know a normaliser of one value.

        Args:
            slug: Its name.
            function: `(x, *params)` to a formula with `formula`, otherwise of a number to a number; more is better.
            formula: Whether it is a formula.
            span: Returns the range of its values for some parameters.
            check: What its parameters must be.

        Raises:
            DuplicateMethodError: There is one of that name already.
        """
        known: dict[str, Any] = {"span": span, "check": check}
        made = Normaliser(formula=function, **known) if formula else Normaliser(function=function, **known)
        return attrs.evolve(self, normalisers=_added("normaliser", self.normalisers, slug, made))


STANDARD = Methods()
"""The methods of gm100 and no others."""


def _added(kind: str, known: Mapping[str, M], slug: str, made: M) -> Mapping[str, M]:
    if slug in known:
        raise DuplicateMethodError(kind, slug)
    return MappingProxyType({**known, slug: made})
