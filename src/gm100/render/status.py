"""
The status of a region as lines of text and as HTML.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from gm100.render.html import Html, element, fragment, joined, table
from gm100.render.notes import Notes
from gm100.render.page import facts, page, scrolling
from gm100.render.values import number, written
from gm100.text.layout import columns
from gm100.text.words import say, words_of

if TYPE_CHECKING:
    from gm100.model.cohort import Membership
    from gm100.model.rule import Event, NextStep, ProgrammeStage
    from gm100.model.source import Source
    from gm100.model.status import PublishedResult, RegionStatus

COLUMNS = ("year", "index", "rank", "change", "source")
"""The columns of the results."""


Item: TypeAlias = "tuple[str, Sequence[Source | None]]"
"""What a line says, and where that was seen."""


def status_lines(status: RegionStatus, lang: str) -> Iterator[str]:
    """
    Yield the lines of a status: a headline, and a paragraph for each part that has something to say.
    """
    notes = Notes(lang)
    yield headline(status, lang)
    for part, items in _parts(status, lang):
        lines = _marked(part, items, status, notes, lang)
        if lines:
            yield ""
            yield say(f"status.{part}", lang)
            yield from (f"  {line}".rstrip() for line in lines)
    if notes.cited:
        yield ""
        yield say("status.sources", lang)
        yield from (f"  {line}" for line in notes.lines())


def _marked(part: str, items: Sequence[Item], status: RegionStatus, notes: Notes, lang: str) -> list[str]:
    """
    Return the lines of a part with the numbers of their sources; records are below their year.
    """
    if part == "results":
        rows = [(*_result(result, lang, rank_words), notes.marks(result.sources)) for result in status.results]
        return columns(rows, "lrlll") if rows else []
    lines = [f"{text} {notes.marks(sources)}" for text, sources in items]
    if part != "records":
        return lines
    years: defaultdict[int, list[str]] = defaultdict(list)
    for event, line in zip(status.records, lines, strict=True):
        years[event.date.year].append(f"  {line}")
    return [line for year, below in years.items() for line in (str(year), *below)]


def headline(status: RegionStatus, lang: str) -> str:
    """
    Return the region, the day, and in half a sentence where it stands.
    """
    parts = [f"{status.name} ({status.region})"]
    if status.on is not None:
        parts.append(say("status.on", lang, day=written(status.on, lang)))
    return ", ".join(parts)


def _parts(status: RegionStatus, lang: str) -> Iterator[tuple[str, list[Item]]]:
    """
    Yield the parts of a status with their items; those of the results are in a table.
    """
    yield "membership", [*_memberships(status, lang)]
    yield "stage", [*_stage(status, lang)]
    yield "results", []
    yield "records", [(_event(event, lang), [event.source]) for event in status.records]
    yield "due", [*_due(status.due, lang)]
    yield "unknown", [(text.in_(lang), ()) for text in status.unknown]


def _memberships(status: RegionStatus, lang: str) -> Iterator[Item]:
    for membership in status.memberships:
        yield membership_words(membership, lang), membership.sources
    if not any(m.status in {"member", "repeat"} for m in status.memberships):
        yield say("status.no_member", lang), ()


def membership_words(membership: Membership, lang: str) -> str:
    """
    Return what became of a region in a cohort.
    """
    return say(f"status.{membership.status.value}", lang, cohort=membership.cohort)


def _stage(status: RegionStatus, lang: str) -> Iterator[Item]:
    if status.stage is None:
        return
    yield say(f"step.{status.stage.value}", lang), ()
    if status.shown_by is not None:
        event = f"{written(status.shown_by.date, lang)} {status.shown_by.title.in_(lang)}"
        yield say("status.shown_by", lang, event=event), [status.shown_by.source]


def _result(result: PublishedResult, lang: str, rank: Callable[[PublishedResult, str], str]) -> tuple[str, ...]:
    if not result.participated:
        return str(result.year), say("status.absent", lang), "", ""
    return str(result.year), number(result.index, lang), rank(result, lang), change_words(result, lang)


def rank_words(result: PublishedResult, lang: str) -> str:
    """
    Return the rank of a result, and whether it was printed or counted.
    """
    if result.rank is None:
        return ""
    return f"{say('status.rank', lang)} {_rank(result, lang)}"


def _rank(result: PublishedResult, lang: str) -> str:
    if result.rank is None:
        return ""
    key = "status.rank_printed" if result.rank_printed else "status.rank_counted"
    return say(key, lang, rank=result.rank, of=result.of)


def change_words(result: PublishedResult, lang: str) -> str:
    """
    Return the change from the year before, and whether it was printed or computed.
    """
    if result.change is None:
        return ""
    key = "status.change_printed" if result.change_printed else "status.change_counted"
    return say(key, lang, change=number(result.change, lang, sign=True))


def _event(event: Event, lang: str) -> str:
    return f"{written(event.date, lang)}: {event.title.in_(lang)}"


def _due(steps: Sequence[NextStep], lang: str) -> Iterator[Item]:
    for step in steps:
        said = [say("status.until", lang, day=written(step.until, lang))] if step.until else []
        said += [say("status.overdue", lang)] if step.overdue else []
        said += [say("status.unrecorded", lang)] if step.outcome == "not-judged" and not step.overdue else []
        said += [say("status.rule", lang, rule=rule) for rule in step.rules[:1]]
        yield f"{step.title.in_(lang)} ({'; '.join(said)})", step.sources


def status_html(status: RegionStatus, lang: str) -> str:
    """
    Return a status as HTML: a headline, the results as a table, and the sources as footnotes.
    """
    chapters = (part for title, content in status_chapters(status, lang) for part in (element("h3", title), content))
    return fragment(element("h2", headline(status, lang)), *chapters)


def status_page(status: RegionStatus, lang: str, **around: Html) -> str:
    """
    Return a status as a whole page, with its latest figures first.

    Args:
        status: The status.
        lang: Language, `id` or `en`.
        around: What `page` takes besides.
    """
    return page(
        headline(status, lang),
        None,
        [("", first_figures(status, lang)), *status_chapters(status, lang)],
        lang,
        **around,
    )


def statuses_page(statuses: Sequence[RegionStatus], lang: str) -> str:
    """
    Return several statuses as one page: a list of the regions, a section for each, and their sources once.
    """
    notes = Notes(lang)
    sections = [("", _section(status, notes, lang)) for status in statuses]
    links = (element("li", element("a", each.name, href=f"#{each.region}")) for each in statuses)
    chapters = [("", element("ul", *links, class_="several")), *sections]
    title = say("status.all", lang, count=len(statuses))
    return page(title, None, [*chapters, (say("status.sources", lang), notes.footnotes())], lang)


def _section(status: RegionStatus, notes: Notes, lang: str) -> Html:
    parts = status_chapters(status, lang, notes)
    chapters = (each for title, content in parts for each in (element("h3", title), content))
    head = element("h2", headline(status, lang), id=status.region)
    return joined([head, first_figures(status, lang), *chapters])


def first_figures(status: RegionStatus, lang: str) -> Html:
    """
    Return the latest index with its rank and its change, the step reached and the cohort.
    """
    return facts(figures_of(latest(status), status.stage, status.cohort, lang))


def figures_of(
    last: PublishedResult | None, stage: ProgrammeStage | None, cohort: int | None, lang: str
) -> list[tuple[str, str]]:
    """
    Return the figures to see first of a region, with what they are called; those that are not known are blank.
    """
    says, shown = words_of("report", lang), []
    if last:
        place = str(last.rank or "") if not last.of else says["of"].format(rank=last.rank, count=last.of)
        shown = [
            (f"{says['index']} {last.year}", number(last.index, lang)),
            (says["rank"], place),
            (says["improvement"], number(last.change, lang, sign=True)),
        ]
    step = say(f"step.{stage.value}", lang) if stage else ""
    return [*shown, (says["stage"], step), (says["cohort_short"], str(cohort or ""))]


def latest(status: RegionStatus) -> PublishedResult | None:
    """
    Return the last published result that has an index.
    """
    return next((result for result in reversed(status.results) if result.index is not None), None)


def status_chapters(status: RegionStatus, lang: str, shared: Notes | None = None) -> Iterator[tuple[str, Html]]:
    """
    Yield the parts of a status that have something to say, each with its title, the sources as footnotes at the end.

    Args:
        status: The status.
        lang: Language, `id` or `en`.
        shared: The notes of a page of several statuses, which has the footnotes at its own end.
    """
    notes = shared or Notes(lang)
    for part, items in _parts(status, lang):
        title = say(f"status.{part}", lang)
        if part == "results" and status.results:
            yield title, scrolling(results_table(status.results, notes, lang), f"{title}, {status.name}")
        elif items:
            lines = (element("li", text, " ", notes.links(sources)) for text, sources in items)
            yield title, element("ul", *lines)
    if shared is None and notes.cited:
        yield say("status.sources", lang), notes.footnotes()


def results_table(results: Sequence[PublishedResult], notes: Notes, lang: str) -> Html:
    """
    Return published results as a table: year, index, rank, change, and the numbers of the sources.
    """
    rows = [(*_result(result, lang, _rank), notes.links(result.sources)) for result in results]
    return table([say(f"status.{name}", lang) for name in COLUMNS], rows, "hrlll")
