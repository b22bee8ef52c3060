"""
Factors: what is uncertain about an index, and by how much; and one draw of all of them.

A factor names the nodes it is about by their codes. `gm100.scoring` draws from it and computes the index again.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from gm100.errors import Issue
from gm100.fields.arguments import checked
from gm100.fields.field import Accepts, Number, field
from gm100.model._entity import entity
from gm100.model.method import Method
from gm100.model.scorecard import Given, Group, Scorecard
from gm100.text.codes import SLUG


def _weights(node: str | None) -> str:
    return "all weights" if node is None else f"weights of {node}"


@entity
class WeightShare:
    """
    Weights with an error of a share up or down, uniform between the two bounds.
    """

    node: str | None = field(
        "Group whose children's weights vary, or one indicator; nothing for all weights.",
        default=None,
        pattern=SLUG,
        kw_only=False,
    )
    share: Number[float] = field("Greatest share by which a weight is off.", default=0.25, ge=0, le=1)

    @classmethod
    @checked
    def apart(cls, card: Scorecard, share: float = 0.25) -> "tuple[WeightShare, ...]":
        """
        Return the weights of each group as a factor of their own, or each weight where there is but one group.

        Args:
            card: The scorecard.
            share: Greatest share by which a weight is off.
        """
        groups = [node.id for node in card.walk() if isinstance(node, Group) and len(node.children) > 1]
        nodes = groups if len(groups) > 1 else [node.id for node in card.indicators]
        return tuple(cls(node, share=share) for node in nodes)

    def __str__(self) -> str:
        return f"{_weights(self.node)} within {self.share:.0%}"


@entity
class DirichletWeights:
    """
    Weights around those of the scorecard, always adding up to the same.

    A weight that is a share s of its group has the mean s and the variance s (1 - s) / (concentration + 1).
    """

    concentration: Number[float] = field(
        "How close the weights stay to those of the scorecard; 100 keeps a half within about a tenth.",
        ge=0.001,
        kw_only=False,
    )
    node: str | None = field("Group whose children's weights vary; nothing for all.", default=None, pattern=SLUG)

    def __str__(self) -> str:
        return f"{_weights(self.node)}, Dirichlet {self.concentration:g}"


@entity
class SimplexWeights:
    """
    Any weights at all: a group's weight is shared out uniformly on the simplex (Dirichlet, alpha = 1).
    """

    node: str | None = field(
        "Group whose children's weights vary; nothing for all.", default=None, pattern=SLUG, kw_only=False
    )

    def __str__(self) -> str:
        return f"{_weights(self.node)}, any"


@entity
class AggregatorChoice:
    """
    A group with alternative aggregators, chosen with equal probability.
    """

    node: str = field("The group.", pattern=SLUG, kw_only=False)
    methods: Accepts[tuple[Method, ...], tuple[Given, ...]] = field(
        "The aggregators to choose from.", min_length=1, unique_by="", kw_only=False
    )

    def __str__(self) -> str:
        return f"aggregator of {self.node}: {' or '.join(map(str, self.methods))}"


@entity
class NormaliserChoice:
    """
    An indicator with alternative normalisers, chosen with equal probability.
    """

    node: str | None = field(
        "The indicator; nothing for all that are normalised, which then choose together.", pattern=SLUG, kw_only=False
    )
    methods: Accepts[tuple[Method, ...], tuple[Given, ...]] = field(
        "The normalisers to choose from.", min_length=1, unique_by="", kw_only=False
    )

    def __str__(self) -> str:
        return f"normaliser of {self.node or 'all indicators'}: {' or '.join(map(str, self.methods))}"


@entity
class MeasurementError:
    """
    Values with a measurement error, drawn for each unit separately; a value stays within the scale of its indicator.
    """

    indicator: str | None = field("The indicator; nothing for all.", default=None, pattern=SLUG, kw_only=False)
    sd: Number[float | None] = field(
        "Standard deviation of a normal error, in the unit of the indicator.", default=None, ge=0
    )
    half_width: Number[float | None] = field(
        "Half-width of the measurement error, uniform around the value, in the unit of the indicator.",
        default=None,
        ge=0,
    )

    def _invariants(self) -> Iterator[Issue]:
        if (self.sd is None) == (self.half_width is None):
            yield Issue("error-size", "expected either sd or half_width", ("sd",))

    def __str__(self) -> str:
        size = f"sd {self.sd:g}" if self.half_width is None else f"within {self.half_width:g}"
        return f"error of {self.indicator or 'all indicators'}, {size}"


Factor: TypeAlias = (
    WeightShare | DirichletWeights | SimplexWeights | AggregatorChoice | NormaliserChoice | MeasurementError
)
"""Something that is uncertain."""


@entity
class DrawnWeight:
    """
    A weight in one draw.
    """

    node: str = field("Code of the node.", kw_only=False)
    weight: Number[float] = field("Its weight, relative to those of its siblings.", ge=0, kw_only=False)


@entity
class DrawnMethod:
    """
    The method of a node in one draw: of a group its aggregator, of an indicator its normaliser.
    """

    node: str = field("Code of the node.", kw_only=False)
    method: Accepts[Method, Given] = field("The method.", kw_only=False)


@entity
class DrawnError:
    """
    By how much a value is off in one draw.
    """

    indicator: str = field("Code of the indicator.", kw_only=False)
    unit: str = field("Code of the unit.", kw_only=False)
    error: Number[float] = field("What is added to the value.", kw_only=False)


@entity
class Draw:
    """
    One draw of all factors: everything by which it differs from the scorecard and its data.
    """

    index: int = field("Number of the draw, counted from 0.", ge=0)
    weights: Accepts[tuple[DrawnWeight, ...], Iterable[DrawnWeight] | Mapping[str, Any]] = field(
        "The weights that were drawn.", default=()
    )
    methods: Accepts[tuple[DrawnMethod, ...], Iterable[DrawnMethod] | Mapping[str, Any]] = field(
        "The methods that were chosen.", default=()
    )
    errors: Accepts[tuple[DrawnError, ...], Iterable[DrawnError] | Mapping[str, Any]] = field(
        "The errors that were added.", default=()
    )
