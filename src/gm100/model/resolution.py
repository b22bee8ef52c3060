"""
Answers to the question which region a name means.
"""

from collections.abc import Iterator
from enum import StrEnum

from gm100.fields.field import field
from gm100.model._entity import entity
from gm100.model.region import Province, Region


class ResolutionStatus(StrEnum):
    """
    How a name was answered.

    Attributes:
        RESOLVED: It means one region or one province.
        AMBIGUOUS: It fits several, and nothing in it says which.
        UNKNOWN: It means none, or says something that cannot be.
    """

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@entity
class Candidate:
    """
    A region or a province that a name may mean, and why.
    """

    region: Region | Province = field("What it may mean.")
    reason: str = field("Why it was considered.", example="its name")

    def __str__(self) -> str:
        return f"{self.region} ({self.reason})"


@entity
class Resolution:
    """
    What became of one name.
    """

    text: str = field("The name as it was given; it may be blank.", kw_only=False, min_length=0)
    status: ResolutionStatus = field("Whether it was answered.")
    region: Region | Province | None = field("What it means, where it means one thing.", default=None)
    candidates: tuple[Candidate, ...] = field(
        "What it may mean, in the order of the codes; where it means nothing, what was considered, nearest first.",
        default=(),
    )
    dropped: tuple[str, ...] = field("Words of the text that are not a part of the name.", default=())
    corrected: str | None = field(
        "The known name that a misspelled text was read as.", default=None, example="Trenggalek"
    )
    note: str | None = field("Why there is no answer, or how the text was read.", default=None)

    @property
    def code(self) -> str | None:
        """
        Kemendagri code of the answer.
        """
        return self.region.code if self.region else None

    @property
    def correction(self) -> str | None:
        """
        What a misspelled text was read as, in a sentence; nothing where it was read as it stands.
        """
        return f"{self.text!r} was read as {self.region}" if self.corrected and self.region else None

    @property
    def problem(self) -> str | None:
        """
        Why there is no answer and what may be meant, nearest first, in a sentence; nothing where there is an answer.
        """
        if self.region is not None:
            return None
        offered = ", ".join(str(candidate.region) for candidate in self.candidates[:3])
        return f"{self.text!r}: {self.note or self.status}" + (f"; did you mean {offered}" if offered else "")

    def to_row(self) -> dict[str, str | None]:
        """
        Return the columns of a table of names, which are those of `gm100 region --format csv`.
        """
        found = self.region
        return {
            "text": self.text or None,
            "status": self.status.value,
            "code": self.code,
            "name": found.full_name if found else None,
            "kind": _kind(found),
            "province": found.province if isinstance(found, Region) else self.code,
            "corrected": self.corrected,
            "candidates": None if found else "; ".join(str(c.region) for c in self.candidates) or None,
            "note": self.note if found else "; ".join((self.note or "", *map(str, self.candidates))),
        }


@entity
class Resolutions:
    """
    What became of a column of names, one answer a row, in the order of the rows.
    """

    results: tuple[Resolution, ...] = field("The answers.", kw_only=False)
    remarks: tuple[str, ...] = field("What the whole table says of its rows, in a sentence each.", default=())

    def __len__(self) -> int:
        return len(self.results)

    def __iter__(self) -> Iterator[Resolution]:
        return iter(self.results)

    def __getitem__(self, row: int) -> Resolution:
        return self.results[row]

    @property
    def failed(self) -> tuple[Resolution, ...]:
        """
        The names without an answer, each once, in the order in which they first occur.
        """
        return tuple({r.text: r for r in self.results if r.status != ResolutionStatus.RESOLVED}.values())

    @property
    def corrected(self) -> tuple[Resolution, ...]:
        """
        The names that were answered as misspelled ones, each once, in the order in which they first occur.
        """
        return tuple({r.text: r for r in self.results if r.region and r.corrected}.values())

    def count(self, status: ResolutionStatus) -> int:
        """
        Return how many rows were answered like this.
        """
        return sum(result.status == status for result in self.results)

    def to_rows(self) -> list[dict[str, str | None]]:
        """
        Return one dict a row.
        """
        return [result.to_row() for result in self.results]

    def summary(self) -> str:
        """
        Say in a few lines how many were answered, which were corrected, and which were not answered and why.
        """
        counts = ", ".join(f"{self.count(status)} {status}" for status in ResolutionStatus)
        lines = [f"{len(self)} names: {counts}"]
        lines += [f"  {remark}" for remark in self.remarks]
        lines += [f"  {result.correction}" for result in self.corrected]
        lines += [f"  {result.text!r}: {result.status}; {result.note}" for result in self.failed]
        return "\n".join(lines)


def _kind(found: Region | Province | None) -> str | None:
    if found is None:
        return None
    return found.kind.value if isinstance(found, Region) else "provinsi"
