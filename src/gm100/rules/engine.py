"""
The engine: every rule of a book judges a case, and what it sees is stamped with the record of the rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from gm100.model.dossier import Dossier
from gm100.model.rule import Bilingual, Finding, Judged, Outcome, Report, Rule, RuleKind, Severity, in_force
from gm100.model.source import Source, sources_of
from gm100.render.values import written
from gm100.rules.book import BookRule, RuleBook
from gm100.rules.case import Case, Ignorance, Observation, idle, unknown
from gm100.text.dates import PartialDate

_WORST_FIRST = (Outcome.BROKEN, Outcome.NOT_JUDGED, Outcome.MET, Outcome.NOT_APPLICABLE)
_FOUND = {Outcome.BROKEN, Outcome.NOT_JUDGED}
_NOTHING = idle("tidak ada yang dinilai", "there is nothing to judge")
_NOT_ASKED = idle("tidak diminta pada tahun itu", "not asked for in that year")


def check(
    dossier: Dossier, *, on: date, book: RuleBook, knowledge: object | None = None, known: Dossier | None = None
) -> Report:
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
        known: The dossier with what is known besides, which the rules of the programme judge; those on how the record
            is kept judge the dossier itself.

    Returns:
        What became of each rule, and the findings in the order of the book. The order of the facts in the dossier
        makes no difference to it.
    """
    own = case_of(dossier, on=on, book=book, knowledge=knowledge)
    case = own if known is None else case_of(known, on=on, book=book, knowledge=knowledge)
    judged = [(rule, own if rule.record.kind is RuleKind.RECORD else case) for rule in book.rules]
    seen = [(rule.record, each.dossier, observe(rule, each)) for rule, each in judged]
    return Report(
        region=dossier.region,
        name=case.dossier.name,
        book=book.id,
        on=on,
        judged=tuple(_judged(rule, found) for rule, _, found in seen),
        findings=tuple(
            _finding(rule, one, facts) for rule, facts, found in seen for one in found if one.outcome in _FOUND
        ),
    )


def case_of(dossier: Dossier, *, on: date, book: RuleBook, knowledge: object | None = None) -> Case:
    """
    Return the case that the rules of a book are given.
    """
    return Case(dossier=dossier, on=on, parameters=book.parameters, knowledge=knowledge or Ignorance())


def observe(rule: BookRule, case: Case) -> Sequence[Observation]:
    """
    Let a rule judge, unless it is not asked in that year or there is nothing for it to look at; that is not a pass.
    """
    record = rule.record
    if record.dated_by == "year" and not in_force(record.effective_from, record.effective_until, case.today):
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
    return _of_rule(
        rule.id, rule.topic, rule.severity, rule.kind, outcome, None if outcome in _FOUND else next(said, None)
    )


@lru_cache(maxsize=1024)
def _of_rule(  # noqa: PLR0913, PLR0917 - what tells one from another
    rule: str, topic: str, severity: Severity, kind: RuleKind, outcome: Outcome, reason: Bilingual | None
) -> Judged:
    """
    Return what became of a rule; there are four outcomes and few reasons, so most are the same in every report.
    """
    return Judged(rule=rule, topic=topic, severity=severity, kind=kind, outcome=outcome, reason=reason)


def _finding(rule: Rule, seen: Observation, dossier: Dossier) -> Finding:
    missing = _lacking(seen, dossier)
    return Finding(
        rule=rule.id,
        topic=rule.topic,
        severity=rule.severity,
        kind=rule.kind,
        outcome=seen.outcome,
        message=seen.message or (_insufficient(seen.missing, missing) if seen.missing else _sentence(rule, seen)),
        remedy=rule.remedy,
        path=seen.path,
        missing=missing,
        seen=_seen(seen, dossier),
        sources=rule.sources,
    )


def _lacking(seen: Observation, dossier: Dossier) -> tuple[str, ...]:
    """
    Return what a rule needs and the dossier does not give: of two fields that are compared, one may be there.

    A collection is needed whole, and may lack something whatever is in it.
    """
    if not seen.missing or not seen.path:
        return seen.missing
    fact: Any = dossier
    for part in seen.path:
        fact = fact[part] if isinstance(part, int) else getattr(fact, part)
    return tuple(name for name in seen.missing if getattr(fact, name, None) in _NOT_GIVEN)


_NOT_GIVEN: Final[tuple[object, ...]] = (None, (), frozenset())


def _insufficient(needed: tuple[str, ...], lacking: tuple[str, ...]) -> Bilingual:
    """
    Return that a rule is not judged because something is not given, or because what is given says too little.
    """
    names = ", ".join(lacking or needed)
    if lacking:
        return Bilingual(f"belum ada: {names}", f"not given: {names}")
    return Bilingual(f"yang tercatat belum cukup: {names}", f"what is recorded is not enough: {names}")


def _seen(seen: Observation, dossier: Dossier) -> tuple[Source, ...]:
    """
    Return where both sides of a contradiction were seen: the fact of the dossier, then what it contradicts.
    """
    if not seen.seen:
        return ()
    collection, place = (*seen.path, None, None)[:2]
    fact = getattr(dossier, str(collection))[place] if isinstance(place, int) else None
    return tuple(dict.fromkeys((*sources_of(fact), *seen.seen)))


def _sentence(rule: Rule, seen: Observation) -> Bilingual:
    """
    Return the rule's own sentence with what was found in it, or its title where it has none.
    """
    if rule.finding is None:
        return rule.title
    filled = (
        rule.finding.in_(lang).format_map(_Shown({name: _shown(value, lang) for name, value in seen.values.items()}))
        for lang in ("id", "en")
    )
    return Bilingual(*filled)


class _Shown(dict[str, object]):
    """
    The values of a sentence; a name without a value stands as it is, for a rule never raises.
    """

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _shown(value: object, lang: str) -> object:
    if isinstance(value, Bilingual):
        return value.in_(lang)
    if isinstance(value, PartialDate | date):
        return written(PartialDate.of(value), lang)
    return value
