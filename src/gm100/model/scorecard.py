"""
The definition of an index: a tree of groups and indicators, as plain data.

Nothing here computes. Methods are named by slug, so that a scorecard can be saved, dated and compared;
`gm100.scoring` knows the functions behind the names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from gm100._codes import SLUG
from gm100._dates import PartialDate
from gm100._fields import Accepts, field
from gm100.errors import Issue
from gm100.model._entity import entity
from gm100.model.source import Evidence, Source


class RoundingMode(StrEnum):
    """
    What happens to a value that lies exactly between two.
    """

    HALF_UP = "half_up"
    """Away from zero: 3.315 becomes 3.32. The rule of the ministry."""
    HALF_EVEN = "half_even"
    """To the even neighbour: 3.325 becomes 3.32."""
    DOWN = "down"
    """Towards zero: cut off."""


@entity
class Rounding:
    """
    To how many decimals, and how.
    """

    decimals: int = field("Decimals kept.", ge=0, le=12, kw_only=False)
    mode: RoundingMode = field("What happens at the half.", default=RoundingMode.HALF_UP)

    @classmethod
    def of(cls, given: Rounding | int | None) -> Rounding | None:
        """
        Take a plain number as that many decimals, half up.
        """
        return cls(given) if type(given) is int else given  # type: ignore[return-value]  # what is left is no int

    def __str__(self) -> str:
        return f"{self.mode.value.replace('_', ' ')} to {self.decimals} decimals"


def decimal(given: Decimal | int | str) -> Decimal:
    """
    Take a whole number or a text as an exact decimal; anything else is left for the check to refuse.
    """
    try:
        return Decimal(given) if type(given) in {int, str} else given  # type: ignore[return-value]  # see above
    except ArithmeticError:
        return given  # type: ignore[return-value]  # a text that is no number


@entity
class Scale:
    """
    The range in which a value must lie, both ends included.
    """

    low: Accepts[Decimal, int | str] = field("Least value.", kw_only=False, convert=decimal)
    high: Accepts[Decimal, int | str] = field("Greatest value.", kw_only=False, convert=decimal)

    def _invariants(self) -> Iterator[Issue]:
        if self.low >= self.high:
            yield Issue("empty-scale", f"runs from {self.low} to {self.high}, expected low below high")

    def complaint(self, value: Decimal) -> str | None:
        """
        Say why a value lies outside, or return `None` where it does not.
        """
        if self.low <= value <= self.high:
            return None
        side = "above" if value > self.high else "below"
        return f"{value} is {side} the scale of this scorecard ({self})"

    def __str__(self) -> str:
        return f"{self.low} to {self.high}"


class Weighting(StrEnum):
    """
    How the weights of a group are used.
    """

    VERBATIM = "verbatim"
    """As they stand: the value is the sum of weight times score, whatever the weights add up to."""
    NORMALISED = "normalised"
    """Divided by their sum."""


class Missing(StrEnum):
    """
    What a group does when a child has no value.
    """

    ERROR = "error"
    """Refuse the row."""
    SKIP = "skip"
    """Leave the child out and share its weight among the others."""
    PROPAGATE = "propagate"
    """Have no value either."""


@entity
class Indicator:
    """
    A leaf of a scorecard: a value that a row brings along.
    """

    id: str = field("Code by which rows give the value.", pattern=SLUG, kw_only=False, example="quick_win")
    name: str | None = field("Name for people.", default=None, example="Quick win")
    weight: Accepts[Decimal, int | str] = field("Weight within the group.", convert=decimal, default=Decimal(1), ge=0)
    scale: Scale | None = field("Range of the value.", default=None)
    round: Accepts[Rounding | None, int] = field("Rounding of the value.", convert=Rounding.of, default=None)
    round_part: Accepts[Rounding | None, int] = field(
        "Rounding of weight times value.", convert=Rounding.of, default=None
    )
    of_questions: bool = field("Whether the mean over its questions may stand for it.", default=False)


@entity
class Group:
    """
    A node of a scorecard: a value made of the values of its children.
    """

    id: str = field("Code of the node.", pattern=SLUG, kw_only=False, example="index")
    name: str | None = field("Name for people.", default=None)
    children: tuple[Indicator | Group, ...] = field("What it is made of, in the order of the source.", min_length=1)
    aggregate: str = field("Slug of the aggregator.", default="arithmetic", pattern=SLUG)
    weight: Accepts[Decimal, int | str] = field(
        "Weight within the group above.", convert=decimal, default=Decimal(1), ge=0
    )
    weighting: Weighting = field("How the weights of the children are used.", default=Weighting.NORMALISED)
    weights_total: Accepts[Decimal, int | str] = field(
        "What verbatim weights must add up to.", convert=decimal, default=Decimal(1), ge=0
    )
    missing: Missing = field("What to do when a child has no value.", default=Missing.ERROR)
    round: Accepts[Rounding | None, int] = field("Rounding of the value.", convert=Rounding.of, default=None)
    round_part: Accepts[Rounding | None, int] = field(
        "Rounding of weight times value.", convert=Rounding.of, default=None
    )

    def _invariants(self) -> Iterator[Issue]:
        total = sum((child.weight for child in self.children), Decimal(0))
        if total == 0:
            yield Issue("no-weight", "all weights are 0, expected at least one above", ("children",))
        elif self.weighting is Weighting.VERBATIM and total != self.weights_total:
            message = (
                f"the weights of {self.id} add up to {total}, expected {self.weights_total}; "
                "correct a weight, say weights_total, or use normalised weights"
            )
            yield Issue("weights-total", message, ("children",), str(total), str(self.weights_total))


Node: TypeAlias = Indicator | Group
"""A node of a scorecard."""


@entity
class Scorecard:
    """
    A complete, dated definition of an index.
    """

    id: str = field("Id of the scorecard.", pattern=SLUG, example="kominfo-2023-regular")
    title: str | None = field("Title for people.", default=None)
    edition: str | None = field(
        "Edition it belongs to, such as the year of the evaluation.", default=None, example="2023"
    )
    root: Group = field("The tree.")
    evidence: Evidence | None = field("How far the definition can be trusted.", default=None)
    source: Source | None = field("Where the definition was seen.", default=None)
    effective_from: PartialDate | None = field("First date it holds for.", default=None)
    effective_until: PartialDate | None = field("Last date it holds for.", default=None)
    note: str | None = field("What a user should know.", default=None)

    def _invariants(self) -> Iterator[Issue]:
        for code, times in Counter(node.id for node in self.walk()).items():
            if times > 1:
                yield Issue("duplicate", f"{code} is the id of {times} nodes, expected each id once", ("root",))

    def walk(self) -> Iterator[Node]:
        """
        Yield every node, each before its children.
        """
        yield from _walk(self.root)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """
        The leaves, in order.
        """
        return tuple(node for node in self.walk() if isinstance(node, Indicator))


def _walk(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Group):
        for child in node.children:
            yield from _walk(child)
