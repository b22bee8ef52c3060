"""
Claims about a region, and what became of them when they were compared with what is known.
"""

from enum import StrEnum

from gm100.fields.arguments import checked
from gm100.fields.field import Many, OrText, field
from gm100.model._entity import entity
from gm100.model.rule import Bilingual
from gm100.model.source import Evidence, Source
from gm100.text.codes import AREA_CODE


class ClaimKind(StrEnum):
    """
    What a claim is about.

    Attributes:
        INDEX: The index of a year.
        RANK: The rank of a year.
        COHORT: The cohort in which the region is a member.
        AWARD: An award that it received.
        MOU: The day on which it signed the agreement.
    """

    INDEX = "index"
    RANK = "rank"
    COHORT = "cohort"
    AWARD = "award"
    MOU = "mou"


class Verdict(StrEnum):
    """
    What became of a claim.

    Attributes:
        CONFIRMED: What is held says the same.
        CONTRADICTED: What is held says something else.
        UNKNOWN: Nothing is held that could tell.
    """

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


@entity
class Verification:
    """
    A claim with its verdict, what is held, and where that was seen.
    """

    region: str = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.71")
    name: str = field("Its full name.", example="Kota Kediri")
    kind: OrText[ClaimKind] = field("What is claimed.")
    year: int | None = field("The year that it is claimed for.", default=None, ge=2000, le=9999)
    claimed: str = field("The value claimed, as given.", example="3,12")
    verdict: OrText[Verdict] = field("What became of the claim.")
    held: str | None = field("The value on record.", default=None, example="3.31")
    evidence: OrText[Evidence | None] = field("How far the value on record can be trusted.", default=None)
    sources: Many[Source] = field("Where that was seen, the best first.", default=())
    notes: Many[Bilingual] = field("What a reader should know: rounding, a low grade, a gap.", default=())

    def to_row(self) -> dict[str, object]:
        """
        Return it as one row of a table.
        """
        source = self.sources[0] if self.sources else None
        return {
            "code": self.region,
            "name": self.name,
            "kind": self.kind.value,
            "year": self.year,
            "claimed": self.claimed,
            "verdict": self.verdict.value,
            "held": self.held,
            "evidence": self.evidence.value if self.evidence else None,
            "source": source and (source.number or source.address or source.title),
            "note": "; ".join(note.en for note in self.notes) or None,
        }

    @checked
    def text(self, lang: str = "en") -> str:
        """
        Return it as a line, in Indonesian (`id`) or English (`en`).

        Raises:
            UnknownIdError: There is no such language.
        """
        from gm100.render.claims import verification_line

        return verification_line(self, lang)

    def __str__(self) -> str:
        return self.text()


class Verifications(tuple[Verification, ...]):
    """
    Verdicts in the order of their claims: a tuple that prints one a line and shows itself in a notebook.
    """

    __slots__ = ()

    def count(self, value: object) -> int:
        """
        Return how many have a verdict; of anything else, as a tuple counts.
        """
        if isinstance(value, str):
            return sum(each.verdict == value for each in self)
        return super().count(value)

    def to_rows(self) -> list[dict[str, object]]:
        """
        Return one dict a claim.
        """
        return [each.to_row() for each in self]

    @checked
    def text(self, lang: str = "en") -> str:
        """
        Return a line a claim, and below it what is held and where that was seen.

        Raises:
            UnknownIdError: There is no such language.
        """
        from gm100.render.claims import verification_lines

        return "\n".join(verification_lines(self, lang))

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        """
        Return it for a notebook.
        """
        from gm100.render.claims import verifications_html

        return verifications_html(self, "en")
