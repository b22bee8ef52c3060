"""
The first page of the atlas: how many there are, the map, and the table of all regions with their latest results.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import starmap
from typing import Final

from gm100.model.status import RegionStatus
from gm100.reference import cohorts, provinces, regions
from gm100.reference._outline import islands
from gm100.render.html import Html, element, joined, table
from gm100.render.notes import Notes
from gm100.render.page import facts, figure, scrolling
from gm100.render.status import latest
from gm100.render.values import number
from gm100.text.words import say, words_of

WEST, NORTH, EAST, SOUTH = 94.5, 6.2, 141.5, -11.2
"""The edges of the map, in degrees."""

SCALE: Final = 24
"""Units of the picture for one degree of longitude, and of latitude: near the equator they are alike."""

HEADS: Final = (
    *("column.region", "column.code", "atlas.province", "report.cohort_short", "report.stage"),
    *("column.year", "column.index", "column.rank", "atlas.of_list", "status.change", "status.source"),
)
"""The columns of the table, as the catalogue of words names them."""


def home_chapters(known: Mapping[str, RegionStatus], notes: Notes, lang: str) -> Iterator[tuple[str, Html]]:
    """
    Yield the chapters of the first page.
    """
    words, statuses = words_of("atlas", lang), known.values()
    counted = {
        "regions": len(regions()),
        "members": sum(each.cohort is not None and each.region in regions() for each in statuses),
        "unfound": sum(cohort.missing for cohort in cohorts().values()),
        "results": sum(latest(each) is not None for each in statuses),
    }
    yield "", facts([(words[name], str(count)) for name, count in counted.items()])
    yield words["map"], _map(known, lang)
    searched = element("div", id="search", data_label=words["search"], data_count=words["found"])
    rows = [_row(each, notes, lang) for each in statuses]
    listed = table([say(head, lang) for head in HEADS], rows, "hllrlrrrrrl", caption=words["table_caption"])
    yield words["table"], joined([searched, scrolling(listed, words["table"], wide=True)])


def _row(each: RegionStatus, notes: Notes, lang: str) -> Sequence[object]:
    last = latest(each)
    member = next((m for m in each.memberships if m.cohort == each.cohort), None)
    seen = (*(member.sources[:1] if member else ()), *(last.sources if last else ()))
    return (
        element("a", each.name, href=f"{each.region}.html"),
        each.region,
        provinces()[each.region[:2]].name,
        each.cohort,
        say(f"step.{each.stage.value}", lang) if each.stage else say("status.unknown", lang),
        *((last.year, number(last.index, lang), last.rank, last.of) if last else (None,) * 4),
        number(last.change, lang, sign=True) if last else None,
        notes.links(seen),
    )


def _map(known: Mapping[str, RegionStatus], lang: str) -> Html:
    """
    Return the regions as dots at their coordinates: members full, with their names; those with an index larger.
    """
    words, drawn = words_of("atlas", lang), (dot for _, dot in sorted(_dots(known), key=lambda each: each[0]))
    view = f"0 0 {(EAST - WEST) * SCALE:g} {(NORTH - SOUTH) * SCALE:g}"
    picture = element("svg", _land(), *drawn, viewBox=view, role="group", aria_label=words["map_text"], class_="map")
    looks = ("result", "member", "dot")
    keys = [part for look in looks for part in (element("span", class_=f"key {look}"), words[f"key_{look}"], " ")]
    return figure(scrolling(picture, words["map"]), joined([*keys, element("br"), words["map_caption"]]))


def _land() -> Html:
    rings = (" ".join(f"{x:.0f},{y:.0f}" for x, y in starmap(_placed, island)) for island in islands())
    return element("path", d="".join(f"M{ring}Z" for ring in rings), class_="land", aria_hidden="true")


def _placed(longitude: float, latitude: float) -> tuple[float, float]:
    return (longitude - WEST) * SCALE, (NORTH - latitude) * SCALE


def _dots(known: Mapping[str, RegionStatus]) -> Iterator[tuple[int, Html]]:
    """
    Yield a dot for each region that has coordinates, with its place in the order of drawing.
    """
    for code, region in regions().items():
        if region.longitude is None or region.latitude is None:
            continue
        each = known[code]
        layer = 0 if each.cohort is None else 1 if latest(each) is None else 2
        x, y = _placed(float(region.longitude), float(region.latitude))
        look, size = (("dot", 2.5), ("member", 4), ("result", 5))[layer]
        dot = element("circle", element("title", each.name), cx=f"{x:.1f}", cy=f"{y:.1f}", r=size, class_=look)
        yield layer, element("a", dot, href=f"{code}.html", aria_label=each.name, tabindex="-1")
