"""
The bimtek: four stages of guidance in which a region writes its masterplan.
"""

from collections.abc import Iterable, Iterator
from enum import IntEnum

from gm100.errors import Issue
from gm100.fields.field import Accepts, Day, Many, OrText, RegionCode, field
from gm100.model._entity import entity
from gm100.model.person import Participants, Person
from gm100.model.source import FURTHER_SOURCES, INFERRED, NOTE, SOURCE, Source
from gm100.model.vocabulary import BimtekMode
from gm100.text.codes import AREA_CODE
from gm100.text.dates import PartialDate
from gm100.typing import DateLike


class BimtekStage(IntEnum):
    """
    The four stages of the bimtek.

    Attributes:
        I: The first stage.
        II: The second stage.
        III: The third stage.
        IV: The fourth and last stage.
    """

    I = 1  # noqa: E741 - the programme writes the stages in Roman numerals
    II = 2
    III = 3
    IV = 4


@entity
class BimtekSession:
    """
    One stage of the bimtek, held for one region.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="33.24")
    stage: Accepts[BimtekStage | None, int | str] = field(
        "Which of the four stages; nothing where no source says.", default=None
    )
    cohort: int | None = field(
        "Cohort that it belongs to, where the dates do not show it.", default=None, ge=2017, le=9999
    )
    start: Day[PartialDate | None] = field("First day, as far as known.", default=None)
    end: Day[PartialDate | None] = field("Last day, as far as known.", default=None)
    days: int | None = field("Days it took, where a source says so.", default=None, ge=1, unit="days")
    days_of_series: int | None = field(
        "Days that all stages took, or have taken so far, where a source says so.", default=None, ge=1, unit="days"
    )
    planned: Accepts[tuple[PartialDate, ...], Iterable[PartialDate | DateLike]] = field(
        "When the later stages are to be held, as the source announces.", default=()
    )
    mode: OrText[BimtekMode | None] = field("How it was held.", default=None)
    agenda: Many[str] = field("What was taught or done, in order.", default=(), example="analisis kesenjangan")
    place: str | None = field("Where it was held.", default=None, example="Pendopo Kabupaten Kendal")
    participants: Accepts[tuple[Participants, ...], Iterable[Participants | str]] = field(
        "Who took part, by group.", default=()
    )
    speakers: Accepts[tuple[Person, ...], Iterable[Person | str]] = field("Who taught.", default=())
    deliverables: Many[str] = field("What it produced.", default=(), example="Buku 1")
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED
    note: str | None = NOTE

    def _invariants(self) -> Iterator[Issue]:
        if self.start and self.end and self.end.last_day < self.start.first_day:
            yield Issue("ends-before-start", f"ends {self.end}, before it starts on {self.start}", ("end",))
