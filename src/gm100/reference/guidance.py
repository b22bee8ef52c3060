"""
The rules brought together with what is known: the dossiers of regions, the rule books, and a check that can recompute.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Final

from gm100._arguments import checked, day
from gm100._lookup import dossier as dossier_of
from gm100.errors import ScoringError, UnknownIdError
from gm100.model.dossier import Dossier
from gm100.model.evaluation import Evaluation
from gm100.model.region import Province, Region
from gm100.model.rule import Report, Rule
from gm100.reference._catalogue import Catalogue
from gm100.reference.cards import scorecards
from gm100.rules.book import RuleBook
from gm100.rules.editions import BOOKS, RULES, book_of
from gm100.rules.engine import check as hold_against
from gm100.scoring import score

_FOLDER: Final = Path(__file__).with_name("_data") / "dossiers"


class Dossiers(Catalogue[Dossier]):
    """
    The example dossiers by Kemendagri code.
    """

    kind = "bundled dossier"
    opened_by = "dossiers"


class RuleBooks(Catalogue[RuleBook]):
    """
    The rule books by id, which is the year of the cohort.
    """

    kind = "rule book"
    opened_by = "rule_books"


@cache
def dossiers() -> Dossiers:
    """
    Return the dossiers that come with gm100: regions whose way through the programme is well documented.

    >>> [dossiers()[code].name for code in ("35.03", "35.05")]
    ['Kabupaten Trenggalek', 'Kabupaten Blitar']
    """
    return Dossiers(sorted(file.stem for file in _FOLDER.glob("*.json")), _read)


def _read(code: str) -> Dossier:
    from gm100.serializers import load

    found: Dossier = load(_FOLDER / f"{code}.json")
    return found


@cache
def rule_books() -> RuleBooks:
    """
    Return the rule books.

    >>> list(rule_books())
    ['2017', '2018', '2019', '2021', '2022', '2023', '2024']
    """
    return RuleBooks(BOOKS, BOOKS.__getitem__)


class Published:
    """
    What the bundled scorecards know of an evaluation; the rules are given it.
    """

    def dimensions(self, edition: str) -> tuple[str, ...] | None:
        """
        Return the dimensions of an edition, or `None` where no scorecard has that id.
        """
        found = scorecards()
        return tuple(i.id for i in found[edition].indicators) if edition in found else None

    def recomputed(self, evaluation: Evaluation) -> Decimal | None:
        """
        Return the index computed anew, or `None` where the scorecard or a score is missing.
        """
        if evaluation.edition not in scorecards():
            return None
        try:
            return score(evaluation, scorecards()[evaluation.edition]).value
        except ScoringError:
            return None


@checked
def check(
    dossier: Dossier | Region | Province | str, *, on: date | str, book: RuleBook | str | int | None = None
) -> Report:
    """
    Hold a dossier against what the programme asks, as things stood on a day.

    Args:
        dossier: What is known of a region; or the region, its code or its name, for the bundled dossier.
        on: The day, also as `YYYY-MM-DD`; what happened later is not looked at, and what is not yet due is not asked
            for.
        book: A rule book, or the id of one, which is a year; without it, that of the region's cohort.

    Returns:
        What became of each rule, and the findings with place, source and remedy. What the dossier says too little about
        is not judged, which is no pass.

    Raises:
        UnknownIdError: There is no such dossier, or no book of that id.
    """
    known, when = dossier_of(dossier), day(on)
    return hold_against(known, on=when, book=book_of(book, known, when), knowledge=Published())


@checked
def explain(rule_id: str, lang: str = "en") -> str:
    """
    Return what a rule asks, why, and where that is said.

    Raises:
        UnknownIdError: There is no such rule, or no such language.
    """
    return rule_of(rule_id).explain(lang)


@checked
def rule_of(rule_id: str) -> Rule:
    """
    Return the record of a rule of any edition.

    Raises:
        UnknownIdError: There is no such rule; ids that look alike are named.
    """
    known = {found.id: found.record for found in RULES}
    if rule_id not in known:
        raise UnknownIdError("rule", rule_id, get_close_matches(rule_id, known))
    return known[rule_id]
