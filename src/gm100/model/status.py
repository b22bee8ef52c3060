"""
What is known of one region: membership, step reached, published results, records, what is due, what is not known.
"""

from decimal import Decimal

from gm100.fields.arguments import checked
from gm100.fields.field import Day, Many, OrText, field
from gm100.model._entity import entity
from gm100.model.cohort import Membership
from gm100.model.rule import Bilingual, Event, NextStep, ProgrammeStage
from gm100.model.source import NOTE, Source
from gm100.text.codes import AREA_CODE
from gm100.text.dates import PartialDate


@entity
class PublishedResult:
    """
    The published result of one year, with its rank and its change.
    """

    year: int = field("Year of the evaluation.", ge=2017, le=9999)
    participated: bool = field("Whether the region took part.", default=True)
    index: Decimal | None = field("Index as published.", default=None, ge=0, le=4)
    rank: int | None = field("Its rank.", default=None, ge=1)
    of: int | None = field("Regions in the list in which the rank was counted.", default=None, ge=1, unit="regions")
    rank_printed: bool = field("Whether a document prints the rank; else it is counted in the list.", default=False)
    change: Decimal | None = field("Difference from the year before.", default=None, ge=-4, le=4)
    change_printed: bool = field("Whether a document prints the change; else it is computed.", default=False)
    components: bool = field("Whether the scores by dimension are known.", default=False)
    sources: Many[Source] = field("Where this was seen, the best first.", min_length=1)
    note: str | None = NOTE


@entity
class RegionStatus:
    """
    What is known of a region on a day, each fact with its source.
    """

    region: str = field("Kemendagri code of the region or province.", pattern=AREA_CODE, example="35.71")
    name: str = field("Its full name.", example="Kota Kediri")
    on: Day[PartialDate | None] = field("The day that it is about; nothing where nothing has a date.", default=None)
    memberships: Many[Membership] = field("What the sources say of it in cohorts.", default=())
    cohort: int | None = field(
        "The cohort in which it is counted; nothing where it is not a known member.", default=None
    )
    stage: OrText[ProgrammeStage | None] = field(
        "The farthest step reached; nothing where no membership is known.", default=None
    )
    shown_by: Event | None = field("The record that shows the step.", default=None)
    results: Many[PublishedResult] = field("Published results, oldest first.", default=())
    records: Many[Event] = field("What is on record besides, in order.", default=())
    due: Many[NextStep] = field("What the programme asks next.", default=())
    unknown: Many[Bilingual] = field("What is not known.", default=())

    @property
    def sources(self) -> tuple[Source, ...]:
        """
        Every source that it cites, each once.
        """
        cited = [source for membership in self.memberships for source in membership.sources]
        cited += [source for result in self.results for source in result.sources]
        cited += [event.source for event in (self.shown_by, *self.records) if event and event.source]
        cited += [source for step in self.due for source in step.sources]
        return tuple(dict.fromkeys(cited))

    def to_row(self) -> dict[str, object]:
        """
        Return it as one row of a table: the latest result, and how many of the rest there are.
        """
        last = next((result for result in reversed(self.results) if result.index is not None), None)
        return {
            "code": self.region,
            "name": self.name,
            "on": self.on,
            "cohort": self.cohort,
            "status": "; ".join(f"{m.status.value} {m.cohort}" for m in self.memberships) or None,
            "stage": self.stage.value if self.stage else None,
            "year": last and last.year,
            "index": last and last.index,
            "rank": last and last.rank,
            "of": last and last.of,
            "change": last and last.change,
            "evidence": last and last.sources[0].evidence.value,
            "results": len(self.results),
            "records": len(self.records),
            "due": len(self.due),
            "unknown": len(self.unknown),
            "source": last and (last.sources[0].number or last.sources[0].address),
        }

    @checked
    def text(self, lang: str = "en") -> str:
        """
        Return it for a person, in Indonesian (`id`) or English (`en`), with numbered sources.

        Raises:
            UnknownIdError: There is no such language.
        """
        from gm100.render.status import status_lines

        return "\n".join(status_lines(self, lang))

    @checked
    def html(self, lang: str = "en") -> str:
        """
        Return it as a fragment of HTML, escaped and without anything from outside, with the sources as footnotes.

        Raises:
            UnknownIdError: There is no such language.
        """
        from gm100.render.status import status_html

        return status_html(self, lang)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        """
        Return it for a notebook.
        """
        return self.html()
