"""
Rules on dates, names and sources, in a book of their own: what a good record needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from gm100.errors import UnreadableDateError
from gm100.model.dossier import FACT_FIELDS
from gm100.model.indonesian import WEEKDAYS, DateReading, YearFrom, read_date
from gm100.model.source import Evidence, sources_of
from gm100.model.statement import PrintedDate
from gm100.rules._calendar import days_after
from gm100.rules._facts import in_order
from gm100.rules._records import judges, said
from gm100.rules._spellings import dated_by
from gm100.rules.case import Case, Found, Observation, judge, met, unknown
from gm100.text.dates import PartialDate

_WEAK: Final = frozenset({Evidence.INFERRED, Evidence.MEMORY})

_FIELDS: Final = {
    "bimtek": ("start", "end"),
    "evaluation_sessions": ("start", "end"),
    "selections": ("assessed", "assessed_until"),
    "mous": ("signed", "signed"),
    "commitments": ("signed", "signed"),
    "councils": ("formed", "formed"),
    "teams": ("formed", "formed"),
    "awards": ("given", "given"),
    "masterplans": ("completed", "completed"),
}
"""The first and the last day of a fact that a printed date can be about."""

_RELATIVE: Final = {"kemarin lusa": -2, "kemarin": -1, "hari ini": 0, "besok": 1, "lusa": 2}
"""Words for a day, and how many days from the one on which they were said."""

_LOOSE_DAYS: Final = 4
"""So many days after its first day a fact without a last day may still have gone on."""


@judges("GM100-DATE-001")
def weekday_fits(case: Case) -> Iterator[Observation]:
    """
    Check that no date printed with its weekday contradicts the calendar.
    """
    for path, printed in case.facts("printed_dates"):
        reading, _ = _read(printed)
        if reading is None or reading.weekday is None:
            yield unknown(path, "text")
            continue
        day = WEEKDAYS[reading.start.first_day.weekday()]
        yield judge((*path, "text"), not reading.contradiction, text=printed.text, day=day, why=reading.contradiction)


def _read(printed: PrintedDate) -> tuple[DateReading | None, str | None]:
    """
    Return what a printed date says, a date or a word such as kemarin with the day from which it counts; or why nothing.
    """
    word = printed.text.casefold().strip(" .,()")
    if word in _RELATIVE and printed.counted_from is not None and printed.counted_from.day:
        day = PartialDate.of(days_after(printed.counted_from.first_day, _RELATIVE[word]))
        return DateReading(printed.text, day, day, YearFrom.CONTEXT, None, None, None, None), None
    try:
        return read_date(printed.text, year=printed.year), None
    except UnreadableDateError as error:
        return None, error.reason


@judges("GM100-DATE-002")
def date_is_readable(case: Case) -> Iterator[Observation]:
    """
    Check that the strict reader reads each date as printed.
    """
    for path, printed in case.facts("printed_dates"):
        _, why = _read(printed)
        reason = "tahunnya tidak tertulis" if why and "year" in why else "bentuknya tidak dikenal"
        yield judge((*path, "text"), why is None, text=printed.text, reason=reason, why=why)


@judges("GM100-DATE-003")
def date_is_held(case: Case) -> Iterator[Observation]:
    """
    Check a printed date against the day that the compiler took it for, and against the fact that it dates.
    """
    for path, printed in case.facts("printed_dates"):
        reading, _ = _read(printed)
        spans = [(printed.held, printed.held)] if printed.held else []
        facts = _dated(case, printed)
        seen = [_agrees(reading, spans), _agrees(reading, facts)] if reading else [None]
        holds = False if False in seen else True if True in seen else None
        held = next((start for start, _ in (*facts, *spans)), None) if seen[-1] is False else printed.held
        yield judge((*path, "held"), holds, "held" if reading else "text", text=printed.text, held=held)


def _dated(case: Case, printed: PrintedDate) -> list[tuple[PartialDate, PartialDate | None]]:
    """
    Return first and last day of the facts that a printed date may be about.
    """
    found = dated_by(printed.of)
    if found is None:
        return []
    collection, stage = found
    first, last = _FIELDS[collection]
    facts = [fact for fact in getattr(case.dossier, collection) if stage is None or fact.stage == stage]
    days = [(getattr(fact, first), getattr(fact, last)) for fact in facts]
    return sorted(((a or b), b or (a if first == last else None)) for a, b in days if a or b)


def _agrees(reading: DateReading, spans: list[tuple[PartialDate, PartialDate | None]]) -> bool | None:
    """
    Whether a date agrees with one of several spans; unknown where none has an end, and one may have gone on.
    """
    if not spans:
        return None
    for start, end in spans:
        if reading.start.first_day <= (end or start).last_day and start.first_day <= reading.end.last_day:
            return True
    day = reading.start.first_day
    open_ = any(end is None and start.last_day < day <= days_after(start.last_day, _LOOSE_DAYS) for start, end in spans)
    return None if open_ else False


@judges("GM100-DATE-004")
def nothing_is_later(case: Case) -> Iterator[Observation]:
    """
    Check that facts after the day are counted, a finding for each collection.
    """
    for collection in FACT_FIELDS:
        later = sum(map(case.later, getattr(case.dossier, collection)))
        if getattr(case.dossier, collection):
            yield judge((collection,), not later, count=later, on=case.on)


@judges("GM100-SOURCE-001")
def has_source(case: Case) -> Iterator[Observation]:
    """
    Check that each fact of a collection names where it was seen.
    """
    for path, fact in _facts(case):
        if hasattr(fact, "source") or hasattr(fact, "sources"):
            yield judge((*path, "source"), bool(sources_of(fact)))


def _facts(case: Case) -> Found:
    return [found for collection in FACT_FIELDS for found in case.facts(collection)]


@judges("GM100-SOURCE-002")
def source_can_be_found(case: Case) -> Iterator[Observation]:
    """
    Check that each source has an address, a number or a publisher; one that lacks them is named once.
    """
    facts = _facts(case)
    seen: set[str] = set()
    for path, fact in facts:
        for _, source in in_order(((), source) for source in sources_of(fact)):
            if source.title not in seen:
                seen.add(source.title)
                findable = source.address or source.number or source.publisher
                yield judge(path, bool(findable), title=source.title)
    if facts and not seen:
        yield unknown((), "sources")


@judges("GM100-SOURCE-003")
def evidence_is_strong(case: Case) -> Iterator[Observation]:
    """
    Check that no fact, and no field of one, rests on inference, memory or an advertisement alone.
    """
    for path, fact in _facts(case):
        sources = sources_of(fact)
        fields = ", ".join(sorted(getattr(fact, "inferred", ())))
        if fields:
            yield judge(path, holds=False, what=said("found", "inferred", fields=fields))
        elif sources and all(source.evidence in _WEAK for source in sources):
            what = said("found", "it-rests-on-inference-or-memory")
            yield judge(path, holds=False, what=what)
        elif sources and all(source.sponsored for source in sources):
            yield judge(path, holds=False, what=said("found", "it-rests-on-an-advertisement"))
        else:
            yield met(path) if sources else unknown(path, "source")


@judges("GM100-RECORD-001")
def name_fits_code(case: Case) -> Iterator[Observation]:
    """
    Check the name of the dossier, and of each result, against the names of the code, today's or former ones.
    """
    names = case.known("names", case.dossier.region) or ()
    known = {_plain(name) for name in names}
    facts = [((), case.dossier.name), *((path, e.name) for path, e in case.facts("evaluations"))]
    given = [(path, name) for path, name in facts if name is not None]
    if not given:
        yield unknown((), "name")
    for path, name in given:
        yield judge(
            (*path, "name"), _plain(name) in known if known else None, name=name, right=names[0] if names else None
        )


def _plain(name: str) -> str:
    """
    Return a name without spaces, with its kind written out.
    """
    text = f"{name.casefold()} ".replace("kab. ", "kabupaten ").replace("kab ", "kabupaten ")
    return "".join(letter for letter in text if letter.isalnum())


@judges("GM100-RECORD-002")
def inferred_fields_exist(case: Case) -> Iterator[Observation]:
    """
    Check that each field named in `inferred` is one of the fact.
    """
    for path, fact in ((path, fact) for path, fact in _facts(case) if getattr(fact, "inferred", None)):
        strange = ", ".join(sorted(fact.inferred - {field.name for field in attrs.fields(type(fact))}))
        yield judge((*path, "inferred"), not strange, names=strange)


@judges("GM100-RECORD-003")
def counts_agree(case: Case) -> Iterator[Observation]:
    """
    Check that no two records of the assessment for one cohort count the candidates differently.
    """
    counts: dict[int, int] = {}
    for path, selection in case.facts("selections"):
        cohort, count = selection.cohort, selection.candidates
        if cohort is None or count is None:
            yield unknown(path, "candidates", "cohort")
        else:
            first = counts.setdefault(cohort, count)
            yield judge((*path, "candidates"), count == first, cohort=cohort, one=first, other=count)
