"""
The masterplan: books, programmes and action plans, as regions really write them.

Everything but a name may be missing from a programme: plans come half-filled, with words for targets, years that do
not follow one another, and realisations above 100 percent.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum

from gm100.errors import Issue
from gm100.fields.field import Accepts, Day, Many, Number, OrText, RegionCode, field
from gm100.model._entity import entity
from gm100.model.institution import Decree
from gm100.model.pillar import PillarId
from gm100.model.source import FURTHER_SOURCES, INFERRED, NOTE, SOURCE, Source
from gm100.model.vocabulary import Beneficiary
from gm100.text.codes import AREA_CODE, SLUG
from gm100.text.dates import PartialDate
from gm100.typing import HasCode


class ActionGroup(StrEnum):
    """
    The groups of action plans: the bimtek forms four, and so does the evaluation; three of them are the same.

    Attributes:
        POLICY: Kebijakan dan kelembagaan: a group of the bimtek; the evaluation asks for human capacity in its place.
        HUMAN_CAPACITY: Pengembangan SDM: the group that the evaluation asks for.
        INFRASTRUCTURE: Infrastructure.
        APPLICATION: Applications.
        LITERACY: Literacy.
    """

    POLICY = "policy"
    HUMAN_CAPACITY = "human-capacity"
    INFRASTRUCTURE = "infrastructure"
    APPLICATION = "application"
    LITERACY = "literacy"


@entity
class Programme:
    """
    A programme of a plan, as far as the plan fills it in.
    """

    name: str = field("Name as printed.", kw_only=False, example="Jaringan Data Informasi Hukum (JDIH)")
    region: Accepts[str | None, HasCode] = field("Kemendagri code of the region.", default=None, pattern=AREA_CODE)
    document: str | None = field("The plan or table that contains it.", default=None)
    pillar: OrText[PillarId | None] = field("Pillar it serves.", default=None)
    sub_dimension: str | None = field("Slug of the part of that pillar.", default=None, pattern=SLUG, example="service")
    group: str | None = field("Heading of the plan above it, as printed.", default=None, example="B.2.k")
    indicator: str | None = field("What is counted.", default=None, example="titik WiFi baru")
    target: str | None = field("Target, as printed; often with its unit.", default=None, example="30 UKM")
    realised: str | None = field("Realisation, as printed; may be a word.", default=None, example="Terealisasi")
    not_realised: str | None = field("What is missing, as printed.", default=None)
    percent_printed: str | None = field("Percentage of realisation, as printed.", default=None, example="212%")
    percent: Number[Decimal | None] = field(
        "Percentage of realisation, computed; there is no cap.", default=None, ge=0, example=Decimal("211.86")
    )
    years: Many[int] = field(
        "Years it runs in, which need not follow one another.", default=(), ge=1945, le=9999, unique_by=""
    )
    owner: str | None = field("Who carries it out; not only agencies of the region.", default=None)
    partners: Many[str] = field("Who works with them.", default=())
    purpose: str | None = field("What it is for.", default=None)
    beneficiary: str | None = field("Whom it serves, as printed.", default=None)
    beneficiaries: Accepts[frozenset[Beneficiary], Iterable[Beneficiary | str]] = field(
        "Whom it serves.", default=frozenset()
    )
    service: str | None = field(
        "Slug of the public service it is about.", default=None, pattern=SLUG, example="adminduk"
    )
    funding: str | None = field("Who pays.", default=None)
    source: OrText[Source | None] = SOURCE
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED
    note: str | None = field("What else the source says, faults included.", default=None)


@entity
class ActionPlan:
    """
    An action plan: what supports the programmes, in one of the groups.
    """

    name: str = field("Name as printed.", kw_only=False)
    group: OrText[ActionGroup | None] = field("Which of the groups.", default=None)
    indicator: str | None = field("What shows its success.", default=None)
    owner: str | None = field("Who carries it out.", default=None)
    years: Many[int] = field("Years it runs in.", default=(), ge=1945, le=9999, unique_by="")
    running: bool | None = field("Whether it is carried out.", default=None)
    source: OrText[Source | None] = SOURCE


@entity
class Book:
    """
    A volume of the masterplan.
    """

    number: int = field("Its number.", ge=1, le=9)
    title: str | None = field("Its title.", default=None, example="Analisis Strategis")
    finished: Day[PartialDate | None] = field("When it was finished.", default=None)
    source: OrText[Source | None] = SOURCE


@entity
class Rpjmd:
    """
    The development plan of a region for one term of its head.
    """

    from_year: int = field("First year.", ge=1945, le=9999, example=2016)
    until_year: int = field("Last year.", ge=1945, le=9999, example=2021)
    vision: str | None = field("Vision as printed.", default=None, example="Permata Pantura")
    missions: Many[str] = field("Missions as printed.", default=(), example="investasi")
    source: OrText[Source | None] = SOURCE

    def _invariants(self) -> Iterator[Issue]:
        if self.until_year < self.from_year:
            yield Issue("ends-before-start", f"ends in {self.until_year}, before {self.from_year}", ("until_year",))


@entity
class Masterplan:
    """
    The plan that a region writes in the bimtek.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.05")
    title: str | None = field("Title as printed.", default=None)
    vision: str | None = field("Vision as printed.", default=None)
    from_year: int | None = field("First year it plans for.", default=None, ge=1945, le=9999)
    until_year: int | None = field("Last year it plans for.", default=None, ge=1945, le=9999)
    short_years: int | None = field("Years of its short term.", default=None, ge=1, unit="years")
    medium_years: int | None = field("Years of its medium term.", default=None, ge=1, unit="years")
    long_years: int | None = field("Years of its long term.", default=None, ge=1, unit="years")
    area: str | None = field("Area it is for, where several regions share it.", default=None, example="Danau Toba")
    cohort: int | None = field(
        "Cohort that it was written for, where the dates do not show it.", default=None, ge=2017, le=9999
    )
    completed: Day[PartialDate | None] = field("When it was finished.", default=None)
    books: Many[Book] = field("Its volumes.", default=(), unique_by="number")
    pillars: Accepts[frozenset[PillarId], Iterable[PillarId | str]] = field(
        "Pillars it is built on, where a source names them.", default=frozenset()
    )
    programmes: Accepts[tuple[Programme, ...], Iterable[Programme | str]] = field(
        "Programmes, as far as known.", default=()
    )
    action_plans: Accepts[tuple[ActionPlan, ...], Iterable[ActionPlan | str]] = field(
        "Action plans, as far as known.", default=()
    )
    programmes_total: int | None = field("Number of programmes, as printed.", default=None, ge=0)
    action_plans_total: int | None = field("Number of action plans, as printed.", default=None, ge=0)
    quick_wins_total: int | None = field("Number of quick wins, as printed.", default=None, ge=0)
    legal_basis: Many[Decree] = field("Regulations that put it into force.", default=())
    cites: Many[str] = field(
        "Laws and standards that it cites, as printed.", default=(), example="PP 59/2022", unique_by=""
    )
    beneficiaries: Accepts[frozenset[Beneficiary], Iterable[Beneficiary | str]] = field(
        "Whom it serves first.", default=frozenset()
    )
    rpjmd: Rpjmd | None = field("Development plan it was written under.", default=None)
    fits_rpjmd: bool | None = field("Whether it says that it fits that plan.", default=None)
    in_renstra: bool | None = field("Whether the agencies have it in their plans (Renstra).", default=None)
    revised: Day[PartialDate | None] = field("When it was last revised.", default=None)
    complete: Accepts[frozenset[str], Iterable[str]] = field(
        "Which of its parts are listed in full, so that what is not listed does not exist.",
        default=frozenset(),
        one_of=("action_plans", "books", "cites", "legal_basis", "programmes"),
    )
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED
    note: str | None = field("What else the sources say.", default=None)

    def _invariants(self) -> Iterator[Issue]:
        if self.from_year and self.until_year and self.until_year < self.from_year:
            yield Issue("ends-before-start", f"ends in {self.until_year}, before {self.from_year}", ("until_year",))

    @property
    def horizon(self) -> int | None:
        """
        The years it plans for, first and last included.
        """
        if self.from_year is None or self.until_year is None:
            return None
        return self.until_year - self.from_year + 1


@entity
class Realisation:
    """
    How much of a plan a region says it carries out.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="14.72")
    year: int | None = field("Year of the figure.", default=None, ge=2017, le=9999)
    as_of: Day[PartialDate | None] = field("Day on which it was said.", default=None)
    since: Day[PartialDate | None] = field("Since when it is carried out.", default=None)
    of: str = field(
        "What it is about; `all` is the whole plan.", one_of=("action_plans", "all", "programmes", "quick_wins")
    )
    pillar: OrText[PillarId | None] = field("Pillar it is about; nothing for all.", default=None)
    running: int | None = field("How many are carried out; may be more than were planned.", default=None, ge=0)
    total: int | None = field("How many there are.", default=None, ge=0)
    percent_printed: Number[Decimal | None] = field("Percentage, as printed.", default=None, ge=0)
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED


@entity
class Budget:
    """
    What a region spends on its smart city in a year, and what others pay.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.07")
    year: int = field("Year of the budget.", ge=2017, le=9999)
    apbd_share: Number[Decimal | None] = field(
        "Share of the regional budget (APBD).", default=None, ge=0, le=100, unit="percent"
    )
    apbd: Number[Decimal | None] = field("Amount of the regional budget.", default=None, ge=0, unit="rupiah")
    others: Many[str] = field("Who else pays, or how.", default=(), example="CSR Bank Jatim")
    others_pay: bool | None = field("Whether there is finance from outside the regional budget.", default=None)
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED
    note: str | None = NOTE
