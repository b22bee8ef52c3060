"""
The pages of the atlas that list: cohorts with their members, awards, rules, and scorecards with their weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from gm100._html import Html, element, joined, pairs, table
from gm100._words import named, say, words_of
from gm100.model.cohort import Cohort
from gm100.model.region import Province, Region
from gm100.model.rule import Rule
from gm100.model.scorecard import Node, Scorecard
from gm100.reference import award_editions, awards, cohorts, memberships, provinces, regions, scorecards
from gm100.render.checks import topic_name
from gm100.render.notes import Notes
from gm100.render.page import scrolling
from gm100.render.status import membership_words
from gm100.render.values import number, written
from gm100.rules.editions import RULES

Chapters = Iterator[tuple[str, Html]]


def cohorts_chapters(lang: str) -> Chapters:
    """
    Yield a chapter for each cohort: its figures, and what became of each region in it.
    """
    notes = Notes(lang)
    for cohort in cohorts().values():
        yield f"{cohort.year}", joined([_cohort(cohort, notes, lang), _members(cohort.year, notes, lang)])
    yield say("status.sources", lang), notes.footnotes()


def _cohort(cohort: Cohort, notes: Notes, lang: str) -> Html:
    words = words_of("column", lang)
    day = written(cohort.mou_date, lang) if cohort.mou_date else None
    rows = [
        (words["phase"], cohort.phase),
        (words["announced"], cohort.announced),
        (words["new"], cohort.announced_new),
        (words["known"], cohort.known),
        (words["missing"], cohort.missing or None),
        (words_of("atlas", lang)["mou_date"], day),
        (words_of("status", lang)["source"], notes.links(cohort.sources)),
    ]
    return pairs(rows)


def _members(year: int, notes: Notes, lang: str) -> Html:
    items = (
        element("li", area_link(m.region), f" {membership_words(m, lang)} ", notes.links(m.sources))
        for m in memberships(cohort=year)
    )
    return element("ul", *items)


def area_link(code: str) -> Html:
    """
    Return the name of a region or province as a link to its page, where it has one.
    """
    area: Region | Province = regions()[code] if code in regions() else provinces()[code]
    if code not in regions() and code not in {m.region for m in memberships()}:
        return joined([area.full_name])
    return element("a", area.full_name, href=f"{code}.html")


def awards_chapters(lang: str) -> Chapters:
    """
    Yield the awards of regions, the schemes by which they were given, and the sources.
    """
    words, notes = words_of("atlas", lang), Notes(lang)
    rows = (
        (
            area_link(award.region) if award.region else "",
            written(award.given, lang) if award.given else award.year,
            award.name,
            award.category,
            notes.links([award.source, *award.further_sources]),
        )
        for award in awards()
    )
    heads = (say("column.region", lang), words["given"], words["award"], words["category"], say("status.source", lang))
    yield words["given_awards"], scrolling(table(heads, rows, "hllll"), words["given_awards"])
    schemes = (
        (
            each.name,
            each.giver,
            written(each.given, lang) if each.given else "",
            "; ".join((*each.categories, *each.size_classes)),
            notes.links([each.source]),
        )
        for each in award_editions()
    )
    heads = (words["award"], words["giver"], words["given"], words["category"], say("status.source", lang))
    yield words["schemes"], scrolling(table(heads, schemes, "hllll"), words["schemes"])
    yield say("status.sources", lang), notes.footnotes()


def rules_chapters(lang: str) -> Chapters:
    """
    Yield a chapter for each topic with its rules: what each asks, how strictly, and where that is said.
    """
    notes = Notes(lang)
    for topic, found in groupby(sorted((rule.record for rule in RULES), key=_topic), key=_topic):
        yield topic_name(topic, lang), joined(_rule(rule, notes, lang) for rule in found)
    yield say("status.sources", lang), notes.footnotes()


def _topic(rule: Rule) -> str:
    return rule.topic


def _rule(rule: Rule, notes: Notes, lang: str) -> Html:
    tag = element("span", words_of("check", lang)[rule.severity], class_="tag")
    head = element("h3", f"{rule.id} {rule.title.in_(lang)}")
    said = element(
        "p", tag, " ", rule.explanation.in_(lang) if rule.explanation else None, " ", notes.links(rule.sources)
    )
    return element("div", head, said, class_=f"finding {rule.severity.value}", id=rule.id)


def scorecards_chapters(lang: str) -> Chapters:
    """
    Yield a chapter for each scorecard: since when it holds, its bands, its nodes with their weights, and its source.
    """
    notes = Notes(lang)
    for card in scorecards().values():
        yield card.title or card.id, _card(card, notes, lang)
    yield say("status.sources", lang), notes.footnotes()


def _card(card: Scorecard, notes: Notes, lang: str) -> Html:
    words = words_of("atlas", lang)
    bands = "; ".join(f"{band.label} {number(band.low, lang)}" for band in card.bands)
    rows = [
        ("id", card.id),
        (words["since"], written(card.effective_from, lang) if card.effective_from else None),
        (words["until"], written(card.effective_until, lang) if card.effective_until else None),
        (words["bands"], bands or None),
        (say("column.evidence", lang), say(f"evidence.{card.evidence.value}", lang) if card.evidence else None),
        (say("status.source", lang), notes.links([card.source])),
    ]
    nodes = table((say("column.node", lang), say("report.weight", lang)), [*_nodes(card.root, lang, 0)], "hr")
    return joined([pairs(rows), scrolling(nodes, card.title or card.id)])


def _nodes(node: Node, lang: str, depth: int) -> Iterator[tuple[Html, str]]:
    known = named(node.id, lang)
    title = node.name if known == node.id and node.name else known
    yield element("span", title, style=f"padding-left:{depth}em"), number(node.weight, lang)
    for child in getattr(node, "children", ()):
        yield from _nodes(child, lang, depth + 1)
