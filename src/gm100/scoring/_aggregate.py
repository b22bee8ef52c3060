"""
The aggregators behind the slugs of a scorecard.

An aggregator gets the weights and values of the children that have one. `value` is what they make together; `parts`
is what each contributes to it, and the parts add up to the value exactly. Both run inside `CONTEXT`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import mul
from types import MappingProxyType
from typing import Final, Protocol

from gm100.errors import UnknownIdError
from gm100.scoring._exact import ZERO, divide


class Aggregator(Protocol):
    """
    How values become one value, and how that is told apart again.
    """

    def value(self, weights: Sequence[Decimal], values: Sequence[Decimal], divisor: Decimal) -> Decimal:
        """
        Return the aggregate.

        Args:
            weights: One weight a value, as the scorecard writes them.
            values: The values present, at least one.
            divisor: What the weights are to be divided by; 1 for verbatim weights.
        """
        ...

    def parts(self, weights: Sequence[Decimal], values: Sequence[Decimal], divisor: Decimal) -> list[Decimal]:
        """
        Return the contribution of each value; their sum is the aggregate.
        """
        ...


class Arithmetic:
    """
    Weighted sum, `sum(w * x) / divisor`: the weighted mean where the weights add up to the divisor.

    Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6.
    """

    def value(self, weights: Sequence[Decimal], values: Sequence[Decimal], divisor: Decimal) -> Decimal:
        """
        Return the weighted sum, divided once at the end so that no share is cut off before.
        """
        total = sum(map(mul, weights, values), ZERO)
        return total if divisor == 1 else divide(total, divisor)

    def parts(self, weights: Sequence[Decimal], values: Sequence[Decimal], divisor: Decimal) -> list[Decimal]:
        """
        Return weight times value over the divisor; the last part takes up what division cuts off.
        """
        products = list(map(mul, weights, values))
        if divisor == 1:
            return products
        parts = [divide(product, divisor) for product in products]
        parts[-1] += self.value(weights, values, divisor) - sum(parts, ZERO)
        return parts


AGGREGATORS: Final[Mapping[str, Aggregator]] = MappingProxyType({"arithmetic": Arithmetic()})


def aggregator(slug: str) -> Aggregator:
    """
    Return the aggregator of that name.

    Raises:
        UnknownIdError: There is none.
    """
    if slug not in AGGREGATORS:
        raise UnknownIdError("aggregator", slug, sorted(AGGREGATORS))
    return AGGREGATORS[slug]
