"""
How a region came in, what it signed at the end, the occasions on which it was evaluated, and its survey of citizens.
"""

from collections.abc import Iterable

from gm100.fields.field import Accepts, Day, Many, OrText, RegionCode, field
from gm100.model._entity import entity
from gm100.model.mou import LetterNumber
from gm100.model.person import Participants, Person
from gm100.model.pillar import PillarId
from gm100.model.source import FURTHER_SOURCES, INFERRED, NOTE, SOURCE, Source
from gm100.model.vocabulary import GroupId
from gm100.text.codes import AREA_CODE, SLUG
from gm100.text.dates import PartialDate


@entity
class Selection:
    """
    The assessment of a region for a cohort, and its outcome.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.05")
    cohort: int | None = field("Year of the cohort it was assessed for.", default=None, ge=2017, le=9999)
    programme: str | None = field("What it was assessed for, where it is not a cohort.", default=None)
    assessed: Day[PartialDate | None] = field("First day of the assessment.", default=None)
    assessed_until: Day[PartialDate | None] = field("Last day of the assessment.", default=None)
    announced: Day[PartialDate | None] = field("When the result was announced.", default=None)
    letter: OrText[LetterNumber | None] = field("Number of the letter with the result.", default=None)
    candidates: int | None = field("Regions assessed, as this source counts them.", default=None, ge=0, unit="regions")
    candidate_provinces: int | None = field(
        "Provinces assessed, where the source counts them apart.", default=None, ge=0, unit="provinces"
    )
    chosen: int | None = field("Regions chosen.", default=None, ge=0, unit="regions")
    chosen_provinces: int | None = field(
        "Provinces chosen, where the source counts them apart.", default=None, ge=0, unit="provinces"
    )
    rank: int | None = field("Place in the list of results.", default=None, ge=1)
    rank_in_province: int | None = field("Place among the regions of its province.", default=None, ge=1)
    steps: Many[str] = field("Steps of the assessment, in order.", default=(), example="kuesioner")
    parameters: Many[str] = field("What was looked at.", default=(), example="Kemampuan Keuangan Daerah")
    passed: bool | None = field("Whether it was chosen.", default=None)
    reasons: Many[str] = field("Why it was chosen, as a source says.", default=())
    assessors: Accepts[tuple[Person, ...], Iterable[Person | str]] = field("Who assessed.", default=())
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED
    note: str | None = NOTE


@entity
class Commitment:
    """
    The joint commitment (komitmen bersama) with which the last stage of the bimtek ends.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="14.72")
    cohort: int | None = field(
        "Cohort that it belongs to, where the date does not show it.", default=None, ge=2017, le=9999
    )
    signed: Day[PartialDate | None] = field("When it was signed.", default=None)
    signatories: Many[str] = field("Who signed, by office or group, as printed.", default=(), unique_by="")
    groups: Accepts[frozenset[GroupId], Iterable[GroupId | str]] = field("Which groups signed.", default=frozenset())
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED


@entity
class EvaluationSession:
    """
    An occasion of the yearly evaluation: a presentation, a visit, a forum.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.05")
    year: int = field("Year of the evaluation.", ge=2017, le=9999)
    kind: str = field("What kind of occasion, as a slug.", pattern=SLUG, example="presentation")
    phase: str | None = field("Phase as printed.", default=None, example="Tahap I 2024")
    start: Day[PartialDate | None] = field("First day.", default=None)
    end: Day[PartialDate | None] = field("Last day.", default=None)
    place: str | None = field("Where it was held.", default=None)
    online: bool | None = field("Whether the evaluators took part online.", default=None)
    people: Accepts[tuple[Person, ...], Iterable[Person | str]] = field(
        "Who presented, attended or evaluated.", default=()
    )
    participants: Accepts[tuple[Participants, ...], Iterable[Participants | str]] = field(
        "Who else took part, by group.", default=()
    )
    regions: int | None = field("Regions evaluated in this phase.", default=None, ge=0, unit="regions")
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED
    note: str | None = NOTE


@entity
class ImpactSurvey:
    """
    The survey of citizens behind the score of impact: a form for each dimension, on one programme for each part.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="33.72")
    year: int = field("Year of the evaluation.", ge=2017, le=9999, example=2023)
    pillar: OrText[PillarId | None] = field("Dimension that the form is about; nothing for all six.", default=None)
    programmes: Many[str] = field("Programmes asked about, one for each part.", default=(), unique_by="")
    respondents: int | None = field("How many answered.", default=None, ge=0, unit="persons", example=50)
    split: bool | None = field("Whether each part had a form and respondents of its own.", default=None)
    no_answer: int | None = field("The code that stands for no answer.", default=None, ge=0, example=9)
    sampling: str | None = field("How respondents were chosen.", default=None, example="purposive")
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED
    note: str | None = NOTE
