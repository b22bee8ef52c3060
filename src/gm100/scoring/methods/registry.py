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

from gm100._arguments import checked, refused
from gm100.errors import DuplicateMethodError
from gm100.scoring._params import Check, anything
from gm100.scoring.methods.aggregate import AGGREGATORS, Aggregator
from gm100.scoring.methods.impute import IMPUTATIONS, Imputation
from gm100.scoring.methods.normalise import NORMALISERS, Normaliser, Span, no_span
from gm100.scoring.methods.treat import TREATMENTS, Treatment
from gm100.scoring.methods.weigh import WEIGHTINGS, Weighting

M = TypeVar("M")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Engine:
    """
    The methods that scorecards can name, by slug.

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

    def __reduce__(self) -> tuple[Any, ...]:
        """
        Return what another process makes it of: the slugs, and the methods that are not those of gm100.
        """
        theirs = {name: getattr(STANDARD, name) for name in attrs.fields_dict(Engine)}
        methods = {
            name: {slug: None if known.get(slug) is made else made for slug, made in getattr(self, name).items()}
            for name, known in theirs.items()
        }
        return _engine, (methods,)

    def __repr__(self) -> str:
        return f"<Engine of {len(self.aggregators)} aggregators and {len(self.normalisers)} normalisers>"

    @checked
    def with_aggregator(
        self,
        slug: str,
        function: Callable[..., Any],
        *,
        formula: bool = False,
        whole: bool = False,
        check: Check = anything,
        **knows: bool,
    ) -> Engine:
        """
        Return an engine that also knows an aggregator.

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

    @checked
    def with_normaliser(
        self,
        slug: str,
        function: Callable[..., Any],
        *,
        formula: bool = False,
        span: Callable[..., Span] = no_span,
        check: Check = anything,
    ) -> Engine:
        """
        Return an engine that also knows a normaliser of one value.

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

    @checked
    def with_weighting(self, slug: str, function: Callable[..., Any]) -> Engine:
        """
        Return an engine that also knows a weighting, `(codes, columns, *params) -> weights`.

        Raises:
            DuplicateMethodError: There is one of that name already.
        """
        made = Weighting(function, anything)
        return attrs.evolve(self, weightings=_added("weighting", self.weightings, slug, made))

    @checked
    def with_treatment(self, slug: str, function: Callable[..., Any]) -> Engine:
        """
        Return an engine that also knows a treatment of outliers, `(column, *params) -> column`, as long as it was.

        Raises:
            DuplicateMethodError: There is one of that name already.
        """
        made = Treatment(function, anything)
        return attrs.evolve(self, treatments=_added("treatment", self.treatments, slug, made))

    def without_code(self) -> Engine:
        """
        Return the engine as it is: there is one way to compute a formula. Kept for one version.
        """
        return self


STANDARD = Engine()
"""The engine with the methods of gm100 and no others."""


def _engine(methods: Mapping[str, Mapping[str, Any]]) -> Engine:
    """
    Return the engine of some slugs, where `None` stands for the method of gm100.
    """
    theirs: dict[str, Mapping[str, Any]] = {name: getattr(STANDARD, name) for name in methods}
    if all(list(own) == list(theirs[name]) and not any(own.values()) for name, own in methods.items()):
        return STANDARD
    made: dict[str, Any] = {
        name: MappingProxyType({slug: theirs[name][slug] if one is None else one for slug, one in own.items()})
        for name, own in methods.items()
    }
    return Engine(**made)


Methods = Engine
"""What the modules of methods call it."""


def _added(kind: str, known: Mapping[str, M], slug: str, made: M) -> Mapping[str, M]:
    if slug in known:
        raise DuplicateMethodError(kind, slug)
    return MappingProxyType({**known, slug: made})


@checked
def load_plugins(engine: Engine = STANDARD) -> Engine:
    """
    Return an engine with the methods that installed packages offer under the entry point group `gm100.plugins`.

    Each entry point is a function that takes an engine and returns one with more methods. They are taken in the order
    of their names, and nothing is loaded unless this is called.

    >>> load_plugins()
    <Engine of 16 aggregators and 19 normalisers>

    Raises:
        DuplicateMethodError: Two of them use one name.
        ArgumentError: One of them gives something else than an engine.
    """
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group="gm100.plugins"), key=lambda each: each.name):
        made = point.load()(engine)
        if not isinstance(made, Engine):
            raise refused(point.name, made, "a function that takes an engine and returns one", f"see {point.value}")
        engine = made
    return engine
