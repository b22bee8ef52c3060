"""
Where regions stand: ranks with their uncertainty, groups by dimension, and the map.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from gm100.adapters.charts._canvas import (
    BLUE,
    INK,
    PALE,
    bare,
    canvas,
    commas,
    figure_of,
    fitted,
    matplotlib,
    plain,
    refuse_empty,
    ruled,
)  # fmt: skip
from gm100.errors import UnknownIdError
from gm100.model.evaluation import DIMENSIONS, Evaluation
from gm100.model.result import Ranked, ScoreResult
from gm100.model.sensitivity import RankSpread
from gm100.reference import regions
from gm100.reference._outline import islands
from gm100.render.values import number
from gm100.scoring import Ranking
from gm100.text.words import named, words_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

GAMMA: Final = 2.2
"""The curve of a screen, near enough to choose between black and white."""

EQUAL_CONTRAST: Final = 0.19
"""The luminance on which white and our black read equally well."""

LAND: Final = "#efefe9"
"""The islands under the dots."""

TOP: Final = 4
"""The highest mark of an assessor."""


class Interval(NamedTuple):
    """
    A row of a chart of ranks: where a unit stands, and where it might.
    """

    label: str
    rank: float
    best: float
    worst: float
    median: float | None
    value: Decimal | None


Ranges: TypeAlias = "Mapping[str, tuple[Decimal | float, Decimal | float]] | Iterable[RankSpread]"
"""Best and worst rank by unit, or what a sensitivity analysis found."""


def intervals(
    ranking: Ranking | Iterable[RankSpread],
    ranks: Ranges | None = None,
    *,
    ax: Axes | None = None,
    lang: str = "en",
) -> Figure:
    """
    Draw a ranking with the range in which each rank may lie.

    >>> import gm100
    >>> results = gm100.evaluations(scorecard="kominfo-2023-regular")
    >>> figure = intervals(list(gm100.sensitivity(results, "kominfo-2023-regular", draws=9))[:5])
    >>> len(figure.axes[0].get_yticks())
    5

    Args:
        ranking: The ranking; `ranking.top(20)` for its first places. Or what `gm100.sensitivity` returns, alone.
        ranks: What `gm100.sensitivity` returns, drawn from the 5th to the 95th percentile with the median; or best and
            worst rank of each unit by its code.
        ax: Axes to draw on; without them, new ones.
        lang: Language of the labels, `id` or `en`.

    Raises:
        UnknownIdError: A unit of the ranking has no range, or there is no such language.
        ValueError: The best rank of a range is after its worst, no unit is ranked, or the axes are polar.
        MissingExtraError: matplotlib is not installed.
    """
    words = words_of("chart", lang)
    rows = _intervals(ranking, ranks)
    refuse_empty(rows, "the ranking has no places")
    drawn: Any = canvas(ax, 7.5, 0.27 * len(rows) + 1.1)
    for row, each in enumerate(rows):
        _interval(drawn, row, each, lang)
    drawn.set_yticks(range(len(rows)), [fitted(each.label) for each in rows], fontsize=9)
    drawn.set_ylim(len(rows) - 0.4, -0.6)
    drawn.xaxis.set_major_locator(matplotlib("ticker").MaxNLocator(integer=True))
    drawn.set_xlim(left=min(0.0, *(each.best for each in rows)) + 0.4)
    known = any(each.median is not None for each in rows)
    drawn.set_xlabel(fitted(words["percentiles" if known else "range"], 54))
    if any(each.value is not None for each in rows):
        drawn.annotate(words["index"], (1, 1), (6, 4), xycoords="axes fraction", textcoords="offset points", fontsize=9)
    ruled(drawn, "x")
    return figure_of(drawn)


def _intervals(ranking: Ranking | Iterable[RankSpread], ranks: Ranges | None) -> list[Interval]:
    if not isinstance(ranking, Ranking):
        return [Interval(s.name or s.unit, s.rank, s.p5, s.p95, s.median, None) for s in ranking]
    found: Any = ranks if isinstance(ranks, Mapping) else {spread.unit: spread for spread in ranks or ()}
    return [_row(place, found) for place in ranking.places]


def _row(place: Ranked, ranks: Mapping[str, Any]) -> Interval:
    if place.unit not in ranks:
        raise UnknownIdError("unit of the ranges of ranks", place.unit)
    label, rank, found = place.name or place.unit, float(place.rank or 0), ranks[place.unit]
    if isinstance(found, RankSpread):
        return Interval(label, rank, found.p5, found.p95, found.median, place.index)
    best, worst = map(float, found)
    if best > worst:
        message = f"the range of {place.unit} runs from {best:g} to {worst:g}, expected the best rank first"
        raise ValueError(message)
    return Interval(label, rank, best, worst, None, place.index)


def _interval(ax: Any, row: int, each: Interval, lang: str) -> None:
    """
    Draw a bar for the range, a notch in it for the median, and a dot for the rank.
    """
    ax.plot([each.best, each.worst], [row, row], color=BLUE, alpha=0.45, linewidth=5, solid_capstyle="butt")
    ax.plot([each.rank], [row], "o", color=INK, markersize=5)
    if each.median is not None:
        ax.plot([each.median], [row], "|", color=BLUE, markersize=11, markeredgewidth=2, zorder=1.9)
    side = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "va": "center", "fontsize": 9}
    if each.value is not None:
        ax.annotate(number(each.value, lang), (1, row), (6, 0), **side)


def heat(
    groups: Mapping[str, Iterable[Evaluation | ScoreResult]],
    *,
    ax: Axes | None = None,
    lang: str = "en",
) -> Figure:
    """
    Draw the median value of groups of units, such as cohorts, by component: the dimensions, or the groups of any index.

    Evaluations are coloured from 0 to 4, results from their least to their greatest median.

    >>> import gm100
    >>> figure = heat({"2023": gm100.evaluations(year=2023)})
    >>> [text.get_text() for text in figure.axes[0].get_yticklabels()]
    ['2023 (n=130)']

    Args:
        groups: Evaluations, or results of one scorecard, by the label of their group; those that did not take part are
            not counted.
        ax: Axes to draw on; without them, new ones.
        lang: Language of the labels, `id` or `en`.

    Raises:
        ValueError: No group has a score, or the axes are polar.
        UnknownIdError: There is no such language.
        MissingExtraError: matplotlib is not installed.
    """
    words = words_of("chart", lang)
    given = {label: [each for each in group if _takes_part(each)] for label, group in groups.items()}
    taken = {label: [_components(each, lang) for each in group] for label, group in given.items()}
    seen = {code: name for group in taken.values() for each in group for code, (name, _) in each.items()}
    columns = {code: seen[code] for code in dict.fromkeys((*(d for d in DIMENSIONS if d in seen), *seen))}
    refuse_empty(columns, "no group has a score")
    table = [[_median(group, code) for code in columns] for group in taken.values()]
    shades = [[float("nan") if cell is None else float(cell) for cell in row] for row in table]
    marks = any(isinstance(each, Evaluation) for group in given.values() for each in group)
    held = [float(cell) for row in table for cell in row if cell is not None]
    low, high = (0, TOP) if marks else (min(held), max(held))
    drawn: Any = canvas(ax, 1.05 * len(columns) + 2.6, 0.5 * len(table) + 1.2)
    image = drawn.imshow(shades, cmap="viridis", vmin=low, vmax=high, aspect="auto")
    for y, row in enumerate(table):
        for x, cell in enumerate(row):
            ink = INK if cell is None else _ink_on(image.to_rgba(float(cell)))
            drawn.text(x, y, number(cell, lang, 2) or "–", ha="center", va="center", color=ink)
    drawn.set_xticks(range(len(columns)), [fitted(name, 13, 3) for name in columns.values()])
    drawn.set_yticks(range(len(table)), [fitted(f"{label} (n={len(group)})", 30) for label, group in taken.items()])
    drawn.xaxis.tick_top()
    drawn.tick_params(length=0)
    plain(drawn)
    key = drawn.figure.colorbar(image, ax=drawn, label=words["median"], ticks=range(TOP + 1) if marks else None)
    commas(key.ax.yaxis, lang)
    return figure_of(drawn)


def _takes_part(each: Evaluation | ScoreResult) -> bool:
    return each.participated if isinstance(each, Evaluation) else each.root is not None


def _components(each: Evaluation | ScoreResult, lang: str) -> dict[str, tuple[str, Decimal | None]]:
    if isinstance(each, Evaluation):
        return {score.dimension: (named(score.dimension, lang), score.value) for score in each.scores}
    children = each.root.children if each.root else ()
    return {node.id: (named(node.id, lang, node.name), node.value) for node in children}


def _median(group: Iterable[Mapping[str, tuple[str, Decimal | None]]], code: str) -> Decimal | None:
    values = [value for each in group if code in each and (value := each[code][1]) is not None]
    return median(values) if values else None


def _ink_on(colour: tuple[float, ...]) -> str:
    """
    Return the text colour with the greater contrast on a background (WCAG 2.1, relative luminance).
    """
    luminance = sum(share * part**GAMMA for share, part in zip((0.2126, 0.7152, 0.0722), colour[:3], strict=True))
    return INK if luminance > EQUAL_CONTRAST else "white"


def region_map(  # noqa: PLR0913 - options, all but the first by name
    values: Ranking | Mapping[str, Decimal | None],
    *,
    label: str | None = None,
    name: Iterable[str] = (),
    points: Mapping[str, tuple[float, float]] | None = None,
    ax: Axes | None = None,
    lang: str = "en",
) -> Figure:
    """
    Draw regions as dots at their coordinates, coloured by a value; all other regions of Indonesia are small grey dots.

    The coordinates are points inside the regions, not borders. The islands below are those of Natural Earth.

    >>> figure = region_map({"35.03": 3}, name=["35.03"])
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['Kabupaten Trenggalek']

    Args:
        values: Value by Kemendagri code, or a ranking, whose index is drawn.
        label: What the value is called.
        name: Codes of regions to write the name of.
        points: Longitude and latitude by code, for units that are not regions, such as districts or schools.
        ax: Axes to draw on; without them, new ones.
        lang: Language of the labels, `id` or `en`.

    Raises:
        UnknownIdError: There is neither a region of a code nor a point, or no such language.
        ValueError: The axes are polar.
        MissingExtraError: matplotlib is not installed.
    """
    words = words_of("chart", lang)
    given = {p.unit: p.index for p in values.places} if isinstance(values, Ranking) else dict(values)
    spots_of = {code: (points or {}).get(code) or _point(code) for code in (*given, *name)}
    shown = {code: float(value) for code, value in given.items() if value is not None and spots_of[code]}
    drawn: Any = canvas(ax, 10.0, 4.2)
    for island in islands():
        drawn.fill(*zip(*island, strict=True), color=LAND, zorder=0)
    rest = [point for code in regions() if code not in shown and (point := _point(code))]
    drawn.scatter(*zip(*rest, strict=True), s=5, color=PALE, zorder=1)
    spots = drawn.scatter(
        *zip(*map(spots_of.__getitem__, shown), strict=True) if shown else ([], []),
        c=list(shown.values()), cmap="cividis", s=34, edgecolor="white", linewidth=0.5, zorder=2,
    )  # fmt: skip
    for code in name:
        text = regions()[code].full_name if code in regions() else code
        written = drawn.annotate(text, spots_of[code], (6, 6), textcoords="offset points", fontsize=9)
        written.set(zorder=3, path_effects=[matplotlib("patheffects").withStroke(linewidth=3, foreground="white")])
    drawn.set_aspect("equal")
    bare(drawn)
    if shown:
        drawn.figure.colorbar(spots, ax=drawn, label=label or words["index"], shrink=0.8)
    return figure_of(drawn)


def _point(code: str) -> tuple[float, float] | None:
    region = regions()[code]
    if region.longitude is None or region.latitude is None:
        return None
    return float(region.longitude), float(region.latitude)
