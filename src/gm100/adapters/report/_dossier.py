"""
The parts of a report that are about a dossier: how far a region has come, what happened, what was found, what is next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from gm100.adapters.report._svg import Moment, Said, time_line
from gm100.model.cohort import MembershipStatus
from gm100.model.dossier import Dossier
from gm100.model.rule import Event, Finding, NextStep, Outcome, Report
from gm100.model.status import PublishedResult
from gm100.render import checks as book
from gm100.render.html import Html, element, joined, table
from gm100.render.notes import Notes
from gm100.render.nouns import when, window
from gm100.render.page import facts, figure, scrolling
from gm100.render.status import change_words, figures_of, membership_words, results_table
from gm100.render.values import number, written
from gm100.rules import stage_of
from gm100.text.words import say, words_of

STATEMENT: Final = "statement"
"""The kind of event that is what someone said; nothing happened."""


def headline(dossier: Dossier, results: Sequence[PublishedResult], on: date, lang: str) -> str:
    """
    Return in one sentence which cohort it is, how far it has come, and its latest index with the change.
    """
    parts = [membership_words(m, lang) for m in dossier.memberships if m.status is MembershipStatus.MEMBER]
    parts.append(say(f"step.{stage_of(dossier, on).value}", lang))
    if results:
        last = results[-1]
        parts.append(f"{say('claim.index', lang, year=last.year)} {number(last.index, lang)}")
        parts += [f"{say('status.change', lang)} {change_words(last, lang)}"] if last.change is not None else []
    return "; ".join(parts)


def progress(dossier: Dossier, report: Report, results: Sequence[PublishedResult], on: date, lang: str) -> Html:
    """
    Return the latest index with rank and change, how far the region has come, and how many rules hold.
    """
    words = words_of("report", lang)
    cohort = min((m.cohort for m in dossier.memberships if m.status is MembershipStatus.MEMBER), default=None)
    known = figures_of(results[-1] if results else None, stage_of(dossier, on), cohort, lang)
    judged = {"met": Outcome.MET, "broken": Outcome.BROKEN, "unjudged": Outcome.NOT_JUDGED}
    return facts((*known, *((words[name], str(report.counts[outcome])) for name, outcome in judged.items())))


def results(found: Sequence[PublishedResult], notes: Notes, lang: str) -> Html:
    """
    Return the published results by year, each with its sources.
    """
    title = say("status.results", lang)
    return scrolling(results_table(found, notes, lang), title) if found else Html("")


def timeline(events: Sequence[Event], notes: Notes, lang: str) -> Html:
    """
    Return what happened: a line of time with numbers, and a list with their words and sources.
    """
    words = words_of("report", lang)
    shown = [event for event in events if event.kind != STATEMENT]
    if not shown:
        return Html("")
    first, last = (written(event.date, lang) for event in (shown[0], shown[-1]))
    said = Said("time", words["timeline"], words["timeline_text"].format(count=len(shown), first=first, last=last))
    left_out = len(events) - len(shown)
    return joined(
        [
            figure(time_line(said, [_moment(event) for event in shown]), said.description),
            element("ol", *(_item(event, notes, lang) for event in shown), class_="events"),
            element("p", words["statements"].format(count=left_out), class_="soft") if left_out else None,
        ]
    )


def _moment(event: Event) -> Moment:
    return Moment(event.date.first_day, (event.until or event.date).last_day, event.kind)


def _item(event: Event, notes: Notes, lang: str) -> Html:
    title = f" {event.title.in_(lang)} "
    return element("li", element("strong", when(event, lang)), title, notes.links([event.source]))


def findings(report: Report, notes: Notes, lang: str) -> Html:
    """
    Return the findings by topic, then what is missing to judge the rest.
    """
    words, terms = words_of("report", lang), words_of("check", lang)
    about = words["findings_on"].format(book=report.book, on=written(report.on, lang))
    content: list[Html] = [element("p", about)]
    if not report.broken:
        content.append(element("p", terms["none"]))
    for title, rules in book.chapters(report, lang):
        content += [element("h3", title), *(_of_rule(found, notes, lang) for found in rules)]
    if report.not_judged:
        heads = (words["record"], words["gap"], terms["rule"])
        content.append(element("h3", terms["unknown"]))
        content.append(
            scrolling(table(heads, list(_gap_rows(report, words["record_itself"], lang)), "hll"), terms["unknown"])
        )
    return joined(content)


def _gap_rows(report: Report, itself: str, lang: str) -> Iterator[Sequence[object]]:
    """
    Yield a row a kind of record: what of it is missing, and the rules that need it.
    """
    missing: dict[str, dict[str, None]] = {}
    rules: dict[str, dict[str, None]] = {}
    for gap, _, needed_by in book.gaps(report, lang):
        named = gap.startswith("$.")
        record, _, name = gap.removeprefix("$.").replace("[*]", "").partition(".") if named else (gap, "", "")
        missing.setdefault(record, {})[name or (itself if named else "")] = None
        rules.setdefault(record, {}).update(dict.fromkeys(needed_by))
    for record, names in missing.items():
        wanted = element("span", ", ".join(names), class_="wrap")
        yield record, wanted, element("span", ", ".join(_short(rules[record])), class_="remark")


def _short(rules: Iterable[str]) -> Iterator[str]:
    """
    Yield ids of rules, of those of one topic only the first in full: GM100-MOU-004, 005.
    """
    topics: set[str] = set()
    for rule in sorted(rules):
        topic, _, place = rule.rpartition("-")
        yield place if topic in topics else rule
        topics.add(topic)


def _of_rule(found: Sequence[Finding], notes: Notes, lang: str) -> Html:
    terms, first, said = words_of("check", lang), found[0], book.messages(found, lang)
    seen = dict.fromkeys(source for finding in found for source in finding.seen)
    both = (("seen", tuple(seen)), ("source", first.sources))
    sources = [element("p", f"{terms[key]}: ", notes.links(each), class_="soft") for key, each in both if each]
    head = f" {first.rule}" if len(said) > 1 else f" {first.rule} {said[0][1]}"
    lines = [element("p", f"{places}: {message}" if len(said) > 1 else message) for message, places in said]
    remedy = element("p", f"{terms['do']}: {first.remedy.in_(lang)}")
    tag = element("span", terms[first.severity], class_="tag")
    return element("div", element("p", tag, head), *lines, remedy, *sources, class_=f"finding {first.severity.value}")


def steps(found: Sequence[NextStep], notes: Notes, lang: str) -> Html:
    """
    Return what the programme asks next, with its window and where that is said.
    """
    words, terms = words_of("report", lang), words_of("check", lang)
    if not found:
        return Html("")
    heads = [terms[head] for head in ("do", "window", "source")]
    return scrolling(table(heads, list(_step_rows(found, notes, lang)), "hll"), words["steps"])


def _step_rows(found: Sequence[NextStep], notes: Notes, lang: str) -> Iterator[Sequence[object]]:
    for step in found:
        yield (
            element("span", step.title.in_(lang), class_="wrap"),
            window(step, lang),
            notes.links(step.sources),
        )
