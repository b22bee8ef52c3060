"""
Charts for any index: what places are made of, how values spread, which nodes go together, and the scorecard itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import cycle, islice
from statistics import StatisticsError, correlation, median
from typing import TYPE_CHECKING, Any, Final

from gm100._lookup import scorecard
from gm100.adapters.charts._canvas import (
    BLUE,
    GREY,
    INK,
    LOOKS,
    PALE,
    RED,
    bare,
    canvas,
    commas,
    figure_of,
    fitted,
    matplotlib,
    plain,
    refuse_empty,
    ruled,
)
from gm100.model._rows import placed
from gm100.model.scorecard import Group, Node, Scorecard
from gm100.render.values import number
from gm100.scoring import Ranking, Scores
from gm100.text.words import checked, named, words_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FEW: Final = 3
"""With fewer pairs a correlation says nothing."""

DARK: Final = 0.6
"""Correlations from which on the ground is too dark for dark ink."""


def bars(ranking: Ranking, first: int = 20, *, ax: Axes | None = None, lang: str = "en") -> Figure:
    """
    Draw the first places as bars, made up of what each child of the root contributes.

    >>> import gm100
    >>> card = gm100.scorecards()["kominfo-2023-kppn-ikn"]
    >>> figure = bars(gm100.rank(gm100.evaluations(scorecard=card), card), 5)
    >>> len(figure.axes[0].containers)
    6

    Args:
        ranking: The ranking, by any scorecard.
        first: How many places to draw, best first.
        ax: Axes to draw on; without them, new ones.
        lang: Language of the labels, `id` or `en`.

    Raises:
        ValueError: No unit is ranked, or the axes are polar.
        UnknownIdError: There is no such language.
        MissingExtraError: matplotlib is not installed.
    """
    words = words_of("chart", lang)
    places = list(islice(ranking, first))
    refuse_empty(places, "the ranking has no places")
    card = ranking.scores.scorecard
    names = {child.id: fitted(named(child.id, lang, child.name), 28) for child in card.root.children}
    drawn: Any = canvas(ax, 8.5, max(2.8, 0.3 * len(places) + 1.5))
    roots = [ranking[place.unit].root for place in places]
    starts, lows = [0.0] * len(places), [0.0] * len(places)
    for (code, name), look in zip(names.items(), cycle(LOOKS), strict=False):
        parts = [float(_contribution(root, code)) for root in roots]
        lefts = [start if part >= 0 else low for start, low, part in zip(starts, lows, parts, strict=True)]
        drawn.barh(range(len(places)), parts, left=lefts, height=0.7, label=name, **{"edgecolor": "white", **look})
        starts = [start + max(part, 0) for start, part in zip(starts, parts, strict=True)]
        lows = [low + min(part, 0) for low, part in zip(lows, parts, strict=True)]
    for row, (place, end) in enumerate(zip(places, starts, strict=True)):
        text = number(place.index, lang)
        drawn.annotate(text, (end, row), (4, 0), textcoords="offset points", va="center", fontsize=9, color=INK)
    drawn.set_yticks(range(len(places)), [fitted(place.name or place.unit) for place in places], fontsize=9)
    drawn.set_ylim(len(places) - 0.4, -0.6)
    drawn.set_xlim(min(lows) * 1.1, max(starts) * 1.1 or 1)
    drawn.set_xlabel(words["index"])
    drawn.legend(
        loc="upper center", bbox_to_anchor=(0.4, -0.65 / max(2.3, 0.3 * len(places) + 1)), ncols=3, frameon=False
    )
    commas(drawn.xaxis, lang)
    ruled(drawn, "x")
    return figure_of(drawn)


def _contribution(root: Any, code: str) -> Decimal:
    child = next((child for child in root.children if child.id == code), None) if root else None
    return Decimal(0) if child is None or child.contribution is None else child.contribution


def distribution(scores: Scores, node: str | None = None, *, ax: Axes | None = None, lang: str = "en") -> Figure:
    """
    Draw how the index, or a node, spreads over the units: a bar a range, a tick a unit, and the median.

    >>> import gm100
    >>> card = gm100.scorecards()["kominfo-2023-kppn-ikn"]
    >>> figure = distribution(gm100.score(gm100.evaluations(scorecard=card), card), "impact")
    >>> figure.axes[0].get_xlabel()
    'Impact'

    Args:
        scores: The scores, by any scorecard.
        node: The node; without it the index.
        ax: Axes to draw on; without them, new ones.
        lang: Language of the labels, `id` or `en`.

    Raises:
        ValueError: No unit has a value, or the axes are polar.
        UnknownIdError: There is no such node or language.
        MissingExtraError: matplotlib is not installed.
    """
    words, code = words_of("chart", lang), node or scores.scorecard.root.id
    values = [float(value) for value in scores.column(code) if value is not None]
    refuse_empty(values, f"no unit has a value of {code}")
    drawn: Any = canvas(ax, 7.0, 3.6)
    drawn.hist(values, bins="sturges", color=BLUE, alpha=0.75, edgecolor="white")
    rug = {"color": INK, "markersize": 9, "transform": drawn.get_xaxis_transform()}
    drawn.plot(values, [0.025] * len(values), "|", **rug)
    middle = median(values)
    drawn.axvline(middle, color=RED, linewidth=1.5)
    text = f"{words['middle']} {number(Decimal(repr(round(middle, 6))), lang, 2)}"
    drawn.annotate(text, (middle, 1), (4, 2), xycoords=("data", "axes fraction"), textcoords="offset points", color=RED)
    drawn.set_xlabel(_name(scores.scorecard, code, lang), labelpad=10)
    drawn.set_ylabel(words["units"])
    drawn.yaxis.set_major_locator(matplotlib("ticker").MaxNLocator(integer=True))
    commas(drawn.xaxis, lang)
    ruled(drawn, "y")
    return figure_of(drawn)


def _name(card: Scorecard, code: str, lang: str, width: int = 48) -> str:
    return fitted(named(code, lang, card[code].name), width)


def scatter(  # noqa: PLR0913 - options, all but the first three by name
    scores: Scores, x: str, y: str, *, name: Iterable[str] = (), ax: Axes | None = None, lang: str = "en"
) -> Figure:
    """
    Draw two nodes against each other, a dot a unit.

    >>> import gm100
    >>> card = gm100.scorecards()["kominfo-2023-kppn-ikn"]
    >>> figure = scatter(gm100.score(gm100.evaluations(scorecard=card), card), "output", "impact", name=["35.07"])
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['Kabupaten Malang']

    Args:
        scores: The scores, by any scorecard.
        x: The node along the axis; the root is the index.
        y: The node upwards.
        name: Codes of units to write the name of.
        ax: Axes to draw on; without them, new ones.
        lang: Language of the labels, `id` or `en`.

    Raises:
        ValueError: No unit has both values, or the axes are polar.
        UnknownIdError: There is no such node, unit or language.
        MissingExtraError: matplotlib is not installed.
    """
    checked(lang)
    pairs = _pairs(scores.column(x), scores.column(y), scores.units)
    refuse_empty(pairs, f"no unit has both {x} and {y}")
    drawn: Any = canvas(ax, 5.6, 5.0)
    across, upwards = zip(*pairs.values(), strict=True)
    middle = (min(across) + max(across)) / 2
    drawn.scatter(across, upwards, s=26, color=BLUE, alpha=0.7)
    for code in name:
        place = pairs.get(code)
        text = scores[code].name or code  # Also where it has no dot: an unknown code is an error.
        if place is not None:
            side, away = ("left", 5) if place[0] <= middle else ("right", -5)
            drawn.annotate(fitted(text, 32), place, (away, 5), textcoords="offset points", fontsize=9, ha=side)
            drawn.plot(*place, "o", color=RED, markersize=6)
    drawn.set_xlabel(_name(scores.scorecard, x, lang))
    drawn.set_ylabel(_name(scores.scorecard, y, lang))
    drawn.grid(color=PALE, linewidth=0.6)
    drawn.set_axisbelow(True)
    commas(drawn.xaxis, lang)
    commas(drawn.yaxis, lang)
    plain(drawn, "bottom", "left")
    return figure_of(drawn)


def _pairs(one: Iterable[Any], other: Iterable[Any], keys: Iterable[str]) -> dict[str, tuple[float, float]]:
    found = zip(keys, one, other, strict=True)
    return {key: (float(a), float(b)) for key, a, b in found if a is not None and b is not None}


def correlations(
    scores: Scores, nodes: Iterable[str] | None = None, *, ax: Axes | None = None, lang: str = "en"
) -> Figure:
    """
    Draw the correlation of nodes with one another (Pearson), as numbers on colours; a dash where it has none.

    >>> import gm100
    >>> card = gm100.scorecards()["kominfo-2023-kppn-ikn"]
    >>> figure = correlations(gm100.score(gm100.evaluations(scorecard=card), card))
    >>> len(figure.axes[0].texts)
    36

    Args:
        scores: The scores, by any scorecard.
        nodes: The nodes; without them the indicators.
        ax: Axes to draw on; without them, new ones.
        lang: Language of the labels, `id` or `en`.

    Raises:
        ValueError: There are no nodes, or the axes are polar.
        UnknownIdError: There is no such node or language.
        MissingExtraError: matplotlib is not installed.
    """
    words, card = words_of("chart", lang), scores.scorecard
    codes = list(nodes) if nodes is not None else [leaf.id for leaf in card.indicators]
    refuse_empty(codes, "got no nodes")
    columns = {code: scores.column(code) for code in codes}
    table = [[_correlation(columns[a], columns[b], scores.units) for b in codes] for a in codes]
    labels = [_name(card, code, lang, 30) for code in codes]
    size = 0.62 * len(codes) + max(1.2, 0.09 * max(len(line) for label in labels for line in label.split("\n")))
    drawn: Any = canvas(ax, size + 1.6, size + 0.4)
    image = drawn.imshow(table, cmap="RdBu_r", vmin=-1, vmax=1)
    for y, row in enumerate(table):
        for x, cell in enumerate(row):
            text = "–" if cell != cell else number(Decimal(repr(round(cell, 2) + 0.0)), lang, 2)  # noqa: PLR0124 - NaN alone
            drawn.text(x, y, text, ha="center", va="center", fontsize=8, color="white" if abs(cell) > DARK else INK)
    small = 8 if any("\n" in label for label in labels) else None
    drawn.set_xticks(range(len(codes)), labels, rotation=45, ha="left", rotation_mode="anchor", fontsize=small)
    drawn.set_yticks(range(len(codes)), labels, fontsize=small)
    drawn.xaxis.tick_top()
    drawn.tick_params(length=0)
    plain(drawn)
    commas(drawn.figure.colorbar(image, ax=drawn, label=words["r"], shrink=0.8).ax.yaxis, lang)
    return figure_of(drawn)


def _correlation(one: Iterable[Any], other: Iterable[Any], units: Iterable[str]) -> float:
    pairs = _pairs(one, other, units).values()
    try:
        return correlation(*zip(*pairs, strict=True)) if len(pairs) >= FEW else float("nan")
    except StatisticsError:  # One of them is the same for all.
        return float("nan")


def scorecard_tree(card: Scorecard | str, *, ax: Axes | None = None, lang: str = "en") -> Figure:
    """
    Draw a scorecard as a tree, each node with its weight; the root stands left.

    >>> import gm100
    >>> figure = scorecard_tree("kominfo-2023-regular")
    >>> [text.get_text() for text in figure.axes[0].texts][:2]
    ['Index', 'Baseline  0.10']

    Args:
        card: The scorecard, or its id.
        ax: Axes to draw on; without them, new ones.
        lang: Language of the labels, `id` or `en`.

    Raises:
        ValueError: The axes are polar.
        UnknownIdError: There is no such scorecard or language.
        MissingExtraError: matplotlib is not installed.
    """
    checked(lang)
    known = scorecard(card)
    heights: dict[str, float] = {}
    nodes = list(placed(known.root))
    leaves = [node.id for node, _, _ in nodes if not isinstance(node, Group)]
    heights |= {code: float(row) for row, code in enumerate(leaves)}
    for node, _, _ in reversed(nodes):
        if isinstance(node, Group):
            below = [heights[child.id] for child in node.children]
            heights[node.id] = (below[0] + below[-1]) / 2
    deepest = max(level for _, _, level in nodes)
    drawn: Any = canvas(ax, 2.9 * (deepest + 1), 0.3 * len(leaves) + 0.6)
    spots = {node.id: (level, heights[node.id]) for node, _, level in nodes}
    for node, parent, _ in nodes:
        _branch(drawn, node, spots, parent, lang)
    drawn.set_xlim(-0.1, deepest + 0.95)
    drawn.set_ylim(len(leaves) - 0.4, -0.6)
    bare(drawn)
    return figure_of(drawn)


def _branch(ax: Any, node: Node, spots: Mapping[str, tuple[float, float]], parent: str | None, lang: str) -> None:
    x, y = spots[node.id]
    if parent is not None:
        before, middle = spots[parent], x - 0.12
        ax.plot([before[0], middle, middle, x], [before[1], before[1], y, y], color=GREY, linewidth=0.8, zorder=1)
    text = fitted(named(node.id, lang, node.name)) + ("" if parent is None else f"  {number(node.weight, lang)}")
    ax.plot(x, y, "o", color=BLUE, markersize=5, zorder=2)
    ax.annotate(
        text, (x, y), (5, 0), textcoords="offset points", va="center", fontsize=8, color=INK, zorder=3,
        bbox={"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none"},
    )  # fmt: skip
