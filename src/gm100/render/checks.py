"""
The lines of a report and of a rule, in Indonesian and English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from gm100.render.values import written
from gm100.text.words import translated, words_of

if TYPE_CHECKING:
    from gm100.model.rule import Finding, Report, Rule
    from gm100.model.source import Source

_ANY = re.compile(r"\[\d+\]")
"""A position in a path."""


def report_lines(report: Report, lang: str) -> Iterator[str]:
    """
    Yield the lines of a report.
    """
    words = words_of("check", lang)
    label = f"{report.name} ({report.region})" if report.name else report.region
    yield f"{label}, {words['book']} {report.book}, {words['on']} {written(report.on, lang)}"
    yield "  " + ", ".join(f"{number} {words[outcome]}" for outcome, number in report.counts.items())
    if not report.findings:
        yield f"\n{words['none']}"
    for title, rules in chapters(report, lang):
        yield f"\n{title}"
        for found in rules:
            yield from _findings(found, lang)
    inferred = [judged for judged in report.judged if judged.outcome == "met" and judged.reason]
    if inferred:
        yield f"\n{words['inferred']}"
        yield from (f"  {judged.rule}: {judged.reason.in_(lang)}" for judged in inferred if judged.reason)
    if report.not_judged:
        yield f"\n{words['unknown']}"
        for gap, places, needed_by in gaps(report, lang):
            times = f" ({places}x)" if places > 1 else ""
            yield f"  {gap}{times}: {', '.join(needed_by)}"


def chapters(report: Report, lang: str) -> Iterator[tuple[str, list[tuple[Finding, ...]]]]:
    """
    Yield what was found, by rule, under a title for each topic, and last under that of how the record is kept.
    """
    of_programme, of_record = map(by_rule, apart(report.broken))
    for topic in dict.fromkeys(found[0].topic for found in of_programme):
        yield topic_name(topic, lang), [found for found in of_programme if found[0].topic == topic]
    if of_record:
        yield words_of("check", lang)["record"], of_record


def apart(findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """
    Return the findings on what the programme asks, and those on how the record is kept.
    """
    listed = list(findings)
    of_record = [finding for finding in listed if finding.kind == "record"]
    return [finding for finding in listed if finding.kind != "record"], of_record


def topic_name(topic: str, lang: str) -> str:
    """
    Return what a topic is called; one that gm100 does not know keeps its slug.
    """
    return words_of("topic", lang).get(topic, topic)


def gaps(report: Report, lang: str) -> list[tuple[str, int, tuple[str, ...]]]:
    """
    Return what is missing, or why else a rule cannot be judged, in how many places, and for which rules.

    Places that differ in position only are one.
    """
    rules: dict[str, dict[str, None]] = {}
    places: dict[str, set[str]] = {}
    for finding in report.not_judged:
        place = _ANY.sub("[*]", finding.place)
        why = finding.message.in_(lang) if place == "$" else f"{finding.message.in_(lang)} ({place})"
        for gap in [f"{place}.{name}" for name in finding.missing] or [why]:
            rules.setdefault(gap, {})[finding.rule] = None
            places.setdefault(gap, set()).add(finding.place)
    return [(gap, len(places[gap]), tuple(needed_by)) for gap, needed_by in rules.items()]


def by_rule(findings: Iterable[Finding]) -> list[tuple[Finding, ...]]:
    """
    Return findings by the rule that found them, in the order of the first of each.
    """
    rules: dict[str, list[Finding]] = {}
    for finding in findings:
        rules.setdefault(finding.rule, []).append(finding)
    return [tuple(found) for found in rules.values()]


def messages(findings: Iterable[Finding], lang: str) -> list[tuple[str, str]]:
    """
    Return what was found, each sentence once, with the places; positions in one collection are in one bracket.
    """
    said: dict[str, dict[str, list[str]]] = {}
    for finding in findings:
        positions = _ANY.findall(finding.place)
        place = _ANY.sub("[*]", finding.place) if len(positions) == 1 else finding.place
        said.setdefault(finding.message.in_(lang), {}).setdefault(place, []).extend(positions)
    return [(message, ", ".join(map(_place, places, places.values()))) for message, places in said.items()]


def _place(place: str, positions: list[str]) -> str:
    ordered = sorted((position.strip("[]") for position in positions), key=int)
    return place.replace("[*]", f"[{', '.join(ordered)}]")


def _findings(found: Sequence[Finding], lang: str) -> Iterator[str]:
    """
    Yield what one rule found, and once what to do and where the rule is stated.
    """
    words, first, said = words_of("check", lang), found[0], messages(found, lang)
    head = f"  {words[first.severity]}  {first.rule}"
    yield head if len(said) > 1 else f"{head}  {said[0][1]}"
    for message, places in said:
        yield f"    {places}: {message}" if len(said) > 1 else f"    {message}"
    yield f"    {words['do']}: {first.remedy.in_(lang)}"
    for source in dict.fromkeys(source for finding in found for source in finding.seen):
        yield f"    {words['seen']}: {cited(source, lang)}"
    for source in first.sources:
        yield f"    {words['source']}: {cited(source, lang)}"


def cited(source: Source, lang: str = "en") -> str:
    """
    Return a source as a note cites it: title, number, and how far it can be trusted.
    """
    number = f", {source.number}" if source.number else ""
    return f"{source.title}{number} [{translated(source.evidence.value, lang, 'evidence')}]"


def rule_lines(rule: Rule, lang: str) -> Iterator[str]:
    """
    Yield the lines that explain a rule.
    """
    words = words_of("check", lang)
    yield f"{rule.id} ({words[rule.severity]}, {topic_name(rule.topic, lang)})"
    yield f"  {rule.title.in_(lang)}"
    yield f"  {rule.explanation.in_(lang)}"
    yield f"  {words['do']}: {rule.remedy.in_(lang)}"
    yield f"  {words['effective']}: {effective(rule, lang)}"
    for source in rule.sources:
        address = f" {source.address}" if source.address else ""
        yield f"  {words['source']}: {cited(source, lang)}{address}"


def effective(rule: Rule, lang: str = "en") -> str:
    """
    Return for which editions a rule holds.
    """
    words = words_of("check", lang)
    limits = (("from", rule.effective_from), ("until", rule.effective_until))
    span = " ".join(f"{words[word]} {written(day, lang)}" for word, day in limits if day)
    return f"{span} ({words[rule.dated_by]})" if span else words["always"]
