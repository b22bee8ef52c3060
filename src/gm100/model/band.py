"""
Bands: named stretches of an index, such as the predicates that a regulation prints.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from gm100.errors import Issue
from gm100.fields.field import Number, field
from gm100.model._entity import entity


@entity
class Band:
    """
    A named stretch of an index, from its lower edge up to the next band.

    The lower edge belongs to it. The upper edge belongs to the next band, and at the top to the band itself.
    """

    label: str = field("Name, as printed.", kw_only=False, example="Sangat Baik")
    low: Number[Decimal] = field("Lower edge, inside.", kw_only=False)
    high: Number[Decimal | None] = field(
        "Upper edge, as printed; nothing for the lower edge of the next band.",
        default=None,
        kw_only=False,
    )

    def _invariants(self) -> Iterator[Issue]:
        if self.high is not None and self.high <= self.low:
            yield Issue("empty-band", f"{self.label} runs from {self.low} to {self.high}, expected low below high")

    def __str__(self) -> str:
        return f"{self.label}: {self.low}" + (" and above" if self.high is None else f" to {self.high}")


def bands_of(given: Any) -> Any:
    """
    Take labels with their lower edges as bands, lowest first.

    >>> [str(band) for band in bands_of({"high": 0.7, "low": 0})]
    ['low: 0 and above', 'high: 0.7 and above']
    """
    if isinstance(given, Mapping):
        given = tuple(Band(label, low) for label, low in given.items())
    if isinstance(given, tuple | list) and all(isinstance(band, Band) for band in given):
        return tuple(sorted(given, key=lambda band: band.low))
    return given


def joints(bands: Sequence[Band], decimals: int | None) -> Iterator[Issue]:
    """
    Yield where bands, lowest first, leave a gap or overlap.

    Regulations print `65.00 to 76.60` and `76.61 to 88.30`: with a declared rounding to two decimals that is not a gap.

    Args:
        bands: The bands.
        decimals: To how many decimals an index is rounded before it is banded; `None` where it is not.
    """
    step = Decimal(0) if decimals is None else Decimal(1).scaleb(-decimals)
    for below, above in pairwise(bands):
        if below.low == above.low or (below.high is not None and below.high > above.low):
            message = f"{below.label} and {above.label} overlap at {above.low}; end one where the other begins"
            yield Issue("bands-overlap", message, ("bands",))
        elif below.high is not None and above.low - below.high > step:
            message = (
                f"nothing between {below.high} ({below.label}) and {above.low} ({above.label}); "
                "leave the upper edge out, or declare the rounding that closes the gap"
            )
            yield Issue("bands-gap", message, ("bands",))
