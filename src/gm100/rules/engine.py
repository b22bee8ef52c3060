"""
The engine: every rule of a book judges a case, and what it sees is stamped with the record of the rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from gm100.model.dossier import Dossier
from gm100.model.rule import Finding, Judged, Outcome, Report
from gm100.rules.book import BookRule, RuleBook
from gm100.rules.case import Case, Ignorance, Knowledge, Observation, idle, unknown

_WORST_FIRST = (Outcome.BROKEN, Outcome.NOT_JUDGED, Outcome.NOT_APPLICABLE)
_FOUND = {Outcome.BROKEN, Outcome.NOT_JUDGED}


def check(dossier: Dossier, *, on: date, book: RuleBook, knowledge: Knowledge | None = None) -> Report:
    """
    Hold a dossier against a rule book, as things stood on a day.

    Args:
        dossier: What is known of a region.
        on: The day; what happened later is not looked at, and what is not yet due is not asked for.
        book: The rule book.
        knowledge: What is known beyond the dossier; without it, rules that need it are not judged.

    Returns:
        What became of each rule, and the findings in the order of the book. The order of the facts in the dossier
        makes no difference to it.
    """
    case = case_of(dossier, on=on, book=book, knowledge=knowledge)
    seen = [(rule, tuple(_observe(rule, case))) for rule in book.rules]
    return Report(
        region=dossier.region,
        name=dossier.name,
        book=book.id,
        on=on,
        judged=tuple(_judged(rule, found) for rule, found in seen),
        findings=tuple(_finding(rule, one) for rule, found in seen for one in found if one.outcome in _FOUND),
    )


def case_of(dossier: Dossier, *, on: date, book: RuleBook, knowledge: Knowledge | None = None) -> Case:
    """
    Return the case that the rules of a book are given.
    """
    return Case(dossier=dossier, on=on, parameters=book.parameters, knowledge=knowledge or Ignorance())


def _observe(rule: BookRule, case: Case) -> Iterable[Observation]:
    """
    Let a rule judge, unless there is nothing for it to look at; that is no pass.
    """
    about = rule.record.about
    if about is None or case.has(about):
        return rule.judge(case)
    if about in case.dossier.complete:
        return (idle("tidak ada yang dinilai", "there is nothing to judge"),)
    return (unknown((), about),)


def _judged(rule: BookRule, found: Sequence[Observation]) -> Judged:
    outcomes = {one.outcome for one in found}
    outcome = next((one for one in _WORST_FIRST if one in outcomes), Outcome.MET)
    reason = found[0].message if outcome is Outcome.NOT_APPLICABLE else None
    record = rule.record
    return Judged(rule=record.id, topic=record.topic, severity=record.severity, outcome=outcome, reason=reason)


def _finding(rule: BookRule, seen: Observation) -> Finding:
    record = rule.record
    return Finding(
        rule=record.id,
        topic=record.topic,
        severity=record.severity,
        outcome=seen.outcome,
        message=seen.message,
        remedy=record.remedy,
        path=seen.path,
        missing=seen.missing,
        sources=record.sources,
    )
