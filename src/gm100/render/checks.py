"""
The lines of a report and of a rule, in Indonesian and English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from gm100._words import words_of
from gm100.render.values import written

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
    of_programme, of_record = apart(report.broken)
    for topic in dict.fromkeys(finding.topic for finding in of_programme):
        yield f"\n{topic_name(topic, lang)}"
        for finding in of_programme:
            if finding.topic == topic:
                yield from _finding(finding, lang)
    if of_record:
        yield f"\n{words['record']}"
        for finding in of_record:
            yield from _finding(finding, lang)
    inferred = [judged for judged in report.judged if judged.outcome == "met" and judged.reason]
    if inferred:
        yield f"\n{words['inferred']}"
        yield from (f"  {judged.rule}: {judged.reason.in_(lang)}" for judged in inferred if judged.reason)
    if report.not_judged:
        yield f"\n{words['unknown']}"
        yield from _gaps(report)


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


def _gaps(report: Report) -> Iterator[str]:
    for gap, places, rules in gaps(report):
        times = f" ({places}x)" if places > 1 else ""
        yield f"  {gap}{times}: {', '.join(rules)}"


def gaps(report: Report) -> list[tuple[str, int, tuple[str, ...]]]:
    """
    Return what is missing, in how many places, and for which rules; places that differ in position only are one.
    """
    rules: dict[str, dict[str, None]] = {}
    places: dict[str, set[str]] = {}
    for finding in report.not_judged:
        for name in finding.missing:
            gap = f"{_ANY.sub('[*]', finding.place)}.{name}"
            rules.setdefault(gap, {})[finding.rule] = None
            places.setdefault(gap, set()).add(finding.place)
    return [(gap, len(places[gap]), tuple(needed_by)) for gap, needed_by in rules.items()]


def _finding(finding: Finding, lang: str) -> Iterator[str]:
    words = words_of("check", lang)
    yield f"  {words[finding.severity]}  {finding.rule}  {finding.place}"
    yield f"    {finding.message.in_(lang)}"
    yield f"    {words['do']}: {finding.remedy.in_(lang)}"
    for source in finding.seen:
        yield f"    {words['seen']}: {cited(source)}"
    for source in finding.sources:
        yield f"    {words['source']}: {cited(source)}"


def cited(source: Source) -> str:
    """
    Return a source as a note cites it: title, number, and how far it can be trusted.
    """
    number = f", {source.number}" if source.number else ""
    return f"{source.title}{number} [{source.evidence.value}]"


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
        yield f"  {words['source']}: {cited(source)}{address}"


def effective(rule: Rule, lang: str = "en") -> str:
    """
    Return for which editions a rule holds.
    """
    words = words_of("check", lang)
    limits = (("from", rule.effective_from), ("until", rule.effective_until))
    span = " ".join(f"{words[word]} {written(day, lang)}" for word, day in limits if day)
    return f"{span} ({words[rule.dated_by]})" if span else words["always"]
