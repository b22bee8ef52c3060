"""
The rule books, one an edition of the programme; an old one is never changed.

Each can be imported by its name, such as `BOOK_2018`, and looked up by its id. The rules on how the record is kept are
a book of their own, `BOOK_RECORD`; every edition has them too, and reports show them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from gm100.errors import UnknownIdError
from gm100.model.cohort import MembershipStatus
from gm100.model.dossier import Dossier
from gm100.model.rule import Bilingual, RuleKind
from gm100.rules import award, bimtek, evaluation, institution, masterplan, membership, mou, programme, quickwin, record
from gm100.rules._records import parameters, rules_in
from gm100.rules.book import RuleBook, edition

RULES: Final = rules_in(
    membership, mou, institution, bimtek, masterplan, programme, quickwin, evaluation, award, record
)
"""Every rule of every edition, by topic."""

PARAMETERS: Final = parameters()
"""Every dated number."""


def _book(year: int, phase: str) -> RuleBook:
    title = Bilingual(f"Buku aturan angkatan {phase}", f"Rule book of the cohort {phase}")
    return edition(year, title, RULES, PARAMETERS)


BOOK_2017: Final = _book(2017, "I (2017)")
BOOK_2018: Final = _book(2018, "II (2018)")
BOOK_2019: Final = _book(2019, "III (2019)")
BOOK_2021: Final = _book(2021, "KPPN & IKN (2021)")
BOOK_2022: Final = _book(2022, "2022")
BOOK_2023: Final = _book(2023, "2023")
BOOK_2024: Final = _book(2024, "2024")
BOOK_RECORD: Final = RuleBook(
    id="record",
    title=Bilingual("Buku aturan pencatatan", "Rule book of good records"),
    year=2017,
    rules=tuple(found for found in RULES if found.record.kind is RuleKind.RECORD),
    parameters=PARAMETERS,
)

_EDITIONS: Final = (BOOK_2017, BOOK_2018, BOOK_2019, BOOK_2021, BOOK_2022, BOOK_2023, BOOK_2024)

BOOKS: Final[Mapping[str, RuleBook]] = MappingProxyType({book.id: book for book in (*_EDITIONS, BOOK_RECORD)})
"""The rule books by id."""


def book_of(value: RuleBook | str | int | None, dossier: Dossier, on: date) -> RuleBook:
    """
    Return a rule book, the one of an id, or without either that of the cohort of a dossier.

    Raises:
        UnknownIdError: There is no book of that id.
    """
    if isinstance(value, RuleBook):
        return value
    if value is None:
        return book_for(dossier, on)
    if str(value) not in BOOKS:
        raise UnknownIdError("rule book", str(value), BOOKS)
    return BOOKS[str(value)]


def book_for(dossier: Dossier, on: date) -> RuleBook:
    """
    Return the book of the cohort in which a region is counted; without one, the latest that had begun on a day.

    A region is held to what its own cohort was asked for. What changes from year to year in the evaluation is a dated
    number or an edition of the index, and holds for every book.

    >>> import gm100
    >>> from datetime import date
    >>> book_for(gm100.dossiers()["35.03"], date(2024, 1, 1)).id
    '2022'
    """
    cohorts = sorted(m.cohort for m in dossier.memberships if m.status is MembershipStatus.MEMBER)
    year = cohorts[0] if cohorts else on.year
    begun = [book for book in _EDITIONS if book.year <= year]
    return begun[-1] if begun else BOOK_2017
