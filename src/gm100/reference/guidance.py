"""
The rules brought together with what is known: the rule books, and a check that can recompute.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from gm100._lookup import dossier as dossier_of
from gm100.errors import UnknownIdError
from gm100.fields.arguments import checked, day
from gm100.model.dossier import Dossier
from gm100.model.region import Province, Region
from gm100.model.rule import Report, Rule
from gm100.reference._catalogue import Catalogue
from gm100.reference.dossier_catalogue import kept
from gm100.reference.known import Published
from gm100.rules.book import RuleBook
from gm100.rules.editions import BOOKS, RULES, book_of
from gm100.rules.engine import check as check_by
from gm100.text.layout import close_to


class RuleBooks(Catalogue[RuleBook]):
    """
    The rule books by id, which is the year of the cohort, or `record`.
    """

    kind = "rule book"
    opened_by = "rule_books"


@cache
def rule_books() -> RuleBooks:
    """
    Return the rule books: one a cohort, and one on how the record is kept.

    >>> list(rule_books())
    ['2017', '2018', '2019', '2021', '2022', '2023', '2024', 'record']
    """
    return RuleBooks(BOOKS, BOOKS.__getitem__)


@checked
def check(
    dossier: Dossier | Region | Province | str, *, on: date | str, book: RuleBook | str | int | None = None
) -> Report:
    """
    Check a dossier against the programme's rules, as things stood on a day.

    >>> import gm100
    >>> report = gm100.check("35.03", on="2022-12-31")
    >>> report.clean, [judged.outcome.value for judged in report.judged if judged.rule == "GM100-MOU-001"]
    (True, ['met'])

    Args:
        dossier: What is known of a region, to which gm100 adds what it knows; or the region, its code or its name.
        on: The day, also as `YYYY-MM-DD`; what happened later is not looked at, and what is not yet due is not asked
            for.
        book: A rule book, or the id of one, which is a year; without it, that of the region's cohort.

    Returns:
        What became of each rule, and the findings with place, source and remedy. What the dossier says too little about
        is not judged, which is not a pass.

    Raises:
        UnknownIdError: There is no such dossier, or no book of that id.
    """
    known, when = dossier_of(dossier), day(on)
    own = kept(dossier if isinstance(dossier, Dossier) else known)
    return check_by(own, on=when, book=book_of(book, known, when), knowledge=Published(), known=known)


@checked
def explain(rule_id: str, lang: str = "en") -> str:
    """
    Return what a rule asks, why, and where that is said.

    >>> print(explain("GM100-MOU-001").splitlines()[0])
    GM100-MOU-001 (MUST, Agreement)

    Raises:
        UnknownIdError: There is no such rule, or no such language.
    """
    return rule_of(rule_id).explain(lang)


@checked
def rule_of(rule_id: str) -> Rule:
    """
    Return the record of a rule of any edition.

    >>> rule_of("GM100-MOU-001").severity.value
    'must'

    Raises:
        UnknownIdError: There is no such rule; ids that look alike are named.
    """
    known = {found.id: found.record for found in RULES}
    if rule_id not in known:
        raise UnknownIdError("rule", rule_id, close_to(rule_id, known))
    return known[rule_id]
