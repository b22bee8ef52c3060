"""
How far an index can be trusted: spreads of ranks, what leaving a node out does, and shares of the variance.
"""

from math import fsum

from gm100.errors import UnknownIdError
from gm100.fields.arguments import checked
from gm100.fields.field import field
from gm100.model._entity import entity
from gm100.model.factor import Factor
from gm100.model.result import Ties
from gm100.text.layout import columns


@entity
class RankProbability:
    """
    How likely a rank is.
    """

    rank: float = field("The rank; between two where ties share their mean.", ge=1, kw_only=False)
    probability: float = field("Share of the draws in which the unit has it.", ge=0, le=1, kw_only=False)


@entity
class RankSpread:
    """
    Where one unit comes to stand over all draws.
    """

    unit: str = field("Code of the unit.", example="35.03")
    name: str | None = field("Name of the unit.", default=None)
    rank: float = field("Rank by the scorecard as it is.", ge=1)
    mean: float = field("Mean rank over the draws.", ge=1)
    median: float = field("Middle rank.", ge=1)
    p5: float = field("Rank that is bettered in 5 % of the draws.", ge=1)
    p95: float = field("Rank that is bettered in 95 % of the draws.", ge=1)
    shift: float = field("Mean distance from the rank by the scorecard, up or down.", ge=0)
    probabilities: tuple[RankProbability, ...] = field("How likely each rank is, best first; only ranks that occur.")
    unranked: float = field("Share of the draws in which it has no index.", default=0.0, ge=0, le=1)

    @checked
    def probability(self, rank: float) -> float:
        """
        Return how likely a rank is.
        """
        return next((each.probability for each in self.probabilities if each.rank == rank), 0.0)

    @checked
    def within(self, places: float) -> float:
        """
        Return how likely the unit is among the first so many places.
        """
        # Counts over the number of draws; what adding floats leaves behind the twelfth digit is noise.
        return round(fsum(each.probability for each in self.probabilities if each.rank <= places), 12)


@entity
class SensitivityRecord:
    """
    What it takes to compute an analysis again, and what came out.
    """

    scorecard: str = field("Id of the scorecard.", example="kominfo-2023-regular")
    factors: tuple[Factor, ...] = field("What was uncertain.", min_length=1)
    seed: int = field("The seed.")
    asked: int = field("Number of draws asked for.", ge=1)
    draws: int = field("Number of draws done; fewer than asked for where the run was stopped.", ge=1)
    ties: Ties = field("What rank equal values get.", default=Ties.MIN)
    spreads: tuple[RankSpread, ...] = field("The units, in the order of their rank.")

    @property
    def complete(self) -> bool:
        """
        Whether all draws that were asked for were done.
        """
        return self.draws == self.asked


@entity
class RankShift:
    """
    The rank of a unit with and without something.
    """

    unit: str = field("Code of the unit.")
    name: str | None = field("Name of the unit.", default=None)
    rank: float = field("Rank by the scorecard as it is.", ge=1)
    without: float | None = field("Rank without; nothing where there is then no index.", default=None, ge=1)

    @property
    def shift(self) -> float | None:
        """
        How many places it loses, below 0 for places gained.
        """
        return None if self.without is None else self.without - self.rank


@entity
class Omission:
    """
    What leaving one node out does to the ranks.
    """

    node: str = field("Code of the node that is left out; its weight goes to its siblings.")
    name: str | None = field("Name of the node.", default=None)
    shifts: tuple[RankShift, ...] = field("The units, in the order of their rank.")

    @property
    def mean_shift(self) -> float:
        """
        Mean distance between the two ranks.
        """
        found = self._distances()
        return sum(found) / len(found) if found else 0.0

    @property
    def greatest_shift(self) -> float:
        """
        Greatest distance between the two ranks.
        """
        return max(self._distances(), default=0.0)

    def _distances(self) -> list[float]:
        return [abs(each.shift) for each in self.shifts if each.shift is not None]

    @checked
    def __getitem__(self, unit: str) -> RankShift:
        found = next((each for each in self.shifts if each.unit == unit), None)
        if found is None:
            raise UnknownIdError("unit of this ranking", unit)
        return found


@entity
class SobolIndex:
    """
    The share of the variance that one factor answers for.
    """

    label: str = field("The factor in words.")
    first: float = field("First order: the share that goes when the factor alone is fixed.")
    first_low: float = field("Lower end of its confidence interval.")
    first_high: float = field("Upper end of its confidence interval.")
    total: float = field("Total order: the share that is left when all others are fixed.")
    total_low: float = field("Lower end of its confidence interval.")
    total_high: float = field("Upper end of its confidence interval.")


@entity
class Sobol:
    """
    A variance split up among factors.
    """

    output: str = field("What varies, in words.", example="mean rank shift")
    seed: int = field("The seed.")
    asked: int = field("Number of samples asked for.", ge=1)
    samples: int = field("Number of samples done; each takes as many draws as there are factors, and two.", ge=1)
    mean: float = field("Mean of the output.")
    variance: float = field("Variance of the output.", ge=0)
    confidence: float = field("How sure the intervals are.", ge=0, le=1)
    indices: tuple[SobolIndex, ...] = field("One a factor, in their order.")

    @property
    def complete(self) -> bool:
        """
        Whether all samples that were asked for were done.
        """
        return self.samples == self.asked

    def to_rows(self) -> list[dict[str, object]]:
        """
        Return one dict a factor.
        """
        return [
            {
                "factor": each.label,
                "first": each.first,
                "first_low": each.first_low,
                "first_high": each.first_high,
                "total": each.total,
                "total_low": each.total_low,
                "total_high": each.total_high,
            }
            for each in self.indices
        ]

    def __str__(self) -> str:
        head = ("factor", "first", "from", "to", "total", "from", "to")
        rows = [[str(c) if isinstance(c, str) else f"{c:.3f}" for c in row.values()] for row in self.to_rows()]
        return "\n".join(columns([head, *rows], "lrrrrrr"))
