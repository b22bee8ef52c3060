"""
What scoring gives back: values at every node, and rankings made of them.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from gm100.errors import UnknownIdError
from gm100.fields.arguments import checked
from gm100.fields.field import field
from gm100.model._entity import entity


class ResultStatus(StrEnum):
    """
    Why a unit has an index, or has none.

    Attributes:
        SCORED: It has an index.
        ABSENT: It did not take part; documents print zeros for it.
        MISSING: Values are missing, and the scorecard says that there is then no index.
    """

    SCORED = "scored"
    ABSENT = "absent"
    MISSING = "missing"


class Ties(StrEnum):
    """
    What rank equal values get.

    Attributes:
        MIN: The best of the places they share: 1, 2, 2, 4.
        MAX: The worst of the places they share: 1, 3, 3, 4.
        AVERAGE: The mean of the places they share: 1, 2.5, 2.5, 4.
        DENSE: The next number, leaving none out: 1, 2, 2, 3.
        ORDINAL: Each its own, in order of code: 1, 2, 3, 4.
    """

    MIN = "min"
    MAX = "max"
    AVERAGE = "average"
    DENSE = "dense"
    ORDINAL = "ordinal"


@entity
class NodeScore:
    """
    A node of a scorecard with its value, and how the value came about.

    The contributions of the children and the rounding add up to the value, exactly.
    """

    id: str = field("Code of the node.")
    name: str | None = field("Name for people, where the scorecard has one.", default=None, example="Quick win")
    value: Decimal | None = field("Value, after rounding; nothing where it is missing.")
    unrounded: Decimal | None = field("Value as if nothing had been rounded at this node.")
    rounding: Decimal = field("What rounding added: the value less the sum of the contributions.", default=Decimal(0))
    weight: Decimal | None = field("Weight by which it entered the node above; nothing at the root.", default=None)
    contribution: Decimal | None = field(
        "Its part of the node above: weight times value, rounded where the scorecard says so.", default=None
    )
    part_rounding: Decimal = field("What rounding added to the contribution.", default=Decimal(0))
    rule: str | None = field("Where it was rounded and how, in words.", default=None)
    raw: str | None = field("Value as the row has it, where it was normalised.", default=None)
    unit: str | None = field("Unit of that value, or the index of another body that it is.", default=None)
    method: str | None = field(
        "How it was normalised, or aggregated where that is not a weighted mean, in words.", default=None
    )
    factor: Decimal | None = field("What the aggregate was multiplied by, where there is a factor.", default=None)
    remark: str | None = field(
        "What a reader must know of the value: imputed, treated, filled, given.",
        default=None,
        example="imputed by mean",
    )
    of_questions: bool = field(
        "Whether the nodes below are questions, which the scorecard does not list.", default=False
    )
    children: "tuple[NodeScore, ...]" = field("The nodes it is made of.", default=())

    def walk(self) -> "Iterator[NodeScore]":
        """
        Yield this node and all below, each before its children.
        """
        yield self
        for child in self.children:
            yield from child.walk()


@entity
class ScoreResult:
    """
    The index of one unit, with the whole way to it.
    """

    unit: str = field("Code of the unit, for a region its Kemendagri code.", example="35.03")
    scorecard: str = field("Id of the scorecard.", example="kominfo-2023-regular")
    name: str | None = field("Name of the unit.", default=None)
    status: ResultStatus = field("Whether it has an index, and if not, why.", default=ResultStatus.SCORED)
    root: NodeScore | None = field("The tree of values; nothing for a unit that did not take part.", default=None)
    band: str | None = field("The band the index lies in, where the scorecard has bands.", default=None)
    published: Decimal | None = field("The index as published, to compare with.", default=None)
    remark: str | None = field(
        "What a reader must know, such as that the scorecard was not in force on the day asked for.", default=None
    )

    @property
    def value(self) -> Decimal | None:
        """
        The index.
        """
        return self.root.value if self.root else None

    @property
    def unrounded(self) -> Decimal | None:
        """
        The index as if nothing had been rounded above the dimensions.
        """
        return self.root.unrounded if self.root else None

    @property
    def matches(self) -> bool | None:
        """
        Whether the index equals the published one; nothing where one of them is missing.
        """
        if self.value is None or self.published is None:
            return None
        return self.value == self.published

    @property
    def label(self) -> str:
        """
        Name and code, as far as known.
        """
        return f"{self.name} ({self.unit})" if self.name else self.unit

    @checked
    def __getitem__(self, node: str) -> NodeScore:
        found = next((n for n in self.root.walk() if n.id == node), None) if self.root else None
        if found is None:
            raise UnknownIdError("node of this result", node)
        return found

    def to_rows(self) -> list[dict[str, object]]:
        """
        Return one dict a node, each before its children: value, weight, contribution and how it came about.
        """
        from gm100.model._rows import result_rows

        return result_rows(self)

    @checked
    def explain(self, *, questions: bool = False, lang: str = "en") -> str:
        """
        Return the calculation as a person reads it: each node, value times weight, and where it was rounded.

        Args:
            questions: Also show the questions below the indicators of the scorecard, where they are known.
            lang: The language, `id` or `en`.

        Raises:
            UnknownIdError: There is no such language.
        """
        from gm100.render.explanation import explanation

        return explanation(self, questions=questions, lang=lang)

    def __str__(self) -> str:
        value = self.status.value if self.value is None else str(self.value)
        return f"{self.label}: {value}"

    def _repr_html_(self) -> str:
        """
        Return it for a notebook.
        """
        from gm100.render.nouns import result_html

        return result_html(self)


@entity
class Ranked:
    """
    A place in a ranking.
    """

    rank: Decimal | None = field("The place, 1 for the best; nothing for a unit without an index.", ge=1)
    unit: str = field("Code of the unit, for a region its Kemendagri code.")
    name: str | None = field("Name of the unit.", default=None)
    index: Decimal | None = field("The index.")
    published: Decimal | None = field("The index as published.", default=None)

    @property
    def matches(self) -> bool | None:
        """
        Whether the index equals the published one; nothing where one of them is missing.
        """
        if self.index is None or self.published is None:
            return None
        return self.index == self.published
