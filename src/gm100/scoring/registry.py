"""
The engine: which function stands behind which name. It is a value; adding a method gives another engine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

import attrs

from gm100._arguments import checked, refused
from gm100.errors import DuplicateMethodError
from gm100.scoring._aggregate import AGGREGATORS, Aggregator, in_proportion
from gm100.scoring._normalise import NORMALISERS, Normaliser
from gm100.scoring._params import anything
from gm100.scoring._prepare import IMPUTATIONS, TREATMENTS, Imputation, Treatment
from gm100.scoring._weigh import WEIGHTINGS, Weighting

M = TypeVar("M")


class Aggregates(Protocol):
    """
    A function that makes one value of several.
    """

    def __call__(self, weights: list[float], values: list[float], /, *params: Any) -> float:
        """
        Return the aggregate of values, at least one, with weights that are shares of the whole.
        """
        ...


class Normalises(Protocol):
    """
    A function that makes a value comparable with others.
    """

    def __call__(self, value: float, /, *params: Any) -> float:
        """
        Return the normalised value; more must be better.
        """
        ...


class Weighs(Protocol):
    """
    A function that finds the weights of the children of a group.
    """

    def __call__(self, codes: list[str], columns: list[list[float]], /, *params: Any) -> list[float]:
        """
        Return a weight for each code; `columns` are the values of each child over all units.
        """
        ...


class Treats(Protocol):
    """
    A function that treats the outliers of a column.
    """

    def __call__(self, column: list[float], /, *params: Any) -> list[float]:
        """
        Return the column, as long as it was.
        """
        ...


@attrs.frozen(kw_only=True, repr=False)
class Engine:
    """
    The methods that scorecards can name, by slug.

    Attributes:
        aggregators: How children become one value.
        normalisers: How values become comparable.
        weightings: Where weights come from.
        treatments: What is done about outliers.
        imputations: How missing values are estimated.
        generate: Whether scorecards are compiled to code; without it they are interpreted, slower and just as right.
    """

    aggregators: Mapping[str, Aggregator] = AGGREGATORS
    normalisers: Mapping[str, Normaliser] = NORMALISERS
    weightings: Mapping[str, Weighting] = WEIGHTINGS
    treatments: Mapping[str, Treatment] = TREATMENTS
    imputations: Mapping[str, Imputation] = IMPUTATIONS
    generate: bool = True

    def __repr__(self) -> str:
        return f"<Engine of {len(self.aggregators)} aggregators and {len(self.normalisers)} normalisers>"

    @checked
    def with_aggregator(self, slug: str, function: Aggregates) -> Engine:
        """
        Return an engine that also knows an aggregator.

        Raises:
            DuplicateMethodError: There is one of that name already.
        """

        def combine(weights: Any, values: Any, divisor: Any, *params: Any) -> Any:
            return function([weight / divisor for weight in weights], list(values), *params)

        made = Aggregator(combine, in_proportion, anything, internal=False)
        return attrs.evolve(self, aggregators=_added("aggregator", self.aggregators, slug, made))

    @checked
    def with_normaliser(self, slug: str, function: Normalises) -> Engine:
        """
        Return an engine that also knows a normaliser of one value.

        Raises:
            DuplicateMethodError: There is one of that name already.
        """

        def make(*params: Any) -> Callable[[Any], Any]:
            return lambda value: function(value, *params)

        made = Normaliser(make, check=anything)
        return attrs.evolve(self, normalisers=_added("normaliser", self.normalisers, slug, made))

    @checked
    def with_weighting(self, slug: str, function: Weighs) -> Engine:
        """
        Return an engine that also knows a weighting.

        Raises:
            DuplicateMethodError: There is one of that name already.
        """
        made = Weighting(function, anything)
        return attrs.evolve(self, weightings=_added("weighting", self.weightings, slug, made))

    @checked
    def with_treatment(self, slug: str, function: Treats) -> Engine:
        """
        Return an engine that also knows a treatment of outliers.

        Raises:
            DuplicateMethodError: There is one of that name already.
        """
        made = Treatment(function, anything)
        return attrs.evolve(self, treatments=_added("treatment", self.treatments, slug, made))

    def without_code(self) -> Engine:
        """
        Return an engine that interprets scorecards instead of compiling them.
        """
        return attrs.evolve(self, generate=False)


STANDARD = Engine()
"""The engine with the methods of gm100 and no others."""


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

    Raises:
        ArgumentError: One of them gives something else than an engine.
        DuplicateMethodError: Two of them use one name.
    """
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group="gm100.plugins"), key=lambda each: each.name):
        made = point.load()(engine)
        if not isinstance(made, Engine):
            raise refused(point.name, made, "a function that takes an engine and returns one", f"see {point.value}")
        engine = made
    return engine
