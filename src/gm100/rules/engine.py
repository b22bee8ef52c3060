"""
The engine: every rule of a book judges a case, and what it sees is stamped with the record of the rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gm100._dates import PartialDate
from gm100.model._report import written
from gm100.model.dossier import Dossier
from gm100.model.rule import Finding, Judged, Outcome, Report, Rule, Text, in_force
from gm100.rules.book import BookRule, RuleBook
from gm100.rules.case import Case, Ignorance, Observation, idle, unknown

_WORST_FIRST = (Outcome.BROKEN, Outcome.NOT_JUDGED, Outcome.MET, Outcome.NOT_APPLICABLE)
_FOUND = {Outcome.BROKEN, Outcome.NOT_JUDGED}
_NOTHING = idle("tidak ada yang dinilai", "there is nothing to judge")
_NOT_ASKED = idle("tidak diminta pada tahun itu", "not asked for in that year")


def check(dossier: Dossier, *, on: date, book: RuleBook, knowledge: object | None = None) -> Report:
    """
    Check a dossier against a rule book, as things stood on a day.

    >>> import gm100
    >>> from datetime import date
    >>> report = check(gm100.dossiers()["35.03"], on=date(2020, 1, 1), book=gm100.BOOK_2018)
    >>> report.book, report.clean
    ('2018', True)

    Args:
        dossier: What is known of a region.
        on: The day; what happened later is not looked at, and what is not yet due is not asked for.
        book: The rule book.
        knowledge: What is known beyond the dossier (`Knowledge`); without it, rules that need it are not judged.

    Returns:
        What became of each rule, and the findings in the order of the book. The order of the facts in the dossier
        makes no difference to it.
    """
    case = case_of(dossier, on=on, book=book, knowledge=knowledge)
    seen = [(rule.record, observe(rule, case)) for rule in book.rules]
    return Report(
        region=dossier.region,
        name=dossier.name,
        book=book.id,
        on=on,
        judged=tuple(_judged(rule, found) for rule, found in seen),
        findings=tuple(_finding(rule, one) for rule, found in seen for one in found if one.outcome in _FOUND),
    )


def case_of(dossier: Dossier, *, on: date, book: RuleBook, knowledge: object | None = None) -> Case:
    """
    Return the case that the rules of a book are given.
    """
    return Case(dossier=dossier, on=on, parameters=book.parameters, knowledge=knowledge or Ignorance())


def observe(rule: BookRule, case: Case) -> Sequence[Observation]:
    """
    Let a rule judge, unless it is not asked in that year or there is nothing for it to look at; that is no pass.
    """
    record = rule.record
    if record.dated_by == "year" and not in_force(
        record.effective_from, record.effective_until, PartialDate.of(case.on)
    ):
        return (_NOT_ASKED,)
    about = record.about
    if about is None or case.has(about):
        return tuple(rule.judge(case)) or (Observation(Outcome.MET) if about else _NOTHING,)
    return (_NOTHING if about.partition(".")[0] in case.dossier.complete else unknown((), about),)


def outcome_of(found: Sequence[Observation]) -> Outcome:
    """
    Return what became of a rule that saw these: the worst that was judged counts.
    """
    outcomes = {one.outcome for one in found}
    return next(one for one in _WORST_FIRST if one in outcomes)


def _judged(rule: Rule, found: Sequence[Observation]) -> Judged:
    outcome = outcome_of(found)
    said = (one.message for one in found if one.outcome is outcome and one.message is not None)
    reason = None if outcome in _FOUND else next(said, None)
    return Judged(
        rule=rule.id, topic=rule.topic, severity=rule.severity, kind=rule.kind, outcome=outcome, reason=reason
    )


def _finding(rule: Rule, seen: Observation) -> Finding:
    return Finding(
        rule=rule.id,
        topic=rule.topic,
        severity=rule.severity,
        kind=rule.kind,
        outcome=seen.outcome,
        message=seen.message or _sentence(rule, seen),
        remedy=rule.remedy,
        path=seen.path,
        missing=seen.missing,
        sources=rule.sources,
    )


def _sentence(rule: Rule, seen: Observation) -> Text:
    """
    Return the rule's own sentence with what was found in it, or its title where it has none.
    """
    if rule.finding is None:
        return rule.title
    filled = (
        rule.finding.in_(lang).format_map(_Shown({name: _shown(value, lang) for name, value in seen.values.items()}))
        for lang in ("id", "en")
    )
    return Text(*filled)


class _Shown(dict[str, object]):
    """
    The values of a sentence; a name without a value stands as it is, for a rule never raises.
    """

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _shown(value: object, lang: str) -> object:
    if isinstance(value, Text):
        return value.in_(lang)
    if isinstance(value, PartialDate | date):
        return written(PartialDate.of(value), lang)
    return value
