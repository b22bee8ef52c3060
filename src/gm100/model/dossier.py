"""
A dossier: all that is known of one region in the programme.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final, get_args, get_type_hints

from gm100.errors import Issue
from gm100.fields.field import Accepts, Many, RegionCode, field
from gm100.model._entity import entity, evolve
from gm100.model.award import Award
from gm100.model.bimtek import BimtekSession
from gm100.model.cohort import Membership
from gm100.model.evaluation import Evaluation
from gm100.model.institution import Council, Forum, ImplementationTeam
from gm100.model.masterplan import Budget, Masterplan, Programme, Realisation
from gm100.model.mou import MoU
from gm100.model.participation import Commitment, EvaluationSession, ImpactSurvey, Selection
from gm100.model.quickwin import QuickWin
from gm100.model.readiness import Readiness
from gm100.model.statement import Obstacle, Partnership, PrintedDate, PrintedFigure, Recommendation, Statement
from gm100.text.codes import AREA_CODE

FACT_FIELDS: Final = (
    *("memberships", "selections", "mous", "councils", "teams", "forums", "bimtek", "readiness", "masterplans"),
    *("commitments", "quick_wins", "evaluation_sessions", "surveys", "evaluations", "realisations", "programmes"),
    *("awards", "budgets", "obstacles", "partnerships", "recommendations"),
    *("statements", "printed_dates", "printed_figures"),
)
"""The collections of a dossier, in the order of the programme."""


@entity
class Dossier:
    """
    Everything known of one region, each fact with its source.

    What a dossier does not say may still exist. Only a collection named in `complete` is known to be whole; there the
    rules take an absence for a fact.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.03")
    name: str | None = field("Name of the region.", default=None, example="Kabupaten Trenggalek")
    memberships: Many[Membership] = field("Cohorts it was named for.", default=())
    selections: Many[Selection] = field("Assessments before it came in.", default=())
    mous: Many[MoU] = field("Agreements with the ministry.", default=())
    councils: Many[Council] = field("Its councils (Dewan Smart City), by decree.", default=())
    teams: Many[ImplementationTeam] = field("Its implementation teams (Tim Pelaksana), by decree.", default=())
    forums: Many[Forum] = field("Its forums of stakeholders.", default=())
    bimtek: Many[BimtekSession] = field("Stages of guidance held.", default=())
    readiness: Many[Readiness] = field("Analyses of readiness.", default=())
    masterplans: Many[Masterplan] = field("Its plans; revisions and area plans are plans of their own.", default=())
    commitments: Many[Commitment] = field("Joint commitments signed.", default=())
    quick_wins: Many[QuickWin] = field("Quick wins, year by year.", default=())
    evaluation_sessions: Many[EvaluationSession] = field("Occasions of the evaluation.", default=())
    surveys: Many[ImpactSurvey] = field("Surveys of citizens behind the score of impact.", default=())
    evaluations: Many[Evaluation] = field("Results of the evaluation.", default=())
    realisations: Many[Realisation] = field("Figures on how much of the plan is carried out.", default=())
    programmes: Accepts[tuple[Programme, ...], Iterable[Programme | str]] = field(
        "Programmes that are in no plan of this dossier.", default=()
    )
    awards: Many[Award] = field("Awards received.", default=())
    budgets: Many[Budget] = field("What it spends on the programme.", default=())
    obstacles: Many[Obstacle] = field("Obstacles to the programme.", default=())
    partnerships: Many[Partnership] = field("Others that take part.", default=())
    recommendations: Many[Recommendation] = field("What it is advised to do.", default=())
    statements: Many[Statement] = field("What people say, with who said it.", default=())
    printed_dates: Many[PrintedDate] = field("Dates as documents print them.", default=())
    printed_figures: Many[PrintedFigure] = field("Figures on the programme as documents print them.", default=())
    complete: Accepts[frozenset[str], Iterable[str]] = field(
        "Which collections are whole, so that what is not listed does not exist.",
        default=frozenset(),
        one_of=FACT_FIELDS,
    )
    note: str | None = field("What a reader should know.", default=None)

    @property
    def empty(self) -> bool:
        """
        Whether it holds no fact at all.
        """
        return not any(getattr(self, collection) for collection in FACT_FIELDS)

    def _invariants(self) -> Iterator[Issue]:
        for collection in FACT_FIELDS:
            for place, fact in enumerate(getattr(self, collection)):
                if fact.region != self.region:
                    message = f"is about {fact.region}, expected {self.region}; a dossier is about one region"
                    yield Issue("other-region", message, (collection, place, "region"), fact.region, self.region)

    def with_facts(self, *facts: Any) -> "Dossier":
        """
        Return the dossier with more facts, each in its collection.

        Raises:
            TypeError: No collection holds facts of that kind.
            InvalidEntityError: A fact is about another region.
        """
        changes: dict[str, tuple[Any, ...]] = {}
        for fact in facts:
            collection = _homes().get(type(fact))
            if collection is None:
                message = f"got a {type(fact).__name__}, expected one of {', '.join(c.__name__ for c in _homes())}"
                raise TypeError(message)
            there: tuple[Any, ...] = changes[collection] if collection in changes else getattr(self, collection)
            changes[collection] = (*there, fact)
        return evolve(self, **changes)

    def to_rows(self) -> list[dict[str, object]]:
        """
        Return one dict a fact: its collection and place there, what it says in short, and where it was seen.

        The fields of all facts of a collection are columns of their own in `gm100.to_rows(dossier.mous)`.
        """
        from gm100.model._rows import dossier_rows

        return dossier_rows(self, FACT_FIELDS)

    def with_complete(self, *collections: str) -> "Dossier":
        """
        Return the dossier with more of its collections known to be whole.

        Raises:
            InvalidEntityError: There is no such collection.
        """
        return evolve(self, complete=self.complete | frozenset(collections))


@cache
def _homes() -> dict[type, str]:
    """
    Return the collection by the kind of fact it holds.
    """
    hints = get_type_hints(Dossier)
    return {get_args(hints[collection])[0]: collection for collection in FACT_FIELDS}
