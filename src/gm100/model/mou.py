"""
The agreement (nota kesepahaman) between the ministry and a region.
"""

from collections.abc import Iterable
from typing import Any

from gm100.fields.arguments import checked
from gm100.fields.field import Accepts, Day, Many, OrText, RegionCode, field
from gm100.model._entity import entity
from gm100.model.letters import parse_number
from gm100.model.person import Person
from gm100.model.source import FURTHER_SOURCES, INFERRED, NOTE, SOURCE, Source
from gm100.model.vocabulary import ScopeId
from gm100.text.codes import AREA_CODE
from gm100.text.dates import PartialDate


@entity
class LetterNumber:
    """
    The number of a letter or an agreement: the printed text always, the parts where they are certain.
    """

    raw: str = field("The number as printed.", kw_only=False, example="B-32/DJAI/HK.04.02/04/2022")
    sequence: int | None = field("Running number.", default=None, ge=1)
    unit: str | None = field("Issuing unit.", default=None, example="DJAI")
    classification: str | None = field(
        "Class of the filing plan; HK.04.02 is agreements.", default=None, example="HK.04.02"
    )
    month: int | None = field("Month.", default=None, ge=1, le=12)
    year: int | None = field("Year.", default=None, ge=1945, le=9999)
    note: str | None = field("What is not certain about the parts, and why.", default=None)

    @classmethod
    @checked
    def parse(cls, raw: str) -> "LetterNumber":
        """
        Keep the text, and read its parts as far as they are certain; the note says what is not, and why.

        >>> LetterNumber.parse("B-32/DJAI/HK.04.02/04/2022").sequence
        32
        >>> LetterNumber.parse("54/MoU. KP/KHM/208").note
        'not of the form [B-]sequence/unit/class/MM/YYYY; parts left open; 208 is not a year'
        """
        return cls(raw, **parse_number(raw)._asdict())

    @property
    def read(self) -> "LetterNumber":
        """
        The number with its parts: as given, or, where none is given, as the text shows them.

        >>> LetterNumber("B-32/DJAI/HK.04.02/04/2022").read.month
        4
        """
        given = (self.sequence, self.unit, self.classification, self.month, self.year, self.note)
        return self if any(part is not None for part in given) else LetterNumber.parse(self.raw)

    @classmethod
    def of(cls, given: Any) -> Any:
        """
        Take a text as the number of a letter; anything else is left for the check to refuse.
        """
        return cls.parse(given) if isinstance(given, str) else given


@entity
class MoU:
    """
    An agreement on the movement between the ministry and a region.
    """

    region: RegionCode = field("Kemendagri code of the region or province.", pattern=AREA_CODE, example="35.03")
    cohort: int | None = field(
        "Cohort that it belongs to, where the date does not show it.", default=None, ge=2017, le=9999
    )
    title: str | None = field("Title as printed.", default=None)
    ministry_number: OrText[LetterNumber | None] = field("Number of the ministry.", default=None)
    region_number: OrText[LetterNumber | None] = field("Number of the region.", default=None)
    parties: Many[str] = field("The two sides, as the document names them.", default=())
    signatories: Accepts[tuple[Person, ...], Iterable[Person | str]] = field("Who signed.", default=())
    signed: Day[PartialDate | None] = field("When it was signed, as far as known.", default=None)
    place: str | None = field("Where it was signed.", default=None, example="virtual")
    scope: Many[str] = field("What it covers.", default=())
    covers: Accepts[frozenset[ScopeId], Iterable[ScopeId | str]] = field(
        "Which points its scope has.", default=frozenset()
    )
    years: int | None = field("How long it is in force.", default=None, ge=1, unit="years")
    support_years: int | None = field("How long the ministry supports the region.", default=None, ge=1, unit="years")
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED
    note: str | None = NOTE
