"""
The status of a region as lines of text and as HTML.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gm100._html import Html, element, fragment, joined, table
from gm100._text import columns
from gm100._words import say
from gm100.render.notes import Notes
from gm100.render.values import number, written

if TYPE_CHECKING:
    from gm100.model.cohort import Membership
    from gm100.model.rule import Event, NextStep
    from gm100.model.status import PublishedResult, RegionStatus

COLUMNS = ("year", "index", "rank", "change", "source")
"""The columns of the results."""


def status_lines(status: RegionStatus, lang: str) -> Iterator[str]:
    """
    Yield the lines of a status: a headline, and a paragraph for each part that has something to say.
    """
    notes = Notes(lang)
    yield headline(status, lang)
    for title, lines in _parts(status, notes, lang):
        if lines:
            yield ""
            yield title
            yield from (f"  {line}".rstrip() for line in lines)
    if notes.cited:
        yield ""
        yield say("status.sources", lang)
        yield from (f"  {line}" for line in notes.lines())


def headline(status: RegionStatus, lang: str) -> str:
    """
    Return the region, the day, and in half a sentence where it stands.
    """
    parts = [f"{status.name} ({status.region})"]
    if status.on is not None:
        parts.append(say("status.on", lang, day=written(status.on, lang)))
    return ", ".join(parts)


def _parts(status: RegionStatus, notes: Notes, lang: str) -> Iterator[tuple[str, list[str]]]:
    yield say("status.membership", lang), [*_memberships(status, notes, lang)]
    yield say("status.stage", lang), [*_stage(status, notes, lang)]
    rows = [_result(result, notes, lang) for result in status.results]
    yield say("status.results", lang), columns(rows, "lrlll") if rows else []
    yield say("status.records", lang), [*_records(status, notes, lang)]
    yield say("status.due", lang), [*_due(status.due, notes, lang)]
    yield say("status.unknown", lang), [text.in_(lang) for text in status.unknown]


def _memberships(status: RegionStatus, notes: Notes, lang: str) -> Iterator[str]:
    for membership in status.memberships:
        yield f"{membership_words(membership, lang)} {notes.marks(membership.sources)}"
    if not any(m.status in {"member", "repeat"} for m in status.memberships):
        yield say("status.no_member", lang)


def membership_words(membership: Membership, lang: str) -> str:
    """
    Return what became of a region in a cohort.
    """
    return say(f"status.{membership.status.value}", lang, cohort=membership.cohort)


def _stage(status: RegionStatus, notes: Notes, lang: str) -> Iterator[str]:
    if status.stage is None:
        return
    yield say(f"step.{status.stage.value}", lang)
    if status.shown_by is not None:
        event = f"{written(status.shown_by.date, lang)} {status.shown_by.title.in_(lang)}"
        yield f"{say('status.shown_by', lang, event=event)} {notes.marks([status.shown_by.source])}"


def _result(result: PublishedResult, notes: Notes, lang: str) -> tuple[str, ...]:
    marks = notes.marks(result.sources)
    if not result.participated:
        return str(result.year), say("status.absent", lang), "", "", marks
    return str(result.year), number(result.index, lang), rank_words(result, lang), change_words(result, lang), marks


def rank_words(result: PublishedResult, lang: str) -> str:
    """
    Return the rank of a result, and whether it was printed or counted.
    """
    if result.rank is None:
        return ""
    key = "status.rank_printed" if result.rank_printed else "status.rank_counted"
    return f"{say('status.rank', lang)} {say(key, lang, rank=result.rank, of=result.of)}"


def change_words(result: PublishedResult, lang: str) -> str:
    """
    Return the change from the year before, and whether it was printed or computed.
    """
    if result.change is None:
        return ""
    key = "status.change_printed" if result.change_printed else "status.change_counted"
    return say(key, lang, change=number(result.change, lang, sign=True))


def _records(status: RegionStatus, notes: Notes, lang: str) -> Iterator[str]:
    years: defaultdict[int, list[Event]] = defaultdict(list)
    for event in status.records:
        years[event.date.year].append(event)
    for year, events in years.items():
        yield str(year)
        yield from (f"  {_event(event, lang)} {notes.marks([event.source])}" for event in events)


def _event(event: Event, lang: str) -> str:
    return f"{written(event.date, lang)}: {event.title.in_(lang)}"


def _due(steps: Sequence[NextStep], notes: Notes, lang: str) -> Iterator[str]:
    for step in steps:
        said = [say("status.until", lang, day=written(step.until, lang))] if step.until else []
        said += [say("status.overdue", lang)] if step.overdue else []
        said += [say("status.unrecorded", lang)] if step.outcome == "not-judged" and not step.overdue else []
        said += [say("status.rule", lang, rule=rule) for rule in step.rules[:1]]
        yield f"{step.title.in_(lang)} ({'; '.join(said)}) {notes.marks(step.sources)}"


def status_html(status: RegionStatus, lang: str) -> str:
    """
    Return a status as HTML: a headline, the results as a table, and the sources as footnotes.
    """
    notes = Notes(lang)
    content: list[Html] = [element("h2", headline(status, lang))]
    for title, lines in _parts(status, notes, lang):
        if title == say("status.results", lang) and lines:
            content += [element("h3", title), results_table(status.results, notes, lang)]
        elif lines:
            content += [element("h3", title), element("ul", *(element("li", line.strip()) for line in lines))]
    if notes.cited:
        content += [element("h3", say("status.sources", lang)), notes.footnotes()]
    return fragment(joined(content))


def results_table(results: Sequence[PublishedResult], notes: Notes, lang: str) -> Html:
    """
    Return published results as a table: year, index, rank, change, and the numbers of the sources.
    """
    rows = [(*_result(result, notes, lang)[:-1], notes.links(result.sources)) for result in results]
    return table([say(f"status.{name}", lang) for name in COLUMNS], rows, "hrlll")
