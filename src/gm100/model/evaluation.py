"""
The yearly evaluation of a region.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final

from gm100.errors import Issue
from gm100.fields.field import Accepts, Many, Number, OrText, RegionCode, field
from gm100.model._entity import entity
from gm100.model.source import FURTHER_SOURCES, INFERRED, NOTE, SOURCE, Source
from gm100.text.codes import AREA_CODE, SLUG
from gm100.typing import NumberLike

DIMENSIONS: Final = ("baseline", "output", "outcome", "impact", "quick_win", "collaboration")
"""The dimensions of the ministry's index, in its order; collaboration is part of the KPPN & IKN track alone."""


class Track(StrEnum):
    """
    The list on which a region was evaluated; a track has its own weights and dimensions.

    Attributes:
        REGULAR: The regular list.
        EARLY_PHASE: The list of the early phase.
        KPPN_IKN: The list of KPPN and IKN regions.
    """

    REGULAR = "regular"
    EARLY_PHASE = "early-phase"
    KPPN_IKN = "kppn-ikn"


@entity
class DimensionScore:
    """
    The score of one dimension, as published or as computed from its questions.
    """

    dimension: str = field("Slug of the dimension.", pattern=SLUG, kw_only=False, example="quick_win")
    value: Number[Decimal] = field(
        "Score; 0 means that there was nothing.", kw_only=False, ge=0, le=4, example=Decimal("3.08")
    )


@entity
class AssessorMark:
    """
    The mark one assessor gave to one question.
    """

    assessor: str = field("Who gave it: a name, or a number where names are not published.", kw_only=False, example="1")
    mark: int = field("The mark; 0 means that there was nothing.", kw_only=False, ge=0, le=4)


@entity
class QuestionScore:
    """
    The score of one question: the marks of the assessors, or their mean where only that was published.
    """

    dimension: str = field("Slug of the dimension.", pattern=SLUG, example="baseline")
    item: str = field("Number of the question within the edition.", example="1.1.1")
    label: str | None = field("What it asks, paraphrased.", default=None)
    indicator: str | None = field("The element of the dimension it belongs to.", default=None, example="planning")
    value: Number[Decimal | None] = field("Mean over the assessors, as published.", default=None, ge=0, le=4)
    marks: Accepts[tuple[AssessorMark, ...], Iterable[AssessorMark] | Mapping[str, int]] = field(
        "The marks, where they are known.", default=(), unique_by="assessor"
    )

    def _invariants(self) -> Iterator[Issue]:
        if self.value is None and not self.marks:
            yield Issue("no-score", "got neither a value nor marks, expected at least one of them")


@entity
class Evaluation:
    """
    The result of one region in one edition of the evaluation.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.03")
    edition: str | None = field(
        "Id of the scorecard it was scored by; nothing where no source says.",
        default=None,
        pattern=SLUG,
        example="kominfo-2023-regular",
    )
    year: int = field("Year of the evaluation.", ge=2017, le=9999)
    track: OrText[Track | None] = field("List on which the region was evaluated.", default=None)
    name: str | None = field("Name of the region, as the document writes it.", default=None)
    participated: bool = field("Whether it took part; absent regions are published as zeros.", default=True)
    scores: Accepts[tuple[DimensionScore, ...], Iterable[DimensionScore] | Mapping[str, NumberLike]] = field(
        "Scores by dimension; a dimension the track does not have is left out.", default=(), unique_by="dimension"
    )
    questions: Many[QuestionScore] = field("Scores by question, where they are known.", default=())
    pillar_scores: Accepts[tuple[DimensionScore, ...], Iterable[DimensionScore] | Mapping[str, NumberLike]] = field(
        "Scores by pillar, where a document prints them.", default=(), unique_by="dimension"
    )
    published_index: Number[Decimal | None] = field("Index as published.", default=None, ge=0, le=4)
    published_improvement: Number[Decimal | None] = field(
        "Difference from the year before, as published.", default=None, ge=-4, le=4
    )
    published_previous: Number[Decimal | None] = field(
        "Index of the year before, as this document prints it.", default=None, ge=0, le=4
    )
    published_rank: int | None = field("Rank as published.", default=None, ge=1)
    ranked: int | None = field("Regions in the list of that rank, as in 13 of 191.", default=None, ge=1, unit="regions")
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED
    note: str | None = NOTE

    def _invariants(self) -> Iterator[Issue]:
        seen: set[tuple[str, str]] = set()
        for place, question in enumerate(self.questions):
            key = (question.dimension, question.item)
            if key in seen:
                message = f"question {question.item} of {question.dimension} is given twice"
                yield Issue("duplicate", message, ("questions", place))
            seen.add(key)
        if not self.participated:
            yield from self._scored_though_absent()

    def _scored_though_absent(self) -> Iterator[Issue]:
        for place, score in enumerate(self.scores):
            if score.value:
                message = f"{score.dimension} is {score.value} although the region did not take part"
                yield Issue("absent-but-scored", message, ("scores", place, "value"), str(score.value), "0")

    def score_of(self, dimension: str) -> Decimal | None:
        """
        Return the score of a dimension, or `None` where it has none.
        """
        return next((s.value for s in self.scores if s.dimension == dimension), None)

    def _repr_html_(self) -> str:
        """
        Return it for a notebook.
        """
        from gm100.render.nouns import evaluation_html

        return evaluation_html(self)
