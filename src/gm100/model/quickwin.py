"""
Quick wins: the innovations a region shows within a year.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

from gm100.fields.field import Accepts, Day, Many, Number, OrText, RegionCode, field
from gm100.model._entity import entity
from gm100.model.pillar import PillarId
from gm100.model.source import FURTHER_SOURCES, INFERRED, NOTE, SOURCE, Source
from gm100.model.vocabulary import Beneficiary, LeverageKind
from gm100.text.codes import AREA_CODE
from gm100.text.dates import PartialDate


class Criterion(StrEnum):
    """
    The twelve things the evaluation asks of quick wins, in its order (report of 2022 and 2023).

    Attributes:
        FORMULATED: It was formulated with stakeholders, from issues of the RPJMD.
        ATTRACTIVE: It is attractive.
        BENEFIT: Its benefit is felt.
        UNIQUE: It is unique.
        PARTNERSHIP: Partners take part in it.
        GROWTH: It can grow.
        CONTINUITY: There is a strategy to keep it going.
        RESOURCES: The resources for it are there.
        RISK_IDENTIFIED: Its risks are identified.
        RISK_MITIGATED: Its risks are mitigated.
        CONTINUED: Those of last year go on.
        NEW: How many are new.
    """

    FORMULATED = "formulated"
    ATTRACTIVE = "attractive"
    BENEFIT = "benefit"
    UNIQUE = "unique"
    PARTNERSHIP = "partnership"
    GROWTH = "growth"
    CONTINUITY = "continuity"
    RESOURCES = "resources"
    RISK_IDENTIFIED = "risk_identified"
    RISK_MITIGATED = "risk_mitigated"
    CONTINUED = "continued"
    NEW = "new"


@entity
class CriterionAnswer:
    """
    What a region answers to one criterion of a quick win.
    """

    criterion: OrText[Criterion] = field("Which of the twelve.", kw_only=False)
    met: bool | None = field("Whether it is met; nothing where the answer leaves it open.", default=None, kw_only=False)
    answer: str | None = field("What the region says.", default=None)
    count: int | None = field("How many, where the criterion asks for a number.", default=None, ge=0)


@entity
class Leverage:
    """
    What a quick win changes, with the figures that show it.
    """

    kind: OrText[LeverageKind] = field("What changes.", kw_only=False)
    claim: str | None = field("What is claimed, paraphrased.", default=None)
    before: Number[Decimal | None] = field("Figure before.", default=None, example=Decimal(30))
    after: Number[Decimal | None] = field("Figure after.", default=None, example=Decimal(10))
    unit: str | None = field("Unit of both figures.", default=None, example="minutes")
    as_of: Day[PartialDate | None] = field("When the figure after was taken.", default=None)
    source: OrText[Source | None] = SOURCE


@entity
class QuickWin:
    """
    A programme meant to show an effect on citizens within about a year.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.05")
    name: str = field("Name as printed.", example="Blitar Siap 112")
    pillars: Accepts[frozenset[PillarId], Iterable[PillarId | str]] = field(
        "Pillars it serves; empty where no source says.", default=frozenset()
    )
    cohort: int | None = field(
        "Cohort that it was chosen for, where the year does not show it.", default=None, ge=2017, le=9999
    )
    year: int | None = field("Year in which it was shown.", default=None, ge=2015, le=9999)
    owner: str | None = field("Agency that runs it.", default=None, example="Dinas Kominfo")
    digital: bool | None = field("Whether it is digital; it need not be.", default=None)
    new: bool | None = field("Whether it was new in its year, or continued.", default=None)
    months: int | None = field("How long it was to take.", default=None, ge=0, unit="months")
    in_masterplan: bool | None = field("Whether the masterplan has it.", default=None)
    purpose: str | None = field("What it is for.", default=None)
    leverage: str | None = field("Its leverage (daya ungkit), as claimed.", default=None)
    evidence_of_impact: str | None = field("Figures that show an effect, as printed.", default=None)
    leverages: Many[Leverage] = field("What it changes, with figures where there are some.", default=())
    beneficiaries: Accepts[frozenset[Beneficiary], Iterable[Beneficiary | str]] = field(
        "Whom it serves.", default=frozenset()
    )
    criteria: Accepts[tuple[CriterionAnswer, ...], Iterable[CriterionAnswer] | Mapping[str, bool | None]] = field(
        "Answers to the twelve criteria, as far as given.", default=(), unique_by="criterion"
    )
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED
    note: str | None = NOTE
