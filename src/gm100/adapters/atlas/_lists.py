"""
The pages of the atlas that list: cohorts with their members, awards, rules, and scorecards with their weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gm100.model.cohort import Cohort
from gm100.model.rule import Rule
from gm100.model.scorecard import Node, Scorecard
from gm100.reference import award_editions, awards, cohorts, memberships, provinces, regions, scorecards
from gm100.render.checks import topic_name
from gm100.render.html import Html, element, joined, pairs, table
from gm100.render.notes import Notes
from gm100.render.page import scrolling
from gm100.render.status import membership_words
from gm100.render.values import number, title_of, written
from gm100.rules.editions import RULES
from gm100.text.words import named, say, words_of

Chapters = Iterator[tuple[str, Html]]


def cohorts_chapters(notes: Notes, lang: str) -> Chapters:
    """
    Yield all cohorts with their figures, then a chapter for each: what became of each region in it.
    """
    words, columns = words_of("atlas", lang), ("year", "phase", "announced", "new", "known", "missing")
    heads = [*(say(f"column.{name}", lang) for name in columns), words["mou_date"], say("status.source", lang)]
    rows = [_cohort(cohort, notes, lang) for cohort in cohorts().values()]
    yield words["cohorts"], scrolling(table(heads, rows, "hlrrrrll"), words["cohorts"])
    for year in cohorts():
        yield f"{year}", element("ul", *_members(year, notes, lang))


def _cohort(cohort: Cohort, notes: Notes, lang: str) -> Sequence[object]:
    day = written(cohort.mou_date, lang) if cohort.mou_date else None
    counts = (cohort.announced, cohort.announced_new, cohort.known, cohort.missing)
    return (cohort.year, cohort.phase, *counts, day, notes.links(cohort.sources))


def _members(year: int, notes: Notes, lang: str) -> Iterator[Html]:
    for each in memberships(cohort=year):
        yield element("li", _area(each.region), f" {membership_words(each, lang)} ", notes.links(each.sources))


def _area(code: str) -> Html:
    """
    Return the name of a region or province as a link to its page, where it has one.
    """
    name = regions()[code].full_name if code in regions() else provinces()[code].full_name
    has_page = code in regions() or any(each.region == code for each in memberships())
    return element("a", name, href=f"{code}.html") if has_page else joined([name])


def awards_chapters(notes: Notes, lang: str) -> Chapters:
    """
    Yield the awards of regions, then the schemes by which awards were given.
    """
    words, source = words_of("atlas", lang), say("status.source", lang)
    rows = []
    for each in awards():
        day = written(each.given, lang) if each.given else each.year
        seen = notes.links([each.source, *each.further_sources])
        rows.append((_area(each.region) if each.region else "", day, each.name, each.category, seen))
    heads = (say("column.region", lang), words["given"], words["award"], words["category"], source)
    yield words["given_awards"], scrolling(table(heads, rows, "hllll"), words["given_awards"])
    schemes = []
    for scheme in award_editions():
        day, kinds = written(scheme.given, lang) if scheme.given else "", (*scheme.categories, *scheme.size_classes)
        schemes.append((scheme.name, day, scheme.giver, "; ".join(kinds), notes.links([scheme.source])))
    heads = (words["award"], words["given"], words["giver"], words["category"], source)
    yield words["schemes"], scrolling(table(heads, schemes, "hllll"), words["schemes"])


def rules_chapters(notes: Notes, lang: str) -> Chapters:
    """
    Yield a chapter for each topic with its rules: what each asks, how strictly, and where that is said.
    """
    by_topic = sorted((rule.record for rule in RULES), key=lambda rule: rule.topic)
    for topic, found in groupby(by_topic, key=lambda rule: rule.topic):
        yield topic_name(topic, lang), joined(_rule(rule, notes, lang) for rule in found)


def _rule(rule: Rule, notes: Notes, lang: str) -> Html:
    tag = element("span", words_of("check", lang)[rule.severity], class_="tag")
    said = element("p", tag, f" {rule.explanation.in_(lang)} ", notes.links(rule.sources))
    head = element("h3", f"{rule.id} {rule.title.in_(lang)}")
    return element("div", head, said, class_=f"finding {rule.severity.value}", id=rule.id)


def scorecards_chapters(notes: Notes, lang: str) -> Chapters:
    """
    Yield a chapter for each scorecard: since when it holds, its bands, its source, and its nodes with their weights.
    """
    heads = (say("column.node", lang), say("report.weight", lang))
    for card in scorecards().values():
        nodes = table(heads, _nodes(card.root, lang, 0), "hr")
        title = title_of(card, lang)
        yield title, joined([_card(card, notes, lang), scrolling(nodes, title)])


def _card(card: Scorecard, notes: Notes, lang: str) -> Html:
    words, ends = words_of("atlas", lang), (card.effective_from, card.effective_until)
    dates = [(words[name], written(day, lang)) for name, day in zip(("since", "until"), ends, strict=True) if day]
    bands = "; ".join(f"{band.label} {number(band.low, lang)}" for band in card.bands)
    grade = say(f"evidence.{card.evidence.value}", lang) if card.evidence else None
    last = (say("status.source", lang), notes.links([card.source]))
    return pairs(
        (("id", card.id), *dates, (words["bands"], bands or None), (say("column.evidence", lang), grade), last)
    )


def _nodes(node: Node, lang: str, depth: int) -> Iterator[tuple[Html, str]]:
    yield element("span", named(node.id, lang, node.name), style=f"padding-left:{depth}em"), number(node.weight, lang)
    for child in getattr(node, "children", ()):
        yield from _nodes(child, lang, depth + 1)
