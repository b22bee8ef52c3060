"""
The nouns as HTML for a notebook: the same content as their plain text, with bars and links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from gm100.render.checks import apart, by_rule, gaps, messages, topic_name
from gm100.render.html import Html, bar, element, fragment, is_web_address, joined, link, pairs, table
from gm100.render.values import written
from gm100.text.layout import shown
from gm100.text.words import translated, words_of

if TYPE_CHECKING:
    from gm100.model.evaluation import Evaluation
    from gm100.model.region import Region
    from gm100.model.result import NodeScore, Ranked, ScoreResult
    from gm100.model.rule import Event, Finding, NextStep, Report
    from gm100.model.source import Source

TOP: Final = Decimal(4)
"""The most an assessor gives; the bars of an evaluation end there."""

SHOWN_ROWS: Final = 100
"""Rows of a ranking that a notebook shows; the rest is counted below."""

_MARKS: Final = {True: "yes", False: "NO", None: ""}


def region_html(region: Region) -> str:
    """
    Return a region with what is known of it.
    """
    point = None
    if region.latitude is not None and region.longitude is not None:
        point = f"{region.latitude}, {region.longitude}"
    people = None if region.population is None else f"{region.population:,} ({region.population_year or 'no year'})"
    rows = (
        ("code", region.code),
        ("province", region.province),
        ("BPS code", region.bps_code),
        ("capital", region.capital),
        ("kind of the capital", region.capital_kind),
        ("time zone", region.timezone),
        ("population", people),
        ("area, km2", region.area_km2),
        ("coordinates", point),
        ("former codes", _listed(c.code for c in region.former_codes)),
        ("former names", _listed(n.name for n in region.former_names)),
        ("aliases", _listed(region.aliases)),
    )
    return fragment(pairs(rows, caption=region.full_name))


def _listed(texts: Iterable[str]) -> str | None:
    return ", ".join(texts) or None


def evaluation_html(evaluation: Evaluation) -> str:
    """
    Return an evaluation with its scores as bars, and where it was seen.
    """
    label = f"{evaluation.name} ({evaluation.region})" if evaluation.name else evaluation.region
    head = ", ".join(str(part) for part in (label, evaluation.edition, evaluation.year) if part)
    if not evaluation.participated:
        return fragment(element("p", f"{head}: did not take part"), source_line(evaluation.source))
    rows = [(s.dimension, shown(s.value), bar(s.value / TOP)) for s in evaluation.scores]
    published = evaluation.published_index
    if published is not None:
        rows.append(("published index", shown(published), bar(published / TOP)))
    count = f"{len(evaluation.questions)} questions known" if evaluation.questions else None
    return fragment(
        table(("dimension", "score", "0 to 4"), rows, "hrl", caption=head),
        element("p", count) if count else None,
        source_line(evaluation.source),
    )


def source_line(source: Source | None) -> Html | None:
    """
    Return a source as a line with a link, or nothing where there is none.
    """
    return None if source is None else element("p", "source: ", cited(source))


def cited(source: Source, lang: str = "en") -> Html:
    """
    Return a source as a note cites it; its title is a link where it has a web address, other addresses are text.
    """
    number = f", {source.number}" if source.number else ""
    elsewhere = source.address is not None and not is_web_address(source.address) and source.address != source.title
    place = f", {source.address}" if elsewhere else ""
    return joined(
        [link(source.title, source.address), number, place, f" [{translated(source.evidence.value, lang, 'evidence')}]"]
    )


def result_html(result: ScoreResult) -> str:
    """
    Return a result with what each node contributes to it, as numbers and as bars.
    """
    head = f"{result.label}, {result.scorecard}"
    if result.root is None:
        return fragment(element("p", f"{head}: no index, the unit is {result.status.value}"))
    columns = ("node", "value", "weight", "contribution", "share of the index", "remark")
    return fragment(table(columns, contribution_rows(result.root), "hrrrll", caption=head))


def contribution_rows(root: NodeScore) -> Iterator[Sequence[object]]:
    """
    Yield a row for each node that contributes, then for the sum and its rounding.
    """
    if root.value:
        yield from _below(root, root.value, 0)
    total = sum((c.contribution for c in root.children if c.contribution is not None), Decimal(0))
    if root.rounding:
        yield ("sum", "", "", shown(total), "", "")
    remark = f"rounded {root.rule}" if root.rounding else ""
    yield (
        element("strong", root.id),
        "",
        "",
        element("strong", shown(root.value)),
        bar(1 if root.value else None),
        remark,
    )


def _below(node: NodeScore, index: Decimal, depth: int) -> Iterator[Sequence[object]]:
    for child in node.children:
        part = child.contribution
        name = element("span", child.id, style=f"padding-left:{depth}em")
        yield (
            name,
            shown(child.value) or "no value",
            shown(child.weight),
            shown(part),
            bar(part / index) if part is not None and depth == 0 else "",
            _remark(child),
        )
        if not child.of_questions:
            yield from _below(child, index, depth + 1)


def _remark(node: NodeScore) -> str:
    """
    Say what a value was made of and where it was rounded.
    """
    remarks = []
    if node.of_questions:
        remarks.append(f"mean of {len(node.children)} questions")
    if node.rounding:
        remarks.append(f"{shown(node.unrounded)} rounded {node.rule}")
    if node.part_rounding and node.contribution is not None:
        remarks.append(f"part {shown(node.contribution - node.part_rounding)} rounded")
    return ", ".join(remarks)


def ranking_html(caption: str, places: Sequence[Ranked], absent: int) -> str:
    """
    Return a ranking with the index as bars, as long as the best.
    """
    best = max((place.index for place in places if place.index), default=None)
    cells = [
        (
            shown(place.rank),
            place.unit,
            place.name or "",
            shown(place.index),
            bar(place.index / best) if best and place.index is not None else "",
            shown(place.published),
            _MARKS[place.matches],
        )
        for place in places[:SHOWN_ROWS]
    ]
    names = ("rank", "code", "region", "index", "beside the best", "published", "match")
    sides = "rlhrlrl" if any(place.name for place in places) else "rhlrlrl"
    kept = [at for at in range(len(names)) if not cells or any(row[at] for row in cells)]
    head, align = [names[at] for at in kept], "".join(sides[at] for at in kept)
    rows = [[row[at] for at in kept] for row in cells]
    more = len(places) - SHOWN_ROWS
    return fragment(
        table(head, rows, align, caption=caption),
        element("p", f"and {more} more") if more > 0 else None,
        element("p", f"{absent} without an index") if absent else None,
    )


def report_html(report: Report, lang: str = "en") -> str:
    """
    Return what the rules say about a dossier: how many hold, what was found, and what is missing.
    """
    words = words_of("check", lang)
    label = f"{report.name} ({report.region})" if report.name else report.region
    counts = ", ".join(f"{number} {words[outcome]}" for outcome, number in report.counts.items())
    missing = ((gap, str(places), ", ".join(rules)) for gap, places, rules in gaps(report, lang))
    of_programme, of_record = apart(report.broken)
    return fragment(
        element("p", f"{label}, {words['book']} {report.book}, {words['on']} {written(report.on, lang)}: {counts}"),
        _findings(of_programme, lang) if of_programme else element("p", words["none"]),
        element("p", words["record"]) if of_record else None,
        _findings(of_record, lang) if of_record else None,
        table((words["unknown"], words["places"], words["rule"]), missing, "hrl") if report.not_judged else None,
    )


def _findings(findings: Sequence[Finding], lang: str) -> Html:
    words = words_of("check", lang)
    rows = (
        (
            topic_name(found[0].topic, lang),
            words[found[0].severity],
            found[0].rule,
            joined((f"{places}: {message}" for message, places in messages(found, lang)), Html("<br>")),
            found[0].remedy.in_(lang),
            joined((cited(source, lang) for source in found[0].sources), Html("<br>")),
        )
        for found in by_rule(findings)
    )
    heads = [words[head] for head in ("topic", "severity", "rule", "found", "do", "source")]
    return table(heads, rows, "hlllll")


def finding_html(finding: Finding, lang: str = "en") -> str:
    """
    Return one finding with what to do and the link to where the rule is stated.
    """
    return fragment(_findings((finding,), lang))


def timeline_html(events: Iterable[Event], lang: str = "en") -> str:
    """
    Return events in their order, each with its source.
    """
    rows = (
        (when(event, lang), event.title.in_(lang), cited(event.source, lang) if event.source else "")
        for event in events
    )
    heads = [words_of("check", lang)[head] for head in ("date", "event", "source")]
    return fragment(table(heads, rows, "hll"))


def when(event: Event, lang: str) -> str:
    """
    Return the date of an event, or from when to when it was.
    """
    start = written(event.date, lang)
    if event.until is None or event.until == event.date:
        return start
    return f"{start} \N{EN DASH} {written(event.until, lang)}"


def step_html(step: NextStep, lang: str = "en") -> str:
    """
    Return what is asked next, its window, and where the rules are stated.
    """
    cells = (
        step.title.in_(lang),
        window(step, lang),
        joined((cited(source, lang) for source in step.sources), Html("<br>")),
    )
    heads = [words_of("check", lang)[head] for head in ("do", "window", "source")]
    return fragment(table(heads, [cells], "hll"))


def window(step: NextStep, lang: str) -> str:
    """
    Return from when to when a step can be taken, as far as the rules say; and whether it is late, or not on record.
    """
    ends = [written(day, lang) if day else "\N{HORIZONTAL ELLIPSIS}" for day in (step.from_, step.until)]
    span = " \N{EN DASH} ".join(ends) if step.from_ or step.until else ""
    remark = "overdue" if step.overdue else "unrecorded" if step.outcome == "not-judged" else None
    return f"{span} ({words_of('check', lang)[remark]})".lstrip() if remark else span
